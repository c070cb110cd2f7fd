// One call while it runs: what the caller said, what is known of it so far and
// what it has cost.
//
// Made by the gRPC adapter (raw_unary.h), filled by the service that answers,
// read for trailing metadata and for the log.
#ifndef HIREWIRE_SERVICES_RPC_CALL_H_
#define HIREWIRE_SERVICES_RPC_CALL_H_

#include <google/protobuf/descriptor.h>

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "auth/inbound/caller.h"
#include "connectors/api/cost.h"

namespace hirewire::rpc {

struct Call {
  // Never null.
  const google::protobuf::MethodDescriptor* method = nullptr;
  // Made by the server, never given twice.
  std::string request_id;
  // Who calls, from before the service hears of it on. Its tenant's connections
  // are all that it sees.
  auth::Caller caller;
  absl::Time start;
  // The caller's, or the server's default where the caller gave none; for
  // streams there is none then.
  absl::Time deadline;
  // For the log and for errors, once the service knows that they exist: what a
  // caller merely wrote is not logged.
  std::string connection;
  std::string vendor;
  connectors::Cost cost;
};

// Where a call's time went.
struct Timing {
  absl::Duration total;
  // Waiting for the vendor, and for leave to ask it.
  absl::Duration vendor;
  absl::Duration queue;
  // What is left is ours. Never negative: calls to a vendor may overlap, so
  // their sum may exceed the total. Zero for streams, whose time goes by
  // waiting for something to happen.
  absl::Duration own;
};

Timing TimingOf(const Call& call, absl::Time end);

// Hears of every call that ends. Thread-safe; must not block.
class CallObserver {
 public:
  virtual ~CallObserver() = default;

  // `status` as the service gave it, before anything was hidden.
  virtual void Ended(const Call& call, const Timing& timing,
                     const absl::Status& status) = 0;
};

}  // namespace hirewire::rpc

#endif  // HIREWIRE_SERVICES_RPC_CALL_H_
