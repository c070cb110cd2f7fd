// Writes a page of unified records: a List or Get response in wire format.
#ifndef HIREWIRE_CONNECTORS_ENGINE_PAGE_WRITER_H_
#define HIREWIRE_CONNECTORS_ENGINE_PAGE_WRITER_H_

#include <set>
#include <span>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "base/expr/arena.h"
#include "base/expr/expression.h"
#include "base/expr/value.h"
#include "connectors/engine/map_plan.h"
#include "connectors/engine/record_issues.h"
#include "connectors/engine/unknown_words.h"
#include "connectors/engine/wire_writer.h"

namespace hirewire::engine {

class PageWriter {
 public:
  // All of it outlives the writer. `unknown_words` takes the words that become
  // OTHER; null: nobody does.
  PageWriter(const MapPlan& plan, const Selection& selection,
             const expr::LookupSource& lookups,
             UnknownWords* unknown_words = nullptr)
      : plan_(plan),
        selection_(selection),
        lookups_(lookups),
        unknown_words_(unknown_words) {}

  // Adds one record as field 1; returns its id.
  std::string Add(std::span<const expr::Value> records, absl::string_view raw);

  // Notes that the rules which need these joins could not be filled.
  void NoteDenied(const std::set<std::string>& joins);

  // The response: records, then `next_page_token` (where not empty), then
  // issues.
  std::string Finish(absl::string_view next_page_token);

 private:
  void NoteDenied(const MapPlan& plan, const std::set<std::string>& joins);

  const MapPlan& plan_;
  const Selection& selection_;
  const expr::LookupSource& lookups_;
  UnknownWords* const unknown_words_;
  expr::Arena arena_;
  WireWriter out_;
  RecordIssues issues_;
};

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_PAGE_WRITER_H_
