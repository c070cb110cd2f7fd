#include "auth/app/oauth_apps.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "auth/secret/reveal.h"
#include "auth/vault/vault.h"
#include "base/http/url.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/store/failure.h"
#include "base/store/store.h"
#include "base/time/clock.h"
#include "base/time/timestamps.h"
#include "hirewire/internal/v1/token.pb.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

using internal::v1::OAuthAppRecord;

constexpr absl::string_view kKind = "oauth_app";
constexpr absl::string_view kSecretField = "client_secret";
constexpr size_t kMostBytes = 2048;
constexpr size_t kMostRedirects = 10;
constexpr size_t kMostScopes = 100;
constexpr int kMostApps = 1000;

// None of the three has a slash.
std::string Prefix(absl::string_view tenant) {
  return absl::StrCat(tenant, "/");
}
std::string Name(absl::string_view vendor, absl::string_view environment) {
  return absl::StrCat(vendor, "/", environment);
}

Owner OwnerOf(absl::string_view tenant, absl::string_view name) {
  return {std::string(tenant), absl::StrCat(kKind, "/", name)};
}

absl::Status Wrong(absl::string_view field, absl::string_view rule) {
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", field)
      .Message(absl::StrCat(field, " ", rule));
}

absl::Status Missing(absl::string_view vendor, absl::string_view environment) {
  return Error(v1::ERROR_REASON_OAUTH_APP_MISSING)
      .With("vendor", vendor)
      .With("environment", environment)
      .Message(absl::StrCat("there is no OAuth app for ", vendor, " (",
                            environment, ")"));
}

bool IsGraphic(absl::string_view text) {
  return !text.empty() && text.size() <= kMostBytes &&
         absl::c_all_of(text, [](char c) {
           return absl::ascii_isgraph(static_cast<unsigned char>(c));
         });
}

absl::Status CheckTexts(const OAuthApp& app) {
  if (!IsGraphic(app.client_id)) {
    return Wrong("app.client_id", "is not printable text without blanks");
  }
  if (!app.client_secret.empty() &&
      !IsGraphic(RevealSecret(app.client_secret))) {
    return Wrong("client_secret",
                 "has blanks or control characters: copy it again");
  }
  if (app.scopes.size() > kMostScopes ||
      !absl::c_all_of(app.scopes, IsGraphic)) {
    return Wrong("app.scopes", "are too many, or one has a blank");
  }
  return absl::OkStatus();
}

absl::Status CheckUris(const OAuthApp& app) {
  if (app.redirect_uris.size() > kMostRedirects ||
      !absl::c_all_of(app.redirect_uris, IsRedirectUri)) {
    return Wrong("app.redirect_uris",
                 "are more than 10, or one is not an absolute https address "
                 "(http on a loopback host) without user and fragment");
  }
  for (const auto& [field, url] :
       {std::pair("app.authorize_url", &app.authorize_url),
        std::pair("app.token_url", &app.token_url)}) {
    if (!url->empty() && !IsRedirectUri(*url)) {
      return Wrong(field, "is not an absolute address");
    }
  }
  return absl::OkStatus();
}

OAuthAppRecord ToRecord(const OAuthApp& app) {
  OAuthAppRecord record;
  record.set_tenant(app.tenant);
  record.set_vendor(app.vendor);
  record.set_environment(app.environment);
  record.set_client_id(app.client_id);
  record.mutable_scopes()->Assign(app.scopes.begin(), app.scopes.end());
  record.mutable_redirect_uris()->Assign(app.redirect_uris.begin(),
                                         app.redirect_uris.end());
  record.set_authorize_url(app.authorize_url);
  record.set_token_url(app.token_url);
  *record.mutable_create_time() = ToProto(app.create_time);
  *record.mutable_update_time() = ToProto(app.update_time);
  return record;
}

OAuthApp FromRecord(const OAuthAppRecord& record) {
  OAuthApp app;
  app.tenant = record.tenant();
  app.vendor = record.vendor();
  app.environment = record.environment();
  app.client_id = record.client_id();
  app.scopes = {record.scopes().begin(), record.scopes().end()};
  app.redirect_uris = {record.redirect_uris().begin(),
                       record.redirect_uris().end()};
  app.authorize_url = record.authorize_url();
  app.token_url = record.token_url();
  app.create_time = ToTime(record.create_time());
  app.update_time = ToTime(record.update_time());
  return app;
}

// A row that was swapped with another one is not passed off as this app.
absl::StatusOr<OAuthAppRecord> Decode(const store::Record& stored) {
  OAuthAppRecord record;
  if (!record.ParseFromString(stored.value) ||
      absl::StrCat(Prefix(record.tenant()),
                   Name(record.vendor(), record.environment())) != stored.key) {
    return absl::DataLossError("a stored OAuth app is unreadable");
  }
  return record;
}

}  // namespace

bool IsRedirectUri(absl::string_view uri) {
  if (!IsGraphic(uri) || absl::StrContains(uri, '#')) return false;
  const auto url = http::Url::Parse(uri);
  return url.ok() && (url->scheme() == "https" || url->IsLoopback());
}

absl::StatusOr<OAuthApp> OAuthApps::Set(const OAuthApp& app) {
  HW_RETURN_IF_ERROR(CheckTexts(app));
  HW_RETURN_IF_ERROR(CheckUris(app));
  const std::string name = Name(app.vendor, app.environment);
  const std::string key = absl::StrCat(Prefix(app.tenant), name);
  OAuthApp set = app;
  set.update_time = clock_.Now();
  const auto write = [&](store::Transaction& t) -> absl::Status {
    HW_ASSIGN_OR_RETURN(const auto stored, t.Get(kKind, key));
    OAuthAppRecord old;
    if (stored) {
      HW_ASSIGN_OR_RETURN(old, Decode(*stored));
    } else if (app.client_secret.empty()) {
      return Wrong("client_secret", "is missing");
    }
    set.create_time = stored ? ToTime(old.create_time()) : set.update_time;
    OAuthAppRecord record = ToRecord(set);
    if (app.client_secret.empty()) {
      record.set_sealed_data_key(old.sealed_data_key());
      *record.mutable_sealed_fields() = old.sealed_fields();
    } else {
      const SealedCredentials sealed =
          vault_.Seal(OwnerOf(app.tenant, name),
                      {{std::string(kSecretField), app.client_secret}});
      record.set_sealed_data_key(sealed.data_key);
      record.mutable_sealed_fields()->insert(sealed.fields.begin(),
                                             sealed.fields.end());
    }
    return t
        .Put(kKind, key, record.SerializeAsString(),
             stored ? stored->version : store::kAbsent)
        .status();
  };
  HW_RETURN_IF_ERROR(store::Explained(store_.Transact(write)));
  return set;
}

absl::StatusOr<OAuthApp> OAuthApps::Find(absl::string_view tenant,
                                         absl::string_view vendor,
                                         absl::string_view environment) const {
  const std::string name = Name(vendor, environment);
  OAuthAppRecord record;
  HW_RETURN_IF_ERROR(
      store::Explained(store_.Read([&](store::Reader& reader) -> absl::Status {
        HW_ASSIGN_OR_RETURN(
            const auto stored,
            reader.Get(kKind, absl::StrCat(Prefix(tenant), name)));
        if (!stored) return Missing(vendor, environment);
        HW_ASSIGN_OR_RETURN(record, Decode(*stored));
        return absl::OkStatus();
      })));
  SealedCredentials sealed;
  sealed.data_key = record.sealed_data_key();
  sealed.fields = {record.sealed_fields().begin(),
                   record.sealed_fields().end()};
  HW_ASSIGN_OR_RETURN(SecretFields fields,
                      vault_.Open(OwnerOf(tenant, name), sealed));
  OAuthApp app = FromRecord(record);
  app.client_secret = std::move(fields[std::string(kSecretField)]);
  return app;
}

absl::StatusOr<std::vector<OAuthApp>> OAuthApps::List(
    absl::string_view tenant) const {
  std::vector<OAuthApp> apps;
  HW_RETURN_IF_ERROR(
      store::Explained(store_.Read([&](store::Reader& reader) -> absl::Status {
        HW_ASSIGN_OR_RETURN(const auto stored,
                            reader.List(kKind, Prefix(tenant), "", kMostApps));
        for (const store::Record& one : stored) {
          HW_ASSIGN_OR_RETURN(const OAuthAppRecord record, Decode(one));
          apps.push_back(FromRecord(record));
        }
        return absl::OkStatus();
      })));
  return apps;
}

absl::Status OAuthApps::Delete(absl::string_view tenant,
                               absl::string_view vendor,
                               absl::string_view environment) {
  const absl::Status status = store_.Transact([&](store::Transaction& t) {
    return t.Delete(kKind,
                    absl::StrCat(Prefix(tenant), Name(vendor, environment)),
                    store::kAnyVersion);
  });
  if (absl::IsNotFound(status)) return Missing(vendor, environment);
  return store::Explained(status);
}

}  // namespace hirewire::auth
