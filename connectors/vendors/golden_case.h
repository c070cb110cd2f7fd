// Golden cases: what a vendor said, and what we make of it.
//
// A case is three files below a vendor's testdata/<operation>/:
//   <case>.request.textproto   what is asked; its first line names the RPC:
//                              # rpc: ListCandidates
//   <case>.exchange.json       what the vendor says (played_vendor.h)
//   <case>.textproto           what the caller gets: the response, or one line
//                              # error: PAGE_TOKEN_EXPIRED
// A listing is read to its end, and its pages are taken together. Every
// exchange must be asked for, and nothing else. All people in them are made up.
#ifndef HIREWIRE_CONNECTORS_VENDORS_GOLDEN_CASE_H_
#define HIREWIRE_CONNECTORS_VENDORS_GOLDEN_CASE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "connectors/engine/compiled.h"

namespace hirewire::vendors {

// What the case comes to, as its third file should say it. `stem`: the path of
// its files without their endings. Fails where the case itself is broken, or
// where the vendor was asked for more or less than was written down.
absl::StatusOr<std::string> RunGoldenCase(
    std::shared_ptr<const engine::CompiledManifest> manifest,
    const std::string& stem);

// A file's content. NOT_FOUND names it.
absl::StatusOr<std::string> ReadFile(const std::string& path);

}  // namespace hirewire::vendors

#endif  // HIREWIRE_CONNECTORS_VENDORS_GOLDEN_CASE_H_
