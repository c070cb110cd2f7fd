#include "testing/simulators/http/faults.h"

#include <cstdint>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "base/random/seeded_random.h"

namespace hirewire::sim {
namespace {

struct NamedFault {
  Fault fault;
  absl::string_view name;
};

constexpr NamedFault kNames[] = {
    {Fault::kNone, "none"},
    {Fault::kTooManyRequests, "too_many_requests"},
    {Fault::kUnauthorized, "unauthorized"},
    {Fault::kForbidden, "forbidden"},
    {Fault::kNotFound, "not_found"},
    {Fault::kUnprocessable, "unprocessable"},
    {Fault::kServerError, "server_error"},
    {Fault::kUnavailable, "unavailable"},
    {Fault::kResetBefore, "reset_before"},
    {Fault::kResetAfter, "reset_after"},
    {Fault::kTruncatedBody, "truncated_body"},
    {Fault::kMalformedJson, "malformed_json"},
    {Fault::kHtmlBody, "html_body"},
    {Fault::kHugeBody, "huge_body"},
    {Fault::kDeepJson, "deep_json"},
    {Fault::kEmptyBody, "empty_body"},
    {Fault::kEmptyObject, "empty_object"},
    {Fault::kJsonNull, "json_null"},
    {Fault::kJsonNumber, "json_number"},
    {Fault::kOtherShape, "other_shape"},
    {Fault::kForeignLinks, "foreign_links"},
    {Fault::kRedirect, "redirect"},
    {Fault::kSlowDrip, "slow_drip"},
};

// What a client is expected to recover from by itself.
constexpr Fault kDefaultKinds[] = {Fault::kTooManyRequests, Fault::kServerError,
                                   Fault::kUnavailable, Fault::kResetBefore,
                                   Fault::kResetAfter};

}  // namespace

absl::string_view FaultName(Fault fault) {
  for (const NamedFault& named : kNames) {
    if (named.fault == fault) return named.name;
  }
  return "none";
}

std::optional<Fault> FaultFromName(absl::string_view name) {
  for (const NamedFault& named : kNames) {
    if (named.name == name) return named.fault;
  }
  return std::nullopt;
}

const std::vector<Fault>& AllFaults() {
  static const auto& all = *[] {
    auto* faults = new std::vector<Fault>();
    for (const NamedFault& named : kNames) {
      if (named.fault != Fault::kNone) faults->push_back(named.fault);
    }
    return faults;
  }();
  return all;
}

void FaultInjector::Set(FaultSettings settings) {
  const std::scoped_lock lock(mutex_);
  settings_ = std::move(settings);
  if (settings_.kinds.empty()) {
    settings_.kinds.assign(std::begin(kDefaultKinds), std::end(kDefaultKinds));
  }
  decisions_ = 0;
}

FaultSettings FaultInjector::settings() const {
  const std::scoped_lock lock(mutex_);
  return settings_;
}

void FaultInjector::InjectNext(Fault fault, int times) {
  const std::scoped_lock lock(mutex_);
  queued_.insert(queued_.end(), static_cast<size_t>(times), fault);
}

Fault FaultInjector::Decide(absl::string_view path) {
  const std::scoped_lock lock(mutex_);
  const Fault fault = DecideLocked(path);
  if (fault != Fault::kNone) ++injected_[fault];
  return fault;
}

Fault FaultInjector::DecideLocked(absl::string_view path) {
  if (!absl::StartsWith(path, settings_.path_prefix)) return Fault::kNone;
  if (!queued_.empty()) {
    const Fault fault = queued_.front();
    queued_.pop_front();
    return fault;
  }
  if (settings_.rate <= 0) return Fault::kNone;
  // A generator of its own for each decision: how many values an earlier
  // decision used cannot shift a later one.
  SeededRandom random(settings_.seed * 0x9E3779B97F4A7C15 + decisions_++);
  if (random.NextUnit() >= settings_.rate) return Fault::kNone;
  const Fault fault = settings_.kinds[random.Next() % settings_.kinds.size()];
  if (fault == Fault::kTooManyRequests && settings_.burst > 1) {
    queued_.insert(queued_.end(), static_cast<size_t>(settings_.burst - 1),
                   fault);
  }
  return fault;
}

std::map<Fault, int64_t> FaultInjector::Injected() const {
  const std::scoped_lock lock(mutex_);
  return injected_;
}

int64_t FaultInjector::InjectedTotal() const {
  const std::scoped_lock lock(mutex_);
  int64_t total = 0;
  for (const auto& [fault, count] : injected_) total += count;
  return total;
}

void FaultInjector::Reset() {
  const std::scoped_lock lock(mutex_);
  settings_ = FaultSettings();
  queued_.clear();
  decisions_ = 0;
  injected_.clear();
}

}  // namespace hirewire::sim
