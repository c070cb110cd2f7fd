// A table for people, as wide as their terminal.
//
//   Table table({"ID", "FULL NAME"});
//   table.Add({"17", "Zoë"});
//   out << table.Render(80);
#ifndef HIREWIRE_TOOLS_CLI_TABLE_H_
#define HIREWIRE_TOOLS_CLI_TABLE_H_

#include <cstddef>
#include <string>
#include <vector>

namespace hirewire::cli {

class Table {
 public:
  explicit Table(std::vector<std::string> headers);

  // As many cells as there are headers, of any text.
  void Add(const std::vector<std::string>& cells);

  // Headers and rows, a line each, columns two blanks apart. Columns that hold
  // nothing are left out. Where the table is wider than `width`, the widest
  // columns give way, evenly, and what they cut ends with …; 0 means no limit.
  // The first column is never cut: it is the id, to be copied.
  std::string Render(size_t width) const;

 private:
  std::vector<size_t> NaturalWidths() const;

  // The headers are the first row.
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace hirewire::cli

#endif  // HIREWIRE_TOOLS_CLI_TABLE_H_
