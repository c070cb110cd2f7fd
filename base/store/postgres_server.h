// A real PostgreSQL server for a test: a child process with its own folder,
// reachable by a Unix socket only, gone when this goes.
//
//   auto server = PostgresServer::Start();
//   ASSERT_TRUE(server.ok()) << server.status();
//   auto store = PostgresStore::Open((*server)->NewDatabase());
#ifndef HIREWIRE_BASE_STORE_POSTGRES_SERVER_H_
#define HIREWIRE_BASE_STORE_POSTGRES_SERVER_H_

#include <sys/types.h>

#include <memory>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"

namespace hirewire::store {

class PostgresServer {
 public:
  static constexpr char kUser[] = "hirewire";
  static constexpr char kPassword[] = "correct-horse";

  // Makes a cluster and starts it. As root the server runs as `nobody`, since
  // PostgreSQL refuses root. FAILED_PRECONDITION, saying what to do: it is not
  // installed. INTERNAL: with what the server printed.
  static absl::StatusOr<std::unique_ptr<PostgresServer>> Start();
  ~PostgresServer();

  // The address of a new, empty database; of "nowhere" if that failed, which
  // fails the test where it is opened.
  std::string NewDatabase();
  std::string Address(absl::string_view database,
                      absl::string_view user = kUser,
                      absl::string_view password = kPassword) const;

  // Runs statements in the database of that address. Several are one
  // transaction.
  static absl::Status Execute(const std::string& address,
                              const std::string& sql);
  // The first column of the first row, which must be a text; empty without one.
  static std::string Query(const std::string& address, const std::string& sql);

  // Ends the server as its operator would: sessions are cut off.
  void Stop();
  // Ends it at once, as a crash does: it recovers when it is started again.
  void Crash();
  absl::Status StartAgain();

  // Where its files are.
  std::string data_folder() const { return folder_ + "/data"; }

 private:
  explicit PostgresServer(std::string folder) : folder_(std::move(folder)) {}

  absl::Status MakeCluster();
  void End(int signal);
  void ReadLog(int log);

  const std::string folder_;
  int databases_ = 0;
  pid_t process_ = 0;  // 0: not running
  std::thread log_reader_;
  absl::Mutex mutex_;
  std::string log_ ABSL_GUARDED_BY(mutex_);
  bool log_ended_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace hirewire::store

#endif  // HIREWIRE_BASE_STORE_POSTGRES_SERVER_H_
