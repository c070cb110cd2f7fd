// A manifest's text, and where in it each field stands.
//
//   auto source = ManifestSource::Parse(text, "greenhouse/manifest.textproto");
//   Place entity = source->root().At("entities", 2);
//   return entity.Error("get", "needs a path");
//   // greenhouse/manifest.textproto:41: entities[2].get: needs a path
#ifndef HIREWIRE_CONNECTORS_ENGINE_MANIFEST_SOURCE_H_
#define HIREWIRE_CONNECTORS_ENGINE_MANIFEST_SOURCE_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/text_format.h"
#include "hirewire/connector/v1/manifest.pb.h"

namespace hirewire::engine {

// One message of a manifest, as a place that errors can point at. Valid as
// long as its ManifestSource.
class Place {
 public:
  // The place of a message field. `index` is -1 for single fields.
  Place At(absl::string_view field, int index = -1) const;

  // INVALID_ARGUMENT naming file, line and field. `field` may be empty (the
  // message itself); `index` is for repeated fields of plain values.
  absl::Status Error(absl::string_view field, absl::string_view message,
                     int index = -1) const;

 private:
  friend class ManifestSource;
  using Tree = google::protobuf::TextFormat::ParseInfoTree;

  const std::string* file_ = nullptr;
  const google::protobuf::Descriptor* type_ = nullptr;
  const Tree* tree_ = nullptr;  // Null where nothing was written.
  std::string path_;
  int line_ = 0;  // Of the message itself, zero-based.
};

class ManifestSource {
 public:
  // INVALID_ARGUMENT naming file, line and what was expected.
  static absl::StatusOr<std::unique_ptr<ManifestSource>> Parse(
      absl::string_view text, absl::string_view file);

  const connector::v1::Manifest& manifest() const { return manifest_; }
  Place root() const;

 private:
  ManifestSource() = default;

  std::string file_;
  connector::v1::Manifest manifest_;
  google::protobuf::TextFormat::ParseInfoTree tree_;
};

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_MANIFEST_SOURCE_H_
