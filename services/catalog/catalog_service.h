// hirewire.v1.CatalogService: every list and every get, by descriptor.
//
//   CatalogService catalog(registry, shards, accounts);
//   rpc::RawUnaryService adapter(catalog, host);
//   builder.RegisterService(&adapter);
//
// A call is read (request_reader.h), its connection looked up, its account
// asked; the bytes that the account gives are the reply.
#ifndef HIREWIRE_SERVICES_CATALOG_CATALOG_SERVICE_H_
#define HIREWIRE_SERVICES_CATALOG_CATALOG_SERVICE_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <string>
#include <vector>

#include "base/async/async.h"
#include "services/accounts/account_opener.h"
#include "services/catalog/method_shape.h"
#include "services/rpc/call.h"
#include "services/rpc/service.h"

namespace hirewire::catalog {

class CatalogService : public rpc::Service {
 public:
  // `opener` outlives it. Crashes where a method of the linked protos has no
  // shape that it can serve: a fault of the build.
  explicit CatalogService(accounts::AccountOpener& opener);

  const google::protobuf::ServiceDescriptor& descriptor() const override;
  Async<std::string> Answer(rpc::Call& call,
                            const google::protobuf::Message& request) override;

 private:
  accounts::AccountOpener& opener_;
  // By method index.
  std::vector<MethodShape> shapes_;
};

}  // namespace hirewire::catalog

#endif  // HIREWIRE_SERVICES_CATALOG_CATALOG_SERVICE_H_
