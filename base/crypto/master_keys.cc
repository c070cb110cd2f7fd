#include "base/crypto/master_keys.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "base/crypto/key_sources.h"
#include "base/crypto/keyring.h"
#include "base/crypto/wipe.h"
#include "base/status/macros.h"
#include "base/time/clock.h"

namespace hirewire::crypto {
namespace {

// A source without stamps is a program: values that name keys of which nobody
// knows must not make it run all the time.
constexpr absl::Duration kLeastBetweenReads = absl::Seconds(10);

}  // namespace

absl::StatusOr<std::unique_ptr<MasterKeys>> MasterKeys::Open(
    std::unique_ptr<MasterKeySource> source, const Clock& clock) {
  auto keys =
      std::unique_ptr<MasterKeys>(new MasterKeys(std::move(source), clock));
  HW_RETURN_IF_ERROR(keys->Reload());
  return keys;
}

std::unique_ptr<MasterKeys> MasterKeys::Ephemeral(const Clock& clock) {
  // Nothing in it can fail: a fresh line is one that parses.
  return Open(std::make_unique<MemoryKeySource>(Keyring::FreshLine().line),
              clock)
      .value();
}

std::shared_ptr<const Keyring> MasterKeys::ring() const {
  const absl::MutexLock lock(&mutex_);
  return ring_;
}

bool MasterKeys::IsStale() const {
  const std::optional<std::string> stamp = source_->Stamp();
  const absl::MutexLock lock(&mutex_);
  return stamp != stamp_;
}

std::string MasterKeys::Seal(absl::string_view plaintext,
                             absl::string_view associated_data) const {
  // A file that cannot be read just now is no reason not to seal: all the keys
  // that this process knows stay good.
  if (IsStale()) Reload().IgnoreError();
  return ring()->Seal(plaintext, associated_data);
}

absl::StatusOr<std::string> MasterKeys::Open(
    absl::string_view sealed, absl::string_view associated_data) const {
  HW_ASSIGN_OR_RETURN(const std::string id, SealedKeyId(sealed));
  if (!ring()->Has(id)) {
    const absl::MutexLock lock(&reloading_);
    // Another thread may have read it while this one waited.
    if (!ring()->Has(id) && (IsStale() || MayReadUnstamped())) {
      ReloadLocked().IgnoreError();
    }
  }
  return ring()->Open(sealed, associated_data);
}

bool MasterKeys::MayReadUnstamped() const {
  return !source_->Stamp().has_value() &&
         clock_.Now() - last_read_ >= kLeastBetweenReads;
}

absl::Status MasterKeys::Reload() const {
  const absl::MutexLock lock(&reloading_);
  return ReloadLocked();
}

absl::Status MasterKeys::ReloadLocked() const {
  // Before reading: what changes meanwhile is read once more.
  const std::optional<std::string> stamp = source_->Stamp();
  absl::StatusOr<std::string> text = source_->Read();
  last_read_ = clock_.Now();
  HW_RETURN_IF_ERROR(text.status());
  const WipeOnExit wipe(*text);
  absl::StatusOr<std::unique_ptr<Keyring>> read = Keyring::Parse(*text);
  if (read.ok() && ring() != nullptr) read = Keyring::Join(**read, *ring());
  if (!read.ok()) {
    return absl::Status(
        read.status().code(),
        absl::StrCat(source_->name(), ": ", read.status().message()));
  }
  const absl::MutexLock lock(&mutex_);
  ring_ = *std::move(read);
  stamp_ = stamp;
  return absl::OkStatus();
}

absl::StatusOr<std::string> MasterKeys::Rotate() {
  Keyring::KeyLine fresh = Keyring::FreshLine();
  const WipeOnExit wipe(fresh.line);
  HW_RETURN_IF_ERROR(source_->PutInFront(fresh.line));
  HW_RETURN_IF_ERROR(Reload());
  return fresh.id;
}

}  // namespace hirewire::crypto
