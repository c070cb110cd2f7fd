// How the answers of all vendors differ from what their manifests know: the
// first sign that an API has changed. One for a server, passed to its accounts
// and asked by ConnectorService.
//
//   SchemaDrift drift(clock, observer);
//   drift.Note({manifest, entity, PlanKind::kList, records, words});
//   drift.Of("greenhouse");
#ifndef HIREWIRE_CONNECTORS_ENGINE_SCHEMA_DRIFT_H_
#define HIREWIRE_CONNECTORS_ENGINE_SCHEMA_DRIFT_H_

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "base/expr/value.h"
#include "base/time/clock.h"
#include "connectors/api/drift_report.h"
#include "connectors/engine/compiled.h"
#include "connectors/engine/drift_counter.h"
#include "connectors/engine/entity_schema.h"
#include "connectors/engine/unknown_words.h"
#include "hirewire/v1/schema_drift.pb.h"

namespace hirewire::engine {

// Hears of every name once. Thread-safe; must not block.
class DriftObserver {
 public:
  virtual ~DriftObserver() = default;

  virtual void OnNew(const std::string& vendor, const std::string& entity,
                     const DriftNews& news) = 0;
};

// Thread-safe: the shards share it, and hold its lock for one record a page.
class SchemaDrift : public connectors::DriftReport {
 public:
  // What one operation mapped.
  struct Page {
    const CompiledManifest& manifest;
    const CompiledEntity& entity;
    PlanKind kind;
    std::span<const expr::Value> records;
    const UnknownWords& words;
  };

  // Both outlive it.
  SchemaDrift(const Clock& clock, DriftObserver& observer)
      : clock_(clock), observer_(observer) {}

  // Looks at the field names of one record of the page, by turns another one,
  // and at the words.
  void Note(const Page& page);

  std::vector<v1::EntityDrift> Of(absl::string_view vendor) const override;

 private:
  struct Entry {
    DriftCounter counter;
    uint64_t pages = 0;
  };

  const Clock& clock_;
  DriftObserver& observer_;
  mutable absl::Mutex mutex_;
  // By vendor and entity.
  std::map<std::pair<std::string, std::string>, Entry> entries_
      ABSL_GUARDED_BY(mutex_);
};

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_SCHEMA_DRIFT_H_
