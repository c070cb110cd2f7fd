#include "connectors/engine/schema_drift.h"

namespace hirewire::engine {

void SchemaDrift::Note(const Page& page) {
  const absl::Time now = clock_.Now();
  const std::string& vendor = page.manifest.vendor();
  const std::string& entity = page.entity.spec->message();
  std::vector<DriftNews> news;
  {
    absl::MutexLock lock(&mutex_);
    Entry& entry = entries_[{vendor, entity}];
    entry.counter.NoteRecords(page.records.size(), now);
    if (!page.records.empty()) {
      entry.counter.Sample(page.entity.schema, page.kind,
                           page.records[entry.pages++ % page.records.size()],
                           now, news);
    }
    entry.counter.NoteWords(*page.entity.schema, page.words, now, news);
  }
  for (const DriftNews& one : news) observer_.OnNew(vendor, entity, one);
}

std::vector<v1::EntityDrift> SchemaDrift::Of(absl::string_view vendor) const {
  std::vector<v1::EntityDrift> out;
  absl::MutexLock lock(&mutex_);
  for (const auto& [key, entry] : entries_) {
    if (!vendor.empty() && key.first != vendor) continue;
    v1::EntityDrift& drift = out.emplace_back();
    drift.set_vendor(key.first);
    drift.set_entity(key.second);
    entry.counter.Report(drift);
  }
  return out;
}

}  // namespace hirewire::engine
