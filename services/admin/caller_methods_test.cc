#include "services/admin/caller_methods.h"

#include <grpcpp/client_context.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "auth/inbound/caller.h"
#include "auth/inbound/caller_registry.h"
#include "base/crypto/keyring.h"
#include "base/status/error.h"
#include "base/store/sqlite_store.h"
#include "base/time/system_clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/admin_service.grpc.pb.h"
#include "services/rpc/test_server.h"
#include "services/rpc/typed_service.h"

namespace hirewire::admin {
namespace {

using ::testing::ElementsAre;

class CallerMethodsTest : public ::testing::Test {
 protected:
  CallerMethodsTest() { methods_.AddTo(service_); }

  void ActAs(const std::string& tenant) {
    server_.SetCaller(auth::Caller{"boss", tenant, {v1::CALLER_ROLE_ADMIN}});
  }
  static v1::CreateCallerRequest Reader(const std::string& id) {
    v1::CreateCallerRequest request;
    request.set_caller_id(id);
    request.add_roles(v1::CALLER_ROLE_READ);
    return request;
  }
  grpc::Status Create(const v1::CreateCallerRequest& request) {
    grpc::ClientContext context;
    return stub_->CreateCaller(&context, request, &created_);
  }
  v1::ErrorReason CreateFails(const v1::CreateCallerRequest& request) {
    return rpc::DetailsOf(Create(request)).reason;
  }
  grpc::Status List(int page_size = 0, const std::string& token = "") {
    grpc::ClientContext context;
    v1::ListCallersRequest request;
    request.set_page_size(page_size);
    request.set_page_token(token);
    return stub_->ListCallers(&context, request, &listed_);
  }
  grpc::Status Delete(const std::string& id, const std::string& tenant = "") {
    grpc::ClientContext context;
    v1::DeleteCallerRequest request;
    request.set_caller_id(id);
    request.set_tenant(tenant);
    v1::DeleteCallerResponse response;
    return stub_->DeleteCaller(&context, request, &response);
  }
  std::vector<std::string> Listed() {
    std::vector<std::string> names;
    for (const v1::Caller& caller : listed_.callers()) {
      names.push_back(absl::StrCat(caller.tenant(), "/", caller.id()));
    }
    return names;
  }

  SystemClock clock_;
  std::unique_ptr<store::SqliteStore> store_ = store::SqliteStore::InMemory();
  std::unique_ptr<crypto::Keyring> keyring_ = crypto::Keyring::Ephemeral();
  auth::CallerRegistry callers_{*store_, clock_};
  CallerMethods methods_{callers_, *keyring_};
  rpc::TypedService service_{"hirewire.v1.AdminService"};
  rpc::TestServer server_{{&service_}};
  std::unique_ptr<v1::AdminService::Stub> stub_ =
      v1::AdminService::NewStub(server_.channel());
  v1::CreateCallerResponse created_;
  v1::ListCallersResponse listed_;
};

TEST_F(CallerMethodsTest, MakesACallerAndShowsItsKeyOnce) {
  v1::CreateCallerRequest request = Reader("sync");
  request.set_tenant("acme");
  request.mutable_expire_time()->set_seconds(4102444800);
  ASSERT_TRUE(Create(request).ok());
  const std::string key = created_.api_key();
  EXPECT_EQ(callers_.FindByKey(key).value()->tenant, "acme");
  EXPECT_TRUE(created_.caller().has_key());
  EXPECT_EQ(created_.caller().expire_time().seconds(), 4102444800);
  ASSERT_TRUE(List().ok());
  EXPECT_EQ(listed_.callers(0).SerializeAsString(),
            created_.caller().SerializeAsString());
  EXPECT_FALSE(absl::StrContains(listed_.SerializeAsString(), key));
}

TEST_F(CallerMethodsTest, ACallerWithACertificateHasNoKey) {
  v1::CreateCallerRequest request = Reader("sync");
  request.set_certificate_name("sync.acme");
  ASSERT_TRUE(Create(request).ok());
  EXPECT_EQ(created_.api_key(), "");
  EXPECT_FALSE(created_.caller().has_key());
  EXPECT_TRUE(callers_.FindByCertificate("sync.acme").value().has_value());
}

TEST_F(CallerMethodsTest, RefusesWhatIsWrong) {
  EXPECT_EQ(CreateFails(Reader("")), v1::ERROR_REASON_ARGUMENT_INVALID);
  v1::CreateCallerRequest request = Reader("sync");
  request.add_roles(v1::CALLER_ROLE_TOKENS);
  EXPECT_EQ(CreateFails(request), v1::ERROR_REASON_ARGUMENT_INVALID);
  for (const int64_t seconds : {int64_t{0}, INT64_MAX, INT64_MIN}) {
    request = Reader("sync");
    request.mutable_expire_time()->set_seconds(seconds);
    EXPECT_EQ(CreateFails(request), v1::ERROR_REASON_ARGUMENT_INVALID);
  }
  ASSERT_TRUE(Create(Reader("sync")).ok());
  EXPECT_EQ(CreateFails(Reader("sync")), v1::ERROR_REASON_CALLER_EXISTS);
  EXPECT_EQ(rpc::DetailsOf(List(-1)).reason, v1::ERROR_REASON_ARGUMENT_INVALID);
  EXPECT_EQ(rpc::DetailsOf(Delete("")).reason,
            v1::ERROR_REASON_ARGUMENT_INVALID);
}

TEST_F(CallerMethodsTest, AnAdminMakesCallersOfItsOwnTenantOnly) {
  ActAs("acme");
  ASSERT_TRUE(Create(Reader("one")).ok());
  EXPECT_EQ(created_.caller().tenant(), "acme");
  v1::CreateCallerRequest request = Reader("two");
  request.set_tenant("acme");
  EXPECT_TRUE(Create(request).ok());
  request.set_tenant("globex");
  EXPECT_EQ(CreateFails(request), v1::ERROR_REASON_CALLER_NOT_ALLOWED);
}

TEST_F(CallerMethodsTest, OnlyTheOperatorGivesNamesInCertificates) {
  ActAs("acme");
  v1::CreateCallerRequest request = Reader("sync");
  request.set_certificate_name("sync.globex");
  EXPECT_EQ(CreateFails(request), v1::ERROR_REASON_CALLER_NOT_ALLOWED);
}

TEST_F(CallerMethodsTest, AnAdminSeesAndForgetsItsOwnTenantsOnly) {
  for (const char* tenant : {"", "acme", "globex"}) {
    ActAs(tenant);
    ASSERT_TRUE(Create(Reader("one")).ok());
  }
  ActAs("acme");
  ASSERT_TRUE(Create(Reader("two")).ok());
  ASSERT_TRUE(List().ok());
  EXPECT_THAT(Listed(), ElementsAre("acme/one", "acme/two"));
  // Whether it is there or not.
  EXPECT_EQ(rpc::DetailsOf(Delete("one", "globex")).reason,
            v1::ERROR_REASON_CALLER_NOT_ALLOWED);
  EXPECT_EQ(rpc::DetailsOf(Delete("none", "globex")).reason,
            v1::ERROR_REASON_CALLER_NOT_ALLOWED);
  EXPECT_TRUE(Delete("one").ok());
  EXPECT_EQ(rpc::DetailsOf(Delete("one")).reason,
            v1::ERROR_REASON_CALLER_NOT_FOUND);
  ActAs("");
  ASSERT_TRUE(List().ok());
  EXPECT_THAT(Listed(), ElementsAre("/one", "acme/two", "globex/one"));
  EXPECT_TRUE(Delete("one", "globex").ok());
}

TEST_F(CallerMethodsTest, ListsInPagesThatAreTheTenantsOwn) {
  for (const char* id : {"a", "b", "c"}) {
    ASSERT_TRUE(Create(Reader(id)).ok());
  }
  ASSERT_TRUE(List(2).ok());
  EXPECT_THAT(Listed(), ElementsAre("/a", "/b"));
  const std::string token = listed_.next_page_token();
  ASSERT_TRUE(List(2, token).ok());
  EXPECT_THAT(Listed(), ElementsAre("/c"));
  EXPECT_EQ(listed_.next_page_token(), "");
  EXPECT_EQ(rpc::DetailsOf(List(2, token + "A")).reason,
            v1::ERROR_REASON_PAGE_TOKEN_INVALID);
  ActAs("acme");
  EXPECT_EQ(rpc::DetailsOf(List(2, token)).reason,
            v1::ERROR_REASON_PAGE_TOKEN_INVALID);
}

TEST_F(CallerMethodsTest, AReaderHandlesNoCallers) {
  server_.SetCaller(auth::Caller{"sync", "", {v1::CALLER_ROLE_READ}});
  EXPECT_EQ(CreateFails(Reader("mine")), v1::ERROR_REASON_CALLER_NOT_ALLOWED);
  EXPECT_EQ(rpc::DetailsOf(List()).reason, v1::ERROR_REASON_CALLER_NOT_ALLOWED);
}

}  // namespace
}  // namespace hirewire::admin
