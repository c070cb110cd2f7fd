#include "base/time/timestamps.h"

#include <cstdint>

namespace hirewire {

absl::Time ToTime(const Timestamp& time) {
  return absl::FromUnixSeconds(time.seconds) + absl::Nanoseconds(time.nanos);
}

absl::Time ToTime(const google::protobuf::Timestamp& time) {
  return ToTime(Timestamp{time.seconds(), time.nanos()});
}

Timestamp ToTimestamp(absl::Time time) {
  // Rounds down, so that what is left is never negative.
  const int64_t seconds = absl::ToUnixSeconds(time);
  const absl::Duration rest = time - absl::FromUnixSeconds(seconds);
  return {seconds, static_cast<int32_t>(absl::ToInt64Nanoseconds(rest))};
}

google::protobuf::Timestamp ToProto(absl::Time time) {
  const Timestamp parts = ToTimestamp(time);
  google::protobuf::Timestamp proto;
  proto.set_seconds(parts.seconds);
  proto.set_nanos(parts.nanos);
  return proto;
}

}  // namespace hirewire
