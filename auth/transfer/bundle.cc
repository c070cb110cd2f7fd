#include "auth/transfer/bundle.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "auth/transfer/grants.h"
#include "auth/vault/vault.h"
#include "base/json/parser.h"
#include "base/json/value.h"
#include "base/json/write.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

constexpr int64_t kFormatVersion = 1;

template <typename Enum>
struct Name {
  Enum value;
  absl::string_view name;
};

constexpr Name<AuthKind> kKinds[] = {
    {AuthKind::kApiKey, "API_KEY"},
    {AuthKind::kClientCredentials, "CLIENT_CREDENTIALS"},
    {AuthKind::kAuthorizationCode, "AUTHORIZATION_CODE"},
};

constexpr Name<ConnectionState> kStates[] = {
    {ConnectionState::kPending, "PENDING"},
    {ConnectionState::kActive, "ACTIVE"},
    {ConnectionState::kDegraded, "DEGRADED"},
    {ConnectionState::kNeedsReauthorization, "NEEDS_REAUTHORIZATION"},
    {ConnectionState::kDisabled, "DISABLED"},
};

template <typename Names, typename Enum>
absl::string_view NameOf(const Names& names, Enum value) {
  for (const auto& one : names) {
    if (one.value == value) return one.name;
  }
  return "";
}

// Writes the members of one object. What is empty is left out.
class ObjectWriter {
 public:
  explicit ObjectWriter(std::string& out) : out_(out) { out_ += '{'; }
  ~ObjectWriter() { out_ += '}'; }

  void Text(absl::string_view name, absl::string_view value) {
    if (value.empty()) return;
    Key(name);
    json::AppendQuoted(value, out_);
  }
  void Number(absl::string_view name, int64_t value) {
    Key(name);
    json::AppendNumber(value, out_);
  }
  void Time(absl::string_view name, absl::Time value) {
    if (value == absl::InfinitePast()) return;
    Text(name,
         absl::FormatTime(absl::RFC3339_full, value, absl::UTCTimeZone()));
  }
  void Texts(absl::string_view name, const std::vector<std::string>& values) {
    if (values.empty()) return;
    Key(name);
    char before = '[';
    for (const std::string& value : values) {
      out_ += std::exchange(before, ',');
      json::AppendQuoted(value, out_);
    }
    out_ += ']';
  }
  void Map(absl::string_view name,
           const std::map<std::string, std::string>& values) {
    if (values.empty()) return;
    Key(name);
    ObjectWriter inner(out_);
    // An empty value is one, too.
    for (const auto& [key, value] : values) {
      inner.Key(key);
      json::AppendQuoted(value, out_);
    }
  }
  void Secrets(absl::string_view name, const SecretFields& values) {
    Key(name);
    ObjectWriter inner(out_);
    for (const auto& [key, value] : values) {
      inner.Key(key);
      json::AppendQuoted(RevealSecret(value), out_);
    }
  }
  void Key(absl::string_view name) {
    if (!std::exchange(first_, false)) out_ += ',';
    json::AppendQuoted(name, out_);
    out_ += ':';
  }

 private:
  std::string& out_;
  bool first_ = true;
};

void WriteGrant(const Grant& grant, std::string& out) {
  ObjectWriter object(out);
  object.Text("access_token", RevealSecret(grant.access_token));
  object.Text("refresh_token", RevealSecret(grant.refresh_token));
  object.Time("issue_time", grant.issue_time);
  object.Time("expire_time", grant.expire_time);
  object.Time("grant_time", grant.grant_time);
  object.Texts("scopes", grant.scopes);
  object.Text("dead_reason", grant.dead_reason);
}

void WriteOne(const MovedConnection& moved, std::string& out) {
  const Connection& connection = moved.connection;
  ObjectWriter object(out);
  object.Text("id", connection.id);
  object.Text("vendor", connection.vendor);
  object.Text("display_name", connection.display_name);
  object.Text("environment", connection.environment);
  object.Text("base_url", connection.base_url);
  object.Text("token_url", connection.token_url);
  object.Text("auth_kind", NameOf(kKinds, connection.auth_kind));
  object.Map("labels", connection.labels);
  object.Map("settings", connection.settings);
  object.Text("state", NameOf(kStates, connection.state));
  object.Text("state_reason", connection.state_reason);
  object.Texts("granted_scopes", connection.granted_scopes);
  object.Texts("missing_scopes", connection.missing_scopes);
  object.Number("credential_version", connection.credential_version);
  object.Time("create_time", connection.create_time);
  object.Time("update_time", connection.update_time);
  object.Time("last_success_time", connection.last_success_time);
  object.Secrets("credentials", moved.credentials);
  if (moved.grant) {
    object.Key("grant");
    WriteGrant(*moved.grant, out);
  }
}

absl::Status Invalid(absl::string_view sentence) {
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", "bundle")
      .Message(absl::StrCat("the bundle ", sentence));
}

// Reads the members of one object, and complains once: of the first member that
// is not what it should be, or that nobody asked for.
class ObjectReader {
 public:
  // `where` names it: "connections[3]".
  ObjectReader(json::Value object, std::string where)
      : object_(object), where_(std::move(where)) {
    if (!object.is_object()) Complain("is no object");
  }

  std::string Text(absl::string_view name) {
    const auto value = Take(name);
    if (!value) return "";
    if (!value->is_string()) {
      Complain(absl::StrCat(".", name, " is no text"));
      return "";
    }
    return std::string(value->AsString());
  }
  int64_t Number(absl::string_view name) {
    const auto value = Take(name);
    if (!value) return 0;
    if (value->kind() != json::Kind::kInt64) {
      Complain(absl::StrCat(".", name, " is no whole number"));
      return 0;
    }
    return value->AsInt64();
  }
  absl::Time Time(absl::string_view name) {
    const std::string text = Text(name);
    absl::Time time = absl::InfinitePast();
    if (!text.empty() &&
        !absl::ParseTime(absl::RFC3339_full, text, &time, nullptr)) {
      Complain(absl::StrCat(".", name, " is no time"));
    }
    return time;
  }
  template <typename Names, typename Enum>
  void Word(absl::string_view name, const Names& names, Enum& value) {
    const std::string text = Text(name);
    for (const auto& one : names) {
      if (one.name == text) {
        value = one.value;
        return;
      }
    }
    Complain(absl::StrCat(".", name, " is none that this version knows"));
  }
  std::vector<std::string> Texts(absl::string_view name) {
    std::vector<std::string> texts;
    const auto value = Take(name);
    if (!value) return texts;
    if (!value->is_array()) Complain(absl::StrCat(".", name, " is no list"));
    for (const json::Value item : value->items()) {
      if (item.is_string()) {
        texts.emplace_back(item.AsString());
      } else {
        Complain(absl::StrCat(".", name, " has what is no text"));
      }
    }
    return texts;
  }
  // Texts by name, each made a T.
  template <typename T>
  std::map<std::string, T> Map(absl::string_view name) {
    std::map<std::string, T> map;
    const auto value = Take(name);
    if (!value) return map;
    if (!value->is_object()) Complain(absl::StrCat(".", name, " is no object"));
    for (const json::Member member : value->members()) {
      if (!member.value.is_string()) {
        Complain(absl::StrCat(".", name, " has what is no text"));
        continue;
      }
      map.emplace(std::string(member.key),
                  T(std::string(member.value.AsString())));
    }
    return map;
  }
  std::optional<json::Value> Take(absl::string_view name) {
    const auto value = object_.Find(name);
    if (value) ++taken_;
    return value;
  }
  absl::Status End() {
    if (taken_ != object_.size()) {
      Complain("has a member that this version does not know, or one twice");
    }
    return status_;
  }

 private:
  void Complain(absl::string_view of) {
    if (status_.ok())
      status_ = Invalid(absl::StrCat("cannot be read: ", where_,
                                     of[0] == '.' ? "" : " ", of));
  }

  const json::Value object_;
  const std::string where_;
  size_t taken_ = 0;
  absl::Status status_;
};

absl::StatusOr<Grant> ReadGrantObject(json::Value value, std::string where) {
  ObjectReader object(value, std::move(where));
  Grant grant;
  grant.access_token = Secret(object.Text("access_token"));
  grant.refresh_token = Secret(object.Text("refresh_token"));
  grant.issue_time = object.Time("issue_time");
  grant.expire_time = object.Time("expire_time");
  grant.grant_time = object.Time("grant_time");
  grant.scopes = object.Texts("scopes");
  grant.dead_reason = object.Text("dead_reason");
  HW_RETURN_IF_ERROR(object.End());
  return grant;
}

absl::StatusOr<MovedConnection> ReadOne(json::Value value,
                                        const std::string& where) {
  ObjectReader object(value, where);
  MovedConnection moved;
  Connection& connection = moved.connection;
  connection.id = object.Text("id");
  connection.vendor = object.Text("vendor");
  connection.display_name = object.Text("display_name");
  connection.environment = object.Text("environment");
  connection.base_url = object.Text("base_url");
  connection.token_url = object.Text("token_url");
  object.Word("auth_kind", kKinds, connection.auth_kind);
  connection.labels = object.Map<std::string>("labels");
  connection.settings = object.Map<std::string>("settings");
  object.Word("state", kStates, connection.state);
  connection.state_reason = object.Text("state_reason");
  connection.granted_scopes = object.Texts("granted_scopes");
  connection.missing_scopes = object.Texts("missing_scopes");
  connection.credential_version = object.Number("credential_version");
  connection.create_time = object.Time("create_time");
  connection.update_time = object.Time("update_time");
  connection.last_success_time = object.Time("last_success_time");
  moved.credentials = object.Map<Secret>("credentials");
  if (const auto grant = object.Take("grant")) {
    HW_ASSIGN_OR_RETURN(moved.grant,
                        ReadGrantObject(*grant, absl::StrCat(where, ".grant")));
  }
  HW_RETURN_IF_ERROR(object.End());
  return moved;
}

}  // namespace

std::string WriteBundle(const std::vector<MovedConnection>& moved) {
  std::string out;
  // Growing leaves copies of secrets behind.
  constexpr size_t kMostBytesOfOne = 8 << 10;
  out.reserve((moved.size() + 1) * kMostBytesOfOne);
  {
    ObjectWriter object(out);
    object.Number("format_version", kFormatVersion);
    object.Key("connections");
    char before = '[';
    for (const MovedConnection& one : moved) {
      out += std::exchange(before, ',');
      WriteOne(one, out);
    }
    if (moved.empty()) out += '[';
    out += ']';
  }
  return out;
}

absl::StatusOr<std::vector<MovedConnection>> ReadBundle(std::string json) {
  const absl::StatusOr<json::Document> document = json::Parse(std::move(json));
  if (!document.ok()) return Invalid("holds no JSON");
  ObjectReader object(document->root(), "it");
  // First of all: a later version may look otherwise.
  if (const int64_t version = object.Number("format_version");
      version != kFormatVersion) {
    return Invalid(absl::StrCat("is of format version ", version,
                                "; this server reads version ",
                                kFormatVersion));
  }
  std::vector<MovedConnection> moved;
  const auto connections = object.Take("connections");
  if (!connections || !connections->is_array()) {
    return Invalid("has no list of connections");
  }
  for (const json::Value one : connections->items()) {
    HW_ASSIGN_OR_RETURN(
        MovedConnection read,
        ReadOne(one, absl::StrCat("connections[", moved.size(), "]")));
    moved.push_back(std::move(read));
  }
  HW_RETURN_IF_ERROR(object.End());
  return moved;
}

}  // namespace hirewire::auth
