// Between the three ways an instant is held: absl::Time to reckon with, our
// Timestamp (rfc3339.h) to read and write, protobuf's to send.
#ifndef HIREWIRE_BASE_TIME_TIMESTAMPS_H_
#define HIREWIRE_BASE_TIME_TIMESTAMPS_H_

#include "absl/time/time.h"
#include "base/time/rfc3339.h"
#include "google/protobuf/timestamp.pb.h"

namespace hirewire {

absl::Time ToTime(const Timestamp& time);
absl::Time ToTime(const google::protobuf::Timestamp& time);

// Fractions of a nanosecond are cut off. For instants before 1970, too, nanos
// count forward in time.
Timestamp ToTimestamp(absl::Time time);
google::protobuf::Timestamp ToProto(absl::Time time);

}  // namespace hirewire

#endif  // HIREWIRE_BASE_TIME_TIMESTAMPS_H_
