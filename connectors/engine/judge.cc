#include "connectors/engine/judge.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/expr/arena.h"
#include "base/status/error.h"

namespace hirewire::engine {
namespace {

using connector::v1::ErrorRule;
using traffic::Verdict;

// Longer is not believed; infinity could not even be passed on.
constexpr absl::Duration kLongestWait = absl::Hours(24);

constexpr char kHttpDate[] = "%a, %d %b %Y %H:%M:%S GMT";

std::optional<absl::Time> HttpDate(const http::Response& response,
                                   absl::string_view name) {
  const auto text = http::FindHeader(response.headers, name);
  absl::Time time;
  if (!text || !absl::ParseTime(kHttpDate, *text, &time, nullptr)) return {};
  return time;
}

// Retry-After as seconds, or as a date against the answer's own Date, so that
// a vendor's skewed clock does not matter.
std::optional<absl::Duration> RetryAfter(const http::Response& response) {
  const auto text = http::FindHeader(response.headers, "retry-after");
  if (!text) return std::nullopt;
  double seconds = 0;
  if (absl::SimpleAtod(*text, &seconds) && seconds >= 0) {
    return std::min(absl::Seconds(seconds), kLongestWait);
  }
  const auto at = HttpDate(response, "retry-after");
  const auto now = HttpDate(response, "date");
  if (!at || !now) return std::nullopt;
  return std::clamp(*at - *now, absl::ZeroDuration(), kLongestWait);
}

// One row of the default table.
struct Default {
  Verdict::Action action;
  v1::ErrorReason reason;
  absl::string_view message;
};

Default DefaultOf(int status) {
  switch (status) {
    case 401:
      return {Verdict::Action::kRefresh, v1::ERROR_REASON_CREDENTIALS_REJECTED,
              "the vendor rejected the connection's credential"};
    case 403:
      return {Verdict::Action::kFail, v1::ERROR_REASON_SCOPE_MISSING,
              "the credential lacks the permission that this needs"};
    case 404:
    case 410:
      return {Verdict::Action::kFail, v1::ERROR_REASON_VENDOR_RECORD_NOT_FOUND,
              "the vendor knows no such record"};
    case 408:
      return {Verdict::Action::kRetry, v1::ERROR_REASON_VENDOR_UNAVAILABLE,
              "the vendor timed out"};
    case 429:
      return {Verdict::Action::kRetry, v1::ERROR_REASON_QUOTA_EXHAUSTED,
              "the vendor's rate limit is reached"};
    default:
      break;
  }
  if (status >= 500) {
    return {Verdict::Action::kRetry, v1::ERROR_REASON_VENDOR_UNAVAILABLE,
            "the vendor is unavailable"};
  }
  // A manifest's rule can find an error in an answer with a good status.
  if (status >= 400 || status < 300) {
    return {Verdict::Action::kFail, v1::ERROR_REASON_VENDOR_REFUSED,
            "the vendor refused the request"};
  }
  return {Verdict::Action::kFail, v1::ERROR_REASON_VENDOR_RESPONSE_INVALID,
          "the vendor answered with a redirect, which is never followed"};
}

Verdict MakeVerdict(const Default& row, const std::string& scope,
                    const http::Response& response) {
  Verdict verdict;
  verdict.action = row.action;
  verdict.retry_after = RetryAfter(response);
  Error error(row.reason);
  std::move(error).With("http_status", absl::StrCat(response.status));
  if (row.reason == v1::ERROR_REASON_SCOPE_MISSING && !scope.empty()) {
    std::move(error).With("scope", scope);
  }
  const bool waits = row.reason == v1::ERROR_REASON_QUOTA_EXHAUSTED ||
                     row.reason == v1::ERROR_REASON_VENDOR_UNAVAILABLE;
  if (waits) {
    std::move(error).RetryAfter(verdict.retry_after.value_or(absl::Seconds(1)));
  }
  verdict.status = std::move(error).Message(row.message);
  return verdict;
}

bool IsAbout(const ErrorRule& rule, int status) {
  return rule.statuses().empty() ||
         std::find(rule.statuses().begin(), rule.statuses().end(),
                   static_cast<uint32_t>(status)) != rule.statuses().end();
}

bool Matches(const CompiledErrorRule& rule, const json::Document& document) {
  if (!rule.when) return true;
  expr::Arena arena;
  const auto value = rule.when->Evaluate(document.root(), {.arena = arena});
  return value.ok() && value->IsTrue();
}

// The first rule that the answer matches; null when none does.
const CompiledErrorRule* FindRule(const CompiledManifest& manifest, int status,
                                  const json::Document& document) {
  for (const CompiledErrorRule& rule : manifest.errors) {
    if (IsAbout(rule.spec, status) && Matches(rule, document)) return &rule;
  }
  return nullptr;
}

Verdict ByRule(const CompiledErrorRule& rule, const std::string& scope,
               const http::Response& response) {
  Default row = DefaultOf(response.status);
  row.reason = rule.reason;
  if (!rule.spec.message().empty()) row.message = rule.spec.message();
  switch (rule.spec.action()) {
    case ErrorRule::ACTION_RETRY:
      row.action = Verdict::Action::kRetry;
      break;
    case ErrorRule::ACTION_REFRESH:
      row.action = Verdict::Action::kRefresh;
      break;
    default:
      row.action = Verdict::Action::kFail;
  }
  Verdict verdict = MakeVerdict(row, scope, response);
  if (rule.spec.most_retries() > 0) {
    verdict.most_retries = static_cast<int>(rule.spec.most_retries());
  }
  return verdict;
}

// Whether any rule could look into the body of an answer with this status.
bool LooksInside(const CompiledManifest& manifest, int status) {
  return std::any_of(manifest.errors.begin(), manifest.errors.end(),
                     [&](const CompiledErrorRule& rule) {
                       return rule.when && IsAbout(rule.spec, status);
                     });
}

}  // namespace

Verdict Judge(const CompiledManifest& manifest, const std::string& scope,
              http::Response& response, json::Parser& parser,
              Reading& reading) {
  reading = Reading();
  const bool good = response.status >= 200 && response.status < 300;
  bool readable = true;
  const bool look =
      good ? !response.body.empty() : LooksInside(manifest, response.status);
  if (look) {
    auto document = parser.Parse(std::move(response.body));
    response.body.clear();
    readable = document.ok();
    if (readable) reading.document = *std::move(document);
  }
  if (good && !readable) {
    // Half an answer or a page of HTML: mostly passing, so worth another try.
    return MakeVerdict(
        {Verdict::Action::kRetry, v1::ERROR_REASON_VENDOR_RESPONSE_INVALID,
         "the vendor's answer is not readable JSON"},
        scope, response);
  }
  const CompiledErrorRule* rule =
      FindRule(manifest, response.status, reading.document);
  if (rule == nullptr) {
    if (good) return Verdict();
    return MakeVerdict(DefaultOf(response.status), scope, response);
  }
  if (rule->spec.action() == ErrorRule::ACTION_EMPTY) {
    reading.empty = true;
    return Verdict();
  }
  return ByRule(*rule, scope, response);
}

}  // namespace hirewire::engine
