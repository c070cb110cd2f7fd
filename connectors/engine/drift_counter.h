// Counts how the records of one entity of one vendor differ from its schema.
// Holds names of fields and words, a bounded number of bounded length, and
// nothing else of what it sees.
//
//   DriftCounter counter;
//   std::vector<DriftNews> news;
//   counter.Sample(schema, PlanKind::kList, record, now, news);
//   counter.NoteWords(*schema, words, now, news);
//   counter.Report(entity_drift);
#ifndef HIREWIRE_CONNECTORS_ENGINE_DRIFT_COUNTER_H_
#define HIREWIRE_CONNECTORS_ENGINE_DRIFT_COUNTER_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "base/expr/value.h"
#include "connectors/engine/entity_schema.h"
#include "connectors/engine/unknown_words.h"
#include "hirewire/v1/schema_drift.pb.h"

namespace hirewire::engine {

// A name that was not there before.
struct DriftNews {
  // The vendor's field or, with a word, the unified one.
  std::string field;
  std::string word;
};

// Not thread-safe.
class DriftCounter {
 public:
  // Names of each sort; the rest is counted only.
  static constexpr size_t kMostNames = 50;
  // A field is gone when so many samples in a row lacked it.
  static constexpr int64_t kWindow = 200;

  // So many records were read.
  void NoteRecords(size_t count, absl::Time now);

  // Looks at the field names of one of them.
  void Sample(const std::shared_ptr<const EntitySchema>& schema, PlanKind kind,
              const expr::Value& record, absl::Time now,
              std::vector<DriftNews>& news);

  void NoteWords(const EntitySchema& schema, const UnknownWords& words,
                 absl::Time now, std::vector<DriftNews>& news);

  // All but vendor and entity.
  void Report(v1::EntityDrift& out) const;

 private:
  struct Sightings {
    int64_t count = 0;
    absl::Time first;
    absl::Time last;

    // True for the first.
    bool Add(int64_t more, absl::Time now);
  };

  // A field that is known.
  struct Known {
    // By rules, of this kind of operation; else it cannot be missed.
    bool is_read = false;
    Sightings seen;
    // The number of the sample that had it last, or before which it was not
    // looked for.
    int64_t last_sample = 0;
  };

  // The samples of one kind of operation, as a list may lack what a get has.
  struct Kind {
    // The latest; connections may differ in what they know.
    std::shared_ptr<const EntitySchema> schema;
    int64_t samples = 0;
    // To all schemas that were the latest once: one look for each field.
    absl::flat_hash_map<std::string, Known> known;
  };

  static void Learn(const std::shared_ptr<const EntitySchema>& schema,
                    const EntitySchema::Shape& shape, Kind& kind);
  void NoteNew(absl::string_view name, absl::Time now,
               std::vector<DriftNews>& news);
  void ReportVanished(v1::EntityDrift& out) const;

  Kind kinds_[2];
  int64_t records_ = 0;
  absl::Time first_;
  absl::Time last_;
  std::map<std::string, Sightings, std::less<>> new_fields_;
  int64_t other_fields_ = 0;
  // By unified field and word.
  std::map<std::pair<std::string, std::string>, Sightings> new_words_;
  int64_t other_words_ = 0;
};

// Whether a name would give data away: an id, a number or an address as a key,
// or more than 64 bytes of whatever.
bool LooksLikeData(absl::string_view name);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_DRIFT_COUNTER_H_
