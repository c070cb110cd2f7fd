// A store with sealed records of every kind, for tests.
#ifndef HIREWIRE_AUTH_VAULT_SEALED_STORE_H_
#define HIREWIRE_AUTH_VAULT_SEALED_STORE_H_

#include <memory>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "auth/vault/vault.h"
#include "base/crypto/aead.h"
#include "base/store/sqlite_store.h"
#include "base/store/store.h"
#include "gtest/gtest.h"
#include "hirewire/internal/v1/connection.pb.h"
#include "hirewire/internal/v1/token.pb.h"
#include "hirewire/internal/v1/transfer.pb.h"

namespace hirewire::auth {

class SealedStore {
 public:
  store::Store& store() { return *store_; }

  void Put(absl::string_view kind, const std::string& key,
           const std::string& value) {
    ASSERT_TRUE(
        store_
            ->Transact([&](store::Transaction& t) {
              return t.Put(kind, key, value, store::kAnyVersion).status();
            })
            .ok());
  }

  std::optional<store::Record> Get(absl::string_view kind,
                                   const std::string& key) {
    std::optional<store::Record> record;
    EXPECT_TRUE(store_
                    ->Read([&](store::Reader& reader) {
                      record = *reader.Get(kind, key);
                      return absl::OkStatus();
                    })
                    .ok());
    return record;
  }

  void AddConnection(const crypto::Aead& keys, const std::string& id,
                     const std::string& api_key = "key") {
    internal::v1::ConnectionRecord record;
    record.set_id(id);
    Fill(keys, {"", id}, "api_key", api_key, record);
    Put("connection", absl::StrCat("/", id), record.SerializeAsString());
  }

  void AddToken(const crypto::Aead& keys, const std::string& id,
                absl::Duration lease = absl::ZeroDuration()) {
    internal::v1::TokenRecord record;
    record.set_tenant("t");
    record.set_connection(id);
    Fill(keys, {"t", id}, "access_token", "token", record);
    if (lease > absl::ZeroDuration()) {
      record.mutable_lease()->set_holder("somebody");
      record.mutable_lease()->set_duration(absl::ToInt64Milliseconds(lease));
    }
    Put("token", absl::StrCat("t/", id), record.SerializeAsString());
  }

  void AddImportKey(const crypto::Aead& keys) {
    internal::v1::ImportKeyRecord record;
    Fill(keys, {"", "import_key"}, "private_key", "private", record);
    Put("import_key", "/", record.SerializeAsString());
  }

  // What a connection's field opens to; the failure's text otherwise.
  std::string OpenConnection(const crypto::Aead& keys, const std::string& id) {
    internal::v1::ConnectionRecord record;
    record.ParseFromString(Get("connection", absl::StrCat("/", id))->value);
    SealedCredentials sealed;
    sealed.data_key = record.sealed_data_key();
    sealed.fields = {record.sealed_fields().begin(),
                     record.sealed_fields().end()};
    const auto fields = Vault(keys).Open({"", id}, sealed);
    return fields.ok() ? std::string(RevealSecret(fields->at("api_key")))
                       : fields.status().ToString();
  }

 private:
  template <typename Record>
  static void Fill(const crypto::Aead& keys, const Owner& owner,
                   const std::string& field, const std::string& value,
                   Record& record) {
    const SealedCredentials sealed =
        Vault(keys).Seal(owner, {{field, Secret(value)}});
    record.set_sealed_data_key(sealed.data_key);
    record.mutable_sealed_fields()->insert(sealed.fields.begin(),
                                           sealed.fields.end());
  }

  const std::unique_ptr<store::SqliteStore> store_ =
      store::SqliteStore::InMemory();
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_VAULT_SEALED_STORE_H_
