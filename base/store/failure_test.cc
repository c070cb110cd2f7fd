#include "base/store/failure.h"

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/time/time.h"
#include "base/status/error.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::store {
namespace {

TEST(Explained, KeepsOkAndWhatHasAReason) {
  EXPECT_EQ(Explained(absl::OkStatus()), absl::OkStatus());
  // Also where its code is one that a store has.
  for (const v1::ErrorReason reason : {v1::ERROR_REASON_CONNECTION_NOT_FOUND,
                                       v1::ERROR_REASON_VENDOR_UNAVAILABLE,
                                       v1::ERROR_REASON_QUOTA_EXHAUSTED}) {
    const absl::Status status = Error(reason).Message("as it was");
    EXPECT_EQ(Explained(status), status);
  }
}

TEST(Explained, SaysThatTheStoreIsAwayAndNothingThatItSaid) {
  for (const absl::Status& status :
       {absl::UnavailableError("canary: host db-7 refused"),
        absl::ResourceExhaustedError("canary: disk /var/lib full")}) {
    const absl::Status explained = Explained(status);
    EXPECT_EQ(ReasonOf(explained), v1::ERROR_REASON_STORE_UNAVAILABLE);
    EXPECT_EQ(DetailsOf(explained)->retry_after, absl::Seconds(1));
    EXPECT_FALSE(absl::StrContains(explained.ToString(), "canary"));
  }
}

TEST(Explained, LeavesOurOwnFaultsWithoutAReason) {
  for (const absl::Status& status :
       {absl::DataLossError("corrupt"), absl::InternalError("bug"),
        absl::AbortedError("another version")}) {
    EXPECT_EQ(Explained(status), status);
  }
}

}  // namespace
}  // namespace hirewire::store
