#include "services/catalog/catalog_service.h"

#include <grpcpp/client_context.h>

#include <memory>
#include <string>
#include <thread>

#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "auth/inbound/caller.h"
#include "base/async/async.h"
#include "base/async/shards.h"
#include "base/status/error.h"
#include "base/time/system_clock.h"
#include "connectors/api/cost.h"
#include "connectors/api/fake_account.h"
#include "connectors/api/query.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/catalog_service.grpc.pb.h"
#include "services/accounts/account_opener.h"
#include "services/accounts/test_registry.h"
#include "services/rpc/test_server.h"

namespace hirewire::catalog {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

class CatalogServiceTest : public ::testing::Test {
 protected:
  CatalogServiceTest() { connections_.Add("acme-1", "acme"); }

  grpc::Status List(const v1::ListCandidatesRequest& request) {
    return stub_->ListCandidates(&context_, request, &listed_);
  }

  v1::ErrorReason ListFails(const v1::ListCandidatesRequest& request) {
    const grpc::Status status = List(request);
    EXPECT_FALSE(status.ok());
    return rpc::DetailsOf(status).reason;
  }

  static v1::ListCandidatesRequest Request() {
    v1::ListCandidatesRequest request;
    request.set_connection_id("acme-1");
    return request;
  }

  accounts::TestRegistry connections_;
  connectors::FakeAccount account_;
  connectors::FakeAccounts accounts_{account_};
  // The server's shards are made before the services; here, the opener only
  // needs as many of them.
  Shards shards_{2};
  accounts::AccountOpener opener_{
      connections_.registry(), shards_, {&accounts_, &accounts_}};
  CatalogService service_{opener_};
  rpc::TestServer server_{{&service_}};
  std::unique_ptr<v1::CatalogService::Stub> stub_ =
      v1::CatalogService::NewStub(server_.channel());
  grpc::ClientContext context_;
  v1::ListCandidatesResponse listed_;
};

TEST_F(CatalogServiceTest, AnotherTenantsConnectionDoesNotExist) {
  server_.SetCaller(auth::Caller{"sync", "globex", {v1::CALLER_ROLE_READ}});
  EXPECT_EQ(ListFails(Request()), v1::ERROR_REASON_CONNECTION_NOT_FOUND);
  EXPECT_THAT(account_.lists(), IsEmpty());
}

TEST_F(CatalogServiceTest, GivesTheAccountsBytesAndTheirCost) {
  v1::ListCandidatesResponse page;
  page.add_candidates()->set_full_name("Zo\xC3\xAB");
  page.set_next_page_token("more");
  account_.Gives(page);
  connectors::Cost cost;
  cost.vendor_calls = 2;
  cost.retries = 1;
  cost.quota_left = 47;
  account_.Costs(cost);
  ASSERT_TRUE(List(Request()).ok());
  EXPECT_EQ(listed_.SerializeAsString(), page.SerializeAsString());
  EXPECT_THAT(rpc::Trailers(context_),
              ::testing::AllOf(Contains(Pair("hirewire-vendor-calls", "2")),
                               Contains(Pair("hirewire-retries", "1")),
                               Contains(Pair("hirewire-quota-left", "47"))));
}

TEST_F(CatalogServiceTest, PassesTheWholeQueryOn) {
  v1::ListCandidatesRequest request = Request();
  request.set_page_size(7);
  request.set_page_token("here");
  request.set_tag("remote");
  request.mutable_read_mask()->add_paths("emails.address");
  request.set_include_raw(true);
  ASSERT_TRUE(List(request).ok());
  const connectors::ListQuery query = account_.lists().at(0);
  EXPECT_EQ(query.entity, "Candidate");
  EXPECT_EQ(query.page_size, 7);
  EXPECT_EQ(query.page_token, "here");
  ASSERT_EQ(query.filters.size(), 1u);
  EXPECT_EQ(query.filters[0].name, "tag");
  EXPECT_THAT(query.read_mask, ElementsAre("emails.address"));
  EXPECT_TRUE(query.include_raw);
  EXPECT_LT(query.deadline, absl::InfiniteFuture());
}

TEST_F(CatalogServiceTest, GetsOneRecord) {
  v1::GetJobResponse one;
  one.mutable_job()->set_title("Engineer");
  account_.Gives(one);
  v1::GetJobRequest request;
  request.set_connection_id("acme-1");
  request.set_id("17");
  v1::GetJobResponse response;
  ASSERT_TRUE(stub_->GetJob(&context_, request, &response).ok());
  EXPECT_EQ(response.job().title(), "Engineer");
  EXPECT_EQ(account_.gets().at(0).entity, "Job");
  EXPECT_EQ(account_.gets().at(0).id, "17");
}

TEST_F(CatalogServiceTest, AnUnknownConnectionIsNotFound) {
  v1::ListCandidatesRequest request;
  request.set_connection_id("nobody");
  EXPECT_EQ(ListFails(request), v1::ERROR_REASON_CONNECTION_NOT_FOUND);
}

TEST_F(CatalogServiceTest, BadArgumentsNeverReachTheVendor) {
  v1::ListCandidatesRequest negative = Request();
  negative.set_page_size(-1);
  EXPECT_EQ(ListFails(negative), v1::ERROR_REASON_ARGUMENT_INVALID);
  EXPECT_THAT(account_.lists(), IsEmpty());
}

TEST_F(CatalogServiceTest, AnUnknownMaskPathIsNamed) {
  v1::ListCandidatesRequest request = Request();
  request.mutable_read_mask()->add_paths("emial");
  const grpc::Status status = List(request);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(rpc::DetailsOf(status).metadata.at("path"), "emial");
}

TEST_F(CatalogServiceTest, AVendorsFailureKeepsItsReasonAndItsCost) {
  account_.Fails(Error(v1::ERROR_REASON_QUOTA_EXHAUSTED)
                     .RetryAfter(absl::Seconds(9))
                     .Message("the budget is spent"));
  connectors::Cost cost;
  cost.vendor_calls = 1;
  account_.Costs(cost);
  const grpc::Status status = List(Request());
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  const ErrorDetails details = rpc::DetailsOf(status);
  EXPECT_EQ(details.retry_after, absl::Seconds(9));
  EXPECT_EQ(details.metadata.at("vendor"), "acme");
  EXPECT_EQ(details.metadata.at("connection"), "acme-1");
  EXPECT_EQ(details.metadata.at("operation"), "ListCandidates");
  EXPECT_THAT(rpc::Trailers(context_),
              Contains(Pair("hirewire-vendor-calls", "1")));
}

TEST_F(CatalogServiceTest, ACallerThatGoesAwayCancelsTheVendorCall) {
  SystemClock clock;
  absl::Notification started;
  account_.First([&]() -> AsyncStatus {
    started.Notify();
    co_return co_await clock.Sleep(absl::Hours(1));
  });
  std::thread caller([&] { EXPECT_FALSE(List(Request()).ok()); });
  started.WaitForNotification();
  context_.TryCancel();
  caller.join();
  const auto ended = server_.observer().WaitForCalls(1);
  EXPECT_EQ(ended[0].status.code(), absl::StatusCode::kCancelled);
  EXPECT_EQ(ended[0].call.connection, "acme-1");
}

TEST_F(CatalogServiceTest, IsServedWholeUnderItsOwnName) {
  EXPECT_EQ(service_.descriptor().full_name(), "hirewire.v1.CatalogService");
  EXPECT_GE(service_.descriptor().method_count(), 41);
}

}  // namespace
}  // namespace hirewire::catalog
