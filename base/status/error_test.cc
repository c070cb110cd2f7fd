#include "base/status/error.h"

#include "absl/status/status.h"
#include "base/status/rpc_details.h"
#include "gtest/gtest.h"

namespace hirewire {
namespace {

absl::Status Exhausted() {
  return Error(v1::ERROR_REASON_QUOTA_EXHAUSTED)
      .With("vendor", "greenhouse")
      .RetryAfter(absl::Milliseconds(1500))
      .Message("the budget is spent");
}

TEST(Error, CarriesTheCodeOfItsReason) {
  EXPECT_EQ(Exhausted().code(), absl::StatusCode::kResourceExhausted);
}

TEST(Error, DetailsSurviveTheWire) {
  const absl::Status copy = FromRpcStatus(ToRpcStatus(Exhausted()));
  EXPECT_EQ(copy.message(), "the budget is spent");
  const auto details = DetailsOf(copy);
  ASSERT_TRUE(details.has_value());
  EXPECT_EQ(details->reason, v1::ERROR_REASON_QUOTA_EXHAUSTED);
  EXPECT_EQ(details->metadata.at("vendor"), "greenhouse");
  EXPECT_EQ(details->retry_after, absl::Milliseconds(1500));
}

TEST(Error, AnnotateAddsButNeverOverwrites) {
  absl::Status status = Annotate(Exhausted(), "operation", "list");
  status = Annotate(status, "vendor", "another");
  const auto details = DetailsOf(status);
  EXPECT_EQ(details->metadata.at("operation"), "list");
  EXPECT_EQ(details->metadata.at("vendor"), "greenhouse");
  EXPECT_EQ(details->retry_after, absl::Milliseconds(1500));
}

TEST(Error, ForeignStatusHasNoReason) {
  const absl::Status status = absl::InternalError("from elsewhere");
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_UNSPECIFIED);
  EXPECT_EQ(Annotate(status, "a", "b"), status);
}

TEST(Error, EveryReasonHasACodeOfItsOwnTable) {
  for (int i = 1; i < v1::ErrorReason_ARRAYSIZE; ++i) {
    const auto reason = static_cast<v1::ErrorReason>(i);
    const bool internal = reason == v1::ERROR_REASON_INTERNAL ||
                          reason == v1::ERROR_REASON_VENDOR_RESPONSE_INVALID;
    EXPECT_EQ(CodeOf(reason) == absl::StatusCode::kInternal, internal)
        << ReasonName(reason);
  }
}

TEST(RpcStatus, GarbageIsRefused) {
  EXPECT_EQ(FromRpcStatus("\xff\xff").code(), absl::StatusCode::kDataLoss);
}

}  // namespace
}  // namespace hirewire
