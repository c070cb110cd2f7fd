#include "connectors/vendors/workable/recording.h"

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/json/write.h"
#include "connectors/engine/compile.h"
#include "connectors/vendors/golden_case.h"
#include "connectors/vendors/workable/manifest.h"
#include "google/protobuf/util/time_util.h"

namespace hirewire::vendors::workable {
namespace {

using google::protobuf::Timestamp;
using google::protobuf::util::TimeUtil;

constexpr char kRecordings[] = "../samples/workable/";

std::string Source(const std::string& name) {
  return ReadFile(absl::StrCat(kRecordings, name, ".json")).value();
}

// Of /spi/v3/candidates/ID/activities.
std::string ApplicationOf(const std::string& path) {
  return std::vector<std::string>(absl::StrSplit(path, '/')).at(4);
}

}  // namespace

json::Value At(const json::Value& row, const Path& path) {
  json::Value value = row;
  for (const char* key : path) {
    const auto found = value.is_object() ? value.Find(key) : std::nullopt;
    if (!found) return json::Value();
    value = *found;
  }
  return value;
}

std::string Text(const json::Value& row, const Path& path) {
  const json::Value value = At(row, path);
  return value.is_string() ? std::string(value.AsString()) : "";
}

bool IsTrue(const json::Value& row, const char* key) {
  const json::Value value = At(row, {key});
  return value.is_bool() && value.AsBool();
}

Rows ItemsOf(const json::Value& list) {
  Rows rows;
  for (const json::Value row : list.items()) rows.push_back(row);
  return rows;
}

int64_t Millis(const Timestamp& time) {
  return TimeUtil::TimestampToMilliseconds(time);
}

int64_t Millis(const json::Value& row, const char* key) {
  Timestamp time;
  const std::string text = Text(row, {key});
  if (!text.empty()) EXPECT_TRUE(TimeUtil::FromString(text, &time)) << text;
  return Millis(time);
}

bool Recording::IsThere() { return std::filesystem::exists(kRecordings); }

Recording::Recording() {
  const auto manifest =
      engine::CompileManifest(ManifestText(), "workable/manifest.textproto");
  vendor_ = std::make_unique<PlayedVendor>(manifest.value());
  for (const char* name :
       {"activities", "candidates", "departments", "disqualification_reasons",
        "events", "jobs", "members", "stages"}) {
    Read(name);
  }
}

// Pages of candidates answer what they answered. Of the others the first one
// does, whatever is asked of its path.
void Recording::Read(const std::string& name) {
  json::Document& document = documents_[name];
  document = json::Parse(Source(name)).value();
  if (name == "candidates") EXPECT_TRUE(vendor_->Load(Source(name)).ok());
  for (const json::Value exchange : document.root().items()) {
    const json::Value answer = *exchange.Find("response");
    const Rows more =
        ItemsOf(answer.is_array() ? answer : At(answer, {name.c_str()}));
    rows_[name].insert(rows_[name].end(), more.begin(), more.end());
    const std::string path = Text(exchange, {"path"});
    if (name != "candidates") vendor_->AnswerPath(path, json::Write(answer));
    if (name == "activities") activities_[ApplicationOf(path)] = more;
  }
}

std::map<std::string, json::Value> Recording::By(const char* key,
                                                 const std::string& name) {
  std::map<std::string, json::Value> rows;
  for (const json::Value& row : rows_[name]) rows[Text(row, {key})] = row;
  return rows;
}

}  // namespace hirewire::vendors::workable
