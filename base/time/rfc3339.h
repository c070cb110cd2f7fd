// Times as vendors write them, strictly and fast.
//
//   ParseRfc3339("2024-02-29T23:59:59.25+02:00")  -> {1709243999, 250000000}
//   ParseRfc3339("2023-02-29T00:00:00Z")          -> nullopt, no such day
//   FormatRfc3339({1709243999, 250000000})        -> "2024-02-29T21:59:59.250Z"
//
// Everything that is not exactly the grammar is refused: guessing is for those
// who know the vendor (a manifest says what its dates look like).
#ifndef HIREWIRE_BASE_TIME_RFC3339_H_
#define HIREWIRE_BASE_TIME_RFC3339_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace hirewire {

// As google.protobuf.Timestamp counts.
struct Timestamp {
  // Since 1970-01-01T00:00:00Z.
  int64_t seconds = 0;
  // 0 to 999,999,999, forward in time also before 1970.
  int32_t nanos = 0;

  friend bool operator==(const Timestamp&, const Timestamp&) = default;
};

// A day without a time zone.
struct Date {
  int32_t year = 0;   // 1 to 9999
  int32_t month = 0;  // 1 to 12
  int32_t day = 0;    // 1 to 31

  friend bool operator==(const Date&, const Date&) = default;
};

// YYYY-MM-DD "T" hh:mm:ss [ "." 1 to 9 digits ] ( "Z" | ±hh:mm ). "t" and "z"
// too, as the RFC allows. nullopt for anything else, for days and times that do
// not exist, for a leap second (Timestamp has none) and for what falls out of
// the years 0001 to 9999 in UTC.
std::optional<Timestamp> ParseRfc3339(absl::string_view text);

// YYYY-MM-DD of a day that exists.
std::optional<Date> ParseDate(absl::string_view text);

// UTC, with no, three, six or nine fractional digits: as few as are exact.
// Outside the years 0001 to 9999 the nearest end of that range.
std::string FormatRfc3339(Timestamp time);

std::string FormatDate(Date date);

}  // namespace hirewire

#endif  // HIREWIRE_BASE_TIME_RFC3339_H_
