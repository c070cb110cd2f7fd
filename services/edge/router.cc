#include "services/edge/router.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace hirewire::edge {

namespace {

// No script, style or picture but our own (and a logo over https), nothing
// inline, and no frame around the page.
constexpr char kPolicy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' https:; connect-src 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; form-action 'self'";

bool Fits(const Router::Route& route, absl::string_view path) {
  if (route.match == Router::kExact) return path == route.path;
  if (!absl::ConsumePrefix(&path, route.path)) return false;
  if (route.match == Router::kBelow) return true;
  return !path.empty() && !absl::c_linear_search(path, '/');
}

// Paths are compared as they are: one that means something else after
// unescaping or resolving is none of ours.
bool IsPlain(absl::string_view path) {
  return absl::StartsWith(path, "/") && !absl::StrContains(path, "//") &&
         !absl::StrContains(path, "/.") &&
         absl::c_none_of(path, [](char c) { return c == '%' || c == '\\'; });
}

void AddUnlessThere(Response& response, const char* name, const char* value) {
  for (const auto& [given, unused] : response.headers) {
    if (absl::EqualsIgnoreCase(given, name)) return;
  }
  response.headers.emplace_back(name, value);
}

void Protect(Response& response) {
  AddUnlessThere(response, "Content-Security-Policy", kPolicy);
  AddUnlessThere(response, "X-Frame-Options", "DENY");
  AddUnlessThere(response, "X-Content-Type-Options", "nosniff");
  AddUnlessThere(response, "Referrer-Policy", "no-referrer");
  AddUnlessThere(response, "Cross-Origin-Opener-Policy", "same-origin");
  AddUnlessThere(response, "Cross-Origin-Resource-Policy", "same-origin");
  AddUnlessThere(response, "Cache-Control", "no-store");
}

}  // namespace

Async<Response> Router::Dispatch(const Request& request,
                                 std::string& name) const {
  std::vector<std::string> methods;
  if (IsPlain(request.path)) {
    for (const Route& route : routes_) {
      if (!Fits(route, request.path)) continue;
      if (route.method == request.method) {
        name = route.name;
        co_return co_await route.handler(request);
      }
      methods.push_back(route.method);
    }
  }
  if (methods.empty()) co_return TextResponse(404, "text/plain", "Not found\n");
  co_return TextResponse(405, "text/plain", "Not allowed\n")
      .With("Allow", methods[0]);
}

Async<Response> Router::Answer(const Request& request) const {
  const absl::Time begun = clock_.Now();
  std::string name = "none";
  absl::StatusOr<Response> answer = co_await Dispatch(request, name);
  if (!answer.ok()) {
    logger_.Error("edge.failed",
                  {{"route", name},
                   {"code", absl::StatusCodeToString(answer.status().code())}});
    answer = TextResponse(500, "text/plain", "Something went wrong\n");
  }
  Protect(*answer);
  logger_.Info(
      "edge.request",
      {{"route", name},
       {"status", answer->status},
       {"total_ms", absl::ToDoubleMilliseconds(clock_.Now() - begun)}});
  co_return answer;
}

Handler Router::AsHandler() const {
  return [this](const Request& request) { return Answer(request); };
}

}  // namespace hirewire::edge
