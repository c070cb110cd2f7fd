// The parameters of one request to a vendor, on their way into a query or into
// a JSON body.
//
//   Arguments arguments = {{"limit", "100", JSON_TYPE_INTEGER}};
//   JsonBodyOf(arguments)   // {"limit":100}
#ifndef HIREWIRE_CONNECTORS_ENGINE_ARGUMENTS_H_
#define HIREWIRE_CONNECTORS_ENGINE_ARGUMENTS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "base/http/url.h"
#include "hirewire/connector/v1/manifest.pb.h"

namespace hirewire::engine {

struct Argument {
  std::string name;
  // Unescaped.
  std::string value;
  // What it is in a JSON body.
  connector::v1::JsonType type = connector::v1::JSON_TYPE_UNSPECIFIED;
};

using Arguments = std::vector<Argument>;

bool Has(const Arguments& arguments, const std::string& name);

http::QueryParams QueryOf(const Arguments& arguments);

// An object with a member for each name, in order of first sight.
// ARGUMENT_INVALID, naming it, for a value that is not of its type.
absl::StatusOr<std::string> JsonBodyOf(const Arguments& arguments);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_ARGUMENTS_H_
