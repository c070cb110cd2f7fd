#include <cmath>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_split.h"
#include "base/log/capturing_logger.h"
#include "base/log/json_line.h"
#include "base/log/logger.h"
#include "base/log/stderr_logger.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"

namespace hirewire::log {
namespace {

std::string Line(std::vector<Field> fields) {
  return ToJsonLine(absl::FromUnixMillis(1767225600123), Level::kInfo, "e",
                    fields);
}

constexpr char kHead[] =
    R"({"time":"2026-01-01T00:00:00.123Z","level":"info","event":"e")";

TEST(JsonLine, HoldsEveryTypeOfField) {
  EXPECT_EQ(Line({{"s", "x"},
                  {"v", absl::string_view("y")},
                  {"i", -3},
                  {"u", uint64_t{7}},
                  {"d", 12.5},
                  {"t", true},
                  {"f", false}}),
            std::string(kHead) + R"(,"s":"x","v":"y","i":-3,"u":7,"d":12.5,)" +
                R"("t":true,"f":false})");
}

TEST(JsonLine, IsOneLineWhateverAValueHolds) {
  EXPECT_EQ(
      Line({{"x", "a\"b\\c\r\n\t\x01\x7f"}}),
      std::string(kHead) + R"(,"x":"a\"b\\c\u000d\u000a\u0009\u0001\u007f"})");
  EXPECT_EQ(Line({{"x", absl::string_view("\0", 1)}}),
            std::string(kHead) + R"(,"x":"\u0000"})");
}

TEST(JsonLine, KeepsUtf8AndReplacesWhatIsNone) {
  const std::string good = "\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80";
  EXPECT_EQ(Line({{"x", good}}),
            std::string(kHead) + ",\"x\":\"" + good + "\"}");
  const std::string mark = "\xef\xbf\xbd";
  // A stray byte, an overlong slash, a surrogate, a cut character.
  for (const std::string& bad : {"\xff", "\x80", "\xc3"}) {
    EXPECT_EQ(Line({{"x", bad}}),
              std::string(kHead) + ",\"x\":\"" + mark + "\"}");
  }
  EXPECT_EQ(Line({{"x", "\xc0\xaf"}}),
            std::string(kHead) + ",\"x\":\"" + mark + mark + "\"}");
  EXPECT_EQ(Line({{"x", "\xed\xa0\x80"}}),
            std::string(kHead) + ",\"x\":\"" + mark + mark + mark + "\"}");
}

TEST(JsonLine, HasNoWordForInfinity) {
  EXPECT_EQ(Line({{"x", INFINITY}, {"y", std::nan("")}}),
            std::string(kHead) + R"(,"x":null,"y":null})");
}

TEST(Field, CutsWhatIsTooLongToBeAName) {
  const Field field("body", std::string(100000, 'x'));
  EXPECT_EQ(std::get<std::string>(field.value()),
            std::string(kMaxValueBytes, 'x') + "...");
}

TEST(CapturingLogger, KeepsEntriesInOrder) {
  CapturingLogger logger;
  logger.Info("started", {{"port", 8080}});
  logger.Error("stopped");
  logger.Info("started");
  EXPECT_EQ(logger.Count("started"), 2);
  EXPECT_EQ(logger.entries()[0].fields[0].name(), "port");
  EXPECT_EQ(logger.entries()[1].level, Level::kError);
  EXPECT_NE(logger.Text().find(R"("port":8080)"), std::string::npos);
}

TEST(StderrLogger, WritesWholeLinesAboveItsLevel) {
  FakeClock clock;
  testing::internal::CaptureStderr();
  {
    StderrLogger logger(clock, Level::kWarning);
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int n = 0; n < 50; ++n) logger.Warning("w", {{"n", 1}});
        logger.Info("dropped");
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  const std::string text = testing::internal::GetCapturedStderr();
  const std::vector<std::string> lines =
      absl::StrSplit(text, '\n', absl::SkipEmpty());
  EXPECT_EQ(lines.size(), 200u);
  for (const std::string& line : lines) {
    EXPECT_EQ(line, R"({"time":"2026-01-01T00:00:00.000Z","level":"warning",)"
                    R"("event":"w","n":1})");
  }
}

}  // namespace
}  // namespace hirewire::log
