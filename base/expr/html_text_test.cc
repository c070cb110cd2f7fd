#include "base/expr/html_text.h"

#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace hirewire::expr {
namespace {

TEST(HtmlToText, EndsLinesAtBlocks) {
  EXPECT_EQ(HtmlToText("<p>Hi&nbsp;<b>Ada</b></p><ul><li>C++</li><li>Go</li>"
                       "</ul>Bye"),
            "Hi Ada\nC++\nGo\nBye");
  EXPECT_EQ(HtmlToText("a<br>b<BR/>c<br><br>d<br><br><br>e"),
            "a\nb\nc\n\nd\n\ne");
}

TEST(HtmlToText, KeepsInlineTagsInTheLine) {
  EXPECT_EQ(HtmlToText("a<b>b</b>c <i class='x'>d</i>"), "abc d");
}

TEST(HtmlToText, MakesRunsOfSpaceOne) {
  EXPECT_EQ(HtmlToText("  a \n\t b  <p> c </p>  "), "a b\nc");
}

TEST(HtmlToText, DecodesReferences) {
  EXPECT_EQ(HtmlToText("&lt;a&gt; &amp;amp; &quot;&apos; &eacute;&ndash;&euro; "
                       "&#233;&#x1F600;&#X41;"),
            "<a> &amp; \"' é–€ é😀A");
  EXPECT_EQ(HtmlToText("&#146;&#150;"), "’–");
}

TEST(HtmlToText, KeepsWhatIsNoReference) {
  EXPECT_EQ(HtmlToText("R&D; AT&T &nosuch; &; & &#; &#x; &#-1; &#x0x1; &am"),
            "R&D; AT&T &nosuch; &; & &#; &#x; &#-1; &#x0x1; &am");
}

TEST(HtmlToText, ReplacesCodePointsThatAreNone) {
  EXPECT_EQ(HtmlToText("&#0;&#xD800;&#x110000;"), "\uFFFD\uFFFD\uFFFD");
}

TEST(HtmlToText, DropsCommentsScriptsAndStyles) {
  EXPECT_EQ(HtmlToText("a<!-- <p>x --><!DOCTYPE html><?xml?>b"), "ab");
  EXPECT_EQ(HtmlToText("a<script>if (1 < 2) { '</p>' }</SCRIPT>b"
                       "<style type=\"x\">p > a {}</style >c"),
            "abc");
}

TEST(HtmlToText, FindsTheEndOfATagAfterQuotedValues) {
  EXPECT_EQ(HtmlToText("<a title=\"a > b\" href='>'>x</a>"), "x");
  EXPECT_EQ(HtmlToText("<a it's>x</a>"), "x");
}

TEST(HtmlToText, KeepsSignsThatOpenNoTag) {
  EXPECT_EQ(HtmlToText("a < b, 1<2, <3 </ x"), "a < b, 1<2, <3 </ x");
}

TEST(HtmlToText, KeepsEmojiAndRightToLeftText) {
  EXPECT_EQ(HtmlToText("<div>مريم 👩‍💻</div>"),
            "مريم 👩‍💻");
}

TEST(HtmlToText, EndsOnWhatIsCutOff) {
  for (const char* html : {"", "<", "a<b", "<a href=\"x", "<!--", "<!", "</",
                           "<script>", "<script", "&", "&#", "<p"}) {
    EXPECT_LE(HtmlToText(html).size(), std::string(html).size()) << html;
  }
}

TEST(HtmlToText, TakesLinearTimeOnHostileInput) {
  for (const char* part : {"<", "<a", "<a b='", "&", "&#", "<!--", "<script>",
                           "</", "<script></", "<br>", "&lt;", " <p"}) {
    std::string html;
    while (html.size() < 500'000) html += part;
    EXPECT_LE(HtmlToText(html).size(), html.size());
  }
}

TEST(HtmlToText, NeverGrowsOnRandomInput) {
  std::mt19937 random(3);
  const std::string alphabet = "<>/!-&#x;=\"' abp1script";
  for (int i = 0; i < 20'000; ++i) {
    std::string html;
    for (int size = random() % 60; size > 0; --size) {
      html += alphabet[random() % alphabet.size()];
    }
    EXPECT_LE(HtmlToText(html).size(), html.size()) << html;
  }
}

}  // namespace
}  // namespace hirewire::expr
