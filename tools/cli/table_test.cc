#include "tools/cli/table.h"

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "gtest/gtest.h"
#include "tools/cli/text_width.h"

namespace hirewire::cli {
namespace {

TEST(Table, AlignsItsColumns) {
  Table table({"ID", "NAME"});
  table.Add({"1", "Zoe"});
  table.Add({"1234", "Al"});
  EXPECT_EQ(table.Render(0),
            "ID    NAME\n"
            "1     Zoe\n"
            "1234  Al\n");
}

TEST(Table, AlignsByWidthAndNotByBytes) {
  Table table({"NAME", "X"});
  table.Add({"\xE5\xB0\x8F\xE6\x9E\x97", "1"});
  table.Add({"\xD7\xA9\xD7\xA8\xD7\x94", "2"});
  table.Add({"\xF0\x9F\x9A\x80", "3"});
  const std::vector<std::string> lines = absl::StrSplit(table.Render(0), '\n');
  for (size_t i = 0; i < 4; ++i) EXPECT_EQ(WidthOf(lines[i]), 7u) << lines[i];
}

TEST(Table, FitsTheTerminalByCuttingTheWidestColumns) {
  Table table({"ID", "NAME", "TITLE"});
  table.Add({"1234567890", std::string(30, 'n'), std::string(50, 't')});
  const std::vector<std::string> lines = absl::StrSplit(table.Render(40), '\n');
  EXPECT_EQ(WidthOf(lines[1]), 40u);
  EXPECT_EQ(lines[1].substr(0, 12), "1234567890  ");
  EXPECT_NE(lines[1].find("\xE2\x80\xA6"), std::string::npos);
}

TEST(Table, NeverCutsTheId) {
  Table table({"ID", "NAME"});
  table.Add({std::string(50, '7'), "Zoe"});
  EXPECT_NE(table.Render(20).find(std::string(50, '7')), std::string::npos);
}

TEST(Table, LeavesOutColumnsThatHoldNothing) {
  Table table({"ID", "PHONES", "NAME"});
  table.Add({"1", "", "Zoe"});
  EXPECT_EQ(table.Render(0), "ID  NAME\n1   Zoe\n");
}

TEST(Table, ACellIsOneLine) {
  Table table({"ID", "NOTE"});
  table.Add({"1", "first\nsecond"});
  EXPECT_EQ(table.Render(0), "ID  NOTE\n1   first second\n");
}

TEST(Table, WithoutRowsHasItsFirstHeader) {
  EXPECT_EQ(Table({"ID", "NAME"}).Render(80), "ID\n");
}

TEST(Table, OfOneColumnIsNeverCut) {
  Table table({"NAME"});
  table.Add({"a rather long name"});
  EXPECT_EQ(table.Render(8), "NAME\na rather long name\n");
}

}  // namespace
}  // namespace hirewire::cli
