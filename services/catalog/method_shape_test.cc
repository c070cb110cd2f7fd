#include "services/catalog/method_shape.h"

#include <google/protobuf/descriptor.h>

#include <set>
#include <string>

#include "gtest/gtest.h"
#include "hirewire/v1/catalog_service.pb.h"
#include "hirewire/v1/connector_service.pb.h"

namespace hirewire::catalog {
namespace {

namespace pb = google::protobuf;

const pb::ServiceDescriptor& Service(const char* name) {
  return *pb::DescriptorPool::generated_pool()->FindServiceByName(name);
}

TEST(MethodShape, EveryMethodOfTheCatalogHasOne) {
  const pb::ServiceDescriptor& catalog = Service("hirewire.v1.CatalogService");
  std::set<std::string> listed;
  for (int i = 0; i < catalog.method_count(); ++i) {
    const auto shape = ShapeOf(*catalog.method(i));
    ASSERT_TRUE(shape.ok()) << shape.status();
    ASSERT_NE(shape->entity, nullptr);
    EXPECT_NE(shape->entity->FindFieldByName("id"), nullptr);
    if (shape->kind == MethodShape::Kind::kList) {
      listed.insert(shape->entity->name());
    }
  }
  EXPECT_EQ(listed.count("Candidate"), 1u);
  EXPECT_EQ(listed.count("EeocRecord"), 1u);
  EXPECT_GE(listed.size(), 20u);
}

TEST(MethodShape, AListIsToldFromAGet) {
  const pb::ServiceDescriptor& catalog = Service("hirewire.v1.CatalogService");
  EXPECT_EQ(ShapeOf(*catalog.FindMethodByName("ListJobs"))->kind,
            MethodShape::Kind::kList);
  EXPECT_EQ(ShapeOf(*catalog.FindMethodByName("GetJob"))->kind,
            MethodShape::Kind::kGet);
  EXPECT_EQ(ShapeOf(*catalog.FindMethodByName("GetJob"))->entity->name(),
            "Job");
}

TEST(MethodShape, OtherMethodsHaveNoneAndSayWhy) {
  const pb::ServiceDescriptor& other = Service("hirewire.v1.ConnectorService");
  for (int i = 0; i < other.method_count(); ++i) {
    EXPECT_FALSE(ShapeOf(*other.method(i)).ok());
  }
}

}  // namespace
}  // namespace hirewire::catalog
