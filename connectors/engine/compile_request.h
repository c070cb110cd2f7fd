// Requests and paging of a manifest, checked.
#ifndef HIREWIRE_CONNECTORS_ENGINE_COMPILE_REQUEST_H_
#define HIREWIRE_CONNECTORS_ENGINE_COMPILE_REQUEST_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "connectors/engine/compiled.h"
#include "connectors/engine/manifest_source.h"
#include "hirewire/connector/v1/manifest.pb.h"

namespace hirewire::engine {

// `variables`: what the request's templates may use. `defaults`: the manifest,
// for what the request does not say.
absl::StatusOr<CompiledRequest> CompileRequest(
    const connector::v1::Request& spec, const Place& place,
    const std::vector<std::string>& variables,
    const connector::v1::Manifest& defaults);

// Every list states its paging: one without a kind is an error.
absl::StatusOr<CompiledPaging> CompilePaging(const connector::v1::Paging& spec,
                                             const Place& place);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_COMPILE_REQUEST_H_
