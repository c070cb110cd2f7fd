// The unified model's descriptors, by an entity's name.
#ifndef HIREWIRE_CONNECTORS_ENGINE_UNIFIED_MODEL_H_
#define HIREWIRE_CONNECTORS_ENGINE_UNIFIED_MODEL_H_

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"

namespace hirewire::engine {

// Filters of every List request have this number or a higher one; what is
// below is the same for all.
inline constexpr int kFirstFilterNumber = 10;

// CatalogService.
const google::protobuf::ServiceDescriptor* UnifiedCatalog();

// hirewire.v1.<name>, where CatalogService lists or gets it; else null.
const google::protobuf::Descriptor* UnifiedMessage(absl::string_view name);

// The request of CatalogService's List method for an entity; null without one.
const google::protobuf::Descriptor* ListRequestOf(absl::string_view entity);

// CatalogService's List (or Get) method for an entity; null without one.
const google::protobuf::MethodDescriptor* ListMethodOf(
    absl::string_view entity);
const google::protobuf::MethodDescriptor* GetMethodOf(absl::string_view entity);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_UNIFIED_MODEL_H_
