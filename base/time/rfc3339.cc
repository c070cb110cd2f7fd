#include "base/time/rfc3339.h"

#include <algorithm>

#include "absl/strings/str_format.h"

namespace hirewire {
namespace {

constexpr int64_t kMinSeconds = -62135596800;  // 0001-01-01T00:00:00Z
constexpr int64_t kMaxSeconds = 253402300799;  // 9999-12-31T23:59:59Z
constexpr int64_t kSecondsPerDay = 86400;

// Two digits as a number, or at least 128 where one of them is none, so that
// any range check below refuses it.
inline uint32_t TwoDigits(const char* p) {
  const uint32_t tens = static_cast<unsigned char>(p[0]) - uint32_t{'0'};
  const uint32_t ones = static_cast<unsigned char>(p[1]) - uint32_t{'0'};
  return (tens > 9 || ones > 9) ? 128 : tens * 10 + ones;
}

inline bool IsLeap(uint32_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

inline uint32_t DaysInMonth(uint32_t year, uint32_t month) {
  constexpr uint8_t kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && IsLeap(year) ? 29 : kDays[month - 1];
}

// Days from 1970-01-01, proleptic Gregorian. The year begins in March here, so
// that the leap day is its last.
inline int64_t DaysFromCivil(uint32_t year, uint32_t month, uint32_t day) {
  const int64_t y = int64_t{year} - (month <= 2);
  const int64_t era = y / 400;  // y is never negative: years begin with 1.
  const int64_t year_of_era = y - era * 400;
  const int64_t day_of_year =
      (153 * (int64_t{month} + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

// The inverse.
Date CivilFromDays(int64_t days) {
  days += 719468;
  const int64_t era = days / 146097;  // Never negative in our range.
  const int64_t doe = days - era * 146097;
  const int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const int64_t mp = (5 * doy + 2) / 153;
  Date date;
  date.day = static_cast<int32_t>(doy - (153 * mp + 2) / 5 + 1);
  date.month = static_cast<int32_t>(mp < 10 ? mp + 3 : mp - 9);
  date.year = static_cast<int32_t>(yoe + era * 400 + (date.month <= 2));
  return date;
}

// The first ten characters, which the caller has checked to be there.
inline bool ReadDate(const char* p, Date* date) {
  const uint32_t century = TwoDigits(p);
  const uint32_t in_century = TwoDigits(p + 2);
  const uint32_t month = TwoDigits(p + 5);
  const uint32_t day = TwoDigits(p + 8);
  if (century > 99 || in_century > 99 || p[4] != '-' || p[7] != '-') {
    return false;
  }
  const uint32_t year = century * 100 + in_century;
  if (year < 1 || month < 1 || month > 12) return false;
  if (day < 1 || day > DaysInMonth(year, month)) return false;
  *date = {static_cast<int32_t>(year), static_cast<int32_t>(month),
           static_cast<int32_t>(day)};
  return true;
}

// The part of the grammar behind the seconds; false when it is not that.
inline bool ReadFractionAndZone(const char* p, const char* end, int32_t* nanos,
                                int32_t* offset_seconds) {
  *nanos = 0;
  if (p != end && *p == '.') {
    int32_t scale = 1000000000;
    for (++p; p != end && *p >= '0' && *p <= '9'; ++p) {
      scale /= 10;
      if (scale == 0) return false;  // A tenth digit.
      *nanos += (*p - '0') * scale;
    }
    if (scale == 1000000000) return false;  // No digit.
  }
  if (end - p == 1 && (*p == 'Z' || *p == 'z')) {
    *offset_seconds = 0;
    return true;
  }
  if (end - p != 6 || (p[0] != '+' && p[0] != '-') || p[3] != ':') return false;
  const uint32_t hours = TwoDigits(p + 1);
  const uint32_t minutes = TwoDigits(p + 4);
  if (hours > 23 || minutes > 59) return false;
  const auto offset = static_cast<int32_t>(hours * 3600 + minutes * 60);
  *offset_seconds = p[0] == '+' ? offset : -offset;
  return true;
}

}  // namespace

std::optional<Timestamp> ParseRfc3339(absl::string_view text) {
  if (text.size() < 20) return std::nullopt;
  const char* p = text.data();
  Date date;
  if (!ReadDate(p, &date)) return std::nullopt;
  const uint32_t hour = TwoDigits(p + 11);
  const uint32_t minute = TwoDigits(p + 14);
  const uint32_t second = TwoDigits(p + 17);
  if ((p[10] != 'T' && p[10] != 't') || p[13] != ':' || p[16] != ':') {
    return std::nullopt;
  }
  if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
  Timestamp time;
  int32_t offset = 0;
  if (!ReadFractionAndZone(p + 19, p + text.size(), &time.nanos, &offset)) {
    return std::nullopt;
  }
  time.seconds =
      DaysFromCivil(date.year, date.month, date.day) * kSecondsPerDay +
      hour * 3600 + minute * 60 + second - offset;
  if (time.seconds < kMinSeconds || time.seconds > kMaxSeconds) {
    return std::nullopt;
  }
  return time;
}

std::optional<Date> ParseDate(absl::string_view text) {
  Date date;
  if (text.size() != 10 || !ReadDate(text.data(), &date)) return std::nullopt;
  return date;
}

std::string FormatRfc3339(Timestamp time) {
  const int64_t seconds = std::clamp(time.seconds, kMinSeconds, kMaxSeconds);
  // Rounds down also before 1970.
  const int64_t days =
      (seconds - kMinSeconds) / kSecondsPerDay + kMinSeconds / kSecondsPerDay;
  const int64_t rest = seconds - days * kSecondsPerDay;
  std::string text =
      absl::StrFormat("%sT%02d:%02d:%02d", FormatDate(CivilFromDays(days)),
                      rest / 3600, rest / 60 % 60, rest % 60);
  const int32_t nanos = std::clamp(time.nanos, 0, 999999999);
  if (nanos % 1000 != 0) {
    absl::StrAppendFormat(&text, ".%09d", nanos);
  } else if (nanos % 1000000 != 0) {
    absl::StrAppendFormat(&text, ".%06d", nanos / 1000);
  } else if (nanos != 0) {
    absl::StrAppendFormat(&text, ".%03d", nanos / 1000000);
  }
  text += 'Z';
  return text;
}

std::string FormatDate(Date date) {
  return absl::StrFormat("%04d-%02d-%02d", date.year, date.month, date.day);
}

}  // namespace hirewire
