// Texts with {variables}, as manifests write paths and parameter values.
//
//   auto path = UriTemplate::Compile("/contacts/{id}", {"id"});
//   path->Expand({{"id", "a/b"}}, UriTemplate::kEscape);  // "/contacts/a%2Fb"
//
// RFC 6570 level 1. Braces have no other use and cannot be quoted.
#ifndef HIREWIRE_CONNECTORS_ENGINE_URI_TEMPLATE_H_
#define HIREWIRE_CONNECTORS_ENGINE_URI_TEMPLATE_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace hirewire::engine {

using Variables = std::map<std::string, std::string, std::less<>>;

class UriTemplate {
 public:
  enum Escaping { kVerbatim, kEscape };

  UriTemplate() = default;

  // INVALID_ARGUMENT for a brace without its other half or a variable that is
  // not among `known`.
  static absl::StatusOr<UriTemplate> Compile(
      absl::string_view text, const std::vector<std::string>& known);

  // The text with the variables' values; kEscape percent-encodes the values
  // (never the text itself). nullopt when a variable has no value.
  std::optional<std::string> Expand(const Variables& variables,
                                    Escaping escaping) const;

  bool has_variables() const;

 private:
  struct Part {
    std::string text;
    bool is_variable = false;
  };
  std::vector<Part> parts_;
};

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_URI_TEMPLATE_H_
