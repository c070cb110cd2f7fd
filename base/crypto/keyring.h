// The master keys of a server. Each has an id; the first one seals, all of them
// open. A sealed value names its key, so a new primary can be put in front
// while old values still open, and be resealed one by one.
//
//   HW_ASSIGN_OR_RETURN(auto keys, Keyring::LoadOrCreate("/var/lib/keys"));
//   std::string sealed = keys->Seal(data_key, "connection/acme");
//
// A key file holds one `id:base64 of 32 bytes` per line, the primary first.
// Empty lines and lines that start with # are skipped. It must not be open to
// other users (mode 0600 or 0640). Losing it loses what it sealed.
#ifndef HIREWIRE_BASE_CRYPTO_KEYRING_H_
#define HIREWIRE_BASE_CRYPTO_KEYRING_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/crypto/aead.h"
#include "base/crypto/key.h"

namespace hirewire::crypto {

// Immutable, so thread-safe.
// Open fails with FAILED_PRECONDITION naming the key id when that key is not in
// the ring, or is but does not open the value.
class Keyring : public Aead {
 public:
  // A ring of one fresh key that is stored nowhere, for tests and for servers
  // that keep nothing.
  static std::unique_ptr<Keyring> Ephemeral();

  // A line of a key file with a fresh key. The caller wipes the line.
  struct KeyLine {
    std::string id;
    std::string line;
  };
  static KeyLine FreshLine();

  // From the text of a key file. INVALID_ARGUMENT names the line that is wrong,
  // never its content.
  static absl::StatusOr<std::unique_ptr<Keyring>> Parse(absl::string_view text);

  // NOT_FOUND: no such file. FAILED_PRECONDITION: other users may read or
  // write it. INVALID_ARGUMENT: see Parse; the path is named.
  static absl::StatusOr<std::unique_ptr<Keyring>> Load(const std::string& path);

  // Like Load; where there is no file, makes one with one fresh key: mode 0600,
  // complete or not there at all, and if two processes do this at once both get
  // the same key. Only for callers that may start from nothing: creating a key
  // beside existing data would hide that the old one was lost.
  static absl::StatusOr<std::unique_ptr<Keyring>> LoadOrCreate(
      const std::string& path);

  std::string Seal(absl::string_view plaintext,
                   absl::string_view associated_data) const override;
  absl::StatusOr<std::string> Open(
      absl::string_view sealed,
      absl::string_view associated_data) const override;

  const std::string& primary_id() const { return entries_.front().id; }
  // The primary's first.
  std::vector<std::string> ids() const;
  bool Has(absl::string_view id) const { return Find(id) != nullptr; }

  // Like Seal, by the key of that id, which the ring has. For values that tell
  // whether a key is still the same.
  std::string SealBy(absl::string_view id, absl::string_view plaintext,
                     absl::string_view associated_data) const;

  // The keys of `newer`, and behind them those that only `older` has.
  // FAILED_PRECONDITION: they have different keys of one id.
  static absl::StatusOr<std::unique_ptr<Keyring>> Join(const Keyring& newer,
                                                       const Keyring& older);

 private:
  struct Entry {
    std::string id;
    Key key;
  };

  explicit Keyring(std::vector<Entry> entries) : entries_(std::move(entries)) {}

  // Null where there is none.
  const Entry* Find(absl::string_view id) const;

  const std::vector<Entry> entries_;  // never empty
};

// The id of the key that sealed this value. INVALID_ARGUMENT: `sealed` has not
// the shape of a value sealed by a Keyring. The id is not yet authenticated.
absl::StatusOr<std::string> SealedKeyId(absl::string_view sealed);

}  // namespace hirewire::crypto

#endif  // HIREWIRE_BASE_CRYPTO_KEYRING_H_
