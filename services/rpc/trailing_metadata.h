// What every call says at its end about its cost, also when it failed.
#ifndef HIREWIRE_SERVICES_RPC_TRAILING_METADATA_H_
#define HIREWIRE_SERVICES_RPC_TRAILING_METADATA_H_

#include <string>
#include <utility>
#include <vector>

#include "services/rpc/call.h"

namespace hirewire::rpc {

// In this order; times in milliseconds with three decimals:
//
//   hirewire-request-id      quote it when asking about the call
//   hirewire-vendor-calls    requests that reached the vendor, retries included
//   hirewire-retries         how many of those were repetitions
//   hirewire-vendor-time-ms  waiting for the vendor's answers
//   hirewire-queue-time-ms   waiting for permits, tokens and backoff
//   hirewire-own-time-ms     the rest
//   hirewire-quota-left      as the vendor last said; absent where it did not
std::vector<std::pair<std::string, std::string>> TrailingMetadata(
    const Call& call, const Timing& timing);

}  // namespace hirewire::rpc

#endif  // HIREWIRE_SERVICES_RPC_TRAILING_METADATA_H_
