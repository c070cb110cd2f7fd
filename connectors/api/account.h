// The one interface that services see of a vendor: an account at it.
//
//   HW_CO_ASSIGN_OR_RETURN(auto account, accounts.For(connection));
//   Cost cost;
//   HW_CO_ASSIGN_OR_RETURN(std::string bytes, co_await account->List(q, cost));
//   response.ParseFromString(bytes);  // a ListCandidatesResponse
//
// Answers are the wire bytes of the unified response messages: they go to the
// caller as they are, without message objects in between. Every
// List<Entity>Response has records = 1, next_page_token = 2, issues = 3; every
// Get<Entity>Response has the record = 1, issues = 3.
#ifndef HIREWIRE_CONNECTORS_API_ACCOUNT_H_
#define HIREWIRE_CONNECTORS_API_ACCOUNT_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "base/async/async.h"
#include "connectors/api/cost.h"
#include "connectors/api/query.h"
#include "hirewire/v1/mapping_explanation.pb.h"

namespace hirewire::connectors {

// One connection, opened at its vendor. Lives on its connection's executor and
// is used only there. Failures carry a reason (base/status/error.h). `cost`
// must outlive the call and is filled also when the call fails.
class Account {
 public:
  virtual ~Account() = default;

  // One page of `query.entity`: a serialized List<Entity>Response.
  virtual Async<std::string> List(ListQuery query, Cost& cost) = 0;

  // One record: a serialized Get<Entity>Response.
  virtual Async<std::string> Get(GetQuery query, Cost& cost) = 0;

  // How one record is mapped. A sample costs no call and needs no credential;
  // ARGUMENT_INVALID says what is wrong with it.
  virtual Async<v1::MappingExplanation> Explain(ExplainQuery query,
                                                Cost& cost) = 0;

  // One cheap live call: OK when the vendor takes the credential. A missing
  // permission for the probe itself (SCOPE_MISSING) means the credential is
  // live: the caller decides how to show that.
  virtual AsyncStatus Check(absl::Time deadline, Cost& cost) = 0;
};

// The accounts of one shard. Used only on that shard's executor.
class Accounts {
 public:
  virtual ~Accounts() = default;

  // The account of `connection`, opened on first use and kept while the
  // connection stays as it is. Fails with VENDOR_UNKNOWN or ARGUMENT_INVALID.
  virtual absl::StatusOr<std::shared_ptr<Account>> For(
      const auth::Connection& connection) = 0;

  // An account with credentials that are not kept (yet), to Check them. Not
  // for authorization code.
  virtual absl::StatusOr<std::shared_ptr<Account>> Trial(
      const auth::Connection& connection,
      const auth::Credentials& credentials) = 0;
};

}  // namespace hirewire::connectors

#endif  // HIREWIRE_CONNECTORS_API_ACCOUNT_H_
