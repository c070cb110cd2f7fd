#include "base/status/grpc_status.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/time/time.h"
#include "base/status/error.h"
#include "gtest/gtest.h"

namespace hirewire {
namespace {

absl::Status Quota(absl::string_view word) {
  return Error(v1::ERROR_REASON_QUOTA_EXHAUSTED)
      .With("vendor", word)
      .RetryAfter(absl::Seconds(7))
      .Message("the budget is spent");
}

TEST(GrpcStatus, CarriesReasonMetadataAndWaitThereAndBack) {
  const grpc::Status sent = ToGrpcStatus(Quota("acme"));
  EXPECT_EQ(sent.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(sent.error_message(), "the budget is spent");
  const auto details = DetailsOf(FromGrpcStatus(sent));
  ASSERT_TRUE(details.has_value());
  EXPECT_EQ(details->reason, v1::ERROR_REASON_QUOTA_EXHAUSTED);
  EXPECT_EQ(details->metadata.at("vendor"), "acme");
  EXPECT_EQ(details->retry_after, absl::Seconds(7));
}

TEST(GrpcStatus, OkStaysOk) {
  EXPECT_TRUE(ToGrpcStatus(absl::OkStatus()).ok());
  EXPECT_TRUE(FromGrpcStatus(grpc::Status::OK).ok());
  EXPECT_TRUE(Presentable(absl::OkStatus()).ok());
}

TEST(GrpcStatus, KeepsOnlyTheReasonWhereTrailersWouldOverflow) {
  const grpc::Status sent = ToGrpcStatus(Quota(std::string(20000, 'x')));
  EXPECT_LT(sent.error_details().size(), 4096u);
  const auto details = DetailsOf(FromGrpcStatus(sent));
  ASSERT_TRUE(details.has_value());
  EXPECT_TRUE(details->metadata.empty());
  EXPECT_EQ(details->retry_after, absl::Seconds(7));
}

TEST(GrpcStatus, CutsALongMessageBetweenCharacters) {
  std::string long_text = "a";
  for (int i = 0; i < 2000; ++i) long_text += "\xC3\xA9";
  const absl::Status status =
      Error(v1::ERROR_REASON_ARGUMENT_INVALID).Message(long_text);
  const std::string message = ToGrpcStatus(status).error_message();
  EXPECT_LT(message.size(), 1100u);
  EXPECT_TRUE(absl::EndsWith(message, "\xC3\xA9..."));
}

TEST(GrpcStatus, AStatusOfGrpcItselfHasNoReason) {
  const absl::Status status = FromGrpcStatus(
      grpc::Status(grpc::StatusCode::UNAVAILABLE, "connection refused"));
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(status.message(), "connection refused");
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_UNSPECIFIED);
}

TEST(GrpcStatus, DetailsThatAreNoneLeaveCodeAndMessage) {
  const absl::Status status = FromGrpcStatus(
      grpc::Status(grpc::StatusCode::UNAVAILABLE, "gone", "\xFF\xFFnonsense"));
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(status.message(), "gone");
}

TEST(Presentable, HidesATextThatNobodyLookedAt) {
  const absl::Status shown =
      Presentable(absl::DataLossError("row of jane@example.com is broken"));
  EXPECT_EQ(ReasonOf(shown), v1::ERROR_REASON_INTERNAL);
  EXPECT_FALSE(absl::StrContains(shown.message(), "jane"));
}

TEST(Presentable, NamesDeadlineAndCancellation) {
  EXPECT_EQ(ReasonOf(Presentable(absl::DeadlineExceededError("x"))),
            v1::ERROR_REASON_DEADLINE_EXCEEDED);
  EXPECT_EQ(ReasonOf(Presentable(absl::CancelledError("x"))),
            v1::ERROR_REASON_CANCELLED);
}

TEST(Presentable, LeavesOurOwnAlone) {
  EXPECT_EQ(Presentable(Quota("acme")), Quota("acme"));
}

}  // namespace
}  // namespace hirewire
