// An account at a vendor that a manifest describes.
#ifndef HIREWIRE_CONNECTORS_ENGINE_VENDOR_ACCOUNT_H_
#define HIREWIRE_CONNECTORS_ENGINE_VENDOR_ACCOUNT_H_

#include <string>
#include <utility>

#include "base/async/async.h"
#include "connectors/api/account.h"
#include "connectors/engine/vendor_session.h"

namespace hirewire::engine {

class VendorAccount : public connectors::Account {
 public:
  explicit VendorAccount(SessionPtr session) : session_(std::move(session)) {}

  Async<std::string> List(connectors::ListQuery query,
                          connectors::Cost& cost) override;
  Async<std::string> Get(connectors::GetQuery query,
                         connectors::Cost& cost) override;
  Async<v1::MappingExplanation> Explain(connectors::ExplainQuery query,
                                        connectors::Cost& cost) override;
  AsyncStatus Check(absl::Time deadline, connectors::Cost& cost) override;

 private:
  // Every call holds on to it: the account may be replaced under way.
  const SessionPtr session_;
};

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_VENDOR_ACCOUNT_H_
