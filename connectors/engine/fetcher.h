// One request to the vendor and its answer, read.
#ifndef HIREWIRE_CONNECTORS_ENGINE_FETCHER_H_
#define HIREWIRE_CONNECTORS_ENGINE_FETCHER_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "base/async/async.h"
#include "base/expr/arena.h"
#include "base/expr/value.h"
#include "base/http/transport.h"
#include "base/json/parser.h"
#include "connectors/api/cost.h"
#include "connectors/engine/compiled.h"
#include "connectors/engine/judge.h"
#include "connectors/traffic/channel.h"

namespace hirewire::engine {

// What one operation is called and may spend.
struct Errand {
  // "Candidate.list", for errors and logs.
  std::string operation;
  absl::Time deadline;
  // Outlives the call.
  connectors::Cost& cost;
};

struct Answer {
  http::Headers headers;
  Reading reading;

  expr::Value body() const { return reading.document.root(); }
};

class Fetcher {
 public:
  // All of it outlives the Fetcher; everything on one executor.
  Fetcher(const CompiledManifest& manifest, traffic::Channel& channel,
          json::Parser& parser)
      : manifest_(manifest), channel_(channel), parser_(parser) {}

  // An accepted answer. Fails with a reason; vendor and operation are in the
  // metadata. `scope`: the permission that the request needs.
  Async<Answer> Fetch(http::Request request, std::string scope, Errand errand);

 private:
  const CompiledManifest& manifest_;
  traffic::Channel& channel_;
  json::Parser& parser_;
};

// What an answer may hold where its records are said to be.
enum class Shape {
  kList,
  kListOrOne,  // A get or a look-up may answer with the object itself.
};

// The records of an answer: the members of a list, or the one object.
// VENDOR_RESPONSE_INVALID where it has another shape. What they point into: the
// answer's document and `arena`.
absl::StatusOr<std::vector<expr::Value>> ReadRecords(
    const expr::Expression& records, Shape shape, const Answer& answer,
    expr::Arena& arena);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_FETCHER_H_
