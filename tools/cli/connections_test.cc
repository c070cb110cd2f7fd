// `hirewire connections` and `hirewire keys` against real services with a fake
// vendor behind them.
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "auth/transfer/transfer.h"
#include "base/async/shards.h"
#include "base/crypto/master_keys.h"
#include "base/status/error.h"
#include "base/store/sqlite_store.h"
#include "base/time/system_clock.h"
#include "connectors/api/fake_account.h"
#include "connectors/api/fake_drift_report.h"
#include "gtest/gtest.h"
#include "services/accounts/account_opener.h"
#include "services/accounts/test_registry.h"
#include "services/admin/key_methods.h"
#include "services/auth/auth_service.h"
#include "services/auth/change_methods.h"
#include "services/auth/transfer_methods.h"
#include "services/connectors/connector_service.h"
#include "services/rpc/test_server.h"
#include "services/rpc/typed_service.h"
#include "tools/cli/console.h"
#include "tools/cli/failure.h"
#include "tools/cli/run.h"

namespace hirewire::cli {
namespace {

using absl::StrContains;

// A server with everything that these commands ask.
class Server {
 public:
  Server() {
    changes_.AddTo(auth_);
    transfers_.AddTo(auth_);
    key_methods_.AddTo(admin_);
  }
  const std::string& address() { return server_.address(); }
  connectors::FakeAccount& account() { return account_; }
  accounts::TestRegistry& connections() { return connections_; }

 private:
  accounts::TestRegistry connections_;
  connectors::FakeAccount account_;
  connectors::FakeAccounts accounts_{account_};
  connectors::FakeDirectory directory_;
  Shards shards_{2};
  accounts::AccountOpener opener_{
      connections_.registry(), shards_, {&accounts_, &accounts_}};
  auth_service::AuthService auth_{
      connections_.registry(), directory_,           opener_,
      connections_.keyring(),  connections_.clock(), {}};
  auth_service::ChangeMethods changes_{
      connections_.registry(), directory_, opener_, {}};
  auth::ConnectionTransfer transfer_{connections_.store(), connections_.vault(),
                                     connections_.clock()};
  auth_service::TransferMethods transfers_{
      transfer_, directory_, connections_.clock(), {}};
  std::unique_ptr<crypto::MasterKeys> keys_ =
      crypto::MasterKeys::Ephemeral(connections_.clock());
  std::unique_ptr<store::SqliteStore> key_store_ =
      store::SqliteStore::InMemory();
  admin_service::KeyMethods key_methods_{*key_store_, *keys_,
                                         connections_.clock()};
  rpc::TypedService admin_{"hirewire.v1.AdminService"};
  connectors::FakeManifestEditor manifests_;
  connectors::FakeDriftReport drift_;
  connector_service::ConnectorService connectors_{
      directory_, manifests_, connections_.registry(), opener_, drift_};
  rpc::TestServer server_{{&auth_, &admin_, &connectors_}};
};

class ConnectionsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = absl::StrCat(::testing::TempDir(), "/cli_XXXXXX");
    ASSERT_NE(mkdtemp(folder_.data()), nullptr);
    console_.environment =
        [this](const std::string& name) -> std::optional<std::string> {
      const auto found = environment_.find(name);
      if (found == environment_.end()) return std::nullopt;
      return found->second;
    };
  }

  ExitCode Call(std::vector<std::string> words, Server* server = nullptr) {
    out_.str("");
    err_.str("");
    words.push_back("--server");
    words.push_back((server == nullptr ? here_ : *server).address());
    return cli::Run(words, console_, clock_);
  }
  // The one line that was printed.
  std::string Line() const {
    return std::string(absl::StripAsciiWhitespace(out_.str()));
  }

  SystemClock clock_;
  Server here_, there_;
  std::string folder_;
  std::istringstream in_;
  std::ostringstream out_;
  std::ostringstream err_;
  Console console_{in_, out_, err_};
  std::map<std::string, std::string> environment_;
};

TEST_F(ConnectionsTest, AreSwitchedOffAndOnAndRenamed) {
  here_.connections().Add("a1", "acme");
  ASSERT_EQ(Call({"connections", "disable", "a1", "--json"}), kOk)
      << err_.str();
  EXPECT_TRUE(StrContains(out_.str(), "CONNECTION_STATE_DISABLED"));
  EXPECT_NE(Call({"connections", "check", "a1"}), kOk);
  EXPECT_TRUE(StrContains(err_.str(), "switched off")) << err_.str();
  ASSERT_EQ(Call({"connections", "enable", "a1", "--json"}), kOk);
  EXPECT_TRUE(StrContains(out_.str(), "CONNECTION_STATE_PENDING"));
  ASSERT_EQ(Call({"connections", "rename", "a1", "Acme, Berlin"}), kOk);
  EXPECT_TRUE(StrContains(out_.str(), "Acme, Berlin"));
}

TEST_F(ConnectionsTest, GetAnotherCredential) {
  here_.connections().Add("a1", "acme");
  environment_["HIREWIRE_API_KEY"] = "canary-key";
  ASSERT_EQ(Call({"connections", "rotate", "a1"}), kOk) << err_.str();
  EXPECT_FALSE(StrContains(out_.str(), "canary"));
  here_.account().Fails(
      Error(v1::ERROR_REASON_CREDENTIALS_REJECTED).Message("no"));
  EXPECT_NE(Call({"connections", "rotate", "a1"}), kOk);
  EXPECT_TRUE(StrContains(err_.str(), "was kept")) << err_.str();
  EXPECT_EQ(Call({"connections", "rotate", "a1", "--skip-check"}), kOk);
}

TEST_F(ConnectionsTest, MoveToAnotherServer) {
  here_.connections().Add("a1", "acme");
  here_.connections().Add("a2", "acme");
  ASSERT_EQ(Call({"connections", "import-key"}, &there_), kOk);
  const std::string bundle = folder_ + "/bundle";
  ASSERT_EQ(
      Call({"connections", "export", "a1", "--to", Line(), "--out", bundle}),
      kOk)
      << err_.str();
  EXPECT_EQ(Line(), "a1");
  struct stat info = {};
  ASSERT_EQ(stat(bundle.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777, 0600u);
  ASSERT_EQ(Call({"connections", "import", bundle}, &there_), kOk)
      << err_.str();
  EXPECT_TRUE(StrContains(out_.str(), "a1"));
  EXPECT_EQ(here_.connections().StateOf("a1"),
            auth::ConnectionState::kDisabled);
  EXPECT_EQ(here_.connections().StateOf("a2"), auth::ConnectionState::kPending);
  EXPECT_NE(Call({"connections", "import", bundle}, &there_), kOk);
  EXPECT_TRUE(StrContains(err_.str(), "a1"));
}

TEST_F(ConnectionsTest, OpenWithoutAServerForWhoeverHasTheKey) {
  here_.connections().Add("a1", "acme");
  const std::string key = folder_ + "/key", bundle = folder_ + "/bundle";
  ASSERT_EQ(Call({"connections", "keygen", key}), kOk) << err_.str();
  ASSERT_EQ(Call({"connections", "export", "--keep-enabled", "--to", Line(),
                  "--out", bundle}),
            kOk);
  ASSERT_EQ(Call({"connections", "open-bundle", bundle, "--key", key}), kOk)
      << err_.str();
  EXPECT_TRUE(StrContains(out_.str(), "\"api_key\":\"test-key\""));
  EXPECT_EQ(here_.connections().StateOf("a1"), auth::ConnectionState::kPending);
  ASSERT_EQ(Call({"connections", "keygen", key + "2"}), kOk);
  EXPECT_EQ(Call({"connections", "open-bundle", bundle, "--key", key + "2"}),
            kUsage);
  EXPECT_FALSE(StrContains(out_.str(), "test-key"));
}

TEST_F(ConnectionsTest, NothingIsSwitchedOffWhereTheFileCannotBeMade) {
  here_.connections().Add("a1", "acme");
  ASSERT_EQ(Call({"connections", "import-key"}, &there_), kOk);
  const std::string to = Line(), there = folder_ + "/there";
  std::ofstream(there) << "kept";
  for (const std::string& path : {there, folder_ + "/no/such"}) {
    EXPECT_EQ(Call({"connections", "export", "--to", to, "--out", path}),
              kUsage);
    EXPECT_TRUE(StrContains(err_.str(), path));
  }
  EXPECT_EQ(Call({"connections", "export", "--to", "c2hvcnQ=", "--out",
                  folder_ + "/x"}),
            kUsage);
  EXPECT_EQ(Call({"connections", "export", "nobody", "--to", to, "--out",
                  folder_ + "/y"}),
            kNotFound);
  EXPECT_NE(access((folder_ + "/y").c_str(), F_OK), 0);
  EXPECT_EQ(here_.connections().StateOf("a1"), auth::ConnectionState::kPending);
}

TEST_F(ConnectionsTest, MasterKeysAreListedAndRotated) {
  ASSERT_EQ(Call({"keys", "--json"}), kOk) << err_.str();
  EXPECT_TRUE(StrContains(out_.str(), "\"primary\":true"));
  ASSERT_EQ(Call({"keys", "rotate"}), kOk) << err_.str();
  const std::string id = Line();
  ASSERT_EQ(Call({"keys", "list"}), kOk);
  EXPECT_TRUE(StrContains(out_.str(), id));
  ASSERT_EQ(Call({"keys", "rotate", "--keep-primary"}), kOk);
  EXPECT_EQ(Line(), id);
  EXPECT_EQ(Call({"keys", "forget"}), kUsage);
}

}  // namespace
}  // namespace hirewire::cli
