// A token endpoint whose refresh tokens work once, for tests: it remembers what
// it gave, and revokes all of a grant when a spent token comes again.
//
//   RotatingVendor vendor(clock);
//   transport.Handle(vendor.Handler());
//   const TokenPair pair = vendor.Grant();
#ifndef HIREWIRE_AUTH_TOKEN_ROTATING_VENDOR_H_
#define HIREWIRE_AUTH_TOKEN_ROTATING_VENDOR_H_

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/secret/secret.h"
#include "auth/token/token_table.h"
#include "base/async/async.h"
#include "base/http/transport.h"
#include "base/http/url.h"
#include "base/time/clock.h"

namespace hirewire::auth {

// On one executor.
class RotatingVendor {
 public:
  explicit RotatingVendor(Clock& clock) : clock_(clock) {}

  // What the token endpoint gave when the customer agreed.
  TokenPair Grant() {
    current_ = 1;
    revoked_ = false;
    const absl::Time now = clock_.Now();
    return {.access_token = Secret("access-1"),
            .refresh_token = Secret("refresh-1"),
            .issued = now,
            .expires = now + life,
            .scopes = {}};
  }

  std::function<Async<http::Response>(const http::Request&)> Handler() {
    return [this](const http::Request& request) { return Answer(request); };
  }

  // How long an access token lives, and how long an answer takes.
  absl::Duration life = absl::Hours(1);
  absl::Duration delay = absl::Milliseconds(50);
  // How many spent tokens back are still taken, as vendors with a leeway do.
  int leeway = 0;
  // What comes in the place of the next answers, after the vendor acted.
  int lose_answers = 0;

  int refreshes() const { return refreshes_; }
  bool revoked() const { return revoked_; }
  // Whether an API call with this header would be taken.
  bool Takes(absl::string_view header) const {
    return !revoked_ && header == absl::StrCat("Bearer access-", current_);
  }
  void Revoke() { revoked_ = true; }

 private:
  Async<http::Response> Answer(const http::Request& request) {
    const http::QueryParams form = http::ParseQuery(request.body);
    std::string shown;
    for (const auto& [name, value] : form) {
      if (name == "refresh_token") shown = value;
    }
    const bool taken = Spend(shown);
    const int given = current_;
    if (absl::Status slept = co_await clock_.Sleep(delay); !slept.ok()) {
      co_return slept;
    }
    if (taken && lose_answers > 0) {
      --lose_answers;
      co_return absl::UnavailableError("connection reset");
    }
    http::Response response;
    response.status = taken ? 200 : 403;
    response.body =
        taken ? absl::StrCat(R"({"access_token":"access-)", given,
                             R"(","refresh_token":"refresh-)", given,
                             R"(","token_type":"Bearer","expires_in":)",
                             absl::ToDoubleSeconds(life), "}")
              : R"({"error":"invalid_grant","error_description":"canary"})";
    co_return response;
  }

  bool Spend(const std::string& shown) {
    if (revoked_) return false;
    for (int back = 0; back <= leeway; ++back) {
      if (shown == absl::StrCat("refresh-", current_ - back)) {
        ++refreshes_;
        ++current_;
        return true;
      }
    }
    revoked_ = true;
    return false;
  }

  Clock& clock_;
  int current_ = 0;
  int refreshes_ = 0;
  bool revoked_ = false;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_TOKEN_ROTATING_VENDOR_H_
