// What a key may do, by its own word.
#include <set>
#include <string>
#include <vector>

#include "testing/simulators/ashby/endpoint.h"
#include "testing/simulators/ashby/shapes.h"

namespace hirewire::sim::ashby {
namespace {

std::string ApiKeyInfo(const View& view, const Arguments&, JsonWriter& writer) {
  std::set<std::string> scopes = view.key.permissions;
  if (scopes.empty()) {
    for (const Endpoint& endpoint : AllEndpoints()) {
      scopes.emplace(endpoint.permission);
    }
  }
  writer.BeginObject().Key("title").String("Simulated key");
  WriteTime("createdAt", view.company.as_of, writer);
  writer.Key("scopes").BeginArray();
  for (const std::string& scope : scopes) writer.String(scope);
  writer.EndArray().EndObject();
  return "";
}

}  // namespace

void AddApiKey(std::vector<Endpoint>& all) {
  all.push_back({.name = "apiKey.info",
                 .permission = "apiKeys:read",
                 .answer = ApiKeyInfo});
}

}  // namespace hirewire::sim::ashby
