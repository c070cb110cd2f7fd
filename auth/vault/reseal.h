// Seals data keys again, with the primary master key: what is left to do after
// a new one was made, before an old one can be taken out.
//
//   Resealer resealer(store, keys, clock);
//   while (!resealer.done()) HW_RETURN_IF_ERROR(resealer.Step(50));
//   if (resealer.busy() > 0) ...  // wait, Restart, and again
//   HW_RETURN_IF_ERROR(resealer.failure());
//
// Only data keys are sealed again, never what they seal. Each record is written
// in a transaction of its own, and only as it was found in it, so that writers
// at the same time lose nothing. May be stopped at any point and begun again.
#ifndef HIREWIRE_AUTH_VAULT_RESEAL_H_
#define HIREWIRE_AUTH_VAULT_RESEAL_H_

#include <cstdint>
#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "auth/vault/sealed_records.h"
#include "auth/vault/vault.h"
#include "base/crypto/master_keys.h"
#include "base/store/store.h"
#include "base/time/clock.h"

namespace hirewire::auth {

// Not thread-safe; blocks like its Store for the records of one Step.
class Resealer {
 public:
  // All outlive it.
  Resealer(store::Store& store, const crypto::MasterKeys& keys,
           const Clock& clock);

  // Goes on by up to `limit` records. Fails only as the store does: may be
  // called again then.
  absl::Status Step(int limit);

  // Whether all records were seen. Those that somebody is at work on were left:
  // see busy().
  bool done() const { return walk_.done(); }

  int64_t resealed() const { return resealed_; }
  // Records that were left since the last Restart, and how long their leases
  // last at most.
  int64_t busy() const { return busy_; }
  absl::Duration busy_for() const { return busy_for_; }

  // Begins with the first record again. Records that were left then and are
  // unchanged after as long as their lease lasts belong to nobody any more: no
  // clock but this one's is asked.
  void Restart();

  // SEAL_BROKEN for the first record whose data key does not open, or
  // INTERNAL for records that cannot be read; OK where there was none. The
  // others were sealed again nevertheless.
  absl::Status failure() const;

 private:
  // When this was first seen under a lease, and in which version.
  struct Sighting {
    int64_t version = 0;
    absl::Time time;
  };

  absl::Status Reseal(const SealedRow& row);
  // Whether `row` is left for who holds its lease.
  bool IsLeased(const SealedRow& row);

  store::Store& store_;
  const crypto::MasterKeys& keys_;
  const Clock& clock_;
  const Vault vault_;
  SealedWalk walk_;
  int64_t resealed_ = 0;
  int64_t busy_ = 0;
  absl::Duration busy_for_;
  std::map<std::string, Sighting> sightings_;
  absl::Status failure_;
};

// How many stored data keys each master key seals, by the key's id.
class SealCensus {
 public:
  // `store` outlives it.
  explicit SealCensus(store::Store& store) : walk_(store) {}

  absl::Status Step(int limit);
  bool done() const { return walk_.done(); }
  const std::map<std::string, int64_t>& counts() const { return counts_; }

 private:
  SealedWalk walk_;
  std::map<std::string, int64_t> counts_;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_VAULT_RESEAL_H_
