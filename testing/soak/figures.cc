#include "testing/soak/figures.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "testing/soak/token_vendor.h"
#include "testing/soak/worker_notes.h"
#include "testing/soak/worker_processes.h"

namespace hirewire::soak {
namespace {

constexpr char kRefreshLost[] = "REFRESH_LOST";

double Milliseconds(int64_t nanos) { return static_cast<double>(nanos) / 1e6; }

// The notes around one commit, of the worker that asked for it.
struct Renewal {
  std::optional<int64_t> leased, answered, stored;
};

Renewal RenewalOf(const std::vector<Note>& notes, int64_t commit) {
  Renewal renewal;
  for (const Note& note : notes) {
    if (note.kind == kLeased) {
      if (note.at > commit) break;  // The next one.
      renewal.leased = note.at;
    }
    if (note.at < commit) continue;
    if (note.kind == kAnswered) renewal.answered = note.at;
    if (note.kind == kStored) {
      renewal.stored = note.at;
      break;
    }
  }
  return renewal;
}

class Reading {
 public:
  explicit Reading(const Observed& observed) : observed_(observed) {
    for (const Kill& kill : observed.kills) kills_[kill.worker] = kill;
  }

  Renewal Of(const Commit& commit) const {
    const auto notes = observed_.notes.find(commit.worker);
    return notes == observed_.notes.end() ? Renewal()
                                          : RenewalOf(notes->second, commit.at);
  }

  const Kill* KillOf(const Commit& commit) const {
    const auto found = kills_.find(commit.worker);
    return found == kills_.end() ? nullptr : &found->second;
  }

  // The last pair of a family: the one that was lost.
  const Commit* LastOf(int64_t family) const {
    const Commit* last = nullptr;
    for (const Commit& commit : observed_.commits) {
      if (commit.family == family) last = &commit;
    }
    return last;
  }

 private:
  const Observed& observed_;
  std::map<int64_t, Kill> kills_;
};

void ReadCommits(const Observed& observed, const Reading& reading,
                 Figures& figures) {
  const int64_t half = absl::ToInt64Nanoseconds(observed.life) / 2;
  std::vector<double> windows, answers, writes;
  std::optional<int64_t> lease_before;
  int64_t family_before = -1;
  for (const Commit& commit : observed.commits) {
    const Renewal renewal = reading.Of(commit);
    if (commit.lapsed_before) ++figures.lapsed;
    if (renewal.leased && lease_before && family_before == commit.family &&
        !commit.refused_before && !commit.again &&
        *renewal.leased - *lease_before < half) {
      ++figures.needless;
    }
    lease_before = renewal.leased;
    family_before = commit.family;
    if (!renewal.stored) {
      if (reading.KillOf(commit) != nullptr) ++figures.kills_inside;
      continue;
    }
    windows.push_back(Milliseconds(*renewal.stored - commit.at));
    if (!renewal.answered) continue;
    answers.push_back(Milliseconds(*renewal.answered - commit.at));
    writes.push_back(Milliseconds(*renewal.stored - *renewal.answered));
  }
  figures.window = SpreadOf(std::move(windows));
  figures.answer = SpreadOf(std::move(answers));
  figures.write = SpreadOf(std::move(writes));
}

void ReadLosses(const Observed& observed, const Reading& reading,
                Figures& figures) {
  std::vector<double> after_commit, shown;
  for (const Loss& loss : observed.losses) {
    const Commit* commit = reading.LastOf(loss.family);
    const Kill* kill = commit == nullptr ? nullptr : reading.KillOf(*commit);
    if (kill == nullptr || reading.Of(*commit).stored) {
      ++figures.losses_outside;
      continue;
    }
    after_commit.push_back(Milliseconds(kill->at - commit->at));
    shown.push_back(Milliseconds(loss.seen - kill->at));
  }
  figures.kill_after_commit = SpreadOf(std::move(after_commit));
  figures.shown_after_kill = SpreadOf(std::move(shown));
}

}  // namespace

Spread SpreadOf(std::vector<double> milliseconds) {
  if (milliseconds.empty()) return {};
  std::sort(milliseconds.begin(), milliseconds.end());
  const auto at = [&](double share) {
    const double rank =
        std::ceil(share * static_cast<double>(milliseconds.size()));
    return milliseconds[static_cast<size_t>(std::max(rank, 1.0)) - 1];
  };
  return {milliseconds.size(), at(0.5), at(0.99), milliseconds.back()};
}

Figures MakeFigures(const Observed& observed) {
  const Reading reading(observed);
  Figures figures;
  figures.refreshes = static_cast<int64_t>(observed.commits.size());
  for (const auto& [worker, notes] : observed.notes) {
    for (const Note& note : notes) {
      if (note.kind == kFailed) ++figures.failed[note.word];
    }
  }
  for (const Kill& kill : observed.kills) figures.aimed_kills += kill.aimed;
  ReadCommits(observed, reading, figures);
  ReadLosses(observed, reading, figures);
  figures.disk = SpreadOf(observed.disk_milliseconds);
  return figures;
}

std::vector<std::string> Broken(const Observed& observed,
                                const Figures& figures) {
  std::vector<std::string> broken;
  const auto expect = [&](bool kept, absl::string_view sentence) {
    if (!kept) broken.emplace_back(sentence);
  };
  const auto losses = static_cast<int64_t>(observed.losses.size());
  int64_t again = 0;
  for (const Commit& commit : observed.commits) again += commit.again;
  expect(figures.refreshes >= observed.lapses_wanted,
         absl::StrCat("only ", figures.refreshes, " lapses"));
  expect(observed.vendor.calls > 0, "no call was taken");
  expect(figures.window.count > 0, "no window was measured");
  expect(figures.needless == 0,
         absl::StrCat(figures.needless, " needless refreshes"));
  // Each pair that was not lost is in the store, and no other is.
  const int64_t expected = figures.refreshes - again;
  expect(observed.generations == expected,
         absl::StrCat("the store is ", observed.generations,
                      " pairs further, not ", expected));
  expect(observed.vendor.reuses == losses,
         absl::StrCat(observed.vendor.reuses, " spent tokens came again, ",
                      losses, " losses were shown"));
  expect(observed.vendor.revoked == losses, "a family was revoked for nothing");
  expect(figures.losses_outside == 0,
         absl::StrCat(figures.losses_outside, " losses outside of the window"));
  expect(losses <= figures.kills_inside, "more losses than kills inside");
  if (observed.leeway || observed.kills.empty()) {
    expect(losses == 0, absl::StrCat(losses, " losses"));
  }
  for (const Loss& loss : observed.losses) {
    expect(loss.reason == kRefreshLost,
           absl::StrCat("a loss was shown as ", loss.reason));
  }
  for (const auto& [reason, count] : figures.failed) {
    expect(reason == kRefreshLost && losses > 0,
           absl::StrCat(count, " calls failed: ", reason));
  }
  return broken;
}

}  // namespace hirewire::soak
