// Two tenants of one server, with connections of the same names, at a simulated
// vendor: neither learns anything of the other's.
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "base/status/error.h"
#include "base/status/grpc_status.h"
#include "gtest/gtest.h"
#include "hirewire/v1/auth_service.pb.h"
#include "hirewire/v1/candidate.pb.h"
#include "hirewire/v1/connector_service.pb.h"
#include "testing/e2e/secured_server.h"
#include "testing/e2e/stack.h"
#include "testing/simulators/frame/simulator.h"
#include "testing/simulators/vendors.h"

namespace hirewire::e2e {
namespace {

namespace pb = google::protobuf;

constexpr char kLift[] = R"(entities { message: "Candidate"
  fields { to: "title" from: "company" } })";

// What a call tells, but for its own name, with `id` written as "ID".
std::string ToldOf(const grpc::Status& status, const std::string& id) {
  std::string told = absl::StrCat(status.error_code(), status.error_message());
  const auto details = DetailsOf(FromGrpcStatus(status));
  for (const auto& [name, value] : details.value_or(ErrorDetails()).metadata) {
    if (name != "request_id") absl::StrAppend(&told, "|", name, "=", value);
  }
  return absl::StrReplaceAll(told, {{id, "ID"}});
}

// A request of `method` about `connection`, as full as it must be to get there.
std::unique_ptr<pb::Message> Asking(const pb::MethodDescriptor& method,
                                    const std::string& connection) {
  std::unique_ptr<pb::Message> request(pb::MessageFactory::generated_factory()
                                           ->GetPrototype(method.input_type())
                                           ->New());
  const pb::Descriptor& type = *request->GetDescriptor();
  const auto set = [&](const char* name, const std::string& value) {
    const pb::FieldDescriptor* field = type.FindFieldByName(name);
    if (field == nullptr || field->is_repeated() ||
        field->type() != pb::FieldDescriptor::TYPE_STRING) {
      return;
    }
    request->GetReflection()->SetString(request.get(), field, value);
  };
  set("id", "1");
  set("method", "GetCandidate");
  set("record_id", "1");
  set("connection_id", connection);
  return request;
}

class TenantsTest : public ::testing::Test {
 protected:
  TenantsTest()
      : acme_(server_.NewKey("boss", "acme", {v1::CALLER_ROLE_ADMIN})),
        globex_(server_.NewKey("boss", "globex", {v1::CALLER_ROLE_ADMIN})) {
    sim::SimulatorOptions options;
    options.candidates = 20;
    vendor_ = sim::MakeSimulator("greenhouse", options);
    EXPECT_TRUE(vendor_->Start().ok());
  }

  void Connect(const std::string& key, const std::string& id) {
    const sim::Login login = vendor_->login();
    v1::CreateConnectionRequest request;
    request.set_vendor(login.vendor);
    request.set_connection_id(id);
    request.set_base_url(login.base_url);
    request.set_token_url(login.token_url);
    request.mutable_client_credentials()->set_client_id(login.client_id);
    request.mutable_client_credentials()->set_client_secret(
        login.client_secret);
    const grpc::Status status = server_.Call("AuthService.CreateConnection",
                                             request, nullptr, {.key = key});
    EXPECT_TRUE(status.ok()) << status.error_message();
  }

  grpc::Status Candidates(const std::string& key, const std::string& token,
                          v1::ListCandidatesResponse& page) {
    v1::ListCandidatesRequest request;
    request.set_connection_id("main");
    request.set_page_size(5);
    request.set_page_token(token);
    return server_.Call("CatalogService.ListCandidates", request, &page,
                        {.key = key});
  }

  SecuredServer server_;
  const std::string acme_;
  const std::string globex_;
  std::unique_ptr<sim::Simulator> vendor_;
};

TEST_F(TenantsTest, AnothersConnectionIsInEveryMethodLikeOneThatIsNot) {
  Connect(acme_, "theirs");
  int not_found = 0;
  for (const pb::MethodDescriptor* method : AllMethods()) {
    if (method->server_streaming() ||
        method->input_type()->FindFieldByName("connection_id") == nullptr) {
      continue;
    }
    const auto told = [&](const std::string& id) {
      const grpc::Status status = server_.Call(
          NameOf(*method), *Asking(*method, id), nullptr, {.key = globex_});
      if (ReasonOf(status) == v1::ERROR_REASON_CONNECTION_NOT_FOUND) {
        ++not_found;
      }
      return ToldOf(status, id);
    };
    EXPECT_EQ(told("theirs"), told("nobody")) << NameOf(*method);
  }
  EXPECT_GT(not_found, 80);
  // And all is still there for its owner.
  v1::GetConnectionRequest request;
  request.set_connection_id("theirs");
  EXPECT_TRUE(
      server_
          .Call("AuthService.GetConnection", request, nullptr, {.key = acme_})
          .ok());
}

TEST_F(TenantsTest, APageTokenOpensNothingAtAnothersConnectionOfTheSameName) {
  Connect(acme_, "main");
  Connect(globex_, "main");
  v1::ListCandidatesResponse page;
  const grpc::Status first = Candidates(acme_, "", page);
  ASSERT_TRUE(first.ok()) << first.error_message();
  const std::string token = page.next_page_token();
  ASSERT_NE(token, "");
  EXPECT_EQ(ReasonOf(Candidates(globex_, token, page)),
            v1::ERROR_REASON_PAGE_TOKEN_INVALID);
  EXPECT_TRUE(Candidates(acme_, token, page).ok());
}

TEST_F(TenantsTest, AnOverlayIsInForceForItsOwnTenantOnly) {
  Connect(acme_, "main");
  Connect(globex_, "main");
  v1::ApplyManifestRequest request;
  request.set_connection_id("main");
  request.set_text(kLift);
  const grpc::Status applied = server_.Call("ConnectorService.ApplyManifest",
                                            request, nullptr, {.key = acme_});
  ASSERT_TRUE(applied.ok()) << applied.error_message();
  v1::GetManifestRequest ask;
  ask.set_connection_id("main");
  v1::GetManifestResponse mine;
  v1::GetManifestResponse theirs;
  ASSERT_TRUE(
      server_.Call("ConnectorService.GetManifest", ask, &mine, {.key = acme_})
          .ok());
  ASSERT_TRUE(
      server_
          .Call("ConnectorService.GetManifest", ask, &theirs, {.key = globex_})
          .ok());
  EXPECT_GT(mine.manifest().revision(), 0);
  EXPECT_EQ(theirs.manifest().revision(), 0);
  EXPECT_NE(mine.manifest().text(), theirs.manifest().text());
}

TEST_F(TenantsTest, AVendorsManifestIsTheOperatorsToChange) {
  v1::ApplyManifestRequest request;
  request.set_vendor("greenhouse");
  request.set_text(kLift);
  EXPECT_EQ(ReasonOf(server_.Call("ConnectorService.ApplyManifest", request,
                                  nullptr, {.key = acme_})),
            v1::ERROR_REASON_CALLER_NOT_ALLOWED);
  EXPECT_TRUE(server_
                  .Call("ConnectorService.ApplyManifest", request, nullptr,
                        {.key = server_.AdminKey()})
                  .ok());
}

TEST_F(TenantsTest, TheListOfConnectionsIsTheTenantsOwn) {
  Connect(acme_, "main");
  v1::ListConnectionsResponse listed;
  for (const std::string& key : {globex_, server_.AdminKey()}) {
    ASSERT_TRUE(server_
                    .Call("AuthService.ListConnections",
                          v1::ListConnectionsRequest(), &listed, {.key = key})
                    .ok());
    EXPECT_EQ(listed.connections_size(), 0);
  }
}

}  // namespace
}  // namespace hirewire::e2e
