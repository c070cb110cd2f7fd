#include "services/server/tls.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <grpcpp/support/channel_arguments.h>

#include <cstdio>
#include <fstream>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/crypto/test_authority.h"
#include "base/time/system_clock.h"
#include "gtest/gtest.h"

namespace hirewire::server {
namespace {

using crypto::TestAuthority;

class TlsTest : public ::testing::Test {
 protected:
  TlsTest() {
    Install(first_);
    Write(files_.client_authorities, first_.certificate());
  }

  static void Write(const std::string& path, const std::string& text) {
    // At once, as whoever renews certificates should.
    const std::string fresh = path + ".new";
    std::ofstream(fresh) << text;
    std::rename(fresh.c_str(), path.c_str());
  }
  void Install(const TestAuthority& authority) {
    const auto issued = authority.Issue({.alternative_names = "IP:127.0.0.1"});
    Write(files_.certificate, issued.certificate);
    Write(files_.key, issued.key);
  }
  std::string ErrorOf(const TlsFiles& files) {
    const absl::Status status = MakeServerCredentials(files).status();
    EXPECT_TRUE(absl::IsFailedPrecondition(status));
    return std::string(status.message());
  }

  void Serve() {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0",
                             MakeServerCredentials(files_).value(), &port_);
    builder.RegisterCallbackGenericService(&service_);
    server_ = builder.BuildAndStart();
    ASSERT_NE(server_, nullptr);
  }
  // Whether whoever trusts `authority` comes to speak with the server.
  bool Trusted(const TestAuthority& authority, absl::Duration patience) {
    grpc::SslCredentialsOptions options;
    options.pem_root_certs = authority.certificate();
    grpc::ChannelArguments arguments;
    // Each try is a handshake of its own, and the next comes soon.
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
    arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 100);
    arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 100);
    const auto channel =
        grpc::CreateCustomChannel(absl::StrCat("127.0.0.1:", port_),
                                  grpc::SslCredentials(options), arguments);
    return channel->WaitForConnected(
        absl::ToChronoTime(clock_.Now() + patience));
  }

  const TestAuthority first_;
  const TestAuthority second_;
  const TlsFiles files_{.certificate = testing::TempDir() + "/tls.pem",
                        .key = testing::TempDir() + "/tls-key.pem",
                        .client_authorities = testing::TempDir() + "/ca.pem",
                        .reread_seconds = 1};
  SystemClock clock_;
  // Answers UNIMPLEMENTED: only the handshake is looked at.
  grpc::CallbackGenericService service_;
  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
};

TEST_F(TlsTest, ARenewedCertificateNeedsNoRestart) {
  Serve();
  ASSERT_TRUE(Trusted(first_, absl::Seconds(30)));
  Install(second_);
  EXPECT_TRUE(Trusted(second_, absl::Seconds(30)));
}

TEST_F(TlsTest, NamesTheFileThatIsNotThere) {
  TlsFiles files = files_;
  files.key = "/nowhere/key.pem";
  EXPECT_TRUE(absl::StrContains(ErrorOf(files), "/nowhere/key.pem"));
  files = files_;
  files.client_authorities = "/nowhere/ca.pem";
  EXPECT_TRUE(absl::StrContains(ErrorOf(files), "/nowhere/ca.pem"));
}

TEST_F(TlsTest, RefusesACertificateWithAnothersKey) {
  Write(files_.key, second_.Issue({}).key);
  EXPECT_TRUE(absl::StrContains(ErrorOf(files_), "not this certificate's"));
}

TEST_F(TlsTest, RefusesAuthoritiesThatAreNone) {
  Write(files_.client_authorities, "none");
  EXPECT_TRUE(absl::StrContains(ErrorOf(files_), "ca.pem"));
}

}  // namespace
}  // namespace hirewire::server
