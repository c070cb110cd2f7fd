#include "base/expr/html_text.h"

#include <cstddef>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "base/expr/html_reference.h"

namespace hirewire::expr {
namespace {

constexpr absl::string_view kBlocks[] = {
    "address", "article",  "aside",  "blockquote", "dd",     "div",     "dl",
    "dt",      "fieldset", "figure", "footer",     "form",   "h1",      "h2",
    "h3",      "h4",       "h5",     "h6",         "header", "hr",      "li",
    "main",    "nav",      "ol",     "p",          "pre",    "section", "table",
    "tbody",   "td",       "tfoot",  "th",         "thead",  "tr",      "ul",
};

bool IsSpace(char c) {
  return absl::ascii_isspace(static_cast<unsigned char>(c));
}
bool IsAlpha(char c) {
  return absl::ascii_isalpha(static_cast<unsigned char>(c));
}

class Reader {
 public:
  explicit Reader(absl::string_view html) : html_(html) {
    out_.reserve(html.size());
  }

  std::string Run() {
    while (at_ < html_.size()) {
      const char c = html_[at_];
      if (c == '<' && AtMarkup()) {
        Markup();
      } else if (c == '&') {
        Reference();
      } else {
        Put(html_.substr(at_++, 1));
      }
    }
    return std::move(out_);
  }

 private:
  char Ahead(size_t distance) const {
    return at_ + distance < html_.size() ? html_[at_ + distance] : '\0';
  }

  // Whether the '<' here opens a tag or comment; else it is itself, as in
  // "a < b".
  bool AtMarkup() const {
    const char next = Ahead(1);
    return IsAlpha(next) || next == '!' || next == '?' ||
           (next == '/' && IsAlpha(Ahead(2)));
  }

  // Text of one character or less: space is put off until text follows it.
  void Put(absl::string_view text) {
    if (text.size() == 1 && IsSpace(text[0])) {
      space_ = true;
      return;
    }
    if (!out_.empty()) {
      if (breaks_ > 0) {
        out_.append(breaks_, '\n');
      } else if (space_) {
        out_.push_back(' ');
      }
    }
    breaks_ = 0;
    space_ = false;
    out_.append(text.data(), text.size());
  }

  void Reference() {
    const HtmlReference reference = ReadHtmlReference(html_.substr(at_));
    at_ += reference.length;
    Put(reference.text);
  }

  // To after the next `end`; to the end of the input where there is none.
  void SkipPast(absl::string_view end) {
    const size_t found = html_.find(end, at_);
    at_ = found == absl::string_view::npos ? html_.size() : found + end.size();
  }

  void Markup() {
    if (absl::StartsWith(html_.substr(at_), "<!--")) {
      at_ += 4;
      SkipPast("-->");
      return;
    }
    if (Ahead(1) == '!' || Ahead(1) == '?') return SkipPast(">");
    const bool closing = Ahead(1) == '/';
    at_ += closing ? 2 : 1;
    const size_t start = at_;
    while (at_ < html_.size() && !IsSpace(html_[at_]) && html_[at_] != '>' &&
           html_[at_] != '/') {
      ++at_;
    }
    const absl::string_view name = html_.substr(start, at_ - start);
    SkipAttributes();
    Break(name);
    if (closing) return;
    for (const absl::string_view hidden : {"script", "style"}) {
      if (absl::EqualsIgnoreCase(name, hidden)) SkipContent(hidden);
    }
  }

  // To after the '>' of a tag; one in a quoted attribute value is no end.
  void SkipAttributes() {
    char quote = '\0';
    bool value = false;  // Right after the '=' of an attribute.
    for (; at_ < html_.size(); ++at_) {
      const char c = html_[at_];
      if (quote != '\0') {
        if (c == quote) quote = '\0';
      } else if (c == '>') {
        ++at_;
        return;
      } else if (value && (c == '"' || c == '\'')) {
        quote = c;
      }
      if (!IsSpace(c)) value = c == '=';
    }
  }

  void Break(absl::string_view name) {
    if (absl::EqualsIgnoreCase(name, "br")) {
      // At most one empty line.
      breaks_ = breaks_ < 2 ? breaks_ + 1 : 2;
      return;
    }
    for (const absl::string_view block : kBlocks) {
      if (!absl::EqualsIgnoreCase(name, block)) continue;
      if (breaks_ == 0) breaks_ = 1;
      return;
    }
  }

  // To the tag that closes the element `name`; nothing in it is markup.
  void SkipContent(absl::string_view name) {
    for (;;) {
      at_ = html_.find("</", at_);
      if (at_ == absl::string_view::npos) {
        at_ = html_.size();
        return;
      }
      if (absl::StartsWithIgnoreCase(html_.substr(at_ + 2), name)) return;
      at_ += 2;
    }
  }

  absl::string_view html_;
  size_t at_ = 0;
  std::string out_;
  size_t breaks_ = 0;   // Line ends due before the next text.
  bool space_ = false;  // Whether a space is.
};

}  // namespace

std::string HtmlToText(absl::string_view html) { return Reader(html).Run(); }

}  // namespace hirewire::expr
