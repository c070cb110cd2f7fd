// Logs for machines: what happened, to which named thing, with which numbers.
//
//   logger.Info("vendor_call.ended", {{"connection", connection_id},
//                                     {"operation", "greenhouse.jobs.list"},
//                                     {"status", 200},
//                                     {"latency_ms", 12.5}});
//
// There is no free text: events and field names are words of the source, and a
// value is a name or a number. A body, a person's name, an address or a token
// has no place in a log, and what is too long to be a name is cut, so that one
// that gets here by mistake does not get far.
#ifndef HIREWIRE_BASE_LOG_LOGGER_H_
#define HIREWIRE_BASE_LOG_LOGGER_H_

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/string_view.h"

namespace hirewire::log {

enum class Level { kDebug, kInfo, kWarning, kError };

// A word written in the source: it cannot be made from data.
class Word {
 public:
  consteval Word(const char* text)  // NOLINT(google-explicit-constructor)
      : text_(text) {}
  absl::string_view text() const { return text_; }

 private:
  const char* text_;
};

// Longer string values are cut to this many bytes.
inline constexpr size_t kMaxValueBytes = 200;

// One name and its value.
class Field {
 public:
  using Value = std::variant<std::string, int64_t, double, bool>;

  Field(Word name, absl::string_view value);
  Field(Word name, const char* value) : Field(name, absl::string_view(value)) {}
  Field(Word name, const std::string& value)
      : Field(name, absl::string_view(value)) {}
  template <std::same_as<bool> T>
  Field(Word name, T value) : name_(name), value_(value) {}
  template <std::integral T>
    requires(!std::same_as<T, bool>)
  Field(Word name, T value)
      : name_(name), value_(static_cast<int64_t>(value)) {}
  template <std::floating_point T>
  Field(Word name, T value) : name_(name), value_(static_cast<double>(value)) {}

  absl::string_view name() const { return name_.text(); }
  const Value& value() const { return value_; }

 private:
  Word name_;
  Value value_;
};

// Thread-safe.
class Logger {
 public:
  virtual ~Logger() = default;

  virtual void Write(Level level, Word event, std::vector<Field> fields) = 0;

  void Debug(Word event, std::initializer_list<Field> fields = {}) {
    Write(Level::kDebug, event, fields);
  }
  void Info(Word event, std::initializer_list<Field> fields = {}) {
    Write(Level::kInfo, event, fields);
  }
  void Warning(Word event, std::initializer_list<Field> fields = {}) {
    Write(Level::kWarning, event, fields);
  }
  void Error(Word event, std::initializer_list<Field> fields = {}) {
    Write(Level::kError, event, fields);
  }
};

}  // namespace hirewire::log

#endif  // HIREWIRE_BASE_LOG_LOGGER_H_
