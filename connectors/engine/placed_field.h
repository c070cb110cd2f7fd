// One field rule of a manifest and where it stands in the text.
#ifndef HIREWIRE_CONNECTORS_ENGINE_PLACED_FIELD_H_
#define HIREWIRE_CONNECTORS_ENGINE_PLACED_FIELD_H_

#include "connectors/engine/manifest_source.h"
#include "hirewire/connector/v1/manifest.pb.h"

namespace hirewire::engine {

struct PlacedField {
  const connector::v1::Field* spec = nullptr;
  Place place;
};

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_PLACED_FIELD_H_
