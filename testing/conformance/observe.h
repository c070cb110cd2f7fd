// What a record of the unified model says, read by the names of its fields.
//
//   Texts(record, "emails.address");  // {"ada@example.com"}
//   Passes(record, {"status", "ACTIVE"});  // nullopt: no field shows it
#ifndef HIREWIRE_TESTING_CONFORMANCE_OBSERVE_H_
#define HIREWIRE_TESTING_CONFORMANCE_OBSERVE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "connectors/api/query.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace hirewire::conformance {

// "ACTIVE" of APPLICATION_STATUS_ACTIVE.
std::string ShortName(const google::protobuf::EnumValueDescriptor& value);

std::string IdOf(const google::protobuf::Message& record);

// All values at a path, those of lists one by one: texts, short names of enums,
// "true" and "false", digits. Nothing for what is unset.
std::vector<std::string> Texts(const google::protobuf::Message& record,
                               absl::string_view path);

// The times at a path.
std::vector<absl::Time> Times(const google::protobuf::Message& record,
                              absl::string_view path);

// How a filter shows in the records that pass it.
struct Observation {
  enum class How { kEquals, kEqualsIgnoringCase, kAtOrAfter, kBefore };
  // Fields of the record; one that fits is enough.
  std::vector<std::string> paths;
  How how = How::kEquals;
};

// For the filter of an entity's list; nullopt where no field of the record
// shows it.
std::optional<Observation> ObservationOf(const std::string& entity,
                                         const std::string& filter);

// Whether the record is one that the filter is meant to let through.
bool Passes(const google::protobuf::Message& record,
            const Observation& observation,
            const connectors::FilterValue& filter);

}  // namespace hirewire::conformance

#endif  // HIREWIRE_TESTING_CONFORMANCE_OBSERVE_H_
