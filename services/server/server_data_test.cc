#include "services/server/server_data.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/store/postgres_server.h"
#include "base/store/sqlite_store.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"
#include "services/server/config.h"
#include "services/server/served_parts.h"

namespace hirewire::server {
namespace {

namespace fs = std::filesystem;

constexpr ServedParts kAll{.auth = true, .catalog = true, .connectors = true};
constexpr ServedParts kWorker{
    .auth = false, .catalog = true, .connectors = true};
constexpr char kPlace[] = "a place";

class ServerDataTest : public ::testing::Test {
 protected:
  ServerDataTest() {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = absl::StrCat(::testing::TempDir(), "/", test->name());
    fs::create_directories(folder_);
    config_.data_dir = Path("data");
  }
  ~ServerDataTest() override { fs::remove_all(folder_); }

  std::string Path(const std::string& name) const {
    return absl::StrCat(folder_, "/", name);
  }
  absl::StatusOr<ServerData> Open(const ServedParts& parts) {
    return OpenServerData(config_, parts, clock_);
  }
  // As the process with the keys does, before a worker comes.
  void Begin() {
    const auto data = Open(kAll);
    ASSERT_TRUE(data.ok()) << data.status();
  }

  FakeClock clock_;
  std::string folder_;
  Config config_;
};

TEST_F(ServerDataTest, OneProcessSealsAllWithItsMasterKeys) {
  const auto data = Open(kAll);
  ASSERT_TRUE(data.ok()) << data.status();
  EXPECT_EQ(&data->aead(), data->master_keys.get());
  EXPECT_EQ(&data->page_aead(), data->master_keys.get());
  EXPECT_FALSE(fs::exists(Path("data/page-keys")));
}

TEST_F(ServerDataTest, PageTokensHaveKeysOfTheirOwnWhereThatIsSaid) {
  config_.page_keys = Path("shared");
  const auto data = Open(kAll);
  ASSERT_TRUE(data.ok()) << data.status();
  EXPECT_EQ(&data->aead(), data->master_keys.get());
  EXPECT_EQ(&data->page_aead(), data->page_keys.get());
  EXPECT_TRUE(fs::exists(Path("shared")));
}

TEST_F(ServerDataTest, AWorkerOpensNothingThatTheMasterKeysSealed) {
  const auto whole = Open(kAll);
  ASSERT_TRUE(whole.ok()) << whole.status();
  const auto worker = Open(kWorker);
  ASSERT_TRUE(worker.ok()) << worker.status();
  EXPECT_EQ(worker->master_keys, nullptr);
  const std::string sealed = whole->aead().Seal("a refresh token", kPlace);
  EXPECT_EQ(*whole->aead().Open(sealed, kPlace), "a refresh token");
  EXPECT_FALSE(worker->aead().Open(sealed, kPlace).ok());
  EXPECT_FALSE(worker->page_aead().Open(sealed, kPlace).ok());
}

TEST_F(ServerDataTest, AWorkerDoesNotLookAtMasterKeys) {
  Begin();
  std::ofstream(Path("data/master-keys")) << "no keys at all";
  EXPECT_FALSE(Open(kAll).ok());
  EXPECT_TRUE(Open(kWorker).ok());
  fs::remove(Path("data/master-keys"));
  EXPECT_TRUE(Open(kWorker).ok());
  EXPECT_FALSE(fs::exists(Path("data/master-keys")));
}

TEST_F(ServerDataTest, WorkersReadEachOthersPageTokens) {
  Begin();
  config_.page_keys = Path("shared");
  const auto one = Open(kWorker);
  const auto other = Open(kWorker);
  ASSERT_TRUE(one.ok()) << one.status();
  ASSERT_TRUE(other.ok()) << other.status();
  const std::string sealed = one->page_aead().Seal("page 2", kPlace);
  EXPECT_EQ(*other->page_aead().Open(sealed, kPlace), "page 2");
}

TEST_F(ServerDataTest, PageKeysThatAreNoneAreNamed) {
  Begin();
  config_.page_keys = Path("shared");
  std::ofstream(config_.page_keys) << "not a key";
  const absl::Status status = Open(kWorker).status();
  EXPECT_FALSE(status.ok());
  EXPECT_TRUE(absl::StrContains(status.message(), config_.page_keys)) << status;
  // What was there is for its owner to put right.
  std::ifstream file(config_.page_keys);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), "not a key");
}

TEST_F(ServerDataTest, AWorkerBeginsNoDatabase) {
  const absl::Status status = Open(kWorker).status();
  EXPECT_TRUE(absl::IsFailedPrecondition(status));
  EXPECT_TRUE(absl::StrContains(status.message(),
                                "start the process that serves auth first"))
      << status;
  EXPECT_FALSE(fs::exists(config_.data_dir));
}

TEST_F(ServerDataTest, ADatabaseThatNobodyUsedYetIsEmpty) {
  fs::create_directories(config_.data_dir);
  ASSERT_TRUE(store::SqliteStore::Open(Path("data/hirewire.db")).ok());
  const absl::Status status = Open(kWorker).status();
  EXPECT_TRUE(absl::StrContains(status.message(), "the database is empty"))
      << status;
  EXPECT_FALSE(fs::exists(Path("data/page-keys")));
}

TEST_F(ServerDataTest, AWorkerKeepsNothingInMemory) {
  config_.data_dir = kInMemory;
  EXPECT_TRUE(Open(kAll).ok());
  EXPECT_TRUE(absl::IsFailedPrecondition(Open(kWorker).status()));
}

TEST_F(ServerDataTest, AWorkerHasAFolderOfItsOwnOnPostgres) {
  const auto postgres = store::PostgresServer::Start();
  ASSERT_TRUE(postgres.ok()) << postgres.status();
  config_.database = (*postgres)->NewDatabase();
  config_.data_dir = Path("worker");
  EXPECT_TRUE(absl::StrContains(Open(kWorker).status().message(), "is empty"));
  config_.data_dir = Path("data");
  Begin();
  config_.data_dir = Path("worker");
  const auto worker = Open(kWorker);
  ASSERT_TRUE(worker.ok()) << worker.status();
  EXPECT_TRUE(fs::exists(Path("worker/page-keys")));
  EXPECT_FALSE(fs::exists(Path("worker/master-keys")));
}

}  // namespace
}  // namespace hirewire::server
