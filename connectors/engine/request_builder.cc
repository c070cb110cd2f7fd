#include "connectors/engine/request_builder.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
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
  request.headers.emplace_back("Accept", "application/json");
  for (const auto& header : manifest.spec().headers()) {
    request.headers.emplace_back(header.name(), header.value());
  }
  return request;
}

// The base without a slash at its end, for paths that begin with one.
std::string PathOf(const http::Url& base) {
  return std::string(absl::StripSuffix(base.path(), "/"));
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
                                           const http::QueryParams& more) {
  const auto path = request.path.Expand(variables, UriTemplate::kEscape);
  if (!path) {
    return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
        .Message("a value that the vendor's path needs is missing");
  }
  http::QueryParams query;
  for (const CompiledParameter& parameter : request.query) {
    auto value = parameter.value.Expand(variables, UriTemplate::kVerbatim);
    if (value) query.emplace_back(parameter.name, *std::move(value));
  }
  query.insert(query.end(), more.begin(), more.end());
  std::string url = absl::StrCat(base.Origin(), PathOf(base), *path);
  if (!query.empty()) absl::StrAppend(&url, "?", http::BuildQuery(query));
  return NewRequest(manifest, request.method, std::move(url));
}

absl::StatusOr<http::Request> FollowLink(const CompiledManifest& manifest,
                                         const http::Url& base,
                                         absl::string_view link) {
  const auto url = base.Resolve(link);
  if (!url.ok() || !url->SameOrigin(base) ||
      !absl::StartsWith(url->path(), absl::StrCat(PathOf(base), "/"))) {
    return LeavesTheApi();
  }
  return NewRequest(manifest, "GET", url->ToString());
}

}  // namespace hirewire::engine
