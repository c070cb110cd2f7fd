#include "testing/soak/token_vendor.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "testing/simulators/http/message.h"
#include "testing/soak/monotonic.h"

namespace hirewire::soak {
namespace {

constexpr absl::string_view kAccess = "access";
constexpr absl::string_view kRefresh = "refresh";

int64_t WorkerOf(const sim::Request& request) {
  absl::string_view agent = request.Header("User-Agent").value_or("");
  int64_t number = -1;
  if (!absl::ConsumePrefix(&agent, kUserAgent) ||
      !absl::SimpleAtoi(agent, &number)) {
    return -1;
  }
  return number;
}

std::string TokenText(absl::string_view kind, int64_t family, size_t index) {
  return absl::StrCat(kind, "-", family, "-", index);
}

std::string Field(const sim::Parameters& form, absl::string_view name) {
  for (const auto& [key, value] : form) {
    if (key == name) return value;
  }
  return "";
}

sim::Reply Refused(absl::string_view error) {
  return sim::Reply::Json(400, absl::StrCat(R"({"error":")", error, R"("})"));
}

}  // namespace

sim::Reply TokenVendor::Handle(const sim::Request& request) {
  if (request.path == "/token") return Token(request);
  if (request.path == "/api/people") return Api(request);
  return sim::Reply::Json(404, "{}");
}

GivenPair TokenVendor::NewGrant() {
  const absl::MutexLock lock(&mutex_);
  families_.emplace_back();
  return Give(static_cast<int64_t>(families_.size()) - 1, MonotonicNanos());
}

GivenPair TokenVendor::Give(int64_t family, int64_t now) {
  std::vector<Pair>& pairs = families_[static_cast<size_t>(family)].pairs;
  pairs.push_back({.given = now});
  return {TokenText(kAccess, family, pairs.size() - 1),
          TokenText(kRefresh, family, pairs.size() - 1)};
}

bool TokenVendor::Find(absl::string_view kind, absl::string_view token,
                       Place& place) const {
  const std::vector<absl::string_view> words = absl::StrSplit(token, '-');
  int64_t family = 0;
  uint64_t index = 0;
  if (words.size() != 3 || words[0] != kind ||
      !absl::SimpleAtoi(words[1], &family) ||
      !absl::SimpleAtoi(words[2], &index) || family < 0 ||
      static_cast<size_t>(family) >= families_.size() ||
      index >= families_[static_cast<size_t>(family)].pairs.size()) {
    return false;
  }
  place = {family, index};
  return true;
}

bool TokenVendor::Spend(const Place& place, int64_t now, Commit& commit) {
  Family& family = families_[static_cast<size_t>(place.first)];
  if (family.revoked) return false;
  Pair& pair = family.pairs[place.second];
  commit.again = pair.spent != 0;
  if (commit.again &&
      now - pair.spent >= absl::ToInt64Nanoseconds(options_.leeway)) {
    family.revoked = true;
    ++counts_.reuses;
    ++counts_.revoked;
    return false;
  }
  if (!commit.again) pair.spent = now;
  commit.at = now;
  commit.family = place.first;
  commit.refused_before = pair.refused;
  commit.lapsed_before =
      now - pair.given >= absl::ToInt64Nanoseconds(options_.life);
  commits_.push_back(commit);
  return true;
}

sim::Reply TokenVendor::Token(const sim::Request& request) {
  const sim::Parameters form = sim::ParseParameters(request.body);
  if (request.method != "POST" ||
      Field(form, "grant_type") != "refresh_token") {
    return Refused("unsupported_grant_type");
  }
  Commit commit;
  commit.worker = WorkerOf(request);
  GivenPair given;
  {
    const absl::MutexLock lock(&mutex_);
    const int64_t now = MonotonicNanos();
    Place place;
    if (!Find(kRefresh, Field(form, "refresh_token"), place) ||
        !Spend(place, now, commit)) {
      return Refused("invalid_grant");
    }
    given = Give(place.first, now);
  }
  if (committed_) committed_(commit);
  return sim::Reply::Json(
      200, absl::StrCat(R"({"access_token":")", given.access_token,
                        R"(","refresh_token":")", given.refresh_token,
                        R"(","token_type":"Bearer","expires_in":)",
                        absl::ToDoubleSeconds(options_.life), "}"));
}

sim::Reply TokenVendor::Api(const sim::Request& request) {
  absl::string_view token = request.Header("Authorization").value_or("");
  const absl::MutexLock lock(&mutex_);
  Place place;
  if (absl::ConsumePrefix(&token, "Bearer ") && Find(kAccess, token, place)) {
    Family& family = families_[static_cast<size_t>(place.first)];
    Pair& pair = family.pairs[place.second];
    if (!family.revoked &&
        MonotonicNanos() - pair.given <
            absl::ToInt64Nanoseconds(options_.life + options_.grace)) {
      ++counts_.calls;
      return sim::Reply::Json(200, "[]");
    }
    pair.refused = true;
  }
  ++counts_.refused;
  return sim::Reply::Json(401, "{}");
}

std::vector<Commit> TokenVendor::commits() const {
  const absl::MutexLock lock(&mutex_);
  return commits_;
}

size_t TokenVendor::commit_count() const {
  const absl::MutexLock lock(&mutex_);
  return commits_.size();
}

VendorCounts TokenVendor::counts() const {
  const absl::MutexLock lock(&mutex_);
  return counts_;
}

int64_t TokenVendor::family() const {
  const absl::MutexLock lock(&mutex_);
  return static_cast<int64_t>(families_.size()) - 1;
}

}  // namespace hirewire::soak
