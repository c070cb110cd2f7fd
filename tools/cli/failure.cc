#include "tools/cli/failure.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/status/error.h"
#include "tools/cli/text_width.h"

namespace hirewire::cli {

namespace {

struct Verdict {
  ExitCode code;
  // Whose fault it is, and what helps.
  absl::string_view advice;
};

constexpr absl::string_view kRequest = "the request's: change it";
constexpr absl::string_view kPageToken =
    "the request's: start the list again, without a page token";
constexpr absl::string_view kVendor =
    "the vendor's: trying again later may help";

Verdict VerdictOf(v1::ErrorReason reason) {
  switch (reason) {
    case v1::ERROR_REASON_ARGUMENT_INVALID:
    case v1::ERROR_REASON_VENDOR_UNKNOWN:
    case v1::ERROR_REASON_CONNECTION_EXISTS:
    case v1::ERROR_REASON_CALLER_EXISTS:
      return {kRefused, kRequest};
    case v1::ERROR_REASON_MANIFEST_INVALID:
      return {kRefused, "the manifest's: mend it where it says"};
    case v1::ERROR_REASON_MANIFEST_CHANGED:
      return {kRefused, "nobody's: see `hirewire manifest show`, then again"};
    case v1::ERROR_REASON_VENDOR_REFUSED:
      return {kRefused, "the request's, says the vendor: change it"};
    case v1::ERROR_REASON_PAGE_TOKEN_INVALID:
    case v1::ERROR_REASON_PAGE_TOKEN_MISMATCH:
    case v1::ERROR_REASON_PAGE_TOKEN_EXPIRED:
      return {kRefused, kPageToken};
    case v1::ERROR_REASON_CONNECTION_NOT_FOUND:
      return {kNotFound, "the request's: see `hirewire connections`"};
    case v1::ERROR_REASON_VENDOR_RECORD_NOT_FOUND:
      return {kNotFound, "the request's: the vendor has no such record"};
    case v1::ERROR_REASON_CONNECT_SESSION_NOT_FOUND:
      return {kNotFound, "the request's: the link is used or too old"};
    case v1::ERROR_REASON_CALLER_NOT_FOUND:
      return {kNotFound, "the request's: see `hirewire callers`"};
    case v1::ERROR_REASON_AUTHORIZATION_UNKNOWN:
      return {kRefused, "the request's: begin the authorization again"};
    case v1::ERROR_REASON_AUTHORIZATION_DENIED:
      return {kCredentials, "nobody's: the customer, or the vendor, said no"};
    case v1::ERROR_REASON_OAUTH_APP_MISSING:
      return {kCredentials,
              "the server's setup: see `hirewire oauth-apps --help`"};
    case v1::ERROR_REASON_CONNECTION_DISABLED:
      return {kRefused,
              "the request's: see `hirewire connections enable --help`"};
    case v1::ERROR_REASON_UNAUTHENTICATED_CALLER:
      return {kCredentials, "the caller's: give --key or --cert"};
    case v1::ERROR_REASON_CALLER_NOT_ALLOWED:
      return {kCredentials, "the caller's: its roles do not include this"};
    case v1::ERROR_REASON_KEY_SOURCE_READ_ONLY:
      return {kRefused, "the server's setup: put the new key there yourself"};
    case v1::ERROR_REASON_TOO_MANY_OPEN:
      return {kQuota, "the caller's: end some, or wait until they do"};
    case v1::ERROR_REASON_REAUTHORIZATION_REQUIRED:
    case v1::ERROR_REASON_REFRESH_LOST:
    case v1::ERROR_REASON_CREDENTIALS_REJECTED:
      return {kCredentials,
              "the connection's: its owner has to connect it again"};
    case v1::ERROR_REASON_SCOPE_MISSING:
      return {kCredentials,
              "the connection's: its owner has to grant the permission"};
    case v1::ERROR_REASON_SEAL_BROKEN:
      return {kCredentials,
              "the server's setup: its master keys do not fit its database"};
    case v1::ERROR_REASON_API_VERSION_RETIRED:
      return {kUnsupported,
              "the connection's: it names a version that is no "
              "more"};
    case v1::ERROR_REASON_OPERATION_UNSUPPORTED:
    case v1::ERROR_REASON_FILTER_UNSUPPORTED:
      return {kUnsupported,
              "nobody's: the vendor cannot do this; see `hirewire "
              "capabilities`"};
    case v1::ERROR_REASON_QUOTA_EXHAUSTED:
      return {kQuota, "nobody's: the vendor's rate limit is spent; wait"};
    case v1::ERROR_REASON_VENDOR_UNAVAILABLE:
      return {kVendorUnavailable, kVendor};
    case v1::ERROR_REASON_VENDOR_RESPONSE_INVALID:
      return {kVendorResponseInvalid, kVendor};
    case v1::ERROR_REASON_STORE_UNAVAILABLE:
      return {kServerUnreachable, "the server's: its database is not there"};
    case v1::ERROR_REASON_TOKENS_UNAVAILABLE:
      return {kServerUnreachable,
              "the server's: its auth process is not there"};
    case v1::ERROR_REASON_SHUTTING_DOWN:
      return {kServerUnreachable, "the server's: it is being stopped"};
    case v1::ERROR_REASON_DEADLINE_EXCEEDED:
    case v1::ERROR_REASON_CANCELLED:
      return {kTimedOut, "the time's: raise --timeout"};
    default:
      return {kInternal, "Hirewire's own: please report it"};
  }
}

ExitCode OwnCode(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return kOk;
    case absl::StatusCode::kInvalidArgument:
      return kUsage;
    case absl::StatusCode::kUnavailable:
      return kServerUnreachable;
    case absl::StatusCode::kDeadlineExceeded:
      return kTimedOut;
    case absl::StatusCode::kResourceExhausted:
      return kRefused;
    default:
      return kInternal;
  }
}

}  // namespace

absl::string_view ExitCodeHelp() {
  return "Exit codes:\n"
         "   0  it worked\n"
         "   1  a fault of Hirewire's own\n"
         "   2  wrong usage of this program\n"
         "   3  no such connection or record\n"
         "   4  credentials rejected, permission missing: connect again\n"
         "   5  the vendor's rate limit is spent\n"
         "   6  the vendor cannot be reached or is broken\n"
         "   7  the vendor's answer cannot be read\n"
         "   8  the request was refused\n"
         "   9  the vendor does not support this\n"
         "  10  the server cannot be reached\n"
         "  11  it took too long\n";
}

ExitCode ExitCodeOf(const absl::Status& status) {
  const v1::ErrorReason reason = ReasonOf(status);
  if (reason == v1::ERROR_REASON_UNSPECIFIED) return OwnCode(status);
  return VerdictOf(reason).code;
}

std::string Explain(const absl::Status& status, absl::string_view server) {
  const std::string sentence = Printable(status.message());
  const std::optional<ErrorDetails> details = DetailsOf(status);
  if (!details) {
    if (status.code() == absl::StatusCode::kUnavailable) {
      return absl::StrCat("hirewire: cannot reach the server at ", server, ": ",
                          sentence, "\n  Is hirewired running there?\n");
    }
    if (status.code() == absl::StatusCode::kDeadlineExceeded) {
      return "hirewire: it took too long\n  Raise --timeout.\n";
    }
    return absl::StrCat("hirewire: ", sentence, "\n");
  }
  std::string text =
      absl::StrCat("hirewire: ", ReasonName(details->reason), ": ", sentence,
                   "\n  Fault: ", VerdictOf(details->reason).advice, "\n");
  if (details->retry_after) {
    absl::StrAppend(&text, "  Try again after ",
                    absl::FormatDuration(
                        absl::Ceil(*details->retry_after, absl::Seconds(1))),
                    "\n");
  }
  for (const auto& [key, value] : details->metadata) {
    if (!value.empty()) {
      absl::StrAppend(&text, "  ", Printable(key), ": ", Printable(value),
                      "\n");
    }
  }
  return text;
}

}  // namespace hirewire::cli
