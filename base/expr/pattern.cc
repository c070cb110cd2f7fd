#include "base/expr/pattern.h"

#include "re2/re2.h"

namespace hirewire::expr {

absl::Status CheckPattern(const std::string& pattern) {
  const RE2 compiled(pattern, RE2::Quiet);
  if (compiled.ok()) return absl::OkStatus();
  return absl::InvalidArgumentError(compiled.error());
}

bool MatchesWhole(absl::string_view text, const std::string& pattern) {
  const RE2 compiled(pattern, RE2::Quiet);
  return compiled.ok() &&
         RE2::FullMatch(re2::StringPiece(text.data(), text.size()), compiled);
}

}  // namespace hirewire::expr
