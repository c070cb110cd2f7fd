#include "connectors/traffic/windowed_vendor.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace hirewire::traffic {

Async<http::Response> WindowedVendor::Send(http::Request request) {
  absl::Status slept = co_await clock_.Sleep(Latency());
  if (!slept.ok()) co_return slept;
  http::Response response = Count();
  slept = co_await clock_.Sleep(Latency());
  if (!slept.ok()) co_return slept;
  if (options_.lost_one_in > 0 && random_.Next() % options_.lost_one_in == 0) {
    co_return absl::UnavailableError("connection reset");
  }
  co_return response;
}

int64_t WindowedVendor::ResetAt(absl::Time now) const {
  if (!options_.seconds_left) return absl::ToUnixSeconds(ends_);
  const absl::Duration left = ends_ - now;
  return absl::ToInt64Seconds(options_.ceil
                                  ? absl::Ceil(left, absl::Seconds(1))
                                  : absl::Floor(left, absl::Seconds(1)));
}

http::Response WindowedVendor::Count() {
  const absl::Time now = clock_.Now() + options_.skew;
  const absl::Time begins =
      absl::UnixEpoch() + options_.phase +
      absl::Floor(now - absl::UnixEpoch() - options_.phase, options_.window);
  if (begins + options_.window != ends_) {
    ends_ = begins + options_.window;
    used_ =
        options_.taken == 0
            ? 0
            : static_cast<int64_t>(random_.Next() %
                                   (static_cast<uint64_t>(options_.taken) + 1));
  }
  http::Response response;
  response.status = used_ < options_.limit ? 200 : 429;
  if (response.status == 200) {
    ++used_;
    ++served_;
  } else {
    ++refused_;
    response.headers.emplace_back(
        "Retry-After", absl::StrCat(absl::ToInt64Seconds(ends_ - now) + 1));
  }
  if (options_.headers) {
    const auto add = [&response](const char* name, int64_t value) {
      response.headers.emplace_back(name, absl::StrCat(value));
    };
    add("X-RateLimit-Limit", options_.limit);
    add("X-RateLimit-Remaining", options_.limit - used_);
    add("X-RateLimit-Reset", ResetAt(now));
  }
  if (options_.date) {
    response.headers.emplace_back(
        "Date", absl::FormatTime("%a, %d %b %Y %H:%M:%S GMT", now,
                                 absl::UTCTimeZone()));
  }
  return response;
}

}  // namespace hirewire::traffic
