#include "testing/soak/report.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "testing/soak/figures.h"

namespace hirewire::soak {
namespace {

constexpr int kColumn = 24;

std::string Of(const Spread& spread) {
  if (spread.count == 0) return "-";
  return absl::StrFormat("%.2f / %.2f / %.2f", spread.p50, spread.p99,
                         spread.max);
}

std::string FailedCalls(const Figures& figures) {
  std::string text;
  for (const auto& [reason, count] : figures.failed) {
    absl::StrAppend(&text, text.empty() ? "" : ", ", count, " ", reason);
  }
  return text.empty() ? "0" : text;
}

using Line =
    std::pair<const char*, std::function<std::string(const RunReport&)>>;

std::vector<Line> Lines() {
  const auto number = [](auto of) {
    return [of](const RunReport& run) { return absl::StrCat(of(run)); };
  };
  return {
      {"lapses = refreshes granted",
       number([](const RunReport& r) { return r.figures.refreshes; })},
      {"  for which callers had to wait",
       number([](const RunReport& r) { return r.figures.lapsed; })},
      {"  needless",
       number([](const RunReport& r) { return r.figures.needless; })},
      {"spent tokens that came again",
       number([](const RunReport& r) { return r.observed.vendor.reuses; })},
      {"calls that the API took",
       number([](const RunReport& r) { return r.observed.vendor.calls; })},
      {"  refused, and mended",
       number([](const RunReport& r) { return r.observed.vendor.refused; })},
      {"calls that failed",
       [](const RunReport& r) { return FailedCalls(r.figures); }},
      {"commit to durable, ms p50/p99/max",
       [](const RunReport& r) { return Of(r.figures.window); }},
      {"  until the answer is read",
       [](const RunReport& r) { return Of(r.figures.answer); }},
      {"  the write", [](const RunReport& r) { return Of(r.figures.write); }},
      {"  the disk alone, for a block",
       [](const RunReport& r) { return Of(r.figures.disk); }},
      {"kills (of them aimed)",
       [](const RunReport& r) {
         return absl::StrCat(r.observed.kills.size(), " (",
                             r.figures.aimed_kills, ")");
       }},
      {"  before the write was noted",
       number([](const RunReport& r) { return r.figures.kills_inside; })},
      {"losses",
       number([](const RunReport& r) { return r.observed.losses.size(); })},
      {"  outside of the window",
       number([](const RunReport& r) { return r.figures.losses_outside; })},
      {"  kill after commit, ms",
       [](const RunReport& r) { return Of(r.figures.kill_after_commit); }},
      {"  shown after the kill, ms",
       [](const RunReport& r) { return Of(r.figures.shown_after_kill); }},
      {"life of a token (+ grace of the API)",
       [](const RunReport& r) {
         return absl::StrCat(absl::FormatDuration(r.life), " (+ ",
                             absl::FormatDuration(r.grace), ")");
       }},
      {"lease of a renewal",
       [](const RunReport& r) { return absl::FormatDuration(r.lease); }},
  };
}

}  // namespace

std::string Table(const std::vector<RunReport>& runs) {
  std::string text = absl::StrFormat("%-38s", "");
  for (const RunReport& run : runs) {
    absl::StrAppendFormat(&text, "%*s", kColumn, run.name);
  }
  text += "\n";
  for (const auto& [name, of] : Lines()) {
    absl::StrAppendFormat(&text, "%-38s", name);
    for (const RunReport& run : runs) {
      absl::StrAppendFormat(&text, "%*s", kColumn, of(run));
    }
    text += "\n";
  }
  return text;
}

}  // namespace hirewire::soak
