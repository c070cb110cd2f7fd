#include <gtest/gtest.h>

#include <string>

#include "testing/simulators/greenhouse/simulator_fixture.h"

namespace hirewire::sim {
namespace {

class AttachmentsTest : public SimulatorFixture {
 protected:
  // The path of the newest attachment's link.
  std::string Link() {
    const json::Document document = Parse(Get("/v3/attachments?per_page=1"));
    for (const json::Value row : document.root().items()) {
      const std::string url(row.Find("url")->AsString());
      EXPECT_EQ(url.find("http://vendor.test/attachments/"), 0u);
      return url.substr(url.find("/attachments/"));
    }
    return "";
  }
};

TEST_F(AttachmentsTest, CanBeReadByWhoeverHoldsTheLink) {
  const Reply reply = Send("GET", Link(), "", "");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body->find("%PDF-1.4"), 0u);
  EXPECT_EQ(Header(reply, "X-RateLimit-Limit"), "");
}

TEST_F(AttachmentsTest, LapseAfterSevenDays) {
  const std::string link = Link();
  vendor_->SetSkew(absl::Hours(24 * 7) - absl::Seconds(1));
  EXPECT_EQ(Send("GET", link, "", "").status, 200);
  vendor_->SetSkew(absl::Hours(24 * 7));
  const Reply reply = Send("GET", link, "", "");
  EXPECT_EQ(reply.status, 403);
  EXPECT_EQ(reply.content_type, "application/xml");
  token_.clear();
  EXPECT_EQ(Send("GET", Link(), "", "").status, 200);
}

TEST_F(AttachmentsTest, CannotBeForged) {
  std::string link = Link();
  link.replace(link.find("expires=") + 8, 1, "9");
  EXPECT_EQ(Send("GET", link, "", "").status, 403);
  EXPECT_EQ(Send("GET", "/attachments/1/x", "", "").status, 403);
  EXPECT_EQ(Send("GET", "/attachments/", "", "").status, 403);
}

}  // namespace
}  // namespace hirewire::sim
