#include "auth/connection/validate.h"

#include <algorithm>
#include <string>
#include <variant>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "auth/connection/connection_table.h"
#include "auth/connection/credentials.h"
#include "auth/connection/registry.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

constexpr size_t kMaxTextBytes = 255;
constexpr size_t kMaxUrlBytes = 2048;
constexpr size_t kMaxLabels = 64;
constexpr size_t kMaxLabelKeyBytes = 63;
constexpr size_t kMaxCredentialBytes = 16 << 10;

absl::Status Wrong(absl::string_view field, absl::string_view rule) {
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", field)
      .Message(absl::StrCat(field, " ", rule));
}

bool HasControls(absl::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_iscntrl(static_cast<unsigned char>(c));
  });
}

absl::Status CheckText(absl::string_view field, absl::string_view text) {
  if (text.size() > kMaxTextBytes) {
    return Wrong(field,
                 absl::StrCat("has more than ", kMaxTextBytes, " bytes"));
  }
  if (HasControls(text)) return Wrong(field, "has control characters");
  return absl::OkStatus();
}

// Only its shape: which hosts may be reached is for the server to say.
absl::Status CheckUrl(absl::string_view field, absl::string_view url) {
  if (url.empty()) return absl::OkStatus();
  const bool printable = std::all_of(url.begin(), url.end(), [](char c) {
    return absl::ascii_isgraph(static_cast<unsigned char>(c));
  });
  absl::string_view rest = url;
  const bool scheme = absl::ConsumePrefix(&rest, "https://") ||
                      absl::ConsumePrefix(&rest, "http://");
  if (!printable || !scheme || rest.empty() || rest[0] == '/' ||
      url.size() > kMaxUrlBytes || absl::StrContains(rest, '@') ||
      absl::StrContains(rest, '?') || absl::StrContains(rest, '#')) {
    return Wrong(field,
                 "is not an absolute http or https URL without user, query "
                 "and fragment");
  }
  return absl::OkStatus();
}

absl::Status CheckMap(absl::string_view field,
                      const std::map<std::string, std::string>& map) {
  if (map.size() > kMaxLabels) {
    return Wrong(field, absl::StrCat("are more than ", kMaxLabels));
  }
  for (const auto& [key, value] : map) {
    if (key.empty() || key.size() > kMaxLabelKeyBytes || HasControls(key)) {
      return Wrong(field, absl::StrCat("have a key that is not 1 to ",
                                       kMaxLabelKeyBytes, " bytes of text"));
    }
    HW_RETURN_IF_ERROR(CheckText(field, value));
  }
  return absl::OkStatus();
}

// A line break would end a header, and blanks around it come from pasting.
absl::Status CheckSecret(absl::string_view field, const Secret& secret) {
  const absl::string_view text = RevealSecret(secret);
  if (text.empty()) return Wrong(field, "is missing");
  if (text.size() > kMaxCredentialBytes) return Wrong(field, "is too long");
  if (HasControls(text) || absl::StripAsciiWhitespace(text) != text) {
    return Wrong(field,
                 "has control characters, or blanks before or after it: copy "
                 "it again");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ValidateCredentials(const Credentials& credentials) {
  if (const auto* key = std::get_if<ApiKeyCredentials>(&credentials)) {
    return CheckSecret("api_key", key->api_key);
  }
  if (std::holds_alternative<AuthorizationCode>(credentials)) {
    return absl::OkStatus();
  }
  const auto& client = std::get<ClientCredentials>(credentials);
  HW_RETURN_IF_ERROR(CheckSecret("client_id", client.client_id));
  HW_RETURN_IF_ERROR(CheckSecret("client_secret", client.client_secret));
  // It ends the user part of an Authorization: Basic header (RFC 7617).
  if (absl::StrContains(RevealSecret(client.client_id), ':')) {
    return Wrong("client_id", "has a colon");
  }
  if (client.acting_user.empty()) return absl::OkStatus();
  return CheckSecret("acting_user_id", client.acting_user);
}

absl::Status Validate(const ConnectionChange& change) {
  if (change.display_name) {
    HW_RETURN_IF_ERROR(CheckText("display_name", *change.display_name));
  }
  if (change.labels) HW_RETURN_IF_ERROR(CheckMap("labels", *change.labels));
  return absl::OkStatus();
}

absl::Status Validate(const NewConnection& request) {
  if (!request.id.empty() && !IsConnectionId(request.id)) {
    return Wrong("connection_id",
                 "is not 1 to 63 of a-z, 0-9 and -, first a letter");
  }
  if (request.vendor.empty()) return Wrong("vendor", "is missing");
  HW_RETURN_IF_ERROR(CheckText("vendor", request.vendor));
  HW_RETURN_IF_ERROR(CheckText("display_name", request.display_name));
  HW_RETURN_IF_ERROR(CheckText("environment", request.environment));
  HW_RETURN_IF_ERROR(CheckUrl("base_url", request.base_url));
  HW_RETURN_IF_ERROR(CheckUrl("token_url", request.token_url));
  HW_RETURN_IF_ERROR(CheckMap("labels", request.labels));
  HW_RETURN_IF_ERROR(CheckMap("settings", request.settings));
  return ValidateCredentials(request.credentials);
}

}  // namespace hirewire::auth
