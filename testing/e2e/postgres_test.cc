// The whole server on PostgreSQL: what it is told stays there, and no secret
// does so in the clear.
#include <grpcpp/grpcpp.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "base/store/postgres_server.h"
#include "gtest/gtest.h"
#include "testing/e2e/stack.h"
#include "testing/simulators/greenhouse/greenhouse_simulator.h"

namespace hirewire::e2e {
namespace {

class OnPostgres : public testing::Test {
 protected:
  void SetUp() override {
    auto started = store::PostgresServer::Start();
    ASSERT_TRUE(started.ok()) << started.status();
    postgres_ = *std::move(started);
    database_ = postgres_->NewDatabase();
    sim::GreenhouseOptions options;
    options.candidates = 30;
    stack_ = std::make_unique<Stack>(
        std::make_unique<sim::GreenhouseSimulator>(options), database_);
  }

  // How many candidates the first page of `acme` has, or the failure.
  grpc::Status List(int& candidates) {
    v1::ListCandidatesRequest request;
    request.set_connection_id("acme");
    request.set_page_size(10);
    grpc::ClientContext context;
    v1::ListCandidatesResponse page;
    const grpc::Status status =
        stack_->catalog().ListCandidates(&context, request, &page);
    candidates = page.candidates_size();
    return status;
  }
  void ExpectToList() {
    int candidates = 0;
    const grpc::Status status = List(candidates);
    EXPECT_TRUE(status.ok()) << status.error_message();
    EXPECT_EQ(candidates, 10);
  }

  std::unique_ptr<store::PostgresServer> postgres_;
  std::string database_;
  std::unique_ptr<Stack> stack_;
};

TEST_F(OnPostgres, ConnectionsOutliveTheServerThatMadeThem) {
  stack_->Connect("acme");
  ExpectToList();
  stack_->RestartServer();
  ExpectToList();
  EXPECT_FALSE(std::filesystem::exists(stack_->data_dir() + "/hirewire.db"));
}

TEST_F(OnPostgres, TheServerGoesOnAfterItsDatabaseCameBack) {
  stack_->Connect("acme");
  ExpectToList();
  postgres_->Stop();
  int candidates = 0;
  const grpc::Status status = List(candidates);
  EXPECT_FALSE(status.ok());
  EXPECT_FALSE(absl::StrContains(status.error_message(),
                                 store::PostgresServer::kPassword))
      << status.error_message();
  ASSERT_EQ(postgres_->StartAgain(), absl::OkStatus());
  ExpectToList();
}

TEST_F(OnPostgres, NoCredentialLiesInTheDatabaseInTheClear) {
  stack_->Connect("acme");
  const sim::Login login = stack_->vendor().login();
  const std::string secret =
      login.api_key.empty() ? login.client_secret : login.api_key;
  ASSERT_FALSE(secret.empty());
  postgres_->Stop();
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(
           postgres_->data_folder())) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    EXPECT_FALSE(absl::StrContains(text, secret)) << entry.path();
    ++files;
  }
  EXPECT_GT(files, 100);
}

}  // namespace
}  // namespace hirewire::e2e
