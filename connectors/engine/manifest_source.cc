#include "connectors/engine/manifest_source.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "connectors/engine/merge_manifest.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"

namespace hirewire::engine {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

absl::Status Invalid(const std::string& file, int line,
                     const std::string& field, absl::string_view message) {
  const std::string place = absl::StrCat(file, ":", line + 1, ": ");
  return Error(v1::ERROR_REASON_MANIFEST_INVALID)
      .With("file", file)
      .With("line", absl::StrCat(line + 1))
      .With("field", field)
      .Message(absl::StrCat(place, field, field.empty() ? "" : ": ", message));
}

// Keeps the first error: the ones after it are mostly its echo.
class FirstError : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, google::protobuf::io::ColumnNumber,
                const std::string& message) override {
    if (!message_.empty()) return;
    line_ = line;
    message_ = message;
  }

  absl::Status status(absl::string_view file) const {
    return Invalid(std::string(file), line_, "", message_);
  }

 private:
  int line_ = 0;
  std::string message_;
};

std::string Numbered(absl::string_view field, int index) {
  return index < 0 ? std::string(field) : absl::StrCat(field, "[", index, "]");
}

}  // namespace

Place Place::At(absl::string_view field, int index) const {
  Place place = *this;
  const FieldDescriptor* descriptor =
      type_->FindFieldByName(std::string(field));
  place.type_ = descriptor->message_type();
  place.path_ =
      absl::StrCat(path_, path_.empty() ? "" : ".", Numbered(field, index));
  place.message_ = nullptr;
  if (message_ == nullptr) return place;
  const Reflection& reflection = *message_->GetReflection();
  if (index >= 0) {
    place.message_ =
        &reflection.GetRepeatedMessage(*message_, descriptor, index);
  } else if (!descriptor->is_repeated() &&
             reflection.HasField(*message_, descriptor)) {
    place.message_ = &reflection.GetMessage(*message_, descriptor);
  }
  place.spot_ = source_->SpotOf(place.message_, nullptr, -1, spot_);
  return place;
}

absl::Status Place::Error(absl::string_view field, absl::string_view message,
                          int index) const {
  if (field.empty()) return Invalid(*spot_.file, spot_.line, path_, message);
  const Spot spot = source_->SpotOf(
      message_, type_->FindFieldByName(std::string(field)), index, spot_);
  return Invalid(
      *spot.file, spot.line,
      absl::StrCat(path_, path_.empty() ? "" : ".", Numbered(field, index)),
      message);
}

Place Place::Root() const { return source_->root(); }

absl::StatusOr<std::unique_ptr<ManifestSource::Text>> ManifestSource::ParseText(
    absl::string_view text, absl::string_view file) {
  auto parsed = std::make_unique<Text>();
  parsed->file = std::string(file);
  FirstError errors;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&errors);
  parser.WriteLocationsTo(&parsed->tree);
  google::protobuf::io::ArrayInputStream input(text.data(),
                                               static_cast<int>(text.size()));
  if (!parser.Parse(&input, &parsed->manifest)) return errors.status(file);
  return parsed;
}

void ManifestSource::Locate(const Text& text, const Message& message,
                            const Tree* tree, int line, Origins& out) {
  out[&message] = {{&text, tree, line}};
  if (tree == nullptr) return;
  std::vector<const FieldDescriptor*> fields;
  const Reflection& reflection = *message.GetReflection();
  reflection.ListFields(message, &fields);
  const auto locate = [&](const Message& child, const FieldDescriptor* field,
                          int index) {
    const int at = tree->GetLocation(field, index).line;
    Locate(text, child, tree->GetTreeForNested(field, index),
           at < 0 ? line : at, out);
  };
  for (const FieldDescriptor* field : fields) {
    if (field->message_type() == nullptr) continue;
    if (!field->is_repeated()) {
      locate(reflection.GetMessage(message, field), field, -1);
      continue;
    }
    for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
      locate(reflection.GetRepeatedMessage(message, field, i), field, i);
    }
  }
}

absl::StatusOr<std::unique_ptr<ManifestSource>> ManifestSource::Parse(
    absl::string_view text, absl::string_view file) {
  std::unique_ptr<ManifestSource> source(new ManifestSource());
  HW_ASSIGN_OR_RETURN(std::unique_ptr<Text> parsed, ParseText(text, file));
  source->manifest_ = parsed->manifest;
  Locate(*parsed, source->manifest_, &parsed->tree, 0, source->origins_);
  source->texts_.push_back(std::move(parsed));
  return source;
}

void ManifestSource::Overlay(std::unique_ptr<ManifestSource> over) {
  Text& text = *over->texts_.front();
  text.layer = static_cast<int>(texts_.size());
  Origins written;
  Locate(text, text.manifest, &text.tree, 0, written);
  MergeManifest(
      text.manifest,
      [&](const Message& result, const Message& part, bool fresh) {
        std::vector<Written>& origin = origins_[&result];
        // An address may have been that of a message which is gone.
        if (fresh) origin.clear();
        origin.insert(origin.begin(), written.at(&part).front());
      },
      manifest_);
  texts_.push_back(std::move(over->texts_.front()));
}

Place ManifestSource::root() const {
  Place place;
  place.source_ = this;
  place.type_ = connector::v1::Manifest::descriptor();
  place.message_ = &manifest_;
  place.spot_ = {&texts_.front()->file, 0};
  return place;
}

// The latest text that has the field, or the message where no field is asked
// for; else where the message stands.
Place::Spot ManifestSource::SpotOf(const Message* message,
                                   const FieldDescriptor* field, int index,
                                   Place::Spot otherwise) const {
  const auto found = origins_.find(message);
  if (found == origins_.end()) return otherwise;
  const std::vector<Written>& origin = found->second;
  if (field == nullptr) {
    const Written& latest = origin.front();
    return {&latest.text->file, latest.line, latest.text->layer};
  }
  // A repeated field as a whole stands where its first value does; protobuf
  // takes no index for "all" and dies of it.
  const int at = field->is_repeated() ? std::max(index, 0) : -1;
  for (const Written& written : origin) {
    if (written.tree == nullptr) continue;
    const int line = written.tree->GetLocation(field, at).line;
    if (line >= 0) return {&written.text->file, line, written.text->layer};
  }
  return otherwise;
}

}  // namespace hirewire::engine
