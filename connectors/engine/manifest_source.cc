#include "connectors/engine/manifest_source.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"

namespace hirewire::engine {
namespace {

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
    return absl::InvalidArgumentError(
        absl::StrCat(file, ":", line_ + 1, ": ", message_));
  }

 private:
  int line_ = 0;
  std::string message_;
};

}  // namespace

Place Place::At(absl::string_view field, int index) const {
  Place place = *this;
  const auto* descriptor = type_->FindFieldByName(std::string(field));
  place.type_ = descriptor->message_type();
  place.path_ = absl::StrCat(path_, path_.empty() ? "" : ".", field);
  if (index >= 0) absl::StrAppend(&place.path_, "[", index, "]");
  place.tree_ = nullptr;
  if (tree_ != nullptr) {
    const auto location = tree_->GetLocation(descriptor, index);
    if (location.line >= 0) place.line_ = location.line;
    place.tree_ = tree_->GetTreeForNested(descriptor, index);
  }
  return place;
}

absl::Status Place::Error(absl::string_view field, absl::string_view message,
                          int index) const {
  int line = line_;
  std::string path = path_;
  if (!field.empty()) {
    absl::StrAppend(&path, path.empty() ? "" : ".", field);
    if (index >= 0) absl::StrAppend(&path, "[", index, "]");
    const auto* descriptor = type_->FindFieldByName(std::string(field));
    if (tree_ != nullptr && descriptor != nullptr) {
      // A repeated field as a whole stands where its first value does; protobuf
      // takes no index for "all" and dies of it.
      const int at = descriptor->is_repeated() ? std::max(index, 0) : -1;
      const auto location = tree_->GetLocation(descriptor, at);
      if (location.line >= 0) line = location.line;
    }
  }
  return absl::InvalidArgumentError(
      absl::StrCat(*file_, ":", line + 1, ": ", path, ": ", message));
}

absl::StatusOr<std::unique_ptr<ManifestSource>> ManifestSource::Parse(
    absl::string_view text, absl::string_view file) {
  std::unique_ptr<ManifestSource> source(new ManifestSource());
  source->file_ = std::string(file);
  FirstError errors;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&errors);
  parser.WriteLocationsTo(&source->tree_);
  google::protobuf::io::ArrayInputStream input(text.data(),
                                               static_cast<int>(text.size()));
  if (!parser.Parse(&input, &source->manifest_)) return errors.status(file);
  return source;
}

Place ManifestSource::root() const {
  Place place;
  place.file_ = &file_;
  place.type_ = connector::v1::Manifest::descriptor();
  place.tree_ = &tree_;
  return place;
}

}  // namespace hirewire::engine
