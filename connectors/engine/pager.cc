#include "connectors/engine/pager.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/expr/arena.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "connectors/engine/convert.h"
#include "connectors/engine/link_header.h"
#include "connectors/engine/request_builder.h"

namespace hirewire::engine {
namespace {

using connector::v1::Paging;
using NextCursor = absl::StatusOr<std::optional<std::string>>;

absl::Status Invalid(absl::string_view message) {
  return Error(v1::ERROR_REASON_VENDOR_RESPONSE_INVALID).Message(message);
}

}  // namespace

Pager::Pager(const CompiledManifest& manifest, const CompiledRequest& request,
             const CompiledPaging& paging, const http::Url& base, int32_t size)
    : manifest_(manifest),
      request_(request),
      paging_(paging),
      base_(base),
      size_(size) {
  const auto most = static_cast<int32_t>(paging.spec.max_size());
  if (most > 0) size_ = std::min(size, most);
}

absl::StatusOr<http::Request> Pager::RequestFor(
    const std::string& cursor, const Variables& variables,
    const Arguments& filters) const {
  const Paging& spec = paging_.spec;
  const bool is_link = spec.has_link_header() || spec.has_next_url();
  if (is_link && !cursor.empty()) {
    return FollowLink(manifest_, base_, cursor);
  }
  HW_ASSIGN_OR_RETURN(const Position position, PositionOf(cursor));
  Arguments more = filters;
  const auto add_number = [&](const std::string& name, int64_t number) {
    more.push_back(
        {name, absl::StrCat(number), connector::v1::JSON_TYPE_INTEGER});
  };
  if (!spec.size_parameter().empty()) {
    add_number(spec.size_parameter(), position.size);
  }
  if (spec.has_body_cursor() && !cursor.empty()) {
    more.push_back({spec.body_cursor().parameter(), cursor});
  }
  if (spec.has_page_number()) {
    add_number(spec.page_number().parameter(), position.at);
  }
  if (spec.has_offset() && !cursor.empty()) {
    add_number(spec.offset().parameter(), position.at);
  }
  return BuildRequest(manifest_, request_, base_, variables, more);
}

NextCursor Pager::Next(const std::string& cursor, const PageSeen& page) const {
  if (page.records > paging_.max_records) {
    return Invalid("the vendor's page holds more records than it may");
  }
  switch (paging_.spec.kind_case()) {
    case Paging::kLinkHeader: {
      auto link = FindLink(page.headers, "next");
      if (link && link->empty()) return std::nullopt;
      return link;
    }
    case Paging::kBodyCursor:
    case Paging::kNextUrl:
      return NextOfBody(page);
    case Paging::kPageNumber:
    case Paging::kOffset:
      return NextNumber(cursor, page);
    default:
      return std::nullopt;
  }
}

NextCursor Pager::NextOfBody(const PageSeen& page) const {
  expr::Arena arena;
  const expr::Context context{.arena = arena};
  if (paging_.has_more) {
    const auto more = paging_.has_more->Evaluate(page.body, context);
    if (!more.ok()) return Invalid("the vendor's answer hides its paging");
    if (!more->IsTrue()) return std::nullopt;
  }
  const auto next = paging_.next->Evaluate(page.body, context);
  if (!next.ok()) return Invalid("the vendor's answer hides its paging");
  auto text = next->is_null() ? std::string() : ToText(*next);
  if (!text) return Invalid("the vendor's cursor is neither text nor number");
  if (!text->empty()) return text;
  if (!paging_.has_more) return std::nullopt;
  return Invalid("the vendor says there is more, but not where");
}

absl::StatusOr<Pager::Position> Pager::PositionOf(
    const std::string& cursor) const {
  const Paging& spec = paging_.spec;
  Position position{0, size_};
  if (spec.has_page_number()) position.at = spec.page_number().first();
  const bool counts = spec.has_page_number() || spec.has_offset();
  if (!counts || cursor.empty()) return position;
  const std::vector<std::string> parts = absl::StrSplit(cursor, ':');
  const bool whole = parts.size() == (spec.has_page_number() ? 2 : 1);
  if (whole && absl::SimpleAtoi(parts.front(), &position.at) &&
      (parts.size() == 1 || absl::SimpleAtoi(parts.back(), &position.size))) {
    return position;
  }
  return Error(v1::ERROR_REASON_PAGE_TOKEN_INVALID)
      .With("field", "page_token")
      .Message("the page token is from before a change; start again");
}

// Ends where the vendor has fewer records than were asked for.
NextCursor Pager::NextNumber(const std::string& cursor,
                             const PageSeen& page) const {
  HW_ASSIGN_OR_RETURN(const Position position, PositionOf(cursor));
  const bool sized = !paging_.spec.size_parameter().empty();
  if (page.records == 0 ||
      (sized && page.records < static_cast<size_t>(position.size))) {
    return std::nullopt;
  }
  if (paging_.spec.has_page_number()) {
    return absl::StrCat(position.at + 1, ":", position.size);
  }
  return absl::StrCat(position.at + static_cast<int64_t>(page.records));
}

}  // namespace hirewire::engine
