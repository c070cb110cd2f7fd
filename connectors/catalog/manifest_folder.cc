#include "connectors/catalog/manifest_folder.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "connectors/engine/manifest_source.h"

namespace hirewire::connectors {
namespace {

using engine::Layer;
using engine::ManifestText;

constexpr absl::Duration kPause = absl::Seconds(2);

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (in.bad() || !in.is_open()) {
    return absl::UnavailableError(absl::StrCat(path, ": cannot be read"));
  }
  return text;
}

absl::StatusOr<std::string> VendorOf(const ManifestText& text) {
  HW_ASSIGN_OR_RETURN(const auto source,
                      engine::ManifestSource::Parse(text.text, text.file));
  if (source->manifest().vendor().empty()) {
    return source->root().Error("vendor", "is missing");
  }
  return source->manifest().vendor();
}

}  // namespace

absl::StatusOr<std::map<std::string, std::string>> ManifestFolder::ReadAll()
    const {
  std::map<std::string, std::string> texts;
  std::error_code error;
  std::filesystem::directory_iterator files(folder_, error);
  for (; !error && files != std::filesystem::directory_iterator();
       files.increment(error)) {
    const std::string path = files->path().string();
    if (files->path().extension() != ".textproto") continue;
    HW_ASSIGN_OR_RETURN(texts[path], ReadFile(path));
  }
  if (error) {
    return absl::UnavailableError(absl::StrCat(folder_, ": ", error.message()));
  }
  return texts;
}

absl::Status ManifestFolder::PutInForce(const std::string& path,
                                        const std::string& text) {
  seen_[path].text = text;
  HW_ASSIGN_OR_RETURN(const std::string vendor, VendorOf({text, path}));
  for (const auto& [other, seen] : seen_) {
    if (other == path || seen.vendor != vendor) continue;
    return Error(v1::ERROR_REASON_MANIFEST_INVALID)
        .With("file", path)
        .With("field", "vendor")
        .Message(absl::StrCat(path, ": vendor: ", vendor, " stands in ", other,
                              " already"));
  }
  // A file that now speaks of another vendor leaves the first one alone.
  if (!seen_[path].vendor.empty() && seen_[path].vendor != vendor) {
    HW_RETURN_IF_ERROR(TakeAway(path));
  }
  HW_RETURN_IF_ERROR(
      manifests_.Set(vendor, Layer::kFile, ManifestText{text, path}));
  seen_[path].vendor = vendor;
  return absl::OkStatus();
}

absl::Status ManifestFolder::TakeAway(const std::string& path) {
  const std::string vendor = std::exchange(seen_[path].vendor, "");
  if (vendor.empty()) return absl::OkStatus();
  return manifests_.Set(vendor, Layer::kFile, std::nullopt);
}

absl::Status ManifestFolder::Load() {
  HW_ASSIGN_OR_RETURN(const auto texts, ReadAll());
  for (const auto& [path, text] : texts) {
    HW_RETURN_IF_ERROR(PutInForce(path, text));
  }
  return absl::OkStatus();
}

void ManifestFolder::Log(const std::string& path, const absl::Status& status) {
  if (status.ok()) {
    logger_.Info("manifest.file_in_force", {{"file", path}});
  } else {
    logger_.Error("manifest.refused",
                  {{"file", path}, {"why", status.message()}});
  }
}

void ManifestFolder::Try(const std::string& path, const std::string& text) {
  const bool changed = seen_[path].text != text;
  const absl::Status put = PutInForce(path, text);
  Seen& seen = seen_[path];
  std::string why(put.message());
  if (changed || why != seen.why) Log(path, put);
  seen.why = std::move(why);
}

void ManifestFolder::Refresh() {
  const auto texts = ReadAll();
  // Said once: an unreadable folder stays so for a while.
  if (!texts.ok() && readable_) Log(folder_, texts.status());
  readable_ = texts.ok();
  if (!texts.ok()) return;
  for (const auto& [path, seen] : std::map(seen_)) {
    if (texts->count(path) != 0) continue;
    Log(path, TakeAway(path));
    seen_.erase(path);
  }
  for (const auto& [path, text] : *texts) {
    const auto found = seen_.find(path);
    const bool current = found != seen_.end() && found->second.text == text &&
                         found->second.why.empty();
    if (!current) Try(path, text);
  }
}

AsyncStatus ManifestFolder::Watch(Clock& clock) {
  while (true) {
    HW_CO_RETURN_IF_ERROR(co_await clock.Sleep(kPause));
    Refresh();
  }
}

}  // namespace hirewire::connectors
