#include "services/server/call_log.h"

#include <string>

#include "absl/strings/match.h"
#include "base/log/capturing_logger.h"
#include "base/status/error.h"
#include "gtest/gtest.h"
#include "hirewire/v1/connector_service.pb.h"
#include "services/rpc/call.h"

namespace hirewire::server {
namespace {

class CallLogTest : public ::testing::Test {
 protected:
  std::string LineOf(const absl::Status& status) {
    rpc::Call call;
    call.method = google::protobuf::DescriptorPool::generated_pool()
                      ->FindServiceByName("hirewire.v1.ConnectorService")
                      ->FindMethodByName("GetConnector");
    call.request_id = "r1";
    call.caller = {"sync", "globex", {}};
    call.connection = "acme-1";
    call.vendor = "acme";
    call.cost.vendor_calls = 2;
    call.cost.vendor_time = absl::Milliseconds(3);
    CallLog(logger_).Ended(
        call, rpc::TimingOf(call, call.start + absl::Milliseconds(5)), status);
    return logger_.Text();
  }

  log::CapturingLogger logger_;
};

TEST_F(CallLogTest, NamesWhatWasCalledAndWhereTheTimeWent) {
  const std::string line = LineOf(absl::OkStatus());
  for (const char* part :
       {"\"event\":\"call.ended\"", "\"request_id\":\"r1\"",
        "\"method\":\"ConnectorService/GetConnector\"", "\"caller\":\"sync\"",
        "\"tenant\":\"globex\"", "\"connection\":\"acme-1\"",
        "\"vendor\":\"acme\"", "\"code\":\"OK\"", "\"vendor_calls\":2"}) {
    EXPECT_TRUE(absl::StrContains(line, part)) << part << " in " << line;
  }
}

TEST_F(CallLogTest, AFailureShowsItsReasonAndNotItsSentence) {
  const std::string line =
      LineOf(Error(v1::ERROR_REASON_VENDOR_REFUSED).Message("a sentence"));
  EXPECT_TRUE(absl::StrContains(line, "\"reason\":\"VENDOR_REFUSED\""));
  EXPECT_FALSE(absl::StrContains(line, "a sentence"));
}

TEST_F(CallLogTest, OurOwnFaultIsAnErrorWithItsText) {
  const std::string line = LineOf(absl::DataLossError("page 7 is torn"));
  EXPECT_TRUE(absl::StrContains(line, "\"level\":\"error\"")) << line;
  EXPECT_TRUE(absl::StrContains(line, "page 7 is torn"));
}

}  // namespace
}  // namespace hirewire::server
