#include "testing/simulators/http/message.h"

#include <gtest/gtest.h>

#include <optional>

namespace hirewire::sim {
namespace {

TEST(Parameters, DecodeNamesAndValues) {
  const Parameters parameters =
      ParseParameters("a=1&b=x%20y+z&updated_at=gte%7C2024&flag&a=2&=v&%zz=%4");
  ASSERT_EQ(parameters.size(), 7u);
  EXPECT_EQ(parameters[1].second, "x y z");
  EXPECT_EQ(parameters[2].second, "gte|2024");
  EXPECT_EQ(parameters[3].second, "");
  EXPECT_EQ(parameters[4].second, "2");
  EXPECT_EQ(parameters[6].first, "%zz");
  EXPECT_EQ(parameters[6].second, "%4");
}

TEST(Parameters, UndoExactlyOneLayerOfEscapes) {
  EXPECT_EQ(ParseParameters("offset=%255B3%252C1%255D")[0].second,
            "%5B3%2C1%5D");
}

TEST(PercentEncode, IsUndoneByDecode) {
  const std::string text = "a|b c+d%é\n";
  EXPECT_EQ(PercentEncode("a b"), "a%20b");
  EXPECT_EQ(PercentDecode(PercentEncode(text), false), text);
}

TEST(Request, FindsHeadersWithoutCaseAndParametersWithIt) {
  Request request;
  request.headers = {{"Authorization", "Bearer x"}};
  request.query = {{"ids", "1"}, {"ids", "2"}};
  EXPECT_EQ(request.Header("authorization"), "Bearer x");
  EXPECT_EQ(request.Header("cookie"), std::nullopt);
  EXPECT_EQ(request.Parameter("ids"), "1");
  EXPECT_EQ(request.Parameter("IDS"), std::nullopt);
}

}  // namespace
}  // namespace hirewire::sim
