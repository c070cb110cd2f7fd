// A manifest, and where in its text each field stands. A manifest may have been
// written in several texts, each laid over the ones before it.
//
//   auto source = ManifestSource::Parse(text, "greenhouse/manifest.textproto");
//   Place entity = source->root().At("entities", 2);
//   return entity.Error("get", "needs a path");
//   // greenhouse/manifest.textproto:41: entities[2].get: needs a path
#ifndef HIREWIRE_CONNECTORS_ENGINE_MANIFEST_SOURCE_H_
#define HIREWIRE_CONNECTORS_ENGINE_MANIFEST_SOURCE_H_

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "google/protobuf/text_format.h"
#include "hirewire/connector/v1/manifest.pb.h"

namespace hirewire::engine {

class ManifestSource;

// One message of a manifest, as a place that errors can point at. Valid as
// long as its ManifestSource.
class Place {
 public:
  // The place of a message field. `index` is -1 for single fields.
  Place At(absl::string_view field, int index = -1) const;

  // MANIFEST_INVALID naming file, line and field, in its message and in its
  // metadata. `field` may be empty (the message itself); `index` is for
  // repeated fields of plain values.
  absl::Status Error(absl::string_view field, absl::string_view message,
                     int index = -1) const;

  // The whole manifest that this is a place of.
  Place Root() const;

  // In which of the manifest's texts this stands: later ones have larger
  // numbers.
  int layer() const { return spot_.layer; }

  // The line of the message in that text, from 1.
  int line() const { return spot_.line + 1; }

 private:
  friend class ManifestSource;

  // A line of a text, zero-based.
  struct Spot {
    const std::string* file = nullptr;
    int line = 0;
    int layer = 0;
  };

  const ManifestSource* source_ = nullptr;
  const google::protobuf::Descriptor* type_ = nullptr;
  // Null where nothing was written.
  const google::protobuf::Message* message_ = nullptr;
  std::string path_;
  // Of the message itself, or of the nearest one around it that was written.
  Spot spot_;
};

class ManifestSource {
 public:
  // MANIFEST_INVALID naming file, line and what was expected.
  static absl::StatusOr<std::unique_ptr<ManifestSource>> Parse(
      absl::string_view text, absl::string_view file);

  // Lays `over`, which was parsed from one text and passed CheckOverride, over
  // what is there; merge_manifest.h says how.
  void Overlay(std::unique_ptr<ManifestSource> over);

  const connector::v1::Manifest& manifest() const { return manifest_; }
  Place root() const;

 private:
  friend class Place;
  using Tree = google::protobuf::TextFormat::ParseInfoTree;

  // A text that was parsed.
  struct Text {
    std::string file;
    connector::v1::Manifest manifest;
    Tree tree;
    int layer = 0;
  };
  // A message as one text has it.
  struct Written {
    const Text* text = nullptr;
    const Tree* tree = nullptr;
    int line = 0;
  };
  using Origins = std::unordered_map<const google::protobuf::Message*,
                                     std::vector<Written>>;

  ManifestSource() = default;

  static absl::StatusOr<std::unique_ptr<Text>> ParseText(
      absl::string_view text, absl::string_view file);
  // Where each message of `text` stands.
  static void Locate(const Text& text, const google::protobuf::Message& message,
                     const Tree* tree, int line, Origins& out);
  Place::Spot SpotOf(const google::protobuf::Message* message,
                     const google::protobuf::FieldDescriptor* field, int index,
                     Place::Spot otherwise) const;

  connector::v1::Manifest manifest_;
  std::vector<std::unique_ptr<Text>> texts_;
  // Of each message of manifest_ that was written: as the latest text has it,
  // then as the ones below do.
  Origins origins_;
};

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_MANIFEST_SOURCE_H_
