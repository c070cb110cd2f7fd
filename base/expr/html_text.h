// HTML as people paste it into job descriptions and notes, as plain text.
//
//   HtmlToText("<p>Hi&nbsp;<b>Ada</b></p><ul><li>C++</li></ul>")
//       -> "Hi Ada\nC++"
#ifndef HIREWIRE_BASE_EXPR_HTML_TEXT_H_
#define HIREWIRE_BASE_EXPR_HTML_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"

namespace hirewire::expr {

// Tags and comments go, with the content of script and style; block tags and
// <br> end a line; runs of space become one; character references are decoded
// (by number, and the names of Latin-1 and common punctuation; others stay as
// they are). Any input will do: the result is UTF-8 if the input is, never
// longer than it, and takes time linear in it. This is no sanitizer: text that
// was escaped, "&lt;b&gt;", comes out as "<b>".
std::string HtmlToText(absl::string_view html);

}  // namespace hirewire::expr

#endif  // HIREWIRE_BASE_EXPR_HTML_TEXT_H_
