#include "connectors/engine/link_header.h"

#include "gtest/gtest.h"

namespace hirewire::engine {
namespace {

std::optional<std::string> Next(const std::string& value) {
  return FindLink({{"link", value}}, "next");
}

TEST(FindLink, FindsItsRelationAmongOthers) {
  EXPECT_EQ(Next("<https://a/x?c=1,2;3>; rel=\"next\""), "https://a/x?c=1,2;3");
  EXPECT_EQ(Next("<https://a/p>; rel=\"prev\", <https://a/n>; rel=\"next\""),
            "https://a/n");
  EXPECT_EQ(Next("</n>; title=\"x\"; rel=next"), "/n");
  EXPECT_EQ(Next("</n>; REL=\"last NEXT\""), "/n");
}

TEST(FindLink, AnEmptyOrForeignOrBrokenHeaderHasNone) {
  for (const char* text :
       {"", "<https://a>; rel=\"last\"", "<https://a", "garbage", ">;<",
        "<x>; rel", "<x>; rel=\"nextpage\""}) {
    EXPECT_EQ(Next(text), std::nullopt) << text;
  }
}

TEST(FindLink, SearchesEveryLinkHeader) {
  EXPECT_EQ(
      FindLink({{"Link", "<a>; rel=\"first\""}, {"LINK", "<b>; rel=\"next\""}},
               "next"),
      "b");
}

}  // namespace
}  // namespace hirewire::engine
