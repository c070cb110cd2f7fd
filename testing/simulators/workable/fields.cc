#include "testing/simulators/workable/fields.h"

#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace hirewire::sim::workable {
namespace {

std::string WithoutFraction(absl::Time time) {
  const absl::CivilSecond civil =
      absl::ToCivilSecond(time, absl::UTCTimeZone());
  return absl::StrFormat("%04d-%02d-%02dT%02d:%02d:%02d", civil.year(),
                         civil.month(), civil.day(), civil.hour(),
                         civil.minute(), civil.second());
}

}  // namespace

Fields& Fields::Text(absl::string_view name, const OptionalText& value) {
  writer_.Key(name).OptionalString(value);
  return *this;
}

Fields& Fields::Int(absl::string_view name, int64_t value) {
  writer_.Key(name).Int(value);
  return *this;
}

Fields& Fields::Bool(absl::string_view name, bool value) {
  writer_.Key(name).Bool(value);
  return *this;
}

Fields& Fields::Null(absl::string_view name) {
  writer_.Key(name).Null();
  return *this;
}

Fields& Fields::Seconds(absl::string_view name, const OptionalTime& value) {
  if (!value.has_value()) return Null(name);
  return Text(name, WithoutFraction(*value) + "Z");
}

Fields& Fields::Millis(absl::string_view name, const OptionalTime& value) {
  if (!value.has_value()) return Null(name);
  const int64_t millis = absl::ToUnixMillis(*value) % 1000;
  return Text(name, absl::StrFormat("%s.%03dZ", WithoutFraction(*value),
                                    (millis + 1000) % 1000));
}

Fields& Fields::Day(absl::string_view name, const OptionalDay& value) {
  if (!value.has_value()) return Null(name);
  return Text(name, absl::FormatCivilTime(*value));
}

Fields& Fields::Number(absl::string_view name, absl::string_view digits) {
  writer_.Key(name).Raw(absl::StripSuffix(digits, ".0"));
  return *this;
}

}  // namespace hirewire::sim::workable
