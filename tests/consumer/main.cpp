// SPDX-License-Identifier: Apache-2.0
// consumer SPEC RUN.har: reviews a document, judges a recording of it and prints both reports.
#include <sworn/sworn.h>
#include <sworn/version.h>

#include <fstream>
#include <iostream>
#include <iterator>

namespace {

int fail(const sworn::Error& error) {
  std::cerr << "consumer: " << error.text() << '\n';
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return fail({"usage: consumer SPEC RUN.har", {}, ""});
  const sworn::Result<sworn::Contract> contract = sworn::load(argv[1]);
  if (!contract) return fail(contract.error());

  const sworn::Report reviewed = sworn::review(*contract);
  const sworn::Result<std::string> text = sworn::render(reviewed, "text");
  if (!text) return fail(text.error());

  std::ifstream file(argv[2], std::ios::binary);
  const std::string har{std::istreambuf_iterator<char>(file), {}};
  const sworn::Result<sworn::Recording> recording = sworn::recording_of_har(har, argv[2]);
  if (!recording) return fail(recording.error());
  const sworn::Result<sworn::Report> judged = sworn::judge(*contract, *recording);
  if (!judged) return fail(judged.error());
  const sworn::Result<std::string> json = sworn::render(*judged, "json");
  if (!json) return fail(json.error());

  std::cout << "sworn " << sworn::version << '\n'
            << *text << *json << "rules " << sworn::catalogue().size() << '\n'
            << "exchanges " << judged->exchanges.size() << '\n';
  return 0;
}
