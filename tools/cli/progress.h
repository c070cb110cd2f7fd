// A line about what goes on, for whoever waits longer than a second.
//
//   Progress progress(console, clock);
//   progress.Show("300 candidates");   // as often as one likes
//   progress.Clear();                  // before anything else is printed
#ifndef HIREWIRE_TOOLS_CLI_PROGRESS_H_
#define HIREWIRE_TOOLS_CLI_PROGRESS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "base/time/clock.h"
#include "tools/cli/console.h"

namespace hirewire::cli {

class Progress {
 public:
  // Both outlive it.
  Progress(Console& console, const Clock& clock);
  ~Progress() { Clear(); }

  // Writes the line over the one before, with the seconds so far. Does nothing
  // in the first second, and where no person looks.
  void Show(absl::string_view what);

  // Shows the last line again, with the seconds so far.
  void Tick() { Show(what_); }

  void Clear();

 private:
  Console& console_;
  const Clock& clock_;
  const absl::Time start_;
  std::string what_ = "waiting for the server";
  bool shown_ = false;
};

}  // namespace hirewire::cli

#endif  // HIREWIRE_TOOLS_CLI_PROGRESS_H_
