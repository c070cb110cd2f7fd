#include "services/admin/key_methods.h"

#include <grpcpp/client_context.h>

#include <memory>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "auth/connection/credentials.h"
#include "auth/connection/registry.h"
#include "auth/secret/secret.h"
#include "auth/vault/vault.h"
#include "base/crypto/key_sources.h"
#include "base/crypto/keyring.h"
#include "base/crypto/master_keys.h"
#include "base/random/seeded_random.h"
#include "base/status/error.h"
#include "base/store/sqlite_store.h"
#include "base/time/system_clock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/admin_service.grpc.pb.h"
#include "services/rpc/test_server.h"
#include "services/rpc/typed_service.h"

namespace hirewire::admin_service {
namespace {

// Keys that somebody else makes, as a key service does.
class ReadOnlySource : public crypto::MemoryKeySource {
 public:
  using MemoryKeySource::MemoryKeySource;
  absl::Status PutInFront(absl::string_view) override {
    return absl::UnimplementedError("the key service is only read");
  }
};

class KeyMethodsTest : public ::testing::Test {
 protected:
  KeyMethodsTest() { Serve(crypto::MasterKeys::Ephemeral(clock_)); }

  void Serve(std::unique_ptr<crypto::MasterKeys> keys) {
    server_.reset();
    keys_ = std::move(keys);
    vault_ = std::make_unique<auth::Vault>(*keys_);
    registry_ = std::make_unique<auth::ConnectionRegistry>(*store_, *vault_,
                                                           clock_, random_);
    methods_ = std::make_unique<KeyMethods>(*store_, *keys_, clock_);
    service_ = std::make_unique<rpc::TypedService>("hirewire.v1.AdminService");
    methods_->AddTo(*service_);
    server_ = std::make_unique<rpc::TestServer>(
        std::vector<rpc::Service*>{service_.get()});
    stub_ = v1::AdminService::NewStub(server_->channel());
  }

  void Connect(const std::string& id) {
    auth::NewConnection request;
    request.id = id;
    request.vendor = "acme";
    request.credentials = auth::ApiKeyCredentials{auth::Secret("canary")};
    ASSERT_TRUE(registry_->Create("", request).ok());
  }

  grpc::Status Rotate(bool keep_primary = false) {
    grpc::ClientContext context;
    v1::RotateMasterKeyRequest request;
    request.set_keep_primary(keep_primary);
    return stub_->RotateMasterKey(&context, request, &rotated_);
  }
  v1::ListMasterKeysResponse List() {
    grpc::ClientContext context;
    v1::ListMasterKeysResponse listed;
    EXPECT_TRUE(stub_->ListMasterKeys(&context, {}, &listed).ok());
    return listed;
  }

  SystemClock clock_;
  SeededRandom random_{1};
  const std::unique_ptr<store::SqliteStore> store_ =
      store::SqliteStore::InMemory();
  std::unique_ptr<crypto::MasterKeys> keys_;
  std::unique_ptr<auth::Vault> vault_;
  std::unique_ptr<auth::ConnectionRegistry> registry_;
  std::unique_ptr<KeyMethods> methods_;
  std::unique_ptr<rpc::TypedService> service_;
  std::unique_ptr<rpc::TestServer> server_;
  std::unique_ptr<v1::AdminService::Stub> stub_;
  v1::RotateMasterKeyResponse rotated_;
};

TEST_F(KeyMethodsTest, ListsKeysWithWhatTheySeal) {
  for (int i = 0; i < 3; ++i) Connect(absl::StrCat("c", i));
  const v1::ListMasterKeysResponse listed = List();
  EXPECT_EQ(listed.source(), "memory");
  ASSERT_EQ(listed.keys_size(), 1);
  EXPECT_EQ(listed.keys(0).id(), keys_->ring()->primary_id());
  EXPECT_TRUE(listed.keys(0).primary());
  EXPECT_EQ(listed.keys(0).sealed_records(), 3);
}

TEST_F(KeyMethodsTest, ARotationMovesEverythingToTheNewKey) {
  for (int i = 0; i < 45; ++i) Connect(absl::StrCat("c", i));
  const std::string old = keys_->ring()->primary_id();
  ASSERT_TRUE(Rotate().ok());
  EXPECT_EQ(rotated_.resealed_records(), 45);
  EXPECT_NE(rotated_.primary_key_id(), old);
  const v1::ListMasterKeysResponse listed = List();
  ASSERT_EQ(listed.keys_size(), 2);
  EXPECT_EQ(listed.keys(0).id(), rotated_.primary_key_id());
  EXPECT_EQ(listed.keys(0).sealed_records(), 45);
  EXPECT_EQ(listed.keys(1).id(), old);
  EXPECT_FALSE(listed.keys(1).primary());
  EXPECT_EQ(listed.keys(1).sealed_records(), 0);
  const auth::Connection one = registry_->Get("", "c7").value();
  EXPECT_TRUE(registry_->OpenCredentials(one).ok());
}

TEST_F(KeyMethodsTest, KeepingThePrimaryOnlySealsAgain) {
  Connect("c");
  ASSERT_TRUE(keys_->Rotate().ok());
  const std::string primary = keys_->ring()->primary_id();
  ASSERT_TRUE(Rotate(true).ok());
  EXPECT_EQ(rotated_.resealed_records(), 1);
  EXPECT_EQ(rotated_.primary_key_id(), primary);
  ASSERT_TRUE(Rotate(true).ok());
  EXPECT_EQ(rotated_.resealed_records(), 0);
}

TEST_F(KeyMethodsTest, KeysOfAKeyServiceAreRotatedThere) {
  Serve(crypto::MasterKeys::Open(
            std::make_unique<ReadOnlySource>(crypto::Keyring::FreshLine().line),
            clock_)
            .value());
  Connect("c");
  const std::string before = keys_->ring()->primary_id();
  const grpc::Status status = Rotate();
  EXPECT_EQ(rpc::DetailsOf(status).reason,
            v1::ERROR_REASON_KEY_SOURCE_READ_ONLY);
  EXPECT_TRUE(absl::StrContains(status.error_message(), "keep_primary"));
  EXPECT_EQ(keys_->ring()->primary_id(), before);
  EXPECT_TRUE(Rotate(true).ok());
}

TEST_F(KeyMethodsTest, ARecordThatDoesNotOpenIsNamed) {
  Connect("a");
  Serve(crypto::MasterKeys::Ephemeral(clock_));
  Connect("b");
  const grpc::Status status = Rotate();
  EXPECT_EQ(rpc::DetailsOf(status).reason, v1::ERROR_REASON_SEAL_BROKEN);
  EXPECT_EQ(rpc::DetailsOf(status).metadata.at("connection"), "a");
  const auth::Connection b = registry_->Get("", "b").value();
  EXPECT_TRUE(registry_->OpenCredentials(b).ok());
}

}  // namespace
}  // namespace hirewire::admin_service
