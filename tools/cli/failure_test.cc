#include "tools/cli/failure.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/status/error.h"
#include "gtest/gtest.h"

namespace hirewire::cli {
namespace {

TEST(Failure, EveryReasonHasACodeThatHelpLists) {
  for (int i = 1; i < v1::ErrorReason_ARRAYSIZE; ++i) {
    if (!v1::ErrorReason_IsValid(i)) continue;
    const absl::Status status =
        Error(static_cast<v1::ErrorReason>(i)).Message("x");
    const ExitCode code = ExitCodeOf(status);
    EXPECT_NE(code, kOk);
    EXPECT_TRUE(absl::StrContains(
        ExitCodeHelp(), absl::StrCat(code < 10 ? "   " : "  ", code, "  ")));
    // Only our own fault counts as one.
    EXPECT_EQ(code == kInternal, i == v1::ERROR_REASON_INTERNAL)
        << ReasonName(static_cast<v1::ErrorReason>(i));
  }
}

TEST(Failure, SaysReasonSentenceFaultAndAllThatIsKnown) {
  const std::string text = Explain(Error(v1::ERROR_REASON_QUOTA_EXHAUSTED)
                                       .With("vendor", "greenhouse")
                                       .With("connection", "acme")
                                       .RetryAfter(absl::Seconds(9))
                                       .Message("the budget is spent"),
                                   "x:1");
  EXPECT_TRUE(absl::StartsWith(
      text, "hirewire: QUOTA_EXHAUSTED: the budget is spent\n"));
  for (const char* part : {"Fault: nobody's", "Try again after 9s",
                           "vendor: greenhouse", "connection: acme"}) {
    EXPECT_TRUE(absl::StrContains(text, part)) << part << " in " << text;
  }
}

TEST(Failure, AServerThatIsNotThereIsNamed) {
  const absl::Status status = absl::UnavailableError("connection refused");
  EXPECT_EQ(ExitCodeOf(status), kServerUnreachable);
  EXPECT_TRUE(absl::StrContains(Explain(status, "127.0.0.1:1"), "127.0.0.1:1"));
}

TEST(Failure, AVendorThatIsNotThereIsAnotherMatter) {
  EXPECT_EQ(
      ExitCodeOf(Error(v1::ERROR_REASON_VENDOR_UNAVAILABLE).Message("down")),
      kVendorUnavailable);
}

TEST(Failure, WrongUsageIsOurOwnInvalidArgument) {
  EXPECT_EQ(ExitCodeOf(absl::InvalidArgumentError("no")), kUsage);
  EXPECT_EQ(ExitCodeOf(Error(v1::ERROR_REASON_ARGUMENT_INVALID).Message("no")),
            kRefused);
  EXPECT_EQ(ExitCodeOf(absl::OkStatus()), kOk);
}

TEST(Failure, WhatTheServerSaysCannotPaintTheTerminal) {
  const std::string text = Explain(
      Error(v1::ERROR_REASON_INTERNAL).With("a", "\x1B[2J").Message("\x1B[2J"),
      "");
  EXPECT_FALSE(absl::StrContains(text, "\x1B"));
}

}  // namespace
}  // namespace hirewire::cli
