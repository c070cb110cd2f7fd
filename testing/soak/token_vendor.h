// A vendor whose refresh tokens work once: a token endpoint that revokes all of
// a grant when a spent token comes again, and an API that takes its access
// tokens. It notes every pair that it gave, and when.
//
//   TokenVendor vendor({.life = absl::Milliseconds(200)}, nullptr);
//   sim::HttpServer server([&](const auto& r) { return vendor.Handle(r); });
//   const GivenPair pair = vendor.NewGrant();
#ifndef HIREWIRE_TESTING_SOAK_TOKEN_VENDOR_H_
#define HIREWIRE_TESTING_SOAK_TOKEN_VENDOR_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "testing/simulators/http/message.h"

namespace hirewire::soak {

// Clients name themselves so, with their number behind it.
inline constexpr char kUserAgent[] = "token-worker/";

struct TokenVendorOptions {
  // Of an access token, told as a fraction of seconds.
  absl::Duration life = absl::Seconds(1);
  // For how much longer than that the API takes it, as those do that allow for
  // clocks that differ.
  absl::Duration grace = absl::ZeroDuration();
  // For how long after a refresh token was spent it is taken again.
  absl::Duration leeway = absl::ZeroDuration();
};

struct GivenPair {
  std::string access_token;
  std::string refresh_token;
};

// A pair given for a refresh token. From here on the old one is spent.
struct Commit {
  // MonotonicNanos.
  int64_t at = 0;
  // The worker that asked; -1 for a client without a number.
  int64_t worker = -1;
  // Which grant.
  int64_t family = 0;
  // The API had refused the access token that this replaces.
  bool refused_before = false;
  // That access token had ended: callers had to wait for this one.
  bool lapsed_before = false;
  // A spent refresh token was taken again.
  bool again = false;
};

struct VendorCounts {
  int64_t calls = 0;    // API calls that were taken
  int64_t refused = 0;  // API calls with a token that is no good
  int64_t reuses = 0;   // spent refresh tokens that were refused
  int64_t revoked = 0;  // grants that ended so
};

// Thread-safe.
class TokenVendor {
 public:
  // `committed` hears of each pair at once, before it is sent; may be null.
  TokenVendor(const TokenVendorOptions& options,
              std::function<void(const Commit&)> committed)
      : options_(options), committed_(std::move(committed)) {}

  // POST /token, GET /api/people; 404 for everything else.
  sim::Reply Handle(const sim::Request& request);

  // The customer agrees (again): the first pair of a family of its own.
  GivenPair NewGrant();

  std::vector<Commit> commits() const;
  size_t commit_count() const;
  VendorCounts counts() const;
  // The family that NewGrant made last.
  int64_t family() const;

 private:
  struct Pair {
    int64_t given = 0;
    int64_t spent = 0;  // 0: not yet
    bool refused = false;
  };
  struct Family {
    std::vector<Pair> pairs;
    bool revoked = false;
  };
  // A token's family and its place there.
  using Place = std::pair<int64_t, size_t>;

  sim::Reply Token(const sim::Request& request);
  sim::Reply Api(const sim::Request& request);
  bool Spend(const Place& place, int64_t now, Commit& commit)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  GivenPair Give(int64_t family, int64_t now)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  bool Find(absl::string_view kind, absl::string_view token, Place& place) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const TokenVendorOptions options_;
  const std::function<void(const Commit&)> committed_;
  mutable absl::Mutex mutex_;
  std::vector<Family> families_ ABSL_GUARDED_BY(mutex_);
  std::vector<Commit> commits_ ABSL_GUARDED_BY(mutex_);
  VendorCounts counts_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace hirewire::soak

#endif  // HIREWIRE_TESTING_SOAK_TOKEN_VENDOR_H_
