// A vendor made of exchanges that were written down: the engine's account on
// top, files instead of a network below, everything in between real. Settings
// of the connection have the values that the manifest gives as examples.
//
//   PlayedVendor vendor(std::move(manifest));
//   ASSERT_TRUE(vendor.Load(json_text).ok());
//   absl::StatusOr<std::string> page = vendor.List({.entity = "Candidate"});
//   EXPECT_THAT(vendor.Unplayed(), testing::IsEmpty());
#ifndef HIREWIRE_CONNECTORS_VENDORS_PLAYED_VENDOR_H_
#define HIREWIRE_CONNECTORS_VENDORS_PLAYED_VENDOR_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "connectors/api/query.h"
#include "connectors/engine/compiled.h"

namespace hirewire::vendors {

class PlayedVendor {
 public:
  explicit PlayedVendor(
      std::shared_ptr<const engine::CompiledManifest> manifest);
  ~PlayedVendor();

  // Adds exchanges: a JSON list of {method, path, query, body, status,
  // response}. `path` is the whole path of the vendor's URL, `query` maps names
  // to decoded values, `body` is the request's JSON (members in any order);
  // both must be exactly what is asked. `response` may be any JSON, or
  // stands as `response_text` where it is none; `response_headers` is
  // optional.
  absl::Status Load(absl::string_view exchanges);

  // Answers every request whose path no exchange has by this JSON, any number
  // of times. Unset: they fail.
  void AnswerPath(std::string path, std::string response);

  // One call through a fresh account of the engine: serialized responses.
  absl::StatusOr<std::string> List(connectors::ListQuery query);
  absl::StatusOr<std::string> Get(connectors::GetQuery query);

  // What the answers had that the manifest does not know, a line for each
  // entity: "Candidate: pronouns, suffix\n"; "Job: status=paused\n". Empty for
  // none.
  std::string NewFields() const;
  std::string NewWords() const;

  // The requests of exchanges that were never asked for.
  std::vector<std::string> Unplayed() const;
  // Requests that nothing answered, and how many there were in all.
  const std::vector<std::string>& Unanswered() const;
  int64_t requests() const;

 private:
  struct Core;
  const std::unique_ptr<Core> core_;
};

}  // namespace hirewire::vendors

#endif  // HIREWIRE_CONNECTORS_VENDORS_PLAYED_VENDOR_H_
