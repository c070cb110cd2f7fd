#include "connectors/engine/manifest_source.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hirewire::engine {
namespace {

using testing::HasSubstr;

constexpr char kText[] = R"(vendor: "acme"
entities {
  message: "Candidate"
  fields { to: "id" from: "id" }
  fields {
    to: "emails"
    fields { to: "address" from: "x" }
  }
}
)";

TEST(ManifestSource, ErrorsNameFileLineAndField) {
  auto source = ManifestSource::Parse(kText, "acme.textproto");
  ASSERT_TRUE(source.ok());
  const Place field = (*source)->root().At("entities", 0).At("fields", 1);
  EXPECT_EQ(field.At("fields", 0).Error("from", "nonsense").message(),
            "acme.textproto:7: entities[0].fields[1].fields[0].from: nonsense");
  EXPECT_EQ(field.Error("each", "is missing").message(),
            "acme.textproto:5: entities[0].fields[1].each: is missing");
}

TEST(ManifestSource, PlacesThatWereNotWrittenPointAtTheirParent) {
  auto source = ManifestSource::Parse(kText, "acme.textproto");
  const Place list = (*source)->root().At("entities", 0).At("list");
  EXPECT_EQ(list.At("request").Error("path", "is missing").message(),
            "acme.textproto:2: entities[0].list.request.path: is missing");
}

TEST(ManifestSource, AMistypedFieldIsNamedWithItsLine) {
  auto source = ManifestSource::Parse("vendor: \"a\"\nvendr: 1\n", "x");
  EXPECT_THAT(std::string(source.status().message()), HasSubstr("x:2: "));
  EXPECT_THAT(std::string(source.status().message()), HasSubstr("vendr"));
}

TEST(ManifestSource, GarbageIsRefused) {
  EXPECT_FALSE(ManifestSource::Parse("{\"json\": true}", "x").ok());
  EXPECT_FALSE(ManifestSource::Parse(std::string(1, '\0'), "x").ok());
}

}  // namespace
}  // namespace hirewire::engine
