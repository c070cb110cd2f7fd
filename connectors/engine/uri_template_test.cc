#include "connectors/engine/uri_template.h"

#include <string>

#include "gtest/gtest.h"

namespace hirewire::engine {
namespace {

TEST(UriTemplate, EscapesValuesButNotItsOwnText) {
  auto path = UriTemplate::Compile("/jobs/{id}/x", {"id"});
  ASSERT_TRUE(path.ok());
  EXPECT_EQ(path->Expand({{"id", "a/../b?c=ü"}}, UriTemplate::kEscape),
            "/jobs/a%2F..%2Fb%3Fc%3D%C3%BC/x");
}

TEST(UriTemplate, VerbatimKeepsValues) {
  auto value = UriTemplate::Compile("gte|{value}", {"value"});
  ASSERT_TRUE(value.ok());
  EXPECT_EQ(value->Expand({{"value", "a b"}}, UriTemplate::kVerbatim),
            "gte|a b");
}

TEST(UriTemplate, AMissingValueIsToldApartFromAnEmptyOne) {
  auto value = UriTemplate::Compile("{sub}", {"sub"});
  ASSERT_TRUE(value.ok());
  EXPECT_EQ(value->Expand({}, UriTemplate::kVerbatim), std::nullopt);
  EXPECT_EQ(value->Expand({{"sub", ""}}, UriTemplate::kVerbatim), "");
}

TEST(UriTemplate, RefusesUnknownVariablesAndLooseBraces) {
  EXPECT_FALSE(UriTemplate::Compile("/{nope}", {"id"}).ok());
  EXPECT_FALSE(UriTemplate::Compile("/{id", {"id"}).ok());
  EXPECT_FALSE(UriTemplate::Compile("/id}", {"id"}).ok());
}

TEST(UriTemplate, ValuesAreNeverReadAsTemplates) {
  auto path = UriTemplate::Compile("/{id}", {"id"});
  EXPECT_EQ(path->Expand({{"id", "{id}"}}, UriTemplate::kVerbatim), "/{id}");
}

}  // namespace
}  // namespace hirewire::engine
