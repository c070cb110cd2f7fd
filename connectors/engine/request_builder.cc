#include "connectors/engine/request_builder.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "base/status/error.h"
#include "base/status/macros.h"

namespace hirewire::engine {
namespace {

http::Request NewRequest(const CompiledManifest& manifest, std::string method,
                         std::string url) {
  http::Request request;
  request.method = std::move(method);
  request.url = std::move(url);
  for (const auto& header : manifest.spec().headers()) {
    request.headers.emplace_back(header.name(), header.value());
  }
  if (!http::FindHeader(request.headers, "Accept")) {
    request.headers.emplace_back("Accept", "application/json");
  }
  return request;
}

// The base without a slash at its end, for paths that begin with one.
std::string PathOf(const http::Url& base) {
  return std::string(absl::StripSuffix(base.path(), "/"));
}

// Whether a segment of a path is "." or "..", also in disguise: servers that
// undo escapes first would walk up by it.
bool WalksUp(absl::string_view path) {
  for (const absl::string_view segment : absl::StrSplit(path, '/')) {
    const std::string plain =
        http::PercentDecode(segment).value_or(std::string(segment));
    for (const absl::string_view part : absl::StrSplit(plain, '/')) {
      if (part == "." || part == "..") return true;
    }
  }
  return false;
}

// The manifest's own parameters, then `more`, which take their place.
Arguments ArgumentsOf(const CompiledRequest& request,
                      const Variables& variables, const Arguments& more) {
  Arguments all;
  for (const CompiledParameter& parameter : request.parameters) {
    if (Has(more, parameter.name)) continue;
    auto value = parameter.value.Expand(variables, UriTemplate::kVerbatim);
    if (!value) continue;
    all.push_back({parameter.name, *std::move(value), parameter.type});
  }
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

absl::Status LeavesTheApi() {
  return Error(v1::ERROR_REASON_VENDOR_RESPONSE_INVALID)
      .Message("the vendor's link leads away from its API");
}

}  // namespace

absl::StatusOr<http::Request> BuildRequest(const CompiledManifest& manifest,
                                           const CompiledRequest& request,
                                           const http::Url& base,
                                           const Variables& variables,
                                           const Arguments& more) {
  // An empty id would ask for the collection instead.
  Variables filled = variables;
  std::erase_if(filled, [](const auto& entry) { return entry.second.empty(); });
  const auto path = request.path.Expand(filled, UriTemplate::kEscape);
  if (!path) {
    return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
        .Message("a value that the vendor's path needs is missing");
  }
  if (WalksUp(*path)) {
    return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
        .Message("a value cannot stand in the vendor's path");
  }
  const Arguments arguments = ArgumentsOf(request, variables, more);
  std::string url = absl::StrCat(base.Origin(), PathOf(base), *path);
  if (!request.json_body) {
    if (!arguments.empty()) {
      absl::StrAppend(&url, "?", http::BuildQuery(QueryOf(arguments)));
    }
    return NewRequest(manifest, request.method, std::move(url));
  }
  http::Request out = NewRequest(manifest, request.method, std::move(url));
  HW_ASSIGN_OR_RETURN(out.body, JsonBodyOf(arguments));
  out.headers.emplace_back("Content-Type", "application/json");
  return out;
}

absl::StatusOr<http::Request> FollowLink(const CompiledManifest& manifest,
                                         const http::Url& base,
                                         absl::string_view link) {
  const auto url = base.Resolve(link);
  if (!url.ok() || !url->SameOrigin(base) ||
      !absl::StartsWith(url->path(), absl::StrCat(PathOf(base), "/")) ||
      WalksUp(url->path())) {
    return LeavesTheApi();
  }
  return NewRequest(manifest, "GET", url->ToString());
}

}  // namespace hirewire::engine
