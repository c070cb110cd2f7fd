#include "testing/simulators/workable/listing.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/str_cat.h"

namespace hirewire::sim::workable {
namespace {

std::string NextUrl(const View& view, const Query& query, const List& list,
                    uint64_t since_id) {
  std::string url = absl::StrCat(view.origin, kApiPrefix, list.next_path, "?");
  for (const auto& [name, value] : query.given) {
    if (name == "since_id" || name == list.dropped) continue;
    absl::StrAppend(&url, PercentEncode(name), "=", PercentEncode(value), "&");
  }
  return absl::StrCat(url, "since_id=", absl::Hex(since_id));
}

// Places of the page in `rows`: [first, second).
std::pair<size_t, size_t> Extent(const View& view, const Query& query,
                                 const std::vector<Row>& rows) {
  const auto from = [&](uint64_t id) {
    return static_cast<size_t>(
        std::lower_bound(
            rows.begin(), rows.end(), id,
            [](const Row& row, uint64_t other) { return row.id < other; }) -
        rows.begin());
  };
  const size_t begin = query.since_id.has_value() ? from(*query.since_id) : 0;
  const size_t last =
      query.max_id.has_value() ? from(*query.max_id + 1) : rows.size();
  const auto limit = static_cast<size_t>(query.limit);
  const size_t odd = limit * static_cast<size_t>(view.short_page_after);
  const size_t size = view.short_page_after > 0 && begin == odd ? 1 : limit;
  return {std::min(begin, last), std::min(begin + size, last)};
}

// The end of what may be listed at all.
bool Allowed(const Query& query, const std::vector<Row>& rows, size_t at) {
  return at < rows.size() &&
         (!query.max_id.has_value() || rows[at].id <= *query.max_id);
}

template <typename Write>
Reply Written(Write write) {
  std::string body;
  JsonWriter writer(&body, Escaping::kHtmlSafe);
  write(writer);
  return Reply::Json(200, std::move(body));
}

void WriteAll(const std::vector<Ref>& refs, const WriteRow& write,
              JsonWriter& writer) {
  writer.BeginArray();
  for (const Ref ref : refs) write(ref, writer);
  writer.EndArray();
}

}  // namespace

Reply Page(const View& view, const Query& query, const List& list,
           const std::vector<Row>& rows, const WriteRow& write) {
  const auto [begin, end] = Extent(view, query, rows);
  return Written([&, begin = begin, end = end](JsonWriter& writer) {
    writer.BeginObject().Key(list.name).BeginArray();
    for (size_t i = begin; i < end; ++i) write(rows[i].ref, writer);
    writer.EndArray();
    if (Allowed(query, rows, end)) {
      writer.Key("paging").BeginObject().Key("next").String(
          NextUrl(view, query, list, rows[end].id));
      writer.EndObject();
    }
    writer.EndObject();
  });
}

Reply Wrapped(absl::string_view name, const std::vector<Ref>& refs,
              const WriteRow& write) {
  return Written([&](JsonWriter& writer) {
    writer.BeginObject().Key(name);
    WriteAll(refs, write, writer);
    writer.EndObject();
  });
}

Reply Bare(const std::vector<Ref>& refs, const WriteRow& write) {
  return Written([&](JsonWriter& writer) { WriteAll(refs, write, writer); });
}

Reply Single(Ref ref, const WriteRow& write) {
  return Written([&](JsonWriter& writer) { write(ref, writer); });
}

}  // namespace hirewire::sim::workable
