#include "connectors/engine/list_operation.h"

#include <map>
#include <optional>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "connectors/engine/children.h"
#include "connectors/engine/convert.h"
#include "connectors/engine/cursor_trail.h"
#include "connectors/engine/digest.h"
#include "connectors/engine/filters.h"
#include "connectors/engine/find_entity.h"
#include "connectors/engine/join_loader.h"
#include "connectors/engine/page_writer.h"
#include "connectors/engine/pager.h"
#include "connectors/engine/raw_records.h"
#include "connectors/engine/schema_drift.h"
#include "connectors/engine/selection.h"
#include "connectors/engine/unknown_words.h"

namespace hirewire::engine {
namespace {

using connectors::FilterValue;
using connectors::ListQuery;
using Records = std::vector<expr::Value>;

// What must stay the same from page to page: all but the page's size.
uint64_t FingerprintOf(const VendorSession& session, const ListQuery& query) {
  Digest digest;
  digest.Add(session.connection_id).Add(query.entity);
  for (const FilterValue& filter : query.filters) {
    digest.Add(filter.name);
    if (const auto* time = std::get_if<absl::Time>(&filter.value)) {
      digest.Add(absl::StrCat(absl::ToUnixNanos(*time)));
    } else {
      digest.Add(std::get<std::string>(filter.value));
    }
  }
  digest.Add(absl::StrJoin(query.read_mask, ","));
  digest.Add(query.include_raw ? "raw" : "");
  return digest.value();
}

absl::StatusOr<internal::v1::PageToken> OpenToken(const VendorSession& session,
                                                  const ListQuery& query,
                                                  uint64_t fingerprint) {
  if (!query.page_token.empty()) {
    return session.page_tokens.Open(query.page_token, session.tenant,
                                    fingerprint);
  }
  internal::v1::PageToken first;
  first.set_fingerprint(fingerprint);
  return first;
}

// The page's records after the filters that the vendor did not apply.
struct Kept {
  Records records;
  std::vector<absl::string_view> raw;  // Of each record, or empty.
};

Kept Filter(const std::vector<EmulatedFilter>& filters, Records records,
            std::vector<absl::string_view> raw,
            const expr::LookupSource& lookups) {
  if (filters.empty()) return {std::move(records), std::move(raw)};
  Kept kept;
  expr::Arena arena;
  for (size_t i = 0; i < records.size(); ++i) {
    arena.Reset();
    const expr::Context context{.arena = arena, .lookups = &lookups};
    if (!Passes(filters, records[i], context)) continue;
    kept.records.push_back(records[i]);
    if (!raw.empty()) kept.raw.push_back(raw[i]);
  }
  return kept;
}

absl::Status ReadRaw(const CompiledList& list, const Answer& answer,
                     const Records& records, RawRecords& raw) {
  if (list.children) return raw.Write(records, "item");
  return raw.Read(*list.request.records, answer.reading.document, records);
}

std::set<std::string> JoinsOf(const std::vector<EmulatedFilter>& filters) {
  std::set<std::string> joins;
  for (const EmulatedFilter& filter : filters) {
    const auto tables = filter.filter->match->lookup_tables();
    joins.insert(tables.begin(), tables.end());
  }
  return joins;
}

// Indices of the records that become one message, in order of first sight.
std::vector<std::vector<size_t>> Group(const expr::Expression& by,
                                       const Records& records) {
  std::vector<std::vector<size_t>> groups;
  std::map<std::string, size_t> group_of;
  expr::Arena arena;
  for (size_t i = 0; i < records.size(); ++i) {
    const auto key = by.Evaluate(records[i], {.arena = arena});
    const auto text = key.ok() ? ToText(*key) : std::nullopt;
    // A record without a key stands for itself.
    const auto known = text ? group_of.find(*text) : group_of.end();
    if (known != group_of.end()) {
      groups[known->second].push_back(i);
      continue;
    }
    if (text) group_of[*text] = groups.size();
    groups.push_back({i});
  }
  return groups;
}

void WriteRecords(const CompiledEntity& entity, const Kept& kept,
                  PageWriter& writer) {
  const auto raw_of = [&](size_t i) {
    return kept.raw.empty() ? absl::string_view() : kept.raw[i];
  };
  if (!entity.group_by) {
    for (size_t i = 0; i < kept.records.size(); ++i) {
      writer.Add(std::span(&kept.records[i], 1), raw_of(i));
    }
    return;
  }
  for (const auto& indices : Group(*entity.group_by, kept.records)) {
    Records group;
    for (const size_t i : indices) group.push_back(kept.records[i]);
    writer.Add(group, raw_of(indices.front()));
  }
}

// The id of a vendor's record, for the trail: what the id rule reads.
std::string FirstId(const MapPlan& plan, const Records& records,
                    const expr::LookupSource& lookups) {
  if (records.empty()) return "";
  expr::Arena arena;
  const auto id = plan.rules.front().from.expression->Evaluate(
      records.front(), {.arena = arena, .lookups = &lookups});
  return id.ok() ? ToText(*id).value_or("") : "";
}

// A collection that is not there is no record that is not there: the base URL
// or the manifest is wrong, unless the caller named a parent or filtered by
// something that the vendor looks up.
absl::Status Explain(const CompiledRequest& request,
                     const AppliedFilters& filters,
                     const std::string& operation, absl::Status status) {
  const bool not_found =
      ReasonOf(status) == v1::ERROR_REASON_VENDOR_RECORD_NOT_FOUND;
  if (!not_found || request.has_variables() || !filters.native.empty()) {
    return status;
  }
  return Error(v1::ERROR_REASON_VENDOR_RESPONSE_INVALID)
      .With("operation", operation)
      .With("http_status", "404")
      .Message("the vendor knows no such collection at this base URL");
}

// The token for the next page; "" at the end.
absl::StatusOr<std::string> NextToken(const VendorSession& session,
                                      const CompiledEntity& entity,
                                      internal::v1::PageToken state,
                                      std::optional<std::string> next,
                                      const Records& records,
                                      const expr::LookupSource& lookups) {
  if (!next) return "";
  // Records that share an id (grouped ones) may well begin two pages, and
  // parents have no id here.
  const bool unlike = entity.group_by || entity.list->children;
  const std::string first =
      unlike ? "" : FirstId(entity.list_plan, records, lookups);
  HW_RETURN_IF_ERROR(NotePage(*next, first, *state.mutable_trail()));
  state.set_cursor(*std::move(next));
  return session.page_tokens.Seal(std::move(state), session.tenant);
}

}  // namespace

Async<std::string> ListPage(SessionPtr session, ListQuery query,
                            connectors::Cost& cost) {
  HW_CO_ASSIGN_OR_RETURN(const CompiledEntity* entity,
                         FindListable(*session->manifest, query.entity));
  const CompiledList& list = *entity->list;
  HW_CO_ASSIGN_OR_RETURN(const AppliedFilters filters,
                         ApplyFilters(list, query.filters));
  HW_CO_ASSIGN_OR_RETURN(
      internal::v1::PageToken state,
      OpenToken(*session, query, FingerprintOf(*session, query)));
  const Selection selection = SelectRules(*entity, entity->list_plan,
                                          query.read_mask, Unset::kFreeFields);
  const Errand errand{absl::StrCat(query.entity, ".list"), query.deadline,
                      cost};

  const Pager pager(*session->manifest, list.request, list.paging,
                    session->base, query.page_size);
  HW_CO_ASSIGN_OR_RETURN(
      http::Request request,
      pager.RequestFor(state.cursor(), filters.variables, filters.native));
  const auto answered = co_await session->fetcher.Fetch(
      std::move(request), list.request.scope, errand);
  if (!answered.ok()) {
    co_return Explain(list.request, filters, errand.operation,
                      answered.status());
  }
  const Answer& answer = *answered;
  expr::Arena arena;
  HW_CO_ASSIGN_OR_RETURN(
      Records records,
      ReadRecords(*list.request.records, Shape::kList, answer, arena));
  JoinLoader joins(session, *entity, errand, filters.variables);
  const expr::Value body = answer.body();
  HW_CO_ASSIGN_OR_RETURN(
      std::optional<std::string> next,
      pager.Next(state.cursor(), {answer.headers, body, records.size()}));
  HW_CO_ASSIGN_OR_RETURN(const std::string token,
                         NextToken(*session, *entity, std::move(state),
                                   std::move(next), records, joins.tables()));

  if (list.children) {
    HW_CO_ASSIGN_OR_RETURN(records,
                           ExpandChildren(*list.children, records, arena));
  }
  RawRecords raw;
  if (query.include_raw) {
    HW_CO_RETURN_IF_ERROR(ReadRaw(list, answer, records, raw));
  }
  HW_CO_RETURN_IF_ERROR(
      co_await joins.Load(JoinsOf(filters.emulated), records, body));
  const Kept kept = Filter(filters.emulated, std::move(records), raw.records(),
                           joins.tables());
  HW_CO_RETURN_IF_ERROR(co_await joins.Load(
      engine::JoinsOf(entity->list_plan, selection), kept.records, body));

  UnknownWords words;
  PageWriter writer(entity->list_plan, selection, joins.tables(), &words);
  WriteRecords(*entity, kept, writer);
  if (session->drift != nullptr) {
    session->drift->Note(
        {*session->manifest, *entity, PlanKind::kList, kept.records, words});
  }
  writer.NoteDenied(joins.denied());
  co_return writer.Finish(token);
}

}  // namespace hirewire::engine
