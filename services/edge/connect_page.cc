#include "services/edge/connect_page.h"

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "base/crypto/digest.h"
#include "services/edge/page/page_files.h"

namespace hirewire::edge {

namespace {

constexpr absl::string_view kAssets = "/connect/assets/";
constexpr absl::string_view kIndex = "index.html";

const char* TypeOf(absl::string_view name) {
  if (absl::EndsWith(name, ".css")) return "text/css; charset=utf-8";
  if (absl::EndsWith(name, ".js")) return "text/javascript; charset=utf-8";
  if (absl::EndsWith(name, ".svg")) return "image/svg+xml";
  return "text/html; charset=utf-8";
}

}  // namespace

ConnectPage::ConnectPage() {
  std::string all;
  for (const PageFile& file : PageFiles()) {
    absl::StrAppend(&all, file.name, "\n", file.text, "\n");
    files_.emplace(file.name, file.text);
  }
  folder_ = absl::StrCat(
      absl::BytesToHexString(crypto::Fingerprint(all)).substr(0, 16), "/");
  page_ = absl::StrReplaceAll(files_.at(std::string(kIndex)),
                              {{"{{assets}}", absl::StrCat(kAssets, folder_)}});
}

void ConnectPage::AddTo(Router& router) {
  const Handler page = [this](const Request& request) { return Page(request); };
  router.Add({"GET", "/connect", Router::kExact, "connect.page", page});
  router.Add({"GET", "/connect/", Router::kSegment, "connect.link", page});
  router.Add({"GET", std::string(kAssets), Router::kBelow, "connect.asset",
              [this](const Request& request) { return Asset(request); }});
}

Async<Response> ConnectPage::Page(const Request&) const {
  co_return TextResponse(200, TypeOf(kIndex), page_);
}

Async<Response> ConnectPage::Asset(const Request& request) const {
  absl::string_view rest =
      absl::string_view(request.path).substr(kAssets.size());
  const bool current = absl::ConsumePrefix(&rest, folder_);
  // A page of another build, that was loaded before this one was rolled out.
  if (!current) rest = rest.substr(rest.find('/') + 1);
  const auto file = files_.find(std::string(rest));
  if (file == files_.end() || file->first == kIndex) {
    co_return TextResponse(404, "text/plain", "Not found\n");
  }
  co_return TextResponse(200, TypeOf(file->first), file->second)
      .With("Cache-Control",
            current ? "public, max-age=31536000, immutable" : "no-cache");
}

}  // namespace hirewire::edge
