// SPDX-License-Identifier: Apache-2.0
#include "spec/sources.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <map>
#include <string>
#include <vector>

#include "unit/spec/spec_fixture.h"

using namespace spec_fixture;
using sworn::Contract;
using sworn::Error;
using sworn::Result;
using sworn::spec::LoadOptions;

namespace {

const std::string head = "openapi: 3.1.0\n";

/// Servers that hold these documents, and what was asked of them.
struct Web {
  std::map<std::string, std::string> pages;
  std::vector<std::string> asked = {};

  LoadOptions options(bool allow_remote_refs = false) {
    LoadOptions options;
    options.allow_remote_refs = allow_remote_refs;
    options.fetch = [this](const std::string& url) -> Result<std::string> {
      asked.push_back(url);
      const auto page = pages.find(url);
      if (page == pages.end()) return Error{"answers 404", {url, 0, 0, ""}, ""};
      return page->second;
    };
    return options;
  }
};

}  // namespace

TEST_CASE("a spec at a URL is fetched, and its references from its own origin alone") {
  Web web{{{"https://h/v1/api.yaml?token=t",
            head + "paths:\n  /a: {$ref: 'paths/a.yaml#/x'}\n  /b: {$ref: /b.yaml}\n"
                   "  /c: {$ref: 'https://other/c.yaml'}\n  /d: {$ref: 'http://h/d.yaml'}\n"},
           {"https://h/v1/paths/a.yaml", "x: {get: {parameters: [{$ref: '../p.yaml#/p'}]}}\n"},
           {"https://h/v1/p.yaml", "p: {name: n, in: query}\n"},
           {"https://h/b.yaml", "get: {}\n"},
           {"https://other/c.yaml", "get: {}\n"},
           {"http://h/d.yaml", "get: {}\n"}}};
  const Contract contract = loaded_from("https://h/v1/api.yaml?token=t", web.options());
  CHECK(keys(contract.operations) == "GET /a GET /b ");
  CHECK(contract.operations[0].parameters.size() == 1);
  CHECK(web.asked == std::vector<std::string>{"https://h/v1/api.yaml?token=t",
                                              "https://h/v1/paths/a.yaml",
                                              "https://h/b.yaml",
                                              "https://h/v1/p.yaml"});
  REQUIRE(contract.remarks.size() == 2);
  CHECK(contract.remarks[0].flaw == sworn::Flaw::refused_reference);
  CHECK_FALSE(has(remarks(contract), "token=t"));
  CHECK(keys(loaded_from("https://h/v1/api.yaml?token=t", web.options(true)).operations) ==
        "GET /a GET /b GET /c GET /d ");
}

TEST_CASE("a file reaches a URL only where the user allows it, and a URL never a file") {
  const Folder folder({{"api.yaml", head + "paths: {/a: {$ref: 'http://h/a.yaml'}}\n"},
                       {"secret.yaml", "get: {}\n"}});
  Web web{{{"http://h/a.yaml",
            "get: {}\nput: {$ref: 'file://" + (folder / "secret.yaml") + "#/get'}\n"}}};
  const Contract refused = loaded_from(folder / "api.yaml", web.options());
  CHECK(refused.operations.empty());
  CHECK(has(remarks(refused), "--allow-remote-refs"));
  CHECK(web.asked.empty());
  const Contract allowed = loaded_from(folder / "api.yaml", web.options(true));
  CHECK(keys(allowed.operations) == "GET /a ");
  CHECK(has(remarks(allowed), "may not refer to a file"));
}

TEST_CASE("a fetch that fails is an error of the entry and a remark of a reference") {
  Web web{{{"http://h/api.yaml", head + "paths: {/a: {$ref: a.yaml}, /b: {$ref: a.yaml}}\n"}}};
  CHECK(has(remarks(loaded_from("http://h/api.yaml", web.options())), "answers 404"));
  CHECK(web.asked.size() == 2);
  const auto gone = sworn::spec::load("http://h/none.yaml", web.options());
  REQUIRE_FALSE(gone);
  CHECK(has(gone.error().text(), "answers 404"));
  CHECK_FALSE(sworn::spec::load("http://h/api.yaml"));
  CHECK_FALSE(sworn::spec::load("http://user:password@h/api.yaml", web.options()));
}

TEST_CASE("servers of a spec at a URL are relative to it, whatever it calls itself") {
  const auto servers = [](const std::string& text) {
    Web web{{{"https://h:8443/v1/api.yaml", text}}};
    const Contract contract = loaded_from("https://h:8443/v1/api.yaml", web.options());
    REQUIRE(contract.servers.size() == 1);
    return contract.servers[0].url;
  };
  const std::string newest = "openapi: 3.2.0\n$self: https://elsewhere/x/y\n";
  CHECK(servers(newest) == "https://h:8443/");
  CHECK(servers(newest + "servers: [{url: ../v2}]\n") == "https://h:8443/v2");
  CHECK(servers(newest + "servers: [{url: 'http://a/b'}]\n") == "http://a/b");
  CHECK(servers("swagger: '2.0'\n") == "https://h:8443");
  CHECK(servers("swagger: '2.0'\nbasePath: /b\n") == "https://h:8443/b");
  CHECK(servers("swagger: '2.0'\nhost: a\nbasePath: /b\n") == "https://a/b");
  CHECK(servers("swagger: '2.0'\nschemes: [http]\n") == "http://h:8443");
}

TEST_CASE("a pipe or a folder is no document, and nobody waits for it") {
  const Folder folder({{"api.yaml", head + "paths: {/a: {$ref: pipe}, /b: {$ref: './'}}\n"}});
  REQUIRE(mkfifo((folder / "pipe").c_str(), 0600) == 0);
  const Contract contract = loaded_from(folder / "api.yaml");
  CHECK(contract.remarks.size() == 2);
  CHECK(has(remarks(contract), "pipe is not a regular file"));
}

TEST_CASE("a symbolic link to a device is refused as what it leads to") {
  const Folder folder({{"api.yaml", head + "paths: {/a: {$ref: zero}}\n"}});
  std::filesystem::create_symlink("/dev/zero", folder / "zero");
  CHECK(has(remarks(loaded_from(folder / "api.yaml")), "leaves the folder"));
  LoadOptions anywhere;
  anywhere.ref_root = "/";
  CHECK(has(remarks(loaded_from(folder / "api.yaml", anywhere)), "is not a regular file"));
}

TEST_CASE("a spec that reaches more files or bytes than the limits is refused") {
  const Folder folder({{"api.yaml", head + "paths: {/a: {$ref: a.yaml}, /b: {$ref: b.yaml}}\n"},
                       {"a.yaml", "get: {}\n"},
                       {"b.yaml", "get: {}\n"}});
  LoadOptions options;
  options.most_files = 2;
  CHECK(sworn::spec::load(folder / "api.yaml", options));
  options.most_files = 1;
  auto refused = sworn::spec::load(folder / "api.yaml", options);
  REQUIRE_FALSE(refused);
  CHECK(has(refused.error().text(), "more than 1 files"));
  options = {};
  options.limits.bytes = 70;
  refused = sworn::spec::load(folder / "api.yaml", options);
  REQUIRE_FALSE(refused);
  CHECK(has(refused.error().text(), "larger than 70 bytes"));
}
