#include "connectors/engine/join_loader.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/time/deadline.h"
#include "connectors/engine/convert.h"
#include "connectors/engine/cursor_trail.h"
#include "connectors/engine/pager.h"
#include "connectors/traffic/explain.h"

namespace hirewire::engine {
namespace {

// Joins ask for the largest pages that the vendor gives.
constexpr int32_t kLargestPage = 500;

// A shared load is nobody's call, so it has a limit of its own.
constexpr absl::Duration kReferenceDeadline = absl::Seconds(60);

// Reads all pages of one request of a join into `table`.
AsyncStatus ReadAll(VendorSession& session, const CompiledJoin& join,
                    Variables variables, Errand errand, JoinTable& table) {
  const Pager pager(*session.manifest, join.request, join.paging, session.base,
                    kLargestPage);
  internal::v1::CursorTrail trail;
  std::optional<std::string> cursor = "";
  while (cursor) {
    HW_CO_ASSIGN_OR_RETURN(http::Request request,
                           pager.RequestFor(*cursor, variables, {}));
    HW_CO_ASSIGN_OR_RETURN(Answer answer,
                           co_await session.fetcher.Fetch(
                               std::move(request), join.request.scope, errand));
    expr::Arena arena;
    HW_CO_ASSIGN_OR_RETURN(
        const auto records,
        ReadRecords(*join.request.records, Shape::kListOrOne, answer, arena));
    const expr::Value body = answer.body();
    HW_CO_ASSIGN_OR_RETURN(
        cursor, pager.Next(*cursor, {answer.headers, body, records.size()}));
    if (cursor) HW_CO_RETURN_IF_ERROR(NotePage(*cursor, "", trail));
    HW_CO_RETURN_IF_ERROR(
        join.row_key
            ? table.Add(std::move(answer), *join.request.records, *join.row_key)
            : table.AddFor(variables.at("keys"), std::move(answer),
                           *join.request.records));
  }
  co_return absl::OkStatus();
}

// Whether a vendor's id can be asked for: a comma would be read as two keys,
// dots would lead to another path. No vendor's id looks so.
bool IsKey(absl::string_view text) {
  return !text.empty() && text != "." && text != ".." &&
         text.find(',') == absl::string_view::npos;
}

// What the collection is, whichever entity looks into it.
std::string CacheKey(const CompiledJoin& join) {
  return absl::StrCat(join.spec.request().ShortDebugString(), "|",
                      join.spec.row_key(), "|", join.spec.many());
}

// Keeps the session, since the load may outlive the call that began it.
Async<TablePtr> ReadReference(SessionPtr session, const CompiledJoin* join,
                              std::string operation,
                              std::shared_ptr<connectors::Cost> cost) {
  auto table = std::make_shared<JoinTable>(join->spec.many());
  HW_CO_RETURN_IF_ERROR(co_await ReadAll(
      *session, *join, {},
      {operation, session->clock.Now() + kReferenceDeadline, *cost}, *table));
  co_return table;
}

void AddCost(const connectors::Cost& from, connectors::Cost& to) {
  to.vendor_calls += from.vendor_calls;
  to.retries += from.retries;
  to.vendor_time += from.vendor_time;
  to.queue_time += from.queue_time;
  if (from.quota_left) to.quota_left = from.quota_left;
}

}  // namespace

AsyncStatus JoinLoader::Load(const std::set<std::string>& names,
                             std::span<const expr::Value> records,
                             expr::Value answer) {
  for (const CompiledJoin& join : entity_.joins) {
    if (names.count(join.spec.name()) == 0) continue;
    if (!loaded_.insert(join.spec.name()).second) continue;
    if (join.included) {
      TakeIncluded(join, answer);
    } else {
      HW_CO_RETURN_IF_ERROR(co_await LoadOne(join, records));
    }
  }
  co_return absl::OkStatus();
}

void JoinLoader::TakeIncluded(const CompiledJoin& join,
                              const expr::Value& answer) {
  auto table = std::make_shared<JoinTable>(join.spec.many());
  table->AddIncluded(answer, *join.included, *join.row_key);
  tables_.Add(join.spec.name(), std::move(table));
}

std::string JoinLoader::OperationOf(const CompiledJoin& join) const {
  return absl::StrCat(errand_.operation, ".", join.spec.name());
}

AsyncStatus JoinLoader::LoadOne(const CompiledJoin& join,
                                std::span<const expr::Value> records) {
  auto table = join.is_free() ? co_await LoadReference(join)
                              : co_await LoadBatches(join, records);
  if (table.ok()) {
    tables_.Add(join.spec.name(), *std::move(table));
    co_return absl::OkStatus();
  }
  if (ReasonOf(table.status()) != v1::ERROR_REASON_SCOPE_MISSING) {
    co_return Annotate(table.status(), "operation", OperationOf(join));
  }
  denied_.insert(join.spec.name());
  co_return absl::OkStatus();
}

Async<TablePtr> JoinLoader::LoadReference(const CompiledJoin& join) {
  auto cost = std::make_shared<connectors::Cost>();
  const std::string operation = OperationOf(join);
  const absl::Duration life = absl::Seconds(
      join.spec.ttl_seconds() == 0 ? 300 : join.spec.ttl_seconds());
  const std::string key = CacheKey(join);
  auto table = co_await WithDeadline(
      session_->clock, errand_.deadline,
      session_->references.Get(
          key, life, [session = session_, join = &join, operation, cost] {
            return ReadReference(session, join, operation, cost);
          }));
  AddCost(*cost, errand_.cost);
  if (!table.ok()) co_return traffic::Explain(table.status());
  co_return table;
}

Async<TablePtr> JoinLoader::LoadBatches(const CompiledJoin& join,
                                        std::span<const expr::Value> records) {
  HW_CO_ASSIGN_OR_RETURN(const std::vector<std::string> keys,
                         KeysOf(join, records));
  auto table = std::make_shared<JoinTable>(join.spec.many());
  const std::string operation = OperationOf(join);
  for (size_t at = 0; at < keys.size(); at += join.spec.batch()) {
    const size_t end = std::min(keys.size(), at + join.spec.batch());
    const std::string batch =
        absl::StrJoin(keys.begin() + at, keys.begin() + end, ",");
    absl::Status read =
        co_await ReadAll(*session_, join, {{"keys", batch}},
                         {operation, errand_.deadline, errand_.cost}, *table);
    // A record that is gone must not cost the page that still points at it.
    const bool gone =
        join.spec.batch() == 1 &&
        ReasonOf(read) == v1::ERROR_REASON_VENDOR_RECORD_NOT_FOUND;
    if (!read.ok() && !gone) co_return read;
  }
  co_return table;
}

absl::StatusOr<std::vector<std::string>> JoinLoader::KeysOf(
    const CompiledJoin& join, std::span<const expr::Value> records) const {
  std::vector<std::string> keys;
  absl::flat_hash_set<std::string> seen;
  const auto add = [&](const expr::Value& key) {
    auto text = ToText(key);
    if (!text || !IsKey(*text)) return;
    if (seen.insert(*text).second) keys.push_back(*std::move(text));
  };
  expr::Arena arena;
  for (const expr::Value& record : records) {
    arena.Reset();
    const auto found =
        join.keys->Evaluate(record, {.arena = arena, .lookups = &tables_});
    if (!found.ok()) continue;  // A field without its look-up stays empty.
    if (!found->is_array()) add(*found);
    for (const expr::Value key : found->items()) add(key);
  }
  return keys;
}

}  // namespace hirewire::engine
