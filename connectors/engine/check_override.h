// What an override of a manifest may say, checked before it is laid over one.
#ifndef HIREWIRE_CONNECTORS_ENGINE_CHECK_OVERRIDE_H_
#define HIREWIRE_CONNECTORS_ENGINE_CHECK_OVERRIDE_H_

#include <string>

#include "absl/status/status.h"
#include "connectors/engine/manifest_source.h"
#include "hirewire/connector/v1/manifest.pb.h"

namespace hirewire::engine {

// MANIFEST_INVALID for an override that names another vendor than `vendor`,
// that says one thing twice (two fields with one target), or that would change
// with which secret, where to and how fast we call. An override need not name
// the vendor.
absl::Status CheckOverride(const connector::v1::Manifest& over,
                           const Place& root, const std::string& vendor);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_CHECK_OVERRIDE_H_
