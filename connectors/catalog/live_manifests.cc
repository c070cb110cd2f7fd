#include "connectors/catalog/live_manifests.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/time/timestamps.h"
#include "connectors/catalog/manifest_view.h"

namespace hirewire::connectors {
namespace {

using engine::ConnectionName;
using engine::Layer;
using engine::ManifestText;
using internal::v1::ManifestRecord;

constexpr absl::string_view kKind = "manifest";
constexpr size_t kMaxTextBytes = size_t{1} << 20;
constexpr int kPage = 100;

// Vendors have no slash in their names, connections have one in their keys.
std::string KeyOf(const ManifestScope& scope) {
  if (!scope.connection) return scope.vendor;
  return absl::StrCat(scope.connection->tenant, "/", scope.connection->id);
}

// How errors name what was applied.
std::string FileOf(const ManifestRecord& record) {
  return record.connection_id().empty()
             ? absl::StrCat(record.vendor(), " (applied)")
             : absl::StrCat(record.connection_id(), " (overlay)");
}

std::optional<ManifestText> TextOf(const ManifestRecord& record) {
  if (record.text().empty()) return std::nullopt;
  return ManifestText{record.text(), FileOf(record)};
}

ConnectionName NameOf(const ManifestRecord& record) {
  return {record.tenant(), record.connection_id(),
          ToTime(record.connection_create_time())};
}

ManifestRecord RecordOf(const ManifestScope& scope, const std::string& text,
                        absl::Time now) {
  ManifestRecord record;
  record.set_vendor(scope.vendor);
  record.set_text(text);
  *record.mutable_apply_time() = ToProto(now);
  if (scope.connection) {
    record.set_tenant(scope.connection->tenant);
    record.set_connection_id(scope.connection->id);
    *record.mutable_connection_create_time() =
        ToProto(scope.connection->create_time);
  }
  return record;
}

absl::Status CheckScope(const ManifestScope& scope, const std::string& text) {
  if (scope.vendor.empty() || scope.vendor.find('/') != std::string::npos) {
    return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
        .With("field", "vendor")
        .Message("vendor is missing, or no name that a vendor can have");
  }
  if (text.size() > kMaxTextBytes) {
    return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
        .With("field", "text")
        .Message("text has more than 1 MiB");
  }
  return absl::OkStatus();
}

absl::Status Changed(const ManifestScope& scope, int64_t revision) {
  return Error(v1::ERROR_REASON_MANIFEST_CHANGED)
      .With("vendor", scope.vendor)
      .With("revision", absl::StrCat(revision))
      .Message(absl::StrCat("the manifest is at revision ", revision,
                            ": somebody else changed it"));
}

}  // namespace

absl::StatusOr<LiveManifests::Stored> LiveManifests::Read(
    const ManifestScope& scope) {
  Stored stored;
  HW_RETURN_IF_ERROR(store_.Read([&](store::Reader& reader) -> absl::Status {
    HW_ASSIGN_OR_RETURN(const auto found, reader.Get(kKind, KeyOf(scope)));
    if (!found) return absl::OkStatus();
    if (!stored.record.ParseFromString(found->value)) {
      return absl::DataLossError("a stored manifest is unreadable");
    }
    stored.version = found->version;
    return absl::OkStatus();
  }));
  // An overlay of an earlier connection of this id is nobody's.
  if (scope.connection && ToTime(stored.record.connection_create_time()) !=
                              scope.connection->create_time) {
    return Stored();
  }
  return stored;
}

absl::Status LiveManifests::Keep(const ManifestScope& scope,
                                 const std::string& text,
                                 std::optional<int64_t> expected_revision) {
  const std::string value =
      RecordOf(scope, text, clock_.Now()).SerializeAsString();
  return store_.Transact([&](store::Transaction& t) -> absl::Status {
    HW_ASSIGN_OR_RETURN(const auto found, t.Get(kKind, KeyOf(scope)));
    const int64_t revision = found ? found->version : 0;
    if (expected_revision && *expected_revision != revision) {
      return Changed(scope, revision);
    }
    if (text.empty()) {
      return found ? t.Delete(kKind, KeyOf(scope), store::kAnyVersion)
                   : absl::OkStatus();
    }
    return t.Put(kKind, KeyOf(scope), value, store::kAnyVersion).status();
  });
}

absl::Status LiveManifests::PutInForce(
    const ManifestRecord& record, const engine::Manifests::Commit& commit) {
  return record.connection_id().empty()
             ? manifests_.Set(record.vendor(), Layer::kApplied, TextOf(record),
                              commit)
             : manifests_.SetOverlay(record.vendor(), NameOf(record),
                                     TextOf(record), commit);
}

absl::StatusOr<v1::Manifest> LiveManifests::GetManifest(
    const ManifestScope& scope) {
  HW_ASSIGN_OR_RETURN(const auto manifest,
                      scope.connection ? manifests_.For(*scope.connection)
                                       : manifests_.Find(scope.vendor));
  v1::Manifest view = ViewOf(*manifest);
  AddLayers(manifests_.LayersOf(scope.vendor), view);
  HW_ASSIGN_OR_RETURN(const Stored applied, Read({scope.vendor, {}}));
  NoteApplied(Layer::kApplied, applied.record, view);
  view.set_revision(applied.version);
  if (scope.connection) {
    HW_ASSIGN_OR_RETURN(const Stored overlay, Read(scope));
    view.set_connection_id(scope.connection->id);
    view.set_revision(overlay.version);
    const auto text = manifests_.OverlayOf(*scope.connection);
    if (text) AddOverlay(*text, overlay.record, view);
  }
  return view;
}

absl::StatusOr<v1::Manifest> LiveManifests::ValidateManifest(
    const ManifestScope& scope, const std::string& text) {
  HW_RETURN_IF_ERROR(CheckScope(scope, text));
  const ManifestRecord record = RecordOf(scope, text, clock_.Now());
  HW_ASSIGN_OR_RETURN(
      const auto manifest,
      scope.connection
          ? manifests_.TryOverlay(scope.vendor, NameOf(record), TextOf(record))
          : manifests_.Try(scope.vendor, Layer::kApplied, TextOf(record)));
  if (manifest == nullptr) return v1::Manifest();
  v1::Manifest view = ViewOf(*manifest);
  if (scope.connection) view.set_connection_id(scope.connection->id);
  return view;
}

absl::StatusOr<v1::Manifest> LiveManifests::ApplyManifest(
    const ManifestScope& scope, const std::string& text,
    std::optional<int64_t> expected_revision) {
  HW_RETURN_IF_ERROR(CheckScope(scope, text));
  HW_RETURN_IF_ERROR(PutInForce(RecordOf(scope, text, clock_.Now()), [&] {
    return Keep(scope, text, expected_revision);
  }));
  logger_.Info("manifest.applied",
               {{"vendor", scope.vendor},
                {"connection", scope.connection ? scope.connection->id : ""},
                {"removed", text.empty()}});
  // A vendor that was applied whole is gone with it.
  auto now = GetManifest(scope);
  if (ReasonOf(now.status()) == v1::ERROR_REASON_VENDOR_UNKNOWN) {
    return v1::Manifest();
  }
  return now;
}

void LiveManifests::LogRefused(const ManifestRecord& record,
                               const absl::Status& why) {
  logger_.Error("manifest.refused", {{"vendor", record.vendor()},
                                     {"connection", record.connection_id()},
                                     {"why", why.message()}});
}

absl::Status LiveManifests::RestoreOne(
    const store::Record& stored, const auth::ConnectionRegistry& registry) {
  ManifestRecord record;
  if (!record.ParseFromString(stored.value)) {
    return absl::DataLossError("a stored manifest is unreadable");
  }
  if (!record.connection_id().empty()) {
    const auto connection =
        registry.Get(record.tenant(), record.connection_id());
    const bool gone =
        connection.ok()
            ? ConnectionName::Of(*connection).created != NameOf(record).created
            : ReasonOf(connection.status()) ==
                  v1::ERROR_REASON_CONNECTION_NOT_FOUND;
    if (gone) {
      return store_.Transact([&](store::Transaction& t) {
        return t.Delete(kKind, stored.key, store::kAnyVersion);
      });
    }
  }
  const absl::Status put = PutInForce(record, nullptr);
  if (!put.ok()) LogRefused(record, put);
  return absl::OkStatus();
}

absl::Status LiveManifests::Restore(const auth::ConnectionRegistry& registry) {
  std::vector<store::Record> all;
  HW_RETURN_IF_ERROR(store_.Read([&](store::Reader& reader) -> absl::Status {
    all.clear();
    std::string after;
    while (true) {
      HW_ASSIGN_OR_RETURN(const auto page,
                          reader.List(kKind, "", after, kPage));
      all.insert(all.end(), page.begin(), page.end());
      if (page.size() < kPage) return absl::OkStatus();
      after = page.back().key;
    }
  }));
  // What overlays are laid over comes first; their keys have a slash.
  for (const bool overlays : {false, true}) {
    for (const store::Record& stored : all) {
      const bool overlay = stored.key.find('/') != std::string::npos;
      if (overlay == overlays) {
        HW_RETURN_IF_ERROR(RestoreOne(stored, registry));
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace hirewire::connectors
