#include "connectors/traffic/explain.h"

#include <optional>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "base/http/transport.h"
#include "base/status/error.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::traffic {
namespace {

TEST(Explain, GivesEveryTransportFailureAReason) {
  const struct {
    absl::Status failure;
    v1::ErrorReason reason;
  } cases[] = {
      {absl::UnavailableError("x"), v1::ERROR_REASON_VENDOR_UNAVAILABLE},
      {absl::DeadlineExceededError("x"), v1::ERROR_REASON_DEADLINE_EXCEEDED},
      {absl::CancelledError("x"), v1::ERROR_REASON_CANCELLED},
      {absl::ResourceExhaustedError("x"),
       v1::ERROR_REASON_VENDOR_RESPONSE_INVALID},
      {absl::InvalidArgumentError("x"), v1::ERROR_REASON_INTERNAL},
      {absl::UnknownError("x"), v1::ERROR_REASON_INTERNAL},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(ReasonOf(Explain(c.failure)), c.reason) << c.failure;
  }
}

TEST(Explain, LeavesReasonsAlone) {
  const absl::Status error = Error(v1::ERROR_REASON_QUOTA_EXHAUSTED)
                                 .RetryAfter(absl::Seconds(9))
                                 .Message("spent");
  EXPECT_EQ(Explain(error), error);
  EXPECT_TRUE(Explain(absl::OkStatus()).ok());
}

TEST(Explain, RemovesTheTransportsMark) {
  const absl::Status error =
      Error(v1::ERROR_REASON_CREDENTIALS_REJECTED).Message("no");
  EXPECT_EQ(Explain(http::MarkNeverSent(error)), error);
}

TEST(SuggestRetry, IsForWhatALaterCallMayMend) {
  const absl::Status unavailable =
      Error(v1::ERROR_REASON_VENDOR_UNAVAILABLE).Message("down");
  EXPECT_EQ(DetailsOf(SuggestRetry(unavailable, absl::Seconds(4)))->retry_after,
            absl::Seconds(4));
  EXPECT_EQ(
      DetailsOf(SuggestRetry(unavailable, absl::ZeroDuration()))->retry_after,
      absl::Seconds(1));
  const absl::Status refused =
      Error(v1::ERROR_REASON_VENDOR_REFUSED).Message("bad");
  EXPECT_EQ(SuggestRetry(refused, absl::Seconds(4)), refused);
}

TEST(SuggestRetry, KeepsWhatIsThere) {
  const absl::Status error = Error(v1::ERROR_REASON_QUOTA_EXHAUSTED)
                                 .RetryAfter(absl::Seconds(9))
                                 .Message("spent");
  EXPECT_EQ(SuggestRetry(error, absl::Seconds(4)), error);
}

}  // namespace
}  // namespace hirewire::traffic
