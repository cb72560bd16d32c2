// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sworn/result.h"

namespace sworn {

namespace document {
class Node;
}
namespace spec {
class Files;
}

enum class SpecVersion { swagger_2_0, openapi_3_0, openapi_3_1, openapi_3_2 };

enum class SchemeKind { api_key, http, oauth2, open_id_connect, mutual_tls, unknown };

/// Where a credential or parameter travels.
enum class Place { path, query, header, cookie, body };

[[nodiscard]] std::string_view name_of(Place place);

/// One OAuth 2 flow (OpenAPI 3.1 §4.8.29); Swagger 2.0 names are mapped to those of OpenAPI 3.
struct Flow {
  /// "clientCredentials", "authorizationCode", "password", "implicit", "deviceAuthorization"
  std::string kind;
  std::string authorization_url;
  std::string token_url;
  std::string device_authorization_url;  ///< OpenAPI 3.2 §4.29
  std::string refresh_url;
  std::map<std::string, std::string> scopes;
  Location where;
};

/// A declared security scheme (OpenAPI 3.1 §4.8.27); `basic` of Swagger 2.0 is http basic.
struct Scheme {
  std::string name;
  SchemeKind kind = SchemeKind::unknown;
  Place place = Place::header;  ///< of an apiKey; header for all others
  std::string parameter;        ///< of an apiKey: the header, query parameter or cookie
  std::string http_scheme;      ///< of http: "basic", "bearer", ... in lower case
  std::string bearer_format;
  std::vector<Flow> flows;
  std::string oauth2_metadata_url;  ///< RFC 8414 document (OpenAPI 3.2 §4.27)
  std::string open_id_connect_url;
  bool is_deprecated = false;  ///< OpenAPI 3.2 §4.27
  /// False: it stands elsewhere and a requirement names it by URI, which is `name` then
  /// (OpenAPI 3.2 §4.30).
  bool is_component = true;
  const document::Node* node = nullptr;  ///< the declaration, references followed
  Location where;

  /// What the scheme is on the wire, whatever its name: "header x-api-key", "cookie sid", "http
  /// basic", "http bearer" (also for oauth2 and openIdConnect), "mtls".
  [[nodiscard]] std::string signature() const;
};

struct SchemeUse {
  std::string scheme;
  std::vector<std::string> scopes;
  bool is_defined = true;  ///< false: no such scheme, so that the alternative cannot be satisfied
  Location where = {};
};

/// Schemes that are needed together. None: anonymous access is allowed.
struct Alternative {
  std::vector<SchemeUse> all_of;
  Location where;

  [[nodiscard]] std::string text() const;
};

enum class RequirementSource { operation, root, absent };

/// The effective security requirement of an operation: an OR of ANDs (OpenAPI 3.1 §4.8.30).
struct Requirement {
  std::vector<Alternative> any_of;
  RequirementSource source = RequirementSource::absent;
  Location where;

  /// True when no alternative is empty and there is one at least: a credential is needed.
  [[nodiscard]] bool is_secured() const;
  /// True when an empty alternative stands beside others.
  [[nodiscard]] bool is_optional() const;
  /// "ApiKeyAuth | (A & B)", "none", "none | ApiKeyAuth", or "undeclared" when the document says
  /// nothing.
  [[nodiscard]] std::string text() const;
};

struct Parameter {
  std::string name;
  Place place = Place::query;
  bool is_required = false;
  std::string style;     ///< always set: the default of its place where the document is silent
  bool explode = false;  ///< likewise
  bool allow_reserved = false;
  /// `in: querystring` (OpenAPI 3.2 §4.12.1): its value is the whole query, and `name` is not sent.
  bool is_whole_query = false;
  std::string content_type;                 ///< of a parameter with `content`; else empty
  const document::Node* schema = nullptr;   ///< of 2.0: the parameter itself
  const document::Node* example = nullptr;  ///< the first of example and examples
  Location where;
};

struct MediaType {
  std::string type;
  const document::Node* schema = nullptr;
  const document::Node* example = nullptr;
  Location where;
};

struct RequestBody {
  bool is_required = false;
  std::vector<MediaType> content;
};

struct ResponseHeader {
  std::string name;
  bool is_required = false;
  const document::Node* schema = nullptr;
};

struct ResponseDeclaration {
  std::string status;  ///< "200", "4XX" or "default"
  std::string description;
  std::vector<MediaType> content;
  std::vector<ResponseHeader> headers;
  Location where;
};

/// A Server Object (OpenAPI 3.1 §4.8.5), or what `schemes`, `host` and `basePath` of Swagger 2.0
/// say.
struct Server {
  std::string url;                       ///< variables substituted by their defaults
  const document::Node* node = nullptr;  ///< the Server Object; null where nothing is declared
  Location where = {};
};

struct Operation {
  std::string method;  ///< upper case, but for `additionalOperations`, which keep their letters
  std::string path;    ///< the template as written
  std::string operation_id;
  std::string summary;
  std::vector<std::string> tags;
  bool is_deprecated = false;
  bool is_declared =
      true;  ///< false: the configuration describes it under `flows`, the document does not
  std::vector<Parameter> parameters;
  std::optional<RequestBody> body;
  std::vector<ResponseDeclaration> responses;
  Requirement requirement;
  std::vector<Server> servers;           ///< its own, its path's or the document's
  bool has_own_servers = false;          ///< they do not come from the document's root
  const document::Node* node = nullptr;  ///< the Operation Object; null when it is not declared
  const document::Node* path_item = nullptr;
  Location where;

  /// "GET /items/{id}": how an operation is named everywhere.
  [[nodiscard]] std::string key() const;
  /// The declaration for a status: exact, then range, then default (OpenAPI 3.1 §4.8.16); or null.
  [[nodiscard]] const ResponseDeclaration* response_for(int status) const;
};

/// What is wrong with a document and does not stop the work.
enum class Flaw {
  duplicate_key,        ///< the last one counts
  broken_reference,     ///< nothing stands there, or the file cannot be read
  refused_reference,    ///< to another host, or outside the folder of the spec
  ignored_sibling,      ///< beside a `$ref`, where this version ignores it
  undefined_scheme,     ///< required and defined nowhere
  unknown_scheme_type,  ///< the scheme cannot be used
  malformed             ///< of a wrong type, and left out
};

struct Remark {
  Flaw flaw = Flaw::malformed;
  Error what;
};

/// What the document promises, normalised over all versions. Schemas and examples stand in the
/// parsed files, which the contract keeps alive: copies share them.
struct Contract {
  std::string file;
  std::string title;
  std::string api_version;
  std::string openapi;  ///< as written: "3.0.3"
  SpecVersion version = SpecVersion::openapi_3_0;
  std::string sha256;  ///< of the entry file
  std::vector<Server> servers;
  std::vector<Scheme> schemes;        ///< sorted by name
  std::vector<Operation> operations;  ///< of `paths`, sorted by path, then method
  /// Requests that the provider sends: webhooks (`path` is the name) and callbacks (`path` is the
  /// expression). They are no operations of the API and are never sent.
  std::vector<Operation> webhooks;
  std::vector<Operation> callbacks;
  Requirement root_requirement;
  std::vector<Remark> remarks;  ///< in the order in which they were met
  std::shared_ptr<const spec::Files> files;

  [[nodiscard]] const Scheme* scheme(std::string_view name) const;
  [[nodiscard]] const Operation* operation(std::string_view key) const;
};

}  // namespace sworn
