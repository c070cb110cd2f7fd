// UTF-8, one code point at a time.
#ifndef HIREWIRE_TOOLS_CLI_UTF8_H_
#define HIREWIRE_TOOLS_CLI_UTF8_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace hirewire::cli {

// Takes the first code point off `text`, which is not empty. U+FFFD for a byte
// that begins none: overlong forms, surrogates and what is cut short included.
char32_t TakeCodePoint(absl::string_view& text);

void AppendCodePoint(char32_t point, std::string& text);

}  // namespace hirewire::cli

#endif  // HIREWIRE_TOOLS_CLI_UTF8_H_
