// A hirewired of its own process, on a free port, keeping nothing.
//
//   HW_ASSIGN_OR_RETURN(auto server, ServerProcess::Start("hirewired"));
//   Connect(server->port());
#ifndef HIREWIRE_TESTING_BENCH_SERVER_PROCESS_H_
#define HIREWIRE_TESTING_BENCH_SERVER_PROCESS_H_

#include <sys/types.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace hirewire::bench {

class ServerProcess {
 public:
  // Returns when the server is ready.
  static absl::StatusOr<std::unique_ptr<ServerProcess>> Start(
      const std::string& binary);
  // Ends it and waits for its end.
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  int port() const { return port_; }

  // Memory that is resident now, in MiB.
  absl::StatusOr<double> ResidentMib() const;

 private:
  explicit ServerProcess(pid_t pid) : pid_(pid) {}

  const pid_t pid_;
  int port_ = 0;
};

}  // namespace hirewire::bench

#endif  // HIREWIRE_TESTING_BENCH_SERVER_PROCESS_H_
