// Recorded answers of a Workable account, as a vendor to ask and as rows to
// compare with.
//
//   if (!Recording::IsThere()) GTEST_SKIP() << Recording::kNone;
//   Recording recording;
//   auto page = recording.List<v1::ListUsersResponse>("User");
//   EXPECT_EQ(page.users(0).id(), Text(recording.rows("members")[0], {"id"}));
#ifndef HIREWIRE_CONNECTORS_VENDORS_WORKABLE_RECORDING_H_
#define HIREWIRE_CONNECTORS_VENDORS_WORKABLE_RECORDING_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/json/parser.h"
#include "base/json/value.h"
#include "connectors/api/query.h"
#include "connectors/vendors/played_vendor.h"
#include "google/protobuf/timestamp.pb.h"
#include "gtest/gtest.h"

namespace hirewire::vendors::workable {

using Rows = std::vector<json::Value>;
using Path = std::vector<const char*>;

// What stands at the end of the path; null where it does not lead on.
json::Value At(const json::Value& row, const Path& path);
// "" for what is no text.
std::string Text(const json::Value& row, const Path& path);
bool IsTrue(const json::Value& row, const char* key);
Rows ItemsOf(const json::Value& list);

int64_t Millis(const google::protobuf::Timestamp& time);
// 0 for a time that is not there.
int64_t Millis(const json::Value& row, const char* key);

class Recording {
 public:
  static constexpr char kNone[] =
      "no samples beside the workspace: nothing to replay";
  static bool IsThere();

  Recording();

  // The rows of all recorded pages of a file: "candidates".
  const Rows& rows(const std::string& name) { return rows_[name]; }
  // The same by the text of one member.
  std::map<std::string, json::Value> By(const char* key,
                                        const std::string& name);
  // The recorded activities by the id of their application.
  const std::map<std::string, Rows>& activities() const { return activities_; }

  // The first `pages` pages, which must be all and without a single issue.
  template <typename Response>
  Response List(const std::string& entity, int pages = 1,
                std::vector<connectors::FilterValue> filters = {}) {
    Response whole;
    connectors::ListQuery query;
    query.entity = entity;
    query.filters = std::move(filters);
    for (int page = 0; page < pages; ++page) {
      const auto bytes = vendor_->List(query);
      EXPECT_TRUE(bytes.ok()) << entity << ": " << bytes.status();
      if (!bytes.ok() || !whole.MergeFromString(*bytes)) break;
      query.page_token = whole.next_page_token();
      whole.clear_next_page_token();
    }
    EXPECT_EQ(whole.issues_size(), 0) << whole.DebugString();
    // The second page of events was not recorded.
    EXPECT_EQ(query.page_token.empty(), entity != "Interview");
    return whole;
  }

 private:
  void Read(const std::string& name);

  std::unique_ptr<PlayedVendor> vendor_;
  std::map<std::string, json::Document> documents_;
  std::map<std::string, Rows> rows_;
  std::map<std::string, Rows> activities_;
};

}  // namespace hirewire::vendors::workable

#endif  // HIREWIRE_CONNECTORS_VENDORS_WORKABLE_RECORDING_H_
