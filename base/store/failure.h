// A store's failure as callers are told of it.
//
//   HW_RETURN_IF_ERROR(store::Explained(store.Transact(...)));
#ifndef HIREWIRE_BASE_STORE_FAILURE_H_
#define HIREWIRE_BASE_STORE_FAILURE_H_

#include "absl/status/status.h"

namespace hirewire::store {

// What has a reason already, and OK, as it is. UNAVAILABLE and
// RESOURCE_EXHAUSTED become STORE_UNAVAILABLE, without what the store said: it
// may name hosts. Anything else stays without a reason: callers are told of a
// fault of ours, and the log what it was.
absl::Status Explained(const absl::Status& status);

}  // namespace hirewire::store

#endif  // HIREWIRE_BASE_STORE_FAILURE_H_
