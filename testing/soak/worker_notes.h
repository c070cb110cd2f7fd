// What a worker notes while it works: a line for each event in a file of its
// own, written at once, so that it is there although the worker is killed.
//
//   leased 81236123412
//   failed 81236987001 VENDOR_UNAVAILABLE
#ifndef HIREWIRE_TESTING_SOAK_WORKER_NOTES_H_
#define HIREWIRE_TESTING_SOAK_WORKER_NOTES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace hirewire::soak {

// Kinds of notes. The first three are the steps of a renewal.
inline constexpr char kLeased[] = "leased";
inline constexpr char kAnswered[] = "answered";
inline constexpr char kStored[] = "stored";
// A call failed; the word is its reason.
inline constexpr char kFailed[] = "failed";

struct Note {
  std::string kind;
  // MonotonicNanos.
  int64_t at = 0;
  std::string word;
};

// Thread-safe.
class WorkerNotes {
 public:
  // Appends to `path`. Notes nothing where that cannot be written.
  explicit WorkerNotes(const std::string& path);
  ~WorkerNotes();
  WorkerNotes(const WorkerNotes&) = delete;
  WorkerNotes& operator=(const WorkerNotes&) = delete;

  void Add(absl::string_view kind, absl::string_view word = "") const;

 private:
  const int file_;
};

// In order. A last line that was cut short is left out. NOT_FOUND.
absl::StatusOr<std::vector<Note>> ReadNotes(const std::string& path);

}  // namespace hirewire::soak

#endif  // HIREWIRE_TESTING_SOAK_WORKER_NOTES_H_
