#include "testing/soak/worker_notes.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "testing/soak/monotonic.h"

namespace hirewire::soak {

WorkerNotes::WorkerNotes(const std::string& path)
    : file_(open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC,
                 0600)) {}

WorkerNotes::~WorkerNotes() {
  if (file_ >= 0) close(file_);
}

void WorkerNotes::Add(absl::string_view kind, absl::string_view word) const {
  const std::string line = absl::StrCat(kind, " ", MonotonicNanos(),
                                        word.empty() ? "" : " ", word, "\n");
  // One call: whole, or not at all. Where it cannot be written, the count of
  // notes tells.
  if (write(file_, line.data(), line.size()) < 0) return;
}

absl::StatusOr<std::vector<Note>> ReadNotes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError(absl::StrCat("there is no ", path));
  const std::string text(std::istreambuf_iterator<char>(file), {});
  std::vector<Note> notes;
  std::vector<absl::string_view> lines = absl::StrSplit(text, '\n');
  lines.pop_back();
  for (const absl::string_view line : lines) {
    const std::vector<std::string> words = absl::StrSplit(line, ' ');
    Note note;
    if (words.size() < 2 || !absl::SimpleAtoi(words[1], &note.at)) continue;
    note.kind = words[0];
    if (words.size() > 2) note.word = words[2];
    notes.push_back(std::move(note));
  }
  return notes;
}

}  // namespace hirewire::soak
