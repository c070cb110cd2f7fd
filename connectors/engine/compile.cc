#include "connectors/engine/compile.h"

#include <set>
#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/expr/pattern.h"
#include "base/http/url.h"
#include "base/status/macros.h"
#include "connectors/engine/check_auth.h"
#include "connectors/engine/check_override.h"
#include "connectors/engine/compile_entity.h"
#include "connectors/engine/compile_expression.h"
#include "connectors/engine/compile_request.h"
#include "connectors/engine/settings.h"
#include "connectors/engine/uri_template.h"

namespace hirewire::engine {
namespace {

using connector::v1::ErrorRule;
using connector::v1::Manifest;

absl::Status CheckHead(const Manifest& manifest, const Place& root) {
  for (const char* field :
       {"vendor", "display_name", "version", "api_version"}) {
    const auto* descriptor = Manifest::descriptor()->FindFieldByName(field);
    const auto* reflection = manifest.GetReflection();
    if (reflection->GetString(manifest, descriptor).empty()) {
      return root.Error(field, "is missing");
    }
  }
  if (manifest.candidate_identity() ==
      connector::v1::CANDIDATE_IDENTITY_UNSPECIFIED) {
    return root.Error("candidate_identity", "is missing");
  }
  if (manifest.auth().empty()) return root.Error("auth", "is missing");
  if (manifest.environments().empty()) {
    return root.Error("environments", "is missing");
  }
  return absl::OkStatus();
}

absl::Status CheckSettings(const Manifest& manifest, const Place& root) {
  std::set<std::string> names;
  for (int i = 0; i < manifest.settings_size(); ++i) {
    const auto& setting = manifest.settings(i);
    const Place place = root.At("settings", i);
    if (setting.name().empty()) return place.Error("name", "is missing");
    if (setting.label().empty()) return place.Error("label", "is missing");
    if (!names.insert(setting.name()).second) {
      return place.Error("name", "stands twice");
    }
    const absl::Status pattern = expr::CheckPattern(setting.pattern());
    if (!pattern.ok()) return place.Error("pattern", pattern.message());
    if (!setting.example().empty() &&
        !IsSettingValue(setting, setting.example())) {
      return place.Error("example", "is no value that would be taken");
    }
  }
  return absl::OkStatus();
}

// A host whose end is a setting would be anybody's.
bool OwnsItsHost(absl::string_view url) {
  absl::ConsumePrefix(&url, "https://");
  const absl::string_view host = url.substr(0, url.find('/'));
  const size_t last = host.rfind('}');
  if (last == absl::string_view::npos) return true;
  const absl::string_view rest = host.substr(last + 1);
  return absl::StartsWith(rest, ".") && rest.find('.', 1) != rest.npos;
}

absl::Status CheckUrl(const std::string& text, const Manifest& manifest,
                      const Place& place, absl::string_view field) {
  if (!absl::StartsWith(text, "https://")) {
    return place.Error(field, "must be https");
  }
  Variables variables;
  for (const auto& setting : manifest.settings()) {
    variables[setting.name()] = "x";
  }
  const auto made = UriTemplate::Compile(text, SettingNames(manifest));
  if (!made.ok()) return place.Error(field, made.status().message());
  if (!OwnsItsHost(text)) {
    return place.Error(field, "must end its host in the vendor's own domain");
  }
  const auto url =
      http::Url::Parse(*made->Expand(variables, UriTemplate::kVerbatim));
  if (!url.ok()) return place.Error(field, url.status().message());
  if (!url->query().empty()) return place.Error(field, "must not hold a query");
  return absl::OkStatus();
}

absl::Status CheckEnvironments(const Manifest& manifest, const Place& root) {
  for (int i = 0; i < manifest.environments_size(); ++i) {
    const auto& environment = manifest.environments(i);
    const Place place = root.At("environments", i);
    if (environment.name().empty()) return place.Error("name", "is missing");
    if (absl::EndsWith(environment.base_url(), "/")) {
      return place.Error("base_url", "must be https and not end in a slash");
    }
    HW_RETURN_IF_ERROR(
        CheckUrl(environment.base_url(), manifest, place, "base_url"));
    if (!environment.token_url().empty()) {
      HW_RETURN_IF_ERROR(
          CheckUrl(environment.token_url(), manifest, place, "token_url"));
    }
    if (!environment.authorize_url().empty()) {
      HW_RETURN_IF_ERROR(CheckUrl(environment.authorize_url(), manifest, place,
                                  "authorize_url"));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<CompiledErrorRule> CompileErrorRule(const ErrorRule& spec,
                                                   const Place& place) {
  CompiledErrorRule out;
  out.spec = spec;
  if (spec.action() == ErrorRule::ACTION_UNSPECIFIED) {
    return place.Error("action", "is missing");
  }
  const bool known = v1::ErrorReason_Parse(
      absl::StrCat("ERROR_REASON_", spec.reason()), &out.reason);
  // UNSPECIFIED is a name, too, and no reason.
  if ((!known || out.reason == 0) && spec.action() != ErrorRule::ACTION_EMPTY) {
    return place.Error("reason", absl::StrCat("no reason ", spec.reason()));
  }
  if (spec.most_retries() > 0 && spec.action() != ErrorRule::ACTION_RETRY) {
    return place.Error("most_retries", "is only for ACTION_RETRY");
  }
  HW_ASSIGN_OR_RETURN(out.when, CompileOptional(spec.when(), place, "when"));
  return out;
}

absl::Status CompileEntities(const Manifest& manifest, const Place& root,
                             CompiledManifest& out) {
  for (int i = 0; i < manifest.entities_size(); ++i) {
    const Place place = root.At("entities", i);
    HW_ASSIGN_OR_RETURN(
        CompiledEntity entity,
        CompileEntity(manifest.entities(i), place, manifest, root));
    const std::string& name = manifest.entities(i).message();
    if (!out.entities.emplace(name, std::move(entity)).second) {
      return place.Error("message", "stands twice");
    }
  }
  if (out.entities.empty()) return root.Error("entities", "is missing");
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<ManifestSource>> ParseLayers(
    std::span<const ManifestText> layers) {
  HW_ASSIGN_OR_RETURN(auto source, ManifestSource::Parse(layers.front().text,
                                                         layers.front().file));
  for (const ManifestText& layer : layers.subspan(1)) {
    HW_ASSIGN_OR_RETURN(auto over,
                        ManifestSource::Parse(layer.text, layer.file));
    HW_RETURN_IF_ERROR(CheckOverride(over->manifest(), over->root(),
                                     source->manifest().vendor()));
    source->Overlay(std::move(over));
  }
  return source;
}

}  // namespace

absl::StatusOr<std::shared_ptr<const CompiledManifest>> CompileManifest(
    absl::string_view text, absl::string_view file) {
  const ManifestText only{std::string(text), std::string(file)};
  return CompileLayers(std::span(&only, 1));
}

absl::StatusOr<std::shared_ptr<const CompiledManifest>> CompileLayers(
    std::span<const ManifestText> layers) {
  auto out = std::make_shared<CompiledManifest>();
  HW_ASSIGN_OR_RETURN(out->source, ParseLayers(layers));
  const Manifest& manifest = out->spec();
  const Place root = out->source->root();
  HW_RETURN_IF_ERROR(CheckHead(manifest, root));
  HW_RETURN_IF_ERROR(CheckSettings(manifest, root));
  HW_RETURN_IF_ERROR(CheckEnvironments(manifest, root));
  HW_RETURN_IF_ERROR(CheckAuth(manifest, root));
  for (int i = 0; i < manifest.errors_size(); ++i) {
    HW_ASSIGN_OR_RETURN(
        CompiledErrorRule rule,
        CompileErrorRule(manifest.errors(i), root.At("errors", i)));
    out->errors.push_back(std::move(rule));
  }
  HW_ASSIGN_OR_RETURN(
      out->probe,
      CompileRequest(manifest.probe(), root.At("probe"), {}, manifest));
  HW_RETURN_IF_ERROR(CompileEntities(manifest, root, *out));
  return out;
}

}  // namespace hirewire::engine
