// What can go wrong between a vendor and us, on purpose.
//
// A FaultInjector decides for each request whether it fails and how. The n-th
// decision depends on the seed and n alone, so a run can be repeated.
//
//   FaultInjector faults;
//   faults.Set({.rate = 0.1, .kinds = {Fault::kServerError}, .seed = 7});
//   faults.InjectNext(Fault::kResetAfter, 2);   // then: exactly these two
#ifndef HIREWIRE_TESTING_SIMULATORS_HTTP_FAULTS_H_
#define HIREWIRE_TESTING_SIMULATORS_HTTP_FAULTS_H_

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace hirewire::sim {

enum class Fault {
  kNone,
  // 429 with Retry-After; starts a burst of FaultSettings::burst of them.
  kTooManyRequests,
  kUnauthorized,   // 401
  kForbidden,      // 403
  kNotFound,       // 404
  kUnprocessable,  // 422
  kServerError,    // 500
  kUnavailable,    // 503
  // The connection is reset; the handler never saw the request.
  kResetBefore,
  // The handler acted, then the connection is reset instead of an answer.
  kResetAfter,
  // Content-Length promises the whole body, half of it comes, then the end.
  kTruncatedBody,
  // 200 with half a JSON document, its length honest.
  kMalformedJson,
  // 200 with a proxy's HTML page.
  kHtmlBody,
  // 200 with a chunked body that goes on to FaultSettings::huge_bytes.
  kHugeBody,
  // 200 with 10,000 levels of nested JSON.
  kDeepJson,
  kEmptyBody,    // 200 with nothing
  kEmptyObject,  // 200 with {}
  kJsonNull,     // 200 with null
  kJsonNumber,   // 200 with 42
  // 200 with records as no vendor of ours sends them.
  kOtherShape,
  // The right answer, with links to FaultSettings::redirect_to in the place of
  // those to this server.
  kForeignLinks,
  // 302 to FaultSettings::redirect_to.
  kRedirect,
  // The right answer, drip_bytes at a time with drip_interval between.
  kSlowDrip,
};

// "too_many_requests", the name in the admin API; nullopt for unknown names.
absl::string_view FaultName(Fault fault);
std::optional<Fault> FaultFromName(absl::string_view name);
// Every kind but kNone.
const std::vector<Fault>& AllFaults();

struct FaultSettings {
  // Chance that a request fails, 0..1. Default 0.
  double rate = 0;
  // Which failures to choose from, evenly. Default: 429, 500, 503, resets.
  std::vector<Fault> kinds = {};
  uint64_t seed = 1;
  // Requests whose path does not start so are left alone. Default: all paths.
  std::string path_prefix = {};
  // Waited before every answer, failed or not. Default none.
  absl::Duration latency = absl::ZeroDuration();
  // How many 429 follow each other once one is injected. Default 1.
  int burst = 1;
  // Seconds in the Retry-After of an injected 429 or 503. Default 1.
  int retry_after_seconds = 1;
  std::string redirect_to = "http://elsewhere.invalid/";
  // How many bytes kHugeBody sends before it gives up. Default 2 GB.
  uint64_t huge_bytes = 2'000'000'000;
  int drip_bytes = 16;
  absl::Duration drip_interval = absl::Milliseconds(50);
};

// Thread-safe.
class FaultInjector {
 public:
  void Set(FaultSettings settings);
  FaultSettings settings() const;

  // The next `times` requests that match the path prefix fail so, before any
  // chance is taken.
  void InjectNext(Fault fault, int times = 1);

  // Decides about a request, and counts the fault.
  Fault Decide(absl::string_view path);

  // How often each fault was injected since the last Reset.
  std::map<Fault, int64_t> Injected() const;
  int64_t InjectedTotal() const;

  // No settings, no counts, nothing queued.
  void Reset();

 private:
  Fault DecideLocked(absl::string_view path);

  mutable std::mutex mutex_;
  FaultSettings settings_;
  std::deque<Fault> queued_;
  uint64_t decisions_ = 0;
  std::map<Fault, int64_t> injected_;
};

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_HTTP_FAULTS_H_
