#include "tools/cli/table.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "tools/cli/text_width.h"

namespace hirewire::cli {

namespace {

constexpr size_t kGap = 2;
// A column is not made narrower than this.
constexpr size_t kNarrowest = 6;

size_t Total(const std::vector<size_t>& widths) {
  size_t total = 0;
  for (const size_t width : widths) {
    if (width > 0) total += width + kGap;
  }
  return total == 0 ? 0 : total - kGap;
}

// Takes one column after another from the widest, until they fit or none can
// give any more.
void Narrow(std::vector<size_t>& widths, size_t limit) {
  while (Total(widths) > limit) {
    const auto widest = std::max_element(widths.begin() + 1, widths.end());
    if (widest == widths.end() || *widest <= kNarrowest) return;
    --*widest;
  }
}

}  // namespace

Table::Table(std::vector<std::string> headers) {
  rows_.push_back(std::move(headers));
}

void Table::Add(const std::vector<std::string>& cells) {
  std::vector<std::string> row;
  for (const std::string& cell : cells) row.push_back(Printable(cell));
  rows_.push_back(std::move(row));
}

std::vector<size_t> Table::NaturalWidths() const {
  std::vector<size_t> widths(rows_[0].size(), 0);
  for (size_t r = 1; r < rows_.size(); ++r) {
    for (size_t c = 0; c < widths.size(); ++c) {
      widths[c] = std::max(widths[c], WidthOf(rows_[r][c]));
    }
  }
  for (size_t c = 0; c < widths.size(); ++c) {
    // A column without a value has no use for its header either.
    if (widths[c] > 0 || c == 0) {
      widths[c] = std::max(widths[c], WidthOf(rows_[0][c]));
    }
  }
  return widths;
}

std::string Table::Render(size_t width) const {
  std::vector<size_t> widths = NaturalWidths();
  if (width > 0) Narrow(widths, width);
  std::string text;
  for (const std::vector<std::string>& row : rows_) {
    std::string line;
    for (size_t c = 0; c < widths.size(); ++c) {
      if (widths[c] == 0) continue;
      absl::StrAppend(&line, line.empty() ? "" : std::string(kGap, ' '),
                      Fit(row[c], widths[c]));
    }
    absl::StrAppend(&text, absl::StripTrailingAsciiWhitespace(line), "\n");
  }
  return text;
}

}  // namespace hirewire::cli
