// Ids made of parts, and what expressions see of the request.
#include "connectors/engine/request_table.h"

#include <string>

#include "base/status/error.h"
#include "connectors/engine/testing_vendor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/activity.pb.h"
#include "hirewire/v1/attachment.pb.h"

namespace hirewire::engine {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class RequestTableTest : public testing::Test {
 protected:
  static connectors::ListQuery Attachments(const std::string& kind) {
    connectors::ListQuery query;
    query.entity = "Attachment";
    query.filters = {{"application_id", "a/1"}, {"kind", kind}};
    return query;
  }

  absl::StatusOr<v1::GetAttachmentResponse> Attachment(const std::string& id) {
    connectors::GetQuery query;
    query.entity = "Attachment";
    query.id = id;
    return vendor_.Get<v1::GetAttachmentResponse>(query);
  }

  absl::StatusOr<v1::GetActivityResponse> Activity(const std::string& id,
                                                   bool raw = false) {
    connectors::GetQuery query;
    query.entity = "Activity";
    query.id = id;
    query.include_raw = raw;
    return vendor_.Get<v1::GetActivityResponse>(query);
  }

  TestingVendor vendor_;
};

TEST_F(RequestTableTest, RowsSeeWhatTheyWereListedBy) {
  vendor_.wire().Answer(200, R"({"data": [{"id": "f1"}, {"id": "f2"}]})");
  const auto page =
      vendor_.List<v1::ListAttachmentsResponse>(Attachments("RESUME"));
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->attachments_size(), 2);
  EXPECT_EQ(page->attachments(0).id(), "a/1~resumes~f1");
  EXPECT_EQ(page->attachments(1).id(), "a/1~resumes~f2");
  EXPECT_EQ(page->attachments(0).application_id(), "a/1");
  EXPECT_THAT(vendor_.asked(),
              ElementsAre("/v2/applications/a%2F1/resumes?since=0"));
}

TEST_F(RequestTableTest, FiltersAndLookUpsSeeItToo) {
  vendor_.Serve("/v2/applications/a%2F1/resumes",
                R"({"data": [{"id": "f1"}]})");
  vendor_.Serve("/v2/applications/a%2F1/names",
                R"([{"id": "f1", "name": "cv.pdf"}])");
  auto query = Attachments("RESUME");
  query.read_mask = {"file_name"};
  query.filters.push_back({"candidate_id", "a/1"});
  auto page = vendor_.List<v1::ListAttachmentsResponse>(query);
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->attachments_size(), 1);
  EXPECT_EQ(page->attachments(0).file_name(), "cv.pdf");

  query.filters.back().value = "another";
  page = vendor_.List<v1::ListAttachmentsResponse>(query);
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_EQ(page->attachments_size(), 0);
}

TEST_F(RequestTableTest, ARequiredFilterKnowsItsWords) {
  const auto page =
      vendor_.List<v1::ListAttachmentsResponse>(Attachments("OFFER"));
  EXPECT_EQ(ReasonOf(page.status()), v1::ERROR_REASON_FILTER_UNSUPPORTED);
  EXPECT_THAT(vendor_.asked(), IsEmpty());
}

TEST_F(RequestTableTest, AnIdIsTakenApartForItsRequest) {
  vendor_.Serve("/v2/applications/a%2F1/resumes/f1", R"({"id": "f1"})");
  vendor_.Serve("/v2/applications/a%2F1/names", "[]");
  const auto found = Attachment("a/1~resumes~f1");
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->attachment().id(), "a/1~resumes~f1");
  EXPECT_EQ(found->attachment().application_id(), "a/1");
}

TEST_F(RequestTableTest, AnIdOfOtherPartsIsNobodysAndCostsNoCall) {
  for (const char* id : {"a1", "a1~resumes", "a1~resumes~", "~resumes~f1",
                         "a1~resumes~f1~", "a1~resumes~f1~x", "~~"}) {
    EXPECT_EQ(ReasonOf(Attachment(id).status()),
              v1::ERROR_REASON_VENDOR_RECORD_NOT_FOUND)
        << id;
  }
  EXPECT_EQ(ReasonOf(Attachment("a1~..~f1").status()),
            v1::ERROR_REASON_ARGUMENT_INVALID);
  EXPECT_THAT(vendor_.asked(), IsEmpty());
}

TEST_F(RequestTableTest, AnotherRecordThanAskedForIsNotFound) {
  vendor_.Serve("/v2/applications/a1/resumes/f1", R"({"id": "f2"})");
  vendor_.Serve("/v2/applications/a1/names", "[]");
  EXPECT_EQ(ReasonOf(Attachment("a1~resumes~f1").status()),
            v1::ERROR_REASON_VENDOR_RECORD_NOT_FOUND);
}

TEST_F(RequestTableTest, AChildIsFoundInsideItsParent) {
  vendor_.Serve("/v2/applications/a1",
                R"({"id": "a1", "stages": [{"stage": "s1"}, {"stage":"s2"}]})");
  const auto found = Activity("a1~1", /*raw=*/true);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->activity().id(), "a1~1");
  EXPECT_EQ(found->activity().body(), "s1");
  EXPECT_EQ(found->activity().subject(), "s2");
  EXPECT_EQ(found->activity().raw_json(), R"({"stage":"s2"})");
  EXPECT_EQ(ReasonOf(Activity("a1~2").status()),
            v1::ERROR_REASON_VENDOR_RECORD_NOT_FOUND);
}

TEST_F(RequestTableTest, AParentWithoutChildrenHasNone) {
  vendor_.wire().Answer(200, R"({"id": "a1", "stages": null})");
  EXPECT_EQ(ReasonOf(Activity("a1~0").status()),
            v1::ERROR_REASON_VENDOR_RECORD_NOT_FOUND);
  vendor_.wire().Answer(200, R"({"id": "a1", "stages": 7})");
  EXPECT_EQ(ReasonOf(Activity("a1~0").status()),
            v1::ERROR_REASON_VENDOR_RESPONSE_INVALID);
}

}  // namespace
}  // namespace hirewire::engine
