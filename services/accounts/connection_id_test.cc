#include "services/accounts/connection_id.h"

#include <string>

#include "absl/strings/match.h"
#include "base/status/error.h"
#include "gtest/gtest.h"
#include "hirewire/v1/candidate.pb.h"

namespace hirewire::accounts {
namespace {

absl::StatusOr<std::string> Read(const std::string& id) {
  v1::GetCandidateRequest request;
  request.set_connection_id(id);
  return ReadConnectionId(request);
}

TEST(ConnectionId, IsRequired) {
  const absl::Status status = Read("").status();
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_ARGUMENT_INVALID);
  EXPECT_EQ(DetailsOf(status)->metadata.at("field"), "connection_id");
}

TEST(ConnectionId, ThatIsTooLongIsNotRepeated) {
  const absl::Status status = Read(std::string(64, 'q')).status();
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_ARGUMENT_INVALID);
  EXPECT_FALSE(absl::StrContains(status.message(), "qqq"));
  EXPECT_TRUE(Read(std::string(63, 'q')).ok());
}

TEST(ConnectionId, IsTakenAsItIs) { EXPECT_EQ(*Read("acme"), "acme"); }

}  // namespace
}  // namespace hirewire::accounts
