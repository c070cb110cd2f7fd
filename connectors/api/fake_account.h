// Accounts and a directory that work without a vendor, for tests of services.
//
//   FakeAccount account;
//   account.Gives(response);                    // what every call gives
//   account.Fails(Error(...).Message("..."));   // or how it fails
//   FakeAccounts accounts(account);
//   ...
//   EXPECT_EQ(account.lists().back().page_size, 100);
#ifndef HIREWIRE_CONNECTORS_API_FAKE_ACCOUNT_H_
#define HIREWIRE_CONNECTORS_API_FAKE_ACCOUNT_H_

#include <google/protobuf/message_lite.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/token/grant_recipe.h"
#include "base/async/async.h"
#include "connectors/api/account.h"
#include "connectors/api/cost.h"
#include "connectors/api/directory.h"
#include "connectors/api/manifest_editor.h"
#include "connectors/api/query.h"
#include "hirewire/v1/connector_service.pb.h"
#include "hirewire/v1/mapping_explanation.pb.h"

namespace hirewire::connectors {

// Gives an empty response until told otherwise. Thread-safe, unlike a real
// account, so that a test may look at it at any time.
class FakeAccount : public Account {
 public:
  // Whatever a call does before it answers, e.g. wait to be cancelled. Runs on
  // the call's executor; its failure is the call's.
  using Step = std::function<AsyncStatus()>;

  void Gives(const google::protobuf::MessageLite& response);
  void Fails(const absl::Status& status);
  // Every call costs this.
  void Costs(const Cost& cost);
  void First(Step step);

  std::vector<ListQuery> lists() const;
  std::vector<GetQuery> gets() const;
  std::vector<ExplainQuery> explains() const;

  Async<std::string> List(ListQuery query, Cost& cost) override;
  Async<std::string> Get(GetQuery query, Cost& cost) override;
  Async<v1::MappingExplanation> Explain(ExplainQuery query,
                                        Cost& cost) override;
  AsyncStatus Check(absl::Time deadline, Cost& cost) override;

 private:
  Async<std::string> Answer(Cost& cost);

  mutable absl::Mutex mutex_;
  absl::StatusOr<std::string> answer_ ABSL_GUARDED_BY(mutex_) = std::string();
  Cost cost_ ABSL_GUARDED_BY(mutex_);
  Step first_ ABSL_GUARDED_BY(mutex_);
  std::vector<ListQuery> lists_ ABSL_GUARDED_BY(mutex_);
  std::vector<GetQuery> gets_ ABSL_GUARDED_BY(mutex_);
  std::vector<ExplainQuery> explains_ ABSL_GUARDED_BY(mutex_);
};

// Every connection has the same account, which outlives this.
class FakeAccounts : public Accounts {
 public:
  explicit FakeAccounts(Account& account) : account_(account) {}

  absl::StatusOr<std::shared_ptr<Account>> For(
      const auth::Connection& connection) override;
  absl::StatusOr<std::shared_ptr<Account>> Trial(
      const auth::Connection& connection,
      const auth::Credentials& credentials) override;

 private:
  Account& account_;
};

// Knows the vendors "acme" (API key) and "globex" (client credentials), and
// that version 1 of acme is retired.
class FakeDirectory : public Directory {
 public:
  std::vector<v1::Connector> List() const override;
  absl::StatusOr<v1::Connector> Get(absl::string_view vendor) const override;
  // The vendor must be known and the kind of credential its own; URLs must be
  // https, or http to 127.0.0.1 where loopback is allowed.
  absl::Status Validate(const auth::Connection& connection,
                        bool allow_loopback) const override;
  absl::StatusOr<auth::GrantRecipe> GetRecipe(
      const auth::Connection& connection, bool allow_loopback) const override;
  absl::StatusOr<v1::Capabilities> GetCapabilities(
      const auth::Connection& connection) const override;
};

// Keeps one text for every scope, at a revision that grows. The text "bad" is
// MANIFEST_INVALID, another revision than the expected one MANIFEST_CHANGED.
class FakeManifestEditor : public ManifestEditor {
 public:
  absl::StatusOr<v1::Manifest> GetManifest(const ManifestScope& scope) override;
  absl::StatusOr<v1::Manifest> ValidateManifest(
      const ManifestScope& scope, const std::string& text) override;
  absl::StatusOr<v1::Manifest> ApplyManifest(
      const ManifestScope& scope, const std::string& text,
      std::optional<int64_t> expected_revision) override;

 private:
  std::string text_;
  int64_t revision_ = 0;
};

}  // namespace hirewire::connectors

#endif  // HIREWIRE_CONNECTORS_API_FAKE_ACCOUNT_H_
