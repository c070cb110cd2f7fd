// Bad callers and bad vendors: each gets a clear error with the right reason,
// nothing leaks, and the server serves on.
#include <grpcpp/grpcpp.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>

#include "gtest/gtest.h"
#include "testing/e2e/stack.h"
#include "testing/simulators/greenhouse/greenhouse_simulator.h"

namespace hirewire::e2e {
namespace {

using sim::Fault;

class BadInput : public testing::Test {
 protected:
  static std::unique_ptr<sim::GreenhouseSimulator> Vendor() {
    sim::GreenhouseOptions options;
    options.candidates = 60;
    options.rate_limit = 0;
    return std::make_unique<sim::GreenhouseSimulator>(options);
  }

  explicit BadInput(std::unique_ptr<sim::GreenhouseSimulator> vendor = Vendor())
      : greenhouse_(*vendor), stack_(std::move(vendor)) {
    stack_.Connect("acme");
  }

  v1::ListCandidatesRequest Request() {
    v1::ListCandidatesRequest request;
    request.set_connection_id("acme");
    request.set_page_size(20);
    return request;
  }

  grpc::Status List(const v1::ListCandidatesRequest& request) {
    grpc::ClientContext context;
    page_.Clear();
    return stack_.catalog().ListCandidates(&context, request, &page_);
  }

  void ExpectReason(const grpc::Status& status, v1::ErrorReason reason) {
    EXPECT_EQ(v1::ErrorReason_Name(ReasonOf(status)),
              v1::ErrorReason_Name(reason))
        << status.error_message();
  }

  void ExpectServesOn() {
    const grpc::Status status = List(Request());
    EXPECT_TRUE(status.ok()) << status.error_message();
    EXPECT_EQ(page_.candidates_size(), 20);
  }

  // Every attempt of the next call fails so.
  void FailAllAttempts(Fault fault) {
    sim::FaultSettings settings;
    settings.path_prefix = "/v3/candidates";
    settings.retry_after_seconds = 0;
    stack_.vendor().faults().Set(settings);
    stack_.vendor().faults().InjectNext(fault, 5);
  }

  sim::GreenhouseSimulator& greenhouse_;  // Owned by the stack.
  Stack stack_;
  v1::ListCandidatesResponse page_;
};

TEST_F(BadInput, UnknownConnection) {
  auto request = Request();
  request.set_connection_id("nobody");
  ExpectReason(List(request), v1::ERROR_REASON_CONNECTION_NOT_FOUND);
  ExpectServesOn();
}

TEST_F(BadInput, UnknownFieldInTheReadMask) {
  auto request = Request();
  request.mutable_read_mask()->add_paths("shoe_size");
  const grpc::Status status = List(request);
  ExpectReason(status, v1::ERROR_REASON_ARGUMENT_INVALID);
  EXPECT_NE(status.error_message().find("shoe_size"), std::string::npos);
}

TEST_F(BadInput, NegativePageSize) {
  auto request = Request();
  request.set_page_size(-1);
  ExpectReason(List(request), v1::ERROR_REASON_ARGUMENT_INVALID);
}

TEST_F(BadInput, ForgedAndForeignPageTokens) {
  ExpectServesOn();
  const std::string token = page_.next_page_token();
  const auto calls = stack_.vendor().Counts().by_path["/v3/candidates"];
  auto forged = Request();
  forged.set_page_token("Zm9yZ2Vk");
  ExpectReason(List(forged), v1::ERROR_REASON_PAGE_TOKEN_INVALID);
  auto foreign = Request();
  foreign.set_page_token(token);
  foreign.set_email("a@example.com");
  ExpectReason(List(foreign), v1::ERROR_REASON_PAGE_TOKEN_MISMATCH);
  EXPECT_EQ(stack_.vendor().Counts().by_path["/v3/candidates"], calls);
}

TEST_F(BadInput, AFilterTheVendorLacksIsNeverIgnored) {
  auto request = Request();
  request.set_job_id("1");
  ExpectReason(List(request), v1::ERROR_REASON_FILTER_UNSUPPORTED);
}

TEST_F(BadInput, HtmlAndHalfDocumentsAndDeepNesting) {
  for (const Fault fault : {Fault::kHtmlBody, Fault::kTruncatedBody,
                            Fault::kMalformedJson, Fault::kDeepJson}) {
    FailAllAttempts(fault);
    const grpc::Status status = List(Request());
    EXPECT_TRUE(ReasonOf(status) == v1::ERROR_REASON_VENDOR_RESPONSE_INVALID ||
                ReasonOf(status) == v1::ERROR_REASON_VENDOR_UNAVAILABLE)
        << status.error_message();
    stack_.vendor().faults().Reset();
    ExpectServesOn();
  }
}

TEST_F(BadInput, ABodyOfTwoGigabytesIsCutOff) {
  FailAllAttempts(Fault::kHugeBody);
  ExpectReason(List(Request()), v1::ERROR_REASON_VENDOR_RESPONSE_INVALID);
  stack_.vendor().faults().Reset();
  ExpectServesOn();
}

TEST_F(BadInput, ARedirectIsNotFollowed) {
  FailAllAttempts(Fault::kRedirect);
  ExpectReason(List(Request()), v1::ERROR_REASON_VENDOR_RESPONSE_INVALID);
  stack_.vendor().faults().Reset();
  ExpectServesOn();
}

TEST_F(BadInput, RevokedTokensAreRefreshedOnce) {
  ExpectServesOn();
  greenhouse_.RevokeTokens();
  ExpectServesOn();
  EXPECT_EQ(greenhouse_.TokenCalls(), 2);
}

TEST_F(BadInput, ARetiredVersionSaysWhatToDo) {
  grpc::ClientContext context;
  v1::CreateConnectionRequest request;
  request.set_vendor("greenhouse-v1");
  request.set_api_key("k");
  v1::CreateConnectionResponse response;
  const grpc::Status status =
      stack_.auth().CreateConnection(&context, request, &response);
  ExpectReason(status, v1::ERROR_REASON_API_VERSION_RETIRED);
  EXPECT_NE(status.error_message().find("Harvest V3"), std::string::npos);
}

TEST_F(BadInput, NothingOfPeopleOrSecretsReachesDiskOrLogs) {
  ASSERT_TRUE(List(Request()).ok());
  std::string kept = stack_.logger().Text();
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(stack_.data_dir())) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    kept += bytes.str();
  }
  ASSERT_FALSE(kept.empty());
  EXPECT_EQ(kept.find(sim::GreenhouseCredential().client_secret),
            std::string::npos);
  int checked = 0;
  for (const auto& candidate : page_.candidates()) {
    for (const auto& email : candidate.emails()) {
      EXPECT_EQ(kept.find(email.address()), std::string::npos);
      ++checked;
    }
  }
  EXPECT_GT(checked, 0);
}

TEST_F(BadInput, ARestartedServerKnowsItsConnectionsAndItsTokens) {
  ExpectServesOn();
  auto second = Request();
  second.set_page_token(page_.next_page_token());
  stack_.RestartServer();
  const grpc::Status status = List(second);
  EXPECT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(page_.candidates_size(), 20);
}

TEST_F(BadInput, AStoppedServerSaysSoAtOnce) {
  stack_.StopServer();
  EXPECT_EQ(List(Request()).error_code(), grpc::StatusCode::UNAVAILABLE);
}

}  // namespace
}  // namespace hirewire::e2e
