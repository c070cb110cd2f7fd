#include "services/catalog/catalog_service.h"

#include <utility>

#include "absl/base/internal/raw_logging.h"
#include "base/status/macros.h"
#include "connectors/api/account.h"
#include "connectors/api/query.h"
#include "hirewire/v1/catalog_service.pb.h"
#include "services/accounts/connection_id.h"
#include "services/catalog/request_reader.h"

namespace hirewire::catalog {

namespace pb = google::protobuf;

CatalogService::CatalogService(accounts::AccountOpener& opener)
    : opener_(opener) {
  for (int i = 0; i < descriptor().method_count(); ++i) {
    absl::StatusOr<MethodShape> shape = ShapeOf(*descriptor().method(i));
    ABSL_RAW_CHECK(shape.ok(), "a method of CatalogService has no shape");
    shapes_.push_back(*shape);
  }
}

const pb::ServiceDescriptor& CatalogService::descriptor() const {
  return *pb::DescriptorPool::generated_pool()->FindServiceByName(
      "hirewire.v1.CatalogService");
}

Async<std::string> CatalogService::Answer(rpc::Call& call,
                                          const pb::Message& request) {
  const MethodShape& shape = shapes_[call.method->index()];
  HW_CO_ASSIGN_OR_RETURN(const std::string id,
                         accounts::ReadConnectionId(request));
  if (shape.kind == MethodShape::Kind::kGet) {
    HW_CO_ASSIGN_OR_RETURN(connectors::GetQuery query,
                           ReadGetRequest(request, *shape.entity));
    query.deadline = call.deadline;
    HW_CO_ASSIGN_OR_RETURN(accounts::OpenAccount open, opener_.Open(call, id));
    co_return opener_.Noted(
        open, co_await open.account->Get(std::move(query), call.cost));
  }
  HW_CO_ASSIGN_OR_RETURN(connectors::ListQuery query,
                         ReadListRequest(request, *shape.entity));
  query.deadline = call.deadline;
  HW_CO_ASSIGN_OR_RETURN(accounts::OpenAccount open, opener_.Open(call, id));
  co_return opener_.Noted(
      open, co_await open.account->List(std::move(query), call.cost));
}

}  // namespace hirewire::catalog
