#include "testing/simulators/teamtailor/query.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "testing/simulators/json/json_writer.h"
#include "testing/simulators/teamtailor/attributes.h"

namespace hirewire::sim::teamtailor {
namespace {

using Condition = std::function<bool(const Resource&)>;
using Values = std::set<std::string>;

constexpr int64_t kLargestPage = 30;

// The codes are those of the library that the vendor is built with.
Reply BadPage(absl::string_view value) {
  return Refuse(400, "Invalid page value",
                absl::StrCat(value, " is not a valid page value."), "118");
}
Reply NotAllowed(absl::string_view what, absl::string_view name,
                 absl::string_view code) {
  return Refuse(400, absl::StrCat(what, " not allowed"),
                absl::StrCat(name, " is not allowed."), code);
}

std::string AttributeOf(const Resource& resource, absl::string_view name) {
  for (const auto& [key, json] : resource.attributes) {
    if (key == name) return json;
  }
  return "null";
}

// What a job's two filters say where a request says nothing.
Condition StatusIs(const Values& values) {
  return [values](const Resource& job) {
    return values.count("all") > 0 ||
           std::any_of(values.begin(), values.end(), [&](const auto& value) {
             return AttributeOf(job, "human-status") == Quoted(value);
           });
  };
}
Condition FeedIs(const Values& values) {
  return [values](const Resource& job) {
    return values.count(AttributeOf(job, "internal") == "true" ? "internal"
                                                               : "public") > 0;
  };
}

Condition ConditionOf(const Filter& filter, const Values& values) {
  const std::string name(filter.name);
  switch (filter.kind) {
    case Filter::Kind::kStatus:
      return StatusIs(values);
    case Filter::Kind::kFeed:
      return FeedIs(values);
    case Filter::Kind::kRelation:
      return [name, values](const Resource& resource) {
        const auto found = resource.related.find(name);
        return found != resource.related.end() &&
               std::any_of(found->second.begin(), found->second.end(),
                           [&](int64_t id) {
                             return values.count(absl::StrCat(id)) > 0;
                           });
      };
    default:
      return [name, values](const Resource& resource) {
        const std::string json = AttributeOf(resource, name);
        return std::any_of(
            values.begin(), values.end(),
            [&](const auto& value) { return json == Quoted(value); });
      };
  }
}

const Filter* FindFilter(const Collection& collection, absl::string_view name) {
  for (const Filter& filter : collection.filters) {
    if (filter.name == name) return &filter;
  }
  return nullptr;
}

class Parser {
 public:
  Parser(const Collection& collection, bool single)
      : collection_(collection), single_(single) {}

  std::optional<Reply> Take(absl::string_view name, absl::string_view value) {
    if (name == "include") return TakeIncludes(value);
    if (single_) return NotAllowed("Param", name, "106");
    if (name == "page[number]") return TakePage(value, 1'000'000, query.page);
    if (name == "page[size]") return TakePage(value, kLargestPage, query.size);
    if (absl::ConsumePrefix(&name, "filter[") &&
        absl::ConsumeSuffix(&name, "]")) {
      return TakeFilter(name, value);
    }
    return NotAllowed("Param", name, "106");
  }

  // The filters that are in force where the request names them not.
  void Finish() {
    if (single_) return;
    for (const Filter& filter : collection_.filters) {
      if (seen_.count(std::string(filter.name)) > 0) continue;
      if (filter.kind == Filter::Kind::kStatus) {
        query.conditions.push_back(StatusIs({"published"}));
      }
      if (filter.kind == Filter::Kind::kFeed) {
        query.conditions.push_back(FeedIs({"public"}));
      }
    }
  }

  Query query;

 private:
  std::optional<Reply> TakePage(absl::string_view value, int64_t most,
                                int64_t& number) {
    if (!absl::SimpleAtoi(value, &number) || number < 1 || number > most) {
      return BadPage(value);
    }
    return std::nullopt;
  }

  std::optional<Reply> TakeIncludes(absl::string_view value) {
    for (const absl::string_view path : absl::StrSplit(value, ',')) {
      IncludePath parts = absl::StrSplit(path, '.');
      const Collection* at = &collection_;
      for (const std::string& part : parts) {
        const Relation* relation =
            at == nullptr ? nullptr : at->FindRelation(part);
        if (relation == nullptr) {
          return Refuse(400, "Invalid field",
                        absl::StrCat(path, " is not a valid relationship."),
                        "112");
        }
        at = FindCollection(relation->type);
      }
      query.includes.push_back(std::move(parts));
    }
    return std::nullopt;
  }

  // `name`: what stands between the outer brackets.
  std::optional<Reply> TakeFilter(absl::string_view name,
                                  absl::string_view value) {
    const bool from = absl::ConsumeSuffix(&name, "][from");
    const bool to = !from && absl::ConsumeSuffix(&name, "][to");
    const Filter* filter = FindFilter(collection_, name);
    if (filter == nullptr ||
        (filter->kind == Filter::Kind::kTime) != (from || to)) {
      return NotAllowed("Filter", name, "102");
    }
    seen_.insert(std::string(name));
    if (from || to) return TakeBound(name, value, from);
    const Values values = absl::StrSplit(value, ',');
    query.conditions.push_back(ConditionOf(*filter, values));
    return std::nullopt;
  }

  std::optional<Reply> TakeBound(absl::string_view name,
                                 absl::string_view value, bool from) {
    absl::Time bound;
    std::string error;
    if (!absl::ParseTime(absl::RFC3339_full, value, &bound, &error)) {
      return Refuse(400, "Invalid filter value",
                    absl::StrCat(value, " is not a valid value for ", name),
                    "103");
    }
    query.conditions.push_back(
        [name = std::string(name), bound, from](const Resource& resource) {
          const auto time = resource.times.find(name);
          if (time == resource.times.end()) return false;
          return from ? time->second >= bound : time->second < bound;
        });
    return std::nullopt;
  }

  const Collection& collection_;
  const bool single_;
  std::set<std::string> seen_;
};

}  // namespace

Reply Refuse(int status, absl::string_view title, absl::string_view detail,
             absl::string_view code) {
  std::string json;
  JsonWriter writer(&json);
  writer.BeginObject().Key("errors").BeginArray().BeginObject();
  writer.Key("title").String(title).Key("detail").String(detail);
  writer.Key("code").String(code).Key("status").String(absl::StrCat(status));
  writer.EndObject().EndArray().EndObject();
  return Reply::Json(status, std::move(json));
}

ParsedQuery ParseQuery(const Collection& collection,
                       const Parameters& parameters, bool single) {
  Parser parser(collection, single);
  for (const auto& [name, value] : parameters) {
    if (auto refusal = parser.Take(name, value)) {
      return {.query = {}, .refusal = std::move(refusal)};
    }
  }
  parser.Finish();
  return {.query = std::move(parser.query), .refusal = std::nullopt};
}

}  // namespace hirewire::sim::teamtailor
