// SPDX-License-Identifier: Apache-2.0
#include "sworn/identity.h"

#include <doctest/doctest.h>

using sworn::CarrierPlace;

TEST_CASE("a carrier's place is named by kind and name") {
  CHECK(CarrierPlace{CarrierPlace::Kind::cookie, "sid"}.text() == "cookie sid");
  CHECK(CarrierPlace{CarrierPlace::Kind::header, "X-Session"}.text() == "header X-Session");
  CHECK(CarrierPlace{CarrierPlace::Kind::json, "/token"}.text() == "json /token");
}
