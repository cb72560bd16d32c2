// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "unit/diff/courtroom.h"

namespace sworn::test {

inline const std::string login = "POST /login";

/// A login by key that hands out the cookie `sid`, an operation that the cookie opens for alice and
/// bob, and a logout.
inline Courtroom session_court(const std::string& me_refusal = "401 {\"error\": 1}") {
  Courtroom court(document_with(R"(
  /login: {post: {responses: {}}}
  /logout: {post: {security: [{SessionCookie: []}], responses: {}}}
  /me: {get: {security: [{SessionCookie: []}, {ApiKeyAuth: []}], responses: {}}}
  /files: {get: {responses: {}}}
)"));
  court.asked("GET /me",
              "alice+ApiKeyAuth | 200 {\"user\": \"alice\", \"at\": 1}\nbob+ApiKeyAuth | 200 "
              "{\"user\": \"bob\", \"at\": 2}\n- | " +
                  me_refusal + "\nalice?ApiKeyAuth | " + me_refusal + "\n- | " + me_refusal +
                  "\nalice+ApiKeyAuth | 200 {\"user\": \"alice\", \"at\": 3}");
  return court;
}

/// What three logins answer, and how the cookie of the first opens GET /me.
struct Handout {
  std::string first = "200 [Set-Cookie: sid={s1}] {\"ok\": true}";
  std::string second = "200 [Set-Cookie: sid={s2}] {\"ok\": true}";
  std::string third = "200 [Set-Cookie: sid={s3}] {\"ok\": true}";
  std::string without = "401 {\"error\": 1}";
  std::string never = "401 {\"error\": 1}";
  std::string carrier = "cookie sid";
  std::string sent = "alice+cookie sid={s1}";
  std::string opened = "200 {\"user\": \"alice\", \"at\": 4}";
  std::string invented = "401 {\"error\": 1}";
  std::string apart = "2100";
};

inline Courtroom& handed_out(Courtroom& court, const Handout& h = {}) {
  return court.told(
      "handout",
      login,
      "first | asks the login with nothing | = | - | " + h.without +
          "\nfirst | asks the login with a never-issued credential | = | alice?ApiKeyAuth | " +
          h.never + "\nfirst | logs in | = | alice+ApiKeyAuth | " + h.first +
          "\nsecond | logs in | = | alice+ApiKeyAuth | " + h.second +
          "\nfirst | asks GET /me with " + h.carrier + " as it goes | GET /me | " + h.sent + " < " +
          h.carrier + " | " + h.opened + "\nfirst | asks GET /me with an invented value of " +
          h.carrier + " | GET /me | alice~cookie sid={i1} < " + h.carrier + " | " + h.invented +
          "\nfirst | asks GET /me with nothing | GET /me | - | 401 {\"error\": 1}\nwait " +
          h.apart + "\nthird | logs in | = | alice+ApiKeyAuth | " + h.third);
}

/// One way of planting an identifier, as the fixation interview tells it.
struct Plant {
  std::string variant = "obtained";
  std::string before = "401 {\"error\": 1}";
  std::string login = "200 {\"ok\": true}";
  std::string victim = "200 {\"user\": \"alice\", \"at\": 5}";
  std::string attacker = "200 {\"user\": \"alice\", \"at\": 6}";
  std::string nothing = "401 {\"error\": 1}";
  std::string later = {};
  std::string victim_sid = "{c0}";
};

inline Courtroom& planted(Courtroom& court, const Plant& p = {}) {
  const std::string name = " (" + p.variant + " sid) | ";
  const std::string sid = " | alice~cookie sid={c0} < cookie sid | ";
  return court.told(
      "fixation",
      test::login,
      "attacker" + name +
          "obtains an identifier | GET /news | - | 200 [Set-Cookie: sid={c0}] {}\nattacker" + name +
          "asks before the login | GET /me" + sid + p.before + "\nvictim" + name +
          "logs in with the planted identifier | = | alice+ApiKeyAuth & alice~cookie sid={c0} < "
          "cookie sid | " +
          p.login + "\nvictim" + name +
          "asks after the login | GET /me | alice~cookie sid=" + p.victim_sid + " < cookie sid | " +
          p.victim + "\nattacker" + name + "asks after the login | GET /me" + sid + p.attacker +
          "\noutsider" + name + "asks with nothing | GET /me | - | " + p.nothing +
          (p.later.empty()
               ? ""
               : "\nattacker" + name + "asks five seconds later | GET /me" + sid + p.later));
}

}  // namespace sworn::test
