#include "connectors/engine/judge.h"

#include <memory>
#include <string>
#include <utility>

#include "base/status/error.h"
#include "connectors/engine/compile.h"
#include "connectors/engine/testing_manifest.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hirewire::engine {
namespace {

using testing::HasSubstr;
using testing::Not;
using traffic::Verdict;
using Action = Verdict::Action;

class JudgeTest : public testing::Test {
 protected:
  Verdict Ask(int status, std::string body = "", http::Headers headers = {}) {
    http::Response response{status, std::move(headers), std::move(body)};
    return Judge(*manifest_, "jobs:read", response, parser_, reading_);
  }

  const std::shared_ptr<const CompiledManifest> manifest_ =
      *CompileManifest(kTestingManifest, "acme");
  json::Parser parser_;
  Reading reading_;
};

TEST_F(JudgeTest, AGoodAnswerIsReadOnce) {
  EXPECT_EQ(Ask(200, R"({"a": 1})").action, Action::kAccept);
  EXPECT_EQ(reading_.document.root().Find("a")->AsInt64(), 1);
  EXPECT_EQ(Ask(204).action, Action::kAccept);
  EXPECT_TRUE(reading_.document.root().is_null());
  EXPECT_FALSE(reading_.empty);
}

TEST_F(JudgeTest, TheDefaultTable) {
  const struct {
    int status;
    Action action;
    v1::ErrorReason reason;
  } kRows[] = {
      {300, Action::kFail, v1::ERROR_REASON_VENDOR_RESPONSE_INVALID},
      {307, Action::kFail, v1::ERROR_REASON_VENDOR_RESPONSE_INVALID},
      {401, Action::kRefresh, v1::ERROR_REASON_CREDENTIALS_REJECTED},
      {403, Action::kFail, v1::ERROR_REASON_SCOPE_MISSING},
      {404, Action::kFail, v1::ERROR_REASON_VENDOR_RECORD_NOT_FOUND},
      {409, Action::kFail, v1::ERROR_REASON_VENDOR_REFUSED},
      {410, Action::kFail, v1::ERROR_REASON_VENDOR_RECORD_NOT_FOUND},
      {429, Action::kRetry, v1::ERROR_REASON_QUOTA_EXHAUSTED},
      {500, Action::kRetry, v1::ERROR_REASON_VENDOR_UNAVAILABLE},
      {599, Action::kRetry, v1::ERROR_REASON_VENDOR_UNAVAILABLE},
  };
  for (const auto& row : kRows) {
    const Verdict verdict = Ask(row.status, "{\"secret\":1}");
    EXPECT_EQ(verdict.action, row.action) << row.status;
    EXPECT_EQ(ReasonOf(verdict.status), row.reason) << row.status;
    EXPECT_THAT(verdict.status.ToString(), Not(HasSubstr("secret")));
  }
}

TEST_F(JudgeTest, OnlyAMissingPermissionNamesTheScope) {
  EXPECT_EQ(DetailsOf(Ask(403).status)->metadata.at("scope"), "jobs:read");
  EXPECT_EQ(DetailsOf(Ask(400).status)->metadata.count("scope"), 0u);
}

TEST_F(JudgeTest, RetryAfterInSecondsOrAgainstTheVendorsOwnDate) {
  EXPECT_EQ(Ask(429, "", {{"Retry-After", "7"}}).retry_after, absl::Seconds(7));
  EXPECT_EQ(Ask(503, "", {{"retry-after", "0"}}).retry_after, absl::Seconds(0));
  EXPECT_EQ(Ask(429, "",
                {{"Retry-After", "Fri, 02 Jan 2026 03:05:00 GMT"},
                 {"Date", "Fri, 02 Jan 2026 03:04:00 GMT"}})
                .retry_after,
            absl::Minutes(1));
  EXPECT_EQ(Ask(429, "",
                {{"Retry-After", "Fri, 02 Jan 2026 03:04:00 GMT"},
                 {"Date", "Fri, 02 Jan 2026 03:05:00 GMT"}})
                .retry_after,
            absl::ZeroDuration());
  for (const char* text :
       {"", "soon", "-5", "nan", "Fri, 02 Jan 2026 03:05:00 GMT"}) {
    EXPECT_EQ(Ask(429, "", {{"Retry-After", text}}).retry_after, std::nullopt)
        << text;
  }
}

TEST_F(JudgeTest, AnAbsurdRetryAfterStaysWithinBounds) {
  for (const char* text : {"1e300", "inf", "99999999999999999999"}) {
    const Verdict verdict = Ask(429, "", {{"Retry-After", text}});
    EXPECT_EQ(verdict.retry_after, absl::Hours(24)) << text;
    EXPECT_EQ(DetailsOf(verdict.status)->retry_after, absl::Hours(24));
  }
}

TEST_F(JudgeTest, TheFirstRuleThatMatchesDecides) {
  const auto rule = [this](const char* code) {
    return Ask(200,
               std::string(R"({"success": false, "code": ")") + code + "\"}");
  };
  EXPECT_EQ(rule("busy").action, Action::kRetry);
  EXPECT_EQ(rule("stale").action, Action::kRefresh);
  EXPECT_EQ(rule("other").action, Action::kFail);
  EXPECT_EQ(ReasonOf(rule("other").status), v1::ERROR_REASON_VENDOR_REFUSED);
  EXPECT_EQ(Ask(200, R"({"success": true})").action, Action::kAccept);
  EXPECT_EQ(Ask(201, R"({"success": false})").action, Action::kAccept);
}

TEST_F(JudgeTest, ARulesMessageReplacesTheDefault) {
  EXPECT_EQ(Ask(402).status.message(), "the account has not paid");
}

TEST_F(JudgeTest, ARuleMaySayHowOftenToRetry) {
  EXPECT_EQ(Ask(423).action, Action::kRetry);
  EXPECT_EQ(Ask(423).most_retries, 1);
  EXPECT_EQ(Ask(503).most_retries, std::nullopt);
}

TEST_F(JudgeTest, AnEmptyAnswerByRule) {
  EXPECT_EQ(Ask(400, R"({"code": "no_rows"})").action, Action::kAccept);
  EXPECT_TRUE(reading_.empty);
  EXPECT_EQ(Ask(400, "<html>").action, Action::kFail);
  EXPECT_FALSE(reading_.empty);
}

TEST_F(JudgeTest, UnreadableIsWorthAnotherTry) {
  for (const char* body : {"<html>", "{", "[1", "\x80", "nul"}) {
    const Verdict verdict = Ask(200, body);
    EXPECT_EQ(verdict.action, Action::kRetry) << body;
    EXPECT_EQ(ReasonOf(verdict.status),
              v1::ERROR_REASON_VENDOR_RESPONSE_INVALID);
  }
}

}  // namespace
}  // namespace hirewire::engine
