// An account of the engine with everything below it real but the wire and the
// time: for tests of what goes over the wire and what comes out.
//
//   TestingVendor vendor;                       // of testing_manifest.h
//   vendor.wire().Answer(200, R"([{"id": 1}])");
//   auto page = vendor.List<v1::ListCandidatesResponse>({"Candidate"});
//   EXPECT_THAT(vendor.asked(), ElementsAre("/v2/candidates?per_page=100"));
#ifndef HIREWIRE_CONNECTORS_ENGINE_TESTING_VENDOR_H_
#define HIREWIRE_CONNECTORS_ENGINE_TESTING_VENDOR_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/connection/credentials.h"
#include "base/async/spawn.h"
#include "base/http/fake_transport.h"
#include "base/http/transport.h"
#include "base/time/fake_clock.h"
#include "connectors/api/account.h"
#include "connectors/api/cost.h"
#include "connectors/api/query.h"
#include "connectors/engine/schema_drift.h"
#include "connectors/engine/testing_manifest.h"
#include "hirewire/v1/mapping_explanation.pb.h"

namespace hirewire::engine {

class TestingVendor {
 public:
  // A call under way: its result once it has one.
  struct Running {
    connectors::Cost cost;
    std::optional<absl::StatusOr<std::string>> result;
    CancelHandle handle;
  };

  // The manifest must compile. The connection is "acme-1", with an API key.
  explicit TestingVendor(absl::string_view manifest = kTestingManifest);
  ~TestingVendor();

  // Calls from now on are those of another connection, freshly opened.
  void Connect(const std::string& connection);
  void Connect(const std::string& connection,
               const auth::Credentials& credentials);

  http::FakeTransport& wire();
  FakeClock& clock();

  // Answers every request for that path, any number of times, where nothing is
  // queued on the wire.
  void Serve(std::string path, std::string body, int status = 200,
             absl::Duration delay = absl::ZeroDuration());

  // Begins a call; Run() carries on until nobody has anything left to do.
  std::unique_ptr<Running> StartList(connectors::ListQuery query);
  std::unique_ptr<Running> StartGet(connectors::GetQuery query);
  void Run();
  // The same, but only for so long.
  void RunFor(absl::Duration time);

  // One call from beginning to end.
  template <typename Response>
  absl::StatusOr<Response> List(connectors::ListQuery query) {
    return Finish<Response>(StartList(std::move(query)));
  }
  template <typename Response>
  absl::StatusOr<Response> Get(connectors::GetQuery query) {
    return Finish<Response>(StartGet(std::move(query)));
  }
  absl::StatusOr<v1::MappingExplanation> Explain(
      connectors::ExplainQuery query);
  absl::Status Check();

  // What was seen of the answers' fields and words, and what of it was news:
  // "Tag colour ", "Application status frozen".
  const SchemaDrift& drift() const;
  std::vector<std::string> news() const;

  // What the latest finished List, Get, Explain or Check cost.
  const connectors::Cost& cost() const;
  // Path and query of all that was sent, in order.
  std::vector<std::string> asked() const;

 private:
  struct Core;

  absl::StatusOr<std::string> Wait(std::unique_ptr<Running> call);

  template <typename Response>
  absl::StatusOr<Response> Finish(std::unique_ptr<Running> call) {
    auto bytes = Wait(std::move(call));
    if (!bytes.ok()) return bytes.status();
    Response response;
    if (response.ParseFromString(*bytes)) return response;
    return absl::DataLossError("the engine wrote no such message");
  }

  const std::unique_ptr<Core> core_;
};

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_TESTING_VENDOR_H_
