// From a vendor's value to one field of the wire format.
//
// Each function writes the field and returns UNSPECIFIED, or writes nothing
// and returns what is wrong. null is never passed in.
#ifndef HIREWIRE_CONNECTORS_ENGINE_CONVERT_H_
#define HIREWIRE_CONNECTORS_ENGINE_CONVERT_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "base/expr/value.h"
#include "base/time/rfc3339.h"
#include "connectors/engine/map_plan.h"
#include "connectors/engine/wire_writer.h"
#include "hirewire/v1/record_issue.pb.h"

namespace hirewire::engine {

using Trouble = v1::RecordIssueReason;
inline constexpr Trouble kFine = v1::RECORD_ISSUE_REASON_UNSPECIFIED;
inline constexpr Trouble kTypeMismatch = v1::RECORD_ISSUE_REASON_TYPE_MISMATCH;
inline constexpr Trouble kFormatInvalid =
    v1::RECORD_ISSUE_REASON_FORMAT_INVALID;
inline constexpr Trouble kOutOfRange = v1::RECORD_ISSUE_REASON_OUT_OF_RANGE;

// Strings, numbers, bools and enums by rule.target; not messages.
Trouble WriteScalar(const Rule& rule, const expr::Value& value,
                    WireWriter& out);

// The enum value of the vendor's word, and the word itself where the rule has a
// field for it. A word that the manifest does not know is no trouble: it
// becomes OTHER, and `known` false.
Trouble WriteEnum(const Rule& rule, const expr::Value& value, WireWriter& out,
                  bool& known);

// The word that an enum is made of: a text, a number's digits, "true" or
// "false".
expr::Value WordOf(const expr::Value& value);

// google.protobuf.Timestamp from RFC 3339, a date alone (midnight UTC), or
// epoch numbers or their digits as `format` says.
Trouble WriteTimestamp(int number, const expr::Value& value,
                       connector::v1::Format format, WireWriter& out);

// units and nanos of a Money from a decimal number or its text.
Trouble WriteMoneyAmount(const expr::Value& value, WireWriter& out);

// The instant that `value` names. Range: years 1 to 9999.
Trouble ToTimestamp(const expr::Value& value, connector::v1::Format format,
                    Timestamp& time);

// A string as it is, a number as its digits; nullopt for everything else.
std::optional<std::string> ToText(const expr::Value& value);

// The same without a copy; lives as long as the value.
class Text {
 public:
  explicit Text(const expr::Value& value);
  Text(const Text&) = delete;
  Text& operator=(const Text&) = delete;

  // Whether the value has a text.
  explicit operator bool() const { return has_text_; }
  // Empty without one.
  absl::string_view view() const { return view_; }

 private:
  absl::string_view view_;
  bool has_text_ = true;
  // The longest are doubles: "-1.7976931348623157e+308".
  char digits_[32];
};

// An integer, or text that is one; nullopt for everything else.
std::optional<int64_t> ToInteger(const expr::Value& value);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_CONVERT_H_
