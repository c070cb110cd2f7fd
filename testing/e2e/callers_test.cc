// Who may call, and what: all of the server's methods, by their descriptors,
// over TLS, with keys, tokens and certificates.
#include <google/protobuf/dynamic_message.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "auth/inbound/caller.h"
#include "auth/inbound/test_issuer.h"
#include "base/crypto/test_authority.h"
#include "base/status/error.h"
#include "base/status/grpc_status.h"
#include "gtest/gtest.h"
#include "hirewire/v1/admin_service.pb.h"
#include "hirewire/v1/connector_service.grpc.pb.h"
#include "services/rpc/admission.h"
#include "testing/e2e/secured_server.h"
#include "testing/e2e/stack.h"

namespace hirewire::e2e {
namespace {

namespace pb = google::protobuf;

using Shown = SecuredServer::Shown;

constexpr char kList[] = "ConnectorService.ListConnectors";
constexpr v1::CallerRole kRoles[] = {
    v1::CALLER_ROLE_READ, v1::CALLER_ROLE_WRITE, v1::CALLER_ROLE_PROXY,
    v1::CALLER_ROLE_ADMIN};

// An empty request of the method.
std::unique_ptr<pb::Message> RequestOf(const pb::MethodDescriptor& method) {
  return std::unique_ptr<pb::Message>(pb::MessageFactory::generated_factory()
                                          ->GetPrototype(method.input_type())
                                          ->New());
}

// What a refusal tells, but for the call's own name.
std::string ToldBy(const grpc::Status& status) {
  std::string told = absl::StrCat(status.error_code(), status.error_message());
  const auto details = DetailsOf(FromGrpcStatus(status));
  for (const auto& [name, value] : details.value_or(ErrorDetails()).metadata) {
    if (name != "request_id") absl::StrAppend(&told, "|", name, "=", value);
  }
  return told;
}

class CallersTest : public ::testing::Test {
 protected:
  grpc::Status List(const Shown& shown) {
    return server_.Call(kList, v1::ListConnectorsRequest(), nullptr, shown);
  }
  v1::ErrorReason ListFails(const Shown& shown) {
    return ReasonOf(List(shown));
  }

  SecuredServer server_;
};

TEST_F(CallersTest, EveryMethodTakesItsRoleAndNoOther) {
  std::map<v1::CallerRole, std::string> keys;
  for (const v1::CallerRole role : kRoles) {
    keys[role] = server_.NewKey(absl::StrCat("role-", role), "", {role});
  }
  int allowed = 0;
  int refused = 0;
  for (const pb::MethodDescriptor* method : AllMethods()) {
    const v1::CallerRole needed = rpc::RoleFor(*method);
    EXPECT_NE(needed, v1::CALLER_ROLE_UNSPECIFIED) << NameOf(*method);
    for (const auto& [role, key] : keys) {
      const bool may = auth::MayPlay({"", "", {role}}, needed);
      // A stream that is allowed does not end by itself.
      if (may && method->server_streaming()) continue;
      const v1::ErrorReason reason = ReasonOf(server_.Call(
          NameOf(*method), *RequestOf(*method), nullptr, {.key = key}));
      EXPECT_EQ(reason != v1::ERROR_REASON_CALLER_NOT_ALLOWED, may)
          << NameOf(*method) << " as " << v1::CallerRole_Name(role);
      EXPECT_NE(reason, v1::ERROR_REASON_UNAUTHENTICATED_CALLER);
      ++(may ? allowed : refused);
    }
  }
  EXPECT_GT(allowed, 80);
  EXPECT_GT(refused, 80);
}

TEST_F(CallersTest, EveryMethodRefusesWhomItDoesNotKnow) {
  for (const pb::MethodDescriptor* method : AllMethods()) {
    for (const Shown& shown : {Shown{}, Shown{.key = "wrong"}}) {
      EXPECT_EQ(ReasonOf(server_.Call(NameOf(*method), *RequestOf(*method),
                                      nullptr, shown)),
                v1::ERROR_REASON_UNAUTHENTICATED_CALLER)
          << NameOf(*method);
    }
  }
}

TEST_F(CallersTest, ARefusalDoesNotTellWhichPartWasWrong) {
  const std::string key = server_.NewKey("sync", "acme", {kRoles[0]});
  const std::string deleted = server_.NewKey("gone", "", {kRoles[0]});
  v1::DeleteCallerRequest request;
  request.set_caller_id("gone");
  ASSERT_TRUE(server_
                  .Call("AdminService.DeleteCaller", request, nullptr,
                        {.key = server_.AdminKey()})
                  .ok());
  const auth::TestIssuer impostor;
  const absl::Time now = server_.clock().Now();
  std::set<std::string> told;
  for (const Shown& shown : std::vector<Shown>{
           {},
           {.key = deleted},
           {.key = key + "A"},
           {.key = absl::StrCat("hw_", std::string(43, 'A'))},
           {.header = key},
           {.header = "Basic " + key},
           {.header = "Bearer"},
           {.key = std::string(4000, 'x')},
           {.key = server_.issuer().Token(now - absl::Hours(1))},
           {.key = server_.issuer().Token(now, {{"aud", "\"other\""}})},
           {.key = server_.issuer().Token(now, {}, {{"alg", "\"none\""}})},
           {.key = server_.issuer().Token(now, {}, {{"alg", "\"HS256\""}})},
           {.key = impostor.Token(now)},
           {.certificate =
                server_.authority().Issue({.common_name = "nobody"})}}) {
    const grpc::Status status = List(shown);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAUTHENTICATED);
    told.insert(ToldBy(status));
  }
  EXPECT_EQ(told.size(), 1u) << *told.rbegin();
}

TEST_F(CallersTest, TakesTokensOfTheIssuer) {
  EXPECT_TRUE(List({.key = server_.Token()}).ok());
  EXPECT_EQ(ListFails({.key = server_.Token({{"roles", "[\"write\"]"}})}),
            v1::ERROR_REASON_CALLER_NOT_ALLOWED);
}

TEST_F(CallersTest, TakesCertificatesOfTheAuthorityByAnyOfTheirNames) {
  server_.KnowCertificate("by-uri", "spiffe://acme/sync");
  server_.KnowCertificate("by-dns", "sync.acme.internal");
  server_.KnowCertificate("by-cn", "sync acme");
  const auto issue = [&](const std::string& name,
                         const std::string& alternatives) {
    return Shown{.certificate = server_.authority().Issue(
                     {.common_name = name, .alternative_names = alternatives})};
  };
  EXPECT_TRUE(List(issue("x", "DNS:x,URI:spiffe://acme/sync")).ok());
  EXPECT_TRUE(List(issue("x", "DNS:x,DNS:sync.acme.internal")).ok());
  EXPECT_TRUE(List(issue("sync acme", "")).ok());
  // A mail address is no name of a program.
  EXPECT_EQ(ListFails(issue("x", "email:sync.acme.internal")),
            v1::ERROR_REASON_UNAUTHENTICATED_CALLER);
  // Known for tokens only, which nobody else may ask for.
  EXPECT_EQ(ListFails(issue("catalog.internal", "")),
            v1::ERROR_REASON_CALLER_NOT_ALLOWED);
}

TEST_F(CallersTest, ACertificateThatIsNotVerifiedDoesNotGetIn) {
  server_.KnowCertificate("sync", "sync acme");
  const crypto::TestAuthority stranger;
  for (const auto& certificate :
       {stranger.Issue({.common_name = "sync acme"}),
        server_.authority().Issue(
            {.common_name = "sync acme", .expired = true})}) {
    // Not even with a good key beside it.
    const grpc::Status status =
        List({.key = server_.AdminKey(), .certificate = certificate});
    EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE)
        << status.error_message();
  }
}

TEST_F(CallersTest, SpeaksNoPlainText) {
  grpc::ClientContext context;
  context.AddMetadata("authorization", "Bearer " + server_.AdminKey());
  v1::ListConnectorsResponse response;
  const grpc::Status status =
      v1::ConnectorService::NewStub(
          grpc::CreateChannel(server_.address(),
                              grpc::InsecureChannelCredentials()))
          ->ListConnectors(&context, {}, &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(CallersTest, HealthIsForEverybody) {
  std::string reply;
  ASSERT_TRUE(
      server_.CallPath("/grpc.health.v1.Health/Check", "", &reply, {}).ok());
  EXPECT_EQ(reply, "\x08\x01");
}

TEST_F(CallersTest, ADeletedCallerIsRefusedFromItsNextCallOn) {
  const std::string key = server_.NewKey("sync", "", {kRoles[0]});
  EXPECT_TRUE(List({.key = key}).ok());
  v1::DeleteCallerRequest request;
  request.set_caller_id("sync");
  ASSERT_TRUE(server_
                  .Call("AdminService.DeleteCaller", request, nullptr,
                        {.key = server_.AdminKey()})
                  .ok());
  EXPECT_EQ(ListFails({.key = key}), v1::ERROR_REASON_UNAUTHENTICATED_CALLER);
}

// Every file under `folder`, but for the admin's key.
std::string AllFiles(const std::string& folder) {
  std::stringstream all;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().filename() == "admin-key") {
      continue;
    }
    all << std::ifstream(entry.path(), std::ios::binary).rdbuf();
  }
  return all.str();
}

TEST_F(CallersTest, NoKeyOrTokenIsInTheLogOrOnDisk) {
  const std::vector<std::string> secrets = {
      server_.AdminKey(), server_.NewKey("sync", "acme", {kRoles[0]}),
      server_.Token(), "hw_wrong-but-perhaps-almost-right",
      server_.issuer().Token(server_.clock().Now() - absl::Hours(1))};
  for (const std::string& secret : secrets) {
    ASSERT_GT(secret.size(), 20u);
    List({.key = secret});
    List({.header = secret});
  }
  const std::string log = server_.logger().Text();
  const std::string disk = AllFiles(server_.data_dir());
  EXPECT_NE(log.find("\"caller\":\"sync\""), std::string::npos);
  EXPECT_NE(disk.find("sync"), std::string::npos);
  for (const std::string& secret : secrets) {
    // A part gives away a part.
    const std::string part = secret.substr(3, 16);
    EXPECT_EQ(log.find(part), std::string::npos) << part;
    EXPECT_EQ(disk.find(part), std::string::npos) << part;
  }
  struct stat info;
  ASSERT_EQ(stat((server_.data_dir() + "/admin-key").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777, 0600u);
}

}  // namespace
}  // namespace hirewire::e2e
