#include "tools/cli/details.h"

#include <google/protobuf/text_format.h>

#include "gtest/gtest.h"
#include "hirewire/v1/candidate.pb.h"

namespace hirewire::cli {
namespace {

TEST(Details, ShowsEveryFieldThatIsSet) {
  v1::Candidate candidate;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      "id: '17' create_time { seconds: 1700000000 } full_name: 'Zo\xC3\xAB'"
      "emails { address: 'a@x.org' } emails { address: 'b@x.org' }"
      "tags: ['x', 'y'] private: false headline: 'two\\nlines'",
      &candidate));
  EXPECT_EQ(DetailsOf(candidate),
            "id: 17\n"
            "create_time: 2023-11-14 22:13\n"
            "full_name: Zo\xC3\xAB\n"
            "headline: two lines\n"
            "emails:\n"
            "  address: a@x.org\n"
            "emails:\n"
            "  address: b@x.org\n"
            "tags: x\n"
            "tags: y\n"
            "private: no\n");
}

TEST(Details, OfNothingAreNone) { EXPECT_EQ(DetailsOf(v1::Candidate()), ""); }

}  // namespace
}  // namespace hirewire::cli
