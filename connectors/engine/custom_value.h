// CustomValue: a value whose type the account decides, by the vendor's word for
// the type or, without one, by the JSON type.
#ifndef HIREWIRE_CONNECTORS_ENGINE_CUSTOM_VALUE_H_
#define HIREWIRE_CONNECTORS_ENGINE_CUSTOM_VALUE_H_

#include "base/expr/value.h"
#include "connectors/engine/convert.h"
#include "connectors/engine/wire_writer.h"
#include "hirewire/connector/v1/manifest.pb.h"

namespace hirewire::engine {

// Writes the one field of a CustomValue (its message is already begun). A value
// that does not fit its type is kept as JSON: nothing is lost, so there is
// never trouble. TYPE_UNSPECIFIED: the JSON type decides.
void WriteCustomValue(connector::v1::Kind::Type type, const expr::Value& value,
                      WireWriter& out);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_CUSTOM_VALUE_H_
