#include "connectors/engine/fetcher.h"

#include <utility>

#include "base/status/error.h"
#include "base/status/macros.h"

namespace hirewire::engine {

Async<Answer> Fetcher::Fetch(http::Request request, std::string scope,
                             Errand errand) {
  Answer answer;
  traffic::Call call;
  call.request = std::move(request);
  call.request.deadline = errand.deadline;
  // A manifest's requests only read, whatever their method.
  call.idempotent = true;
  call.operation = errand.operation;
  call.cost = &errand.cost;
  call.classify = [&](http::Response& response) {
    return Judge(manifest_, scope, response, parser_, answer.reading);
  };
  auto response = co_await channel_.Send(call);
  if (!response.ok()) {
    absl::Status status =
        Annotate(response.status(), "vendor", manifest_.vendor());
    co_return Annotate(std::move(status), "operation", errand.operation);
  }
  answer.headers = std::move(response->headers);
  co_return answer;
}

absl::StatusOr<std::vector<expr::Value>> ReadRecords(
    const expr::Expression& records, Shape shape, const Answer& answer,
    expr::Arena& arena) {
  std::vector<expr::Value> out;
  if (answer.reading.empty) return out;
  const auto found = records.Evaluate(answer.body(), {.arena = arena});
  if (found.ok() && found->is_array()) {
    out.reserve(found->size());
    for (const expr::Value record : found->items()) out.push_back(record);
    return out;
  }
  if (found.ok() && found->is_object() && shape == Shape::kListOrOne) {
    out.push_back(*found);
    return out;
  }
  return Error(v1::ERROR_REASON_VENDOR_RESPONSE_INVALID)
      .Message("the vendor's answer does not hold records where it should");
}

}  // namespace hirewire::engine
