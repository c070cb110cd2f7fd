#include "connectors/engine/vendor_account.h"

#include "absl/strings/str_cat.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "connectors/engine/explain_operation.h"
#include "connectors/engine/get_operation.h"
#include "connectors/engine/list_operation.h"
#include "connectors/engine/request_builder.h"

namespace hirewire::engine {
namespace {

// Adds what only the account knows to whatever went wrong. The operation stays
// where a request of it has named itself more closely.
template <typename T>
Async<T> Named(SessionPtr session, std::string operation, Async<T> work) {
  auto result = co_await std::move(work);
  if (result.ok()) co_return result;
  absl::Status status = Annotate(result.status(), "operation", operation);
  status = Annotate(std::move(status), "connection", session->connection_id);
  co_return Annotate(std::move(status), "vendor", session->manifest->vendor());
}

AsyncStatus Probe(SessionPtr session, absl::Time deadline,
                  connectors::Cost& cost) {
  const CompiledRequest& probe = session->manifest->probe;
  HW_CO_ASSIGN_OR_RETURN(
      http::Request request,
      BuildRequest(*session->manifest, probe, session->base, {}, {}));
  const auto answer = co_await session->fetcher.Fetch(
      std::move(request), probe.scope, {"probe", deadline, cost});
  co_return Annotate(answer.status(), "connection", session->connection_id);
}

}  // namespace

Async<std::string> VendorAccount::List(connectors::ListQuery query,
                                       connectors::Cost& cost) {
  std::string operation = absl::StrCat(query.entity, ".list");
  return Named(session_, std::move(operation),
               ListPage(session_, std::move(query), cost));
}

Async<std::string> VendorAccount::Get(connectors::GetQuery query,
                                      connectors::Cost& cost) {
  std::string operation = absl::StrCat(query.entity, ".get");
  return Named(session_, std::move(operation),
               GetRecord(session_, std::move(query), cost));
}

Async<v1::MappingExplanation> VendorAccount::Explain(
    connectors::ExplainQuery query, connectors::Cost& cost) {
  std::string operation =
      absl::StrCat(query.entity, query.list ? ".list" : ".get");
  return Named(session_, std::move(operation),
               ExplainRecord(session_, std::move(query), cost));
}

AsyncStatus VendorAccount::Check(absl::Time deadline, connectors::Cost& cost) {
  return Probe(session_, deadline, cost);
}

}  // namespace hirewire::engine
