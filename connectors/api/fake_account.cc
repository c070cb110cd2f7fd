#include "connectors/api/fake_account.h"

#include <utility>

#include "absl/strings/match.h"
#include "base/status/error.h"
#include "base/status/macros.h"

namespace hirewire::connectors {

void FakeAccount::Gives(const google::protobuf::MessageLite& response) {
  absl::MutexLock lock(&mutex_);
  answer_ = response.SerializeAsString();
}

void FakeAccount::Fails(const absl::Status& status) {
  absl::MutexLock lock(&mutex_);
  answer_ = status;
}

void FakeAccount::Costs(const Cost& cost) {
  absl::MutexLock lock(&mutex_);
  cost_ = cost;
}

void FakeAccount::First(Step step) {
  absl::MutexLock lock(&mutex_);
  first_ = std::move(step);
}

std::vector<ListQuery> FakeAccount::lists() const {
  absl::MutexLock lock(&mutex_);
  return lists_;
}

std::vector<GetQuery> FakeAccount::gets() const {
  absl::MutexLock lock(&mutex_);
  return gets_;
}

std::vector<ExplainQuery> FakeAccount::explains() const {
  absl::MutexLock lock(&mutex_);
  return explains_;
}

Async<std::string> FakeAccount::List(ListQuery query, Cost& cost) {
  {
    absl::MutexLock lock(&mutex_);
    lists_.push_back(std::move(query));
  }
  co_return co_await Answer(cost);
}

Async<std::string> FakeAccount::Get(GetQuery query, Cost& cost) {
  {
    absl::MutexLock lock(&mutex_);
    gets_.push_back(std::move(query));
  }
  co_return co_await Answer(cost);
}

Async<v1::MappingExplanation> FakeAccount::Explain(ExplainQuery query,
                                                   Cost& cost) {
  {
    absl::MutexLock lock(&mutex_);
    explains_.push_back(std::move(query));
  }
  HW_CO_ASSIGN_OR_RETURN(const std::string bytes, co_await Answer(cost));
  v1::MappingExplanation explanation;
  if (explanation.ParseFromString(bytes)) co_return explanation;
  co_return absl::InternalError("the fake gives something else");
}

AsyncStatus FakeAccount::Check(absl::Time deadline, Cost& cost) {
  co_return (co_await Answer(cost)).status();
}

Async<std::string> FakeAccount::Answer(Cost& cost) {
  Step first;
  {
    absl::MutexLock lock(&mutex_);
    cost = cost_;
    first = first_;
  }
  if (first) HW_CO_RETURN_IF_ERROR(co_await first());
  absl::MutexLock lock(&mutex_);
  co_return answer_;
}

absl::StatusOr<std::shared_ptr<Account>> FakeAccounts::For(
    const auth::Connection&) {
  // Not owned: it outlives this.
  return std::shared_ptr<Account>(std::shared_ptr<Account>(), &account_);
}

absl::StatusOr<std::shared_ptr<Account>> FakeAccounts::Trial(
    const auth::Connection& connection, const auth::Credentials&) {
  return For(connection);
}

std::vector<v1::Connector> FakeDirectory::List() const {
  return {*Get("acme"), *Get("globex")};
}

absl::StatusOr<v1::Connector> FakeDirectory::Get(
    absl::string_view vendor) const {
  v1::Connector connector;
  connector.set_vendor(std::string(vendor));
  if (vendor == "acme") {
    connector.set_display_name("Acme Recruiting");
    connector.add_auth_kinds(v1::AUTH_KIND_API_KEY);
    auto& auth = *connector.add_auths();
    auth.set_kind(v1::AUTH_KIND_API_KEY);
    auth.set_help("Ask the roadrunner");
    auth.set_key_pattern("[a-z0-9-]{4,}");
    return connector;
  }
  if (vendor == "globex") {
    connector.set_display_name("Globex");
    connector.add_auth_kinds(v1::AUTH_KIND_CLIENT_CREDENTIALS);
    connector.add_auths()->set_kind(v1::AUTH_KIND_CLIENT_CREDENTIALS);
    return connector;
  }
  if (vendor == "acme-v1") {
    return Error(v1::ERROR_REASON_API_VERSION_RETIRED)
        .With("vendor", "acme")
        .With("api_version", "v1")
        .Message("version v1 of acme is no more: connect acme");
  }
  return Error(v1::ERROR_REASON_VENDOR_UNKNOWN)
      .With("vendor", vendor)
      .Message("no such vendor");
}

absl::Status FakeDirectory::Validate(const auth::Connection& connection,
                                     bool allow_loopback) const {
  HW_ASSIGN_OR_RETURN(const v1::Connector connector, Get(connection.vendor));
  const bool key = connection.auth_kind == auth::AuthKind::kApiKey;
  if (key != (connector.auth_kinds(0) == v1::AUTH_KIND_API_KEY)) {
    return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
        .With("field", "credential")
        .Message("the vendor takes another kind of credential");
  }
  for (const std::string& url : {connection.base_url, connection.token_url}) {
    if (url.empty() || absl::StartsWith(url, "https://")) continue;
    if (allow_loopback && absl::StartsWith(url, "http://127.0.0.1")) continue;
    return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
        .With("field", "base_url")
        .Message("the URL is not https");
  }
  return absl::OkStatus();
}

absl::StatusOr<auth::GrantRecipe> FakeDirectory::GetRecipe(
    const auth::Connection& connection, bool allow_loopback) const {
  HW_RETURN_IF_ERROR(Validate(connection, allow_loopback));
  return auth::ApiKeyRecipe{};
}

absl::StatusOr<v1::Capabilities> FakeDirectory::GetCapabilities(
    const auth::Connection& connection) const {
  HW_RETURN_IF_ERROR(Get(connection.vendor).status());
  v1::Capabilities capabilities;
  capabilities.set_vendor(connection.vendor);
  auto* method = capabilities.add_methods();
  method->set_method("ListCandidates");
  method->mutable_support()->set_level(v1::SUPPORT_LEVEL_NATIVE);
  return capabilities;
}

absl::StatusOr<v1::Manifest> FakeManifestEditor::GetManifest(
    const ManifestScope& scope) {
  v1::Manifest manifest;
  manifest.set_vendor(scope.vendor);
  if (scope.connection) manifest.set_connection_id(scope.connection->id);
  manifest.set_revision(revision_);
  manifest.set_text(text_);
  return manifest;
}

absl::StatusOr<v1::Manifest> FakeManifestEditor::ValidateManifest(
    const ManifestScope& scope, const std::string& text) {
  if (text == "bad") {
    return Error(v1::ERROR_REASON_MANIFEST_INVALID)
        .With("line", "1")
        .Message("it is bad");
  }
  HW_ASSIGN_OR_RETURN(v1::Manifest manifest, GetManifest(scope));
  manifest.set_text(text);
  return manifest;
}

absl::StatusOr<v1::Manifest> FakeManifestEditor::ApplyManifest(
    const ManifestScope& scope, const std::string& text,
    std::optional<int64_t> expected_revision) {
  HW_RETURN_IF_ERROR(ValidateManifest(scope, text).status());
  if (expected_revision && *expected_revision != revision_) {
    return Error(v1::ERROR_REASON_MANIFEST_CHANGED).Message("it changed");
  }
  text_ = text;
  ++revision_;
  return GetManifest(scope);
}

}  // namespace hirewire::connectors
