// The master keys of a server that runs for long: they may be rotated while it
// runs, by itself or by another process.
//
//   HW_ASSIGN_OR_RETURN(auto source, MakeKeySource("file", path));
//   HW_ASSIGN_OR_RETURN(auto keys, MasterKeys::Open(std::move(source), clock));
//   std::string sealed = keys->Seal(data_key, "connection/acme");
//   HW_ASSIGN_OR_RETURN(std::string id, keys->Rotate());
//
// What is sealed is sealed by the newest primary that can be known: a key file
// is looked at before each seal. A value that names an unknown key makes the
// source be read again. What was known once opens until the process ends, also
// after it was taken out of the source.
#ifndef HIREWIRE_BASE_CRYPTO_MASTER_KEYS_H_
#define HIREWIRE_BASE_CRYPTO_MASTER_KEYS_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "base/crypto/aead.h"
#include "base/crypto/keyring.h"
#include "base/crypto/master_key_source.h"
#include "base/time/clock.h"

namespace hirewire::crypto {

// Thread-safe. Seal and Open fail as those of Keyring do.
class MasterKeys : public Aead {
 public:
  // Reads the source. Fails as it does, or as Keyring::Parse does, with its
  // name. `clock` outlives the keys.
  static absl::StatusOr<std::unique_ptr<MasterKeys>> Open(
      std::unique_ptr<MasterKeySource> source, const Clock& clock);

  // One fresh key that is stored nowhere.
  static std::unique_ptr<MasterKeys> Ephemeral(const Clock& clock);

  std::string Seal(absl::string_view plaintext,
                   absl::string_view associated_data) const override;
  absl::StatusOr<std::string> Open(
      absl::string_view sealed,
      absl::string_view associated_data) const override;

  // All keys as they are known now, the primary first.
  std::shared_ptr<const Keyring> ring() const;

  // Reads the source again. Where that fails the keys stay as they are.
  // FAILED_PRECONDITION: it has other bytes for an id that is known.
  absl::Status Reload() const;

  // Makes a new key, stores it in front of the others and seals with it from
  // now on. Returns its id. Fails as MasterKeySource::PutInFront does, and then
  // nothing has changed.
  absl::StatusOr<std::string> Rotate();

  // Where they come from: "file".
  std::string source_kind() const { return source_->kind(); }
  // For errors: "key file /var/lib/hirewire/master-keys".
  std::string source_name() const { return source_->name(); }

 private:
  MasterKeys(std::unique_ptr<MasterKeySource> source, const Clock& clock)
      : source_(std::move(source)), clock_(clock) {}

  absl::Status ReloadLocked() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(reloading_);
  // Whether reading again might show something new.
  bool IsStale() const;
  bool MayReadUnstamped() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(reloading_);

  const std::unique_ptr<MasterKeySource> source_;
  const Clock& clock_;
  // Held while the source is read, which may take long; `mutex_` never is.
  mutable absl::Mutex reloading_ ABSL_ACQUIRED_BEFORE(mutex_);
  mutable absl::Time last_read_ ABSL_GUARDED_BY(reloading_) =
      absl::InfinitePast();
  mutable absl::Mutex mutex_;
  mutable std::shared_ptr<const Keyring> ring_ ABSL_GUARDED_BY(mutex_);
  mutable std::optional<std::string> stamp_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace hirewire::crypto

#endif  // HIREWIRE_BASE_CRYPTO_MASTER_KEYS_H_
