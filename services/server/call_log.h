// One log line for every call, of names and numbers only.
//
//   {"event":"call.ended","method":"CatalogService/ListCandidates",
//    "caller":"sync","tenant":"globex","connection":"acme","vendor":"lever","code":"OK","reason":"",...}
#ifndef HIREWIRE_SERVICES_SERVER_CALL_LOG_H_
#define HIREWIRE_SERVICES_SERVER_CALL_LOG_H_

#include "absl/status/status.h"
#include "base/log/logger.h"
#include "services/rpc/call.h"

namespace hirewire::server {

class CallLog : public rpc::CallObserver {
 public:
  // `logger` outlives it.
  explicit CallLog(log::Logger& logger) : logger_(logger) {}

  // A call that failed by our own fault is an error and says more: the text
  // that its caller does not see.
  void Ended(const rpc::Call& call, const rpc::Timing& timing,
             const absl::Status& status) override;

 private:
  log::Logger& logger_;
};

}  // namespace hirewire::server

#endif  // HIREWIRE_SERVICES_SERVER_CALL_LOG_H_
