// Character references of HTML: "&amp;", "&#233;", "&#x1F600;".
//
//   const HtmlReference reference = ReadHtmlReference("&lt;b");
//   // reference.text == "<", reference.length == 4
#ifndef HIREWIRE_BASE_EXPR_HTML_REFERENCE_H_
#define HIREWIRE_BASE_EXPR_HTML_REFERENCE_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace hirewire::expr {

struct HtmlReference {
  // UTF-8; a no-break space is a space. "&" where this is no reference we know.
  std::string text;
  // Bytes of input that it stands for.
  size_t length;
};

// What `input`, which starts with '&', starts with. Code points that are none
// read as U+FFFD; 128 to 159 mean Windows-1252, as in browsers.
HtmlReference ReadHtmlReference(absl::string_view input);

}  // namespace hirewire::expr

#endif  // HIREWIRE_BASE_EXPR_HTML_REFERENCE_H_
