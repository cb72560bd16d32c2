// SPDX-License-Identifier: Apache-2.0
#include "spec/loader.h"

#include "base/hash.h"
#include "spec/files.h"
#include "spec/reader.h"
#include "spec/version.h"

namespace sworn::spec {
namespace {

void read_info(const Files& files, Contract& contract) {
  const document::Node* info = files.follow(files.root().find("info"));
  if (info == nullptr) return;
  contract.title = info->string_at("title");
  const document::Node* version = info->find("version");
  contract.api_version = version != nullptr ? version->text() : "";
}

void read_root(const Reader& reader, const document::Node& root) {
  Contract& contract = reader.contract;
  if (reader.is_swagger()) {
    contract.servers = read_swagger_servers(reader, root);
    read_schemes(reader, reader.map_at(root, "securityDefinitions"), "/securityDefinitions");
  } else {
    contract.servers = read_servers(reader, root);
    if (contract.servers.empty()) {
      contract.servers.push_back(default_server(reader));
    }
    if (const document::Node* components = reader.map_at(root, "components")) {
      read_schemes(
          reader, reader.map_at(*components, "securitySchemes"), "/components/securitySchemes");
    }
  }
  contract.root_requirement = read_requirement(reader, root, "", RequirementSource::root);
  read_operations(reader, root);
}

template <typename Open>
Result<Contract> load_with(const std::string& name, const LoadOptions& options, const Open& open) {
  Contract contract;
  Remarks remarks;
  const Files::Check check = [&](const document::Document& entry) {
    auto version = read_version(entry, options.assume_version);
    if (version) contract.version = *version;
    return version;
  };
  Result<std::shared_ptr<Files>> files = open(check, remarks);
  if (!files) {
    return files.error();
  }
  const document::Node& root = (*files)->root();
  const Reader reader{**files, contract, remarks};
  contract.file = name;
  contract.openapi = root.find(reader.is_swagger() ? "swagger" : "openapi")->text();
  contract.sha256 = base::hex_digest(base::HashKind::sha256, (*files)->text());
  read_info(**files, contract);
  read_root(reader, root);
  contract.remarks = remarks.take();
  contract.files = std::move(*files);
  return contract;
}

}  // namespace

Result<Contract> load(const std::string& path, const LoadOptions& options) {
  return load_with(path, options, [&](const Files::Check& check, Remarks& remarks) {
    return Files::open(path, options, check, remarks);
  });
}

Result<Contract> load_text(std::string text, const std::string& name, const LoadOptions& options) {
  return load_with(name, options, [&](const Files::Check& check, Remarks& remarks) {
    return Files::of_text(std::move(text), name, options, check, remarks);
  });
}

}  // namespace sworn::spec
