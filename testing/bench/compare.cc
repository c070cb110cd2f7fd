#include "testing/bench/compare.h"

#include <benchmark/benchmark.h>
#include <time.h>

#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/message_differencer.h"
#include "testing/bench/figure.h"

namespace hirewire::bench {
namespace {

using google::protobuf::Message;
using google::protobuf::util::MessageDifferencer;

constexpr double kSeconds = 1.0;

// The processor's time of this thread, in seconds.
double Now() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + now.tv_nsec * 1e-9;
}

double MapAll(const Input& input, Output output, Subject& subject) {
  const double start = Now();
  for (const std::string& page : input.pages) {
    if (output == Output::kBytes) {
      benchmark::DoNotOptimize(subject.ToBytes(page));
    } else {
      benchmark::DoNotOptimize(&subject.ToMessages(page));
    }
  }
  return Now() - start;
}

absl::Status Equal(const Message& engine, const Message& by_hand,
                   absl::string_view what) {
  std::string difference;
  MessageDifferencer differencer;
  differencer.ReportDifferencesToString(&difference);
  if (differencer.Compare(engine, by_hand)) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("engine and hand-written code differ in ", what, ":\n",
                   difference.substr(0, 2000)));
}

// The figures are printed by who asked for them.
class Silent : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>&) override {}
};

}  // namespace

absl::Status SameResults(const Input& input, Subject& engine,
                         Subject& by_hand) {
  for (const std::string& page : input.pages) {
    const Message& expected = by_hand.ToMessages(page);
    if (absl::Status s = Equal(engine.ToMessages(page), expected, "messages");
        !s.ok()) {
      return s;
    }
    for (Subject* subject : {&engine, &by_hand}) {
      const std::unique_ptr<Message> read(expected.New());
      if (!read->ParseFromString(subject->ToBytes(page))) {
        return absl::DataLossError("the bytes are no message");
      }
      if (absl::Status s = Equal(*read, by_hand.ToMessages(page), "bytes");
          !s.ok()) {
        return s;
      }
    }
  }
  return absl::OkStatus();
}

Times Measure(const std::string& name, const Input& input, Output output,
              Subject& engine, Subject& by_hand) {
  std::vector<double> engines, by_hands, ratios;
  const double records = static_cast<double>(input.records);
  benchmark::RegisterBenchmark(
      name.c_str(),
      [&](benchmark::State& state) {
        // Called several times, to find out how many turns fill the time.
        for (auto _ : state) {
          const double ours = MapAll(input, output, engine);
          const double theirs = MapAll(input, output, by_hand);
          state.SetIterationTime(ours + theirs);
          engines.push_back(ours * 1e6 / records);
          by_hands.push_back(theirs * 1e6 / records);
          ratios.push_back(theirs / ours);
        }
      })
      ->UseManualTime()
      ->MinTime(kSeconds);
  Silent silent;
  benchmark::RunSpecifiedBenchmarks(&silent);
  benchmark::ClearRegisteredBenchmarks();
  return {Quantile(engines, 0.5), Quantile(by_hands, 0.5),
          Quantile(ratios, 0.5)};
}

}  // namespace hirewire::bench
