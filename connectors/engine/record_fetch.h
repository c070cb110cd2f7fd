// The vendor's record behind one unified id, got but not mapped yet.
//
//   HW_CO_ASSIGN_OR_RETURN(const auto fetched,
//                          co_await FetchRecord(*session, *entity, id,
//                          errand));
//   fetched->record();
#ifndef HIREWIRE_CONNECTORS_ENGINE_RECORD_FETCH_H_
#define HIREWIRE_CONNECTORS_ENGINE_RECORD_FETCH_H_

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "base/async/async.h"
#include "base/expr/arena.h"
#include "base/expr/value.h"
#include "connectors/engine/compiled.h"
#include "connectors/engine/fetcher.h"
#include "connectors/engine/uri_template.h"
#include "connectors/engine/vendor_session.h"

namespace hirewire::engine {

struct FetchedRecord {
  // What the id says: see VariablesOf.
  Variables variables;
  Answer answer;
  expr::Arena arena;
  // What the answer holds; they live as long as this.
  std::vector<expr::Value> records;
  // Which of them was asked for.
  size_t place = 0;

  std::span<const expr::Value> record() const {
    return std::span(records).subspan(place, 1);
  }
};

// One request. `entity` has a get. VENDOR_RECORD_NOT_FOUND where the vendor
// answers none such, or the id is nobody's. Whether a single record is the one
// that was asked for shows only when it is mapped.
Async<std::unique_ptr<FetchedRecord>> FetchRecord(VendorSession& session,
                                                  const CompiledEntity& entity,
                                                  std::string id,
                                                  Errand errand);

absl::Status RecordNotFound(const VendorSession& session,
                            const std::string& operation);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_RECORD_FETCH_H_
