#include "testing/bench/input.h"

#include <fstream>
#include <iterator>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "base/json/parser.h"
#include "base/json/value.h"
#include "base/json/write.h"
#include "base/status/macros.h"
#include "testing/replay/replay_server.h"
#include "testing/simulators/greenhouse/greenhouse_simulator.h"
#include "testing/simulators/http/message.h"

namespace hirewire::bench {
namespace {

constexpr int kPages = 4;
constexpr int kPageSize = 100;

sim::Request Get(const std::string& path, const std::string& query) {
  sim::Request request;
  request.method = "GET";
  request.path = path;
  request.raw_query = query;
  request.query = sim::ParseParameters(query);
  return request;
}

absl::StatusOr<std::string> BodyOf(const sim::Reply& reply,
                                   absl::string_view what) {
  if (reply.status == 200) return *reply.body;
  return absl::InternalError(absl::StrCat("no ", what, ": ", reply.status));
}

// The simulated vendor with its token.
class Vendor {
 public:
  Vendor() : vendor_({.candidates = kPages * kPageSize, .rate_limit = 0}) {}

  absl::Status LogIn() {
    const sim::GreenhouseCredential known;
    sim::Request request = Get("/token", "");
    request.method = "POST";
    request.body = "grant_type=client_credentials";
    request.headers = {
        {"Authorization",
         "Basic " + absl::Base64Escape(absl::StrCat(known.client_id, ":",
                                                    known.client_secret))}};
    HW_ASSIGN_OR_RETURN(std::string body,
                        BodyOf(vendor_.Handle(request), "token"));
    HW_ASSIGN_OR_RETURN(const json::Document token,
                        json::Parse(std::move(body)));
    authorization_ =
        absl::StrCat("Bearer ", token.root().Find("access_token")->AsString());
    return absl::OkStatus();
  }

  // The page, and in `next` the query of the one after it.
  absl::StatusOr<std::string> Page(absl::string_view collection,
                                   const std::string& query,
                                   std::string* next) {
    sim::Request request = Get(absl::StrCat("/v3/", collection), query);
    request.headers = {{"Authorization", authorization_}};
    const sim::Reply reply = vendor_.Handle(request);
    next->clear();
    for (const auto& [name, value] : reply.headers) {
      if (name != "Link") continue;
      const size_t start = value.find('?') + 1;
      *next = value.substr(start, value.find('>') - start);
    }
    return BodyOf(reply, collection);
  }

 private:
  sim::GreenhouseSimulator vendor_;
  std::string authorization_;
};

absl::StatusOr<size_t> CountRecords(const std::string& page,
                                    absl::string_view member) {
  HW_ASSIGN_OR_RETURN(const json::Document document, json::Parse(page));
  if (member.empty()) return document.root().size();
  const auto records = document.root().Find(member);
  return records ? records->size() : 0;
}

absl::StatusOr<json::Document> ReadExchanges(const std::string& path) {
  std::ifstream file(path);
  if (!file) return absl::NotFoundError(absl::StrCat("no file ", path));
  return json::Parse(std::string(std::istreambuf_iterator<char>(file), {}));
}

// The first page of a collection, and the tables by their paths.
absl::StatusOr<Input> ReplayedInput(
    const Exchanges& folders, const std::string& path, absl::string_view member,
    const std::map<std::string, std::string>& tables) {
  Input input;
  sim::ReplayServer vendor;
  input.origin = "recorded";
  if (folders.recorded.empty() || !vendor.Load(folders.recorded).ok()) {
    input.origin = "in-tree";
    HW_RETURN_IF_ERROR(vendor.Load(folders.in_tree));
  }
  const auto get = [&](const std::string& from) {
    return BodyOf(vendor.Handle(Get(from, "limit=100")), from);
  };
  HW_ASSIGN_OR_RETURN(std::string page, get(path));
  HW_ASSIGN_OR_RETURN(input.records, CountRecords(page, member));
  input.pages.push_back(std::move(page));
  for (const auto& [table, from] : tables) {
    HW_ASSIGN_OR_RETURN(input.tables[table], get(from));
  }
  return input;
}

}  // namespace

absl::StatusOr<Input> GreenhouseInput(absl::string_view collection) {
  Vendor vendor;
  HW_RETURN_IF_ERROR(vendor.LogIn());
  Input input;
  input.origin = "simulated";
  std::string query = absl::StrCat("per_page=", kPageSize);
  while (!query.empty() && input.pages.size() < kPages) {
    HW_ASSIGN_OR_RETURN(std::string page,
                        vendor.Page(collection, query, &query));
    HW_ASSIGN_OR_RETURN(const size_t records, CountRecords(page, ""));
    input.records += records;
    input.pages.push_back(std::move(page));
  }
  for (const char* table : {"rejection_reasons", "sources"}) {
    std::string next;
    HW_ASSIGN_OR_RETURN(input.tables[table],
                        vendor.Page(table, "per_page=500", &next));
  }
  return input;
}

absl::StatusOr<Input> LeverInput(const Exchanges& folders) {
  return ReplayedInput(
      folders, "/v1/opportunities", "data",
      {{"archive_reasons", "/v1/archive_reasons"}, {"stages", "/v1/stages"}});
}

absl::StatusOr<Input> WorkableInput(const Exchanges& folders) {
  return ReplayedInput(folders, "/spi/v3/candidates", "candidates", {});
}

absl::StatusOr<Input> AshbyInput(const Exchanges& files) {
  Input input;
  input.origin = "recorded";
  auto exchanges = ReadExchanges(files.recorded);
  if (!exchanges.ok()) {
    input.origin = "in-tree";
    exchanges = ReadExchanges(files.in_tree);
  }
  HW_RETURN_IF_ERROR(exchanges.status());
  for (const json::Value exchange : exchanges->root().items()) {
    const auto answer = exchange.Find("response");
    if (!answer) continue;
    input.pages.push_back(json::Write(*answer));
    HW_ASSIGN_OR_RETURN(const size_t records,
                        CountRecords(input.pages.back(), "results"));
    input.records += records;
  }
  return input;
}

}  // namespace hirewire::bench
