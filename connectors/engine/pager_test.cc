#include "connectors/engine/pager.h"

#include <memory>
#include <string>

#include "base/json/parser.h"
#include "base/status/error.h"
#include "connectors/engine/arguments.h"
#include "connectors/engine/compile.h"
#include "connectors/engine/testing_manifest.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hirewire::engine {
namespace {

class PagerTest : public testing::Test {
 protected:
  Pager Of(const std::string& entity, int32_t size) const {
    const CompiledList& list = *manifest_->entities.at(entity).list;
    return Pager(*manifest_, list.request, list.paging, base_, size);
  }
  std::string Url(const Pager& pager, const std::string& cursor,
                  const Arguments& filters = {}) const {
    const auto request = pager.RequestFor(cursor, {}, filters);
    return request.ok() ? request->url.substr(base_.ToString().size())
                        : std::string(ReasonName(ReasonOf(request.status())));
  }
  // The next cursor, "END", or the reason why there is none.
  std::string Next(const Pager& pager, const std::string& cursor,
                   size_t records, const std::string& body = "[]",
                   const http::Headers& headers = {}) {
    const auto document = parser_.Parse(body);
    const expr::Value root(document->root());
    const auto next = pager.Next(cursor, {headers, root, records});
    if (!next.ok()) return std::string(ReasonName(ReasonOf(next.status())));
    return next->value_or("END");
  }

  const std::shared_ptr<const CompiledManifest> manifest_ =
      *CompileManifest(kTestingManifest, "acme");
  const http::Url base_ = *http::Url::Parse("https://api.acme.test/v2");
  json::Parser parser_;
};

TEST_F(PagerTest, LinksStandAlone) {
  const Pager pager = Of("Candidate", 500);
  EXPECT_EQ(Url(pager, "", {{"email", "a"}}),
            "/candidates?email=a&per_page=200");
  EXPECT_EQ(Url(pager, "/v2/candidates?c=1", {{"email", "a"}}),
            "/candidates?c=1");
  EXPECT_EQ(Next(pager, "", 3, "[]", {{"Link", "</x>; rel=\"next\""}}), "/x");
  EXPECT_EQ(Next(pager, "", 0, "[]", {{"Link", "</x>; rel=\"next\""}}), "/x");
  EXPECT_EQ(Next(pager, "", 200, "[]", {{"Link", "<>; rel=\"next\""}}), "END");
  EXPECT_EQ(Next(pager, "", 200), "END");
}

TEST_F(PagerTest, CursorsComeWithTheFilters) {
  const Pager pager = Of("Job", 10);
  EXPECT_EQ(Url(pager, "a%2F", {{"since", "1"}}),
            "/jobs?since=1&limit=10&after=a%252F");
  EXPECT_EQ(Next(pager, "", 9, R"({"next": "c", "more": true})"), "c");
  EXPECT_EQ(Next(pager, "", 9, R"({"next": 7, "more": true})"), "7");
  EXPECT_EQ(Next(pager, "", 9, R"({"next": "c", "more": false})"), "END");
  EXPECT_EQ(Next(pager, "", 9, R"({"next": "c"})"), "END");
  EXPECT_EQ(Next(pager, "", 9, "null"), "END");
  EXPECT_EQ(Next(pager, "", 9, R"({"more": true})"), "VENDOR_RESPONSE_INVALID");
  EXPECT_EQ(Next(pager, "", 61, R"({"next": "c"})"), "VENDOR_RESPONSE_INVALID");
}

TEST_F(PagerTest, PagesAreNumberedInTheSizeTheyBeganWith) {
  EXPECT_EQ(Url(Of("Department", 40), ""), "/departments?size=40&page=1");
  EXPECT_EQ(Next(Of("Department", 40), "", 40), "2:40");
  EXPECT_EQ(Url(Of("Department", 9), "2:40"), "/departments?size=40&page=2");
  EXPECT_EQ(Next(Of("Department", 9), "2:40", 40), "3:40");
  EXPECT_EQ(Next(Of("Department", 9), "2:40", 39), "END");
  EXPECT_EQ(Next(Of("Department", 9), "2:40", 0), "END");
}

TEST_F(PagerTest, OffsetsCountRecords) {
  EXPECT_EQ(Url(Of("Office", 40), ""), "/offices?take=40");
  EXPECT_EQ(Next(Of("Office", 40), "", 40), "40");
  EXPECT_EQ(Url(Of("Office", 10), "40"), "/offices?take=10&skip=40");
  EXPECT_EQ(Next(Of("Office", 10), "40", 10), "50");
  EXPECT_EQ(Next(Of("Office", 10), "40", 9), "END");
}

TEST_F(PagerTest, ACursorOfAnotherKindIsRefused) {
  for (const char* cursor : {"abc", "3", "3:", ":3", "3:4:5", "3:x"}) {
    EXPECT_EQ(Url(Of("Department", 9), cursor), "PAGE_TOKEN_INVALID") << cursor;
    EXPECT_EQ(Next(Of("Department", 9), cursor, 9), "PAGE_TOKEN_INVALID");
  }
  EXPECT_EQ(Url(Of("Office", 9), "3:4"), "PAGE_TOKEN_INVALID");
}

TEST_F(PagerTest, ASinglePageIsTheEnd) {
  EXPECT_EQ(Next(Of("EeocRecord", 9), "", 9), "END");
  EXPECT_EQ(Next(Of("EeocRecord", 9), "", 10001), "VENDOR_RESPONSE_INVALID");
}

}  // namespace
}  // namespace hirewire::engine
