// How wide a text is on a terminal, and how to make it fit.
//
// People's names are of every script: Chinese takes two columns a character,
// combining marks none, emoji two however many code points they are made of,
// and right-to-left text must not turn the rest of the line around.
#ifndef HIREWIRE_TOOLS_CLI_TEXT_WIDTH_H_
#define HIREWIRE_TOOLS_CLI_TEXT_WIDTH_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace hirewire::cli {

// Columns that `utf8` takes.
size_t WidthOf(absl::string_view utf8);

// Printable on one line: control characters, line breaks and what would change
// the direction of the line become blanks or go; bytes that are no UTF-8 become
// U+FFFD. Text that runs from right to left is enclosed, so that it stays
// within its cell.
std::string Printable(absl::string_view text);

// `printable` in exactly `width` columns: padded with blanks, or cut between
// characters with a … at the end.
std::string Fit(absl::string_view printable, size_t width);

}  // namespace hirewire::cli

#endif  // HIREWIRE_TOOLS_CLI_TEXT_WIDTH_H_
