#include "connectors/engine/page_writer.h"

#include <algorithm>

#include "connectors/engine/mapper.h"

namespace hirewire::engine {
namespace {

// The numbers that all List and Get responses share.
constexpr int kRecordNumber = 1;
constexpr int kNextPageTokenNumber = 2;
constexpr int kIssuesNumber = 3;

}  // namespace

std::string PageWriter::Add(std::span<const expr::Value> records,
                            absl::string_view raw) {
  Mapper mapper({plan_, selection_, arena_, &lookups_, unknown_words_});
  const size_t mark = out_.BeginMessage(kRecordNumber);
  std::string id = mapper.Map(records, raw, out_, issues_);
  out_.EndMessage(mark);
  return id;
}

void PageWriter::NoteDenied(const std::set<std::string>& joins) {
  if (!joins.empty()) NoteDenied(plan_, joins);
}

void PageWriter::NoteDenied(const MapPlan& plan,
                            const std::set<std::string>& joins) {
  for (const Rule& rule : plan.rules) {
    if (!selection_[rule.id]) continue;
    const bool denied = std::any_of(
        rule.joins.begin(), rule.joins.end(),
        [&](const std::string& name) { return joins.count(name) > 0; });
    if (denied) {
      v1::RecordIssue& issue = issues_.emplace_back();
      issue.set_field_path(rule.to);
      issue.set_reason(v1::RECORD_ISSUE_REASON_LOOKUP_FAILED);
      issue.set_vendor_path(rule.from.expression->text());
    }
    if (rule.message) NoteDenied(*rule.message, joins);
  }
}

std::string PageWriter::Finish(absl::string_view next_page_token) {
  if (!next_page_token.empty()) {
    out_.Bytes(kNextPageTokenNumber, next_page_token);
  }
  for (const v1::RecordIssue& issue : issues_) {
    out_.Bytes(kIssuesNumber, issue.SerializeAsString());
  }
  return out_.Take();
}

}  // namespace hirewire::engine
