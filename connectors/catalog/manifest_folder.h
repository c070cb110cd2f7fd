// A folder of manifests that an operator keeps: overrides of vendors that are
// built in, and whole manifests of others. One file, *.textproto, per vendor.
//
//   ManifestFolder folder("/etc/hirewire/manifests", manifests, logger);
//   HW_RETURN_IF_ERROR(folder.Load());
//   watch = Spawn(executor, folder.Watch(clock), ...);
#ifndef HIREWIRE_CONNECTORS_CATALOG_MANIFEST_FOLDER_H_
#define HIREWIRE_CONNECTORS_CATALOG_MANIFEST_FOLDER_H_

#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/async/async.h"
#include "base/log/logger.h"
#include "base/time/clock.h"
#include "connectors/engine/manifests.h"

namespace hirewire::connectors {

// Used by one thread at a time.
class ManifestFolder {
 public:
  // `manifests` and `logger` outlive it.
  ManifestFolder(std::string folder, engine::Manifests& manifests,
                 log::Logger& logger)
      : folder_(std::move(folder)), manifests_(manifests), logger_(logger) {}

  // Puts every file in force. Fails at the first that is wrong, naming file,
  // line and field: a server does not start on half of its configuration.
  absl::Status Load();

  // Looks again: files that are new, changed or gone take effect. One that is
  // wrong is logged, once, and what was in force for its vendor stays; it is
  // tried again, for what was in its way may be gone.
  void Refresh();

  // Refresh every two seconds, until cancelled.
  AsyncStatus Watch(Clock& clock);

 private:
  struct Seen {
    std::string text;
    // Empty where the file is not in force.
    std::string vendor;
    // Why it is not, as it was logged last.
    std::string why;
  };

  // The texts of all files by path. Fails where the folder cannot be read.
  absl::StatusOr<std::map<std::string, std::string>> ReadAll() const;
  absl::Status PutInForce(const std::string& path, const std::string& text);
  absl::Status TakeAway(const std::string& path);
  void Try(const std::string& path, const std::string& text);
  void Log(const std::string& path, const absl::Status& status);

  const std::string folder_;
  engine::Manifests& manifests_;
  log::Logger& logger_;
  std::map<std::string, Seen> seen_;
  bool readable_ = true;
};

}  // namespace hirewire::connectors

#endif  // HIREWIRE_CONNECTORS_CATALOG_MANIFEST_FOLDER_H_
