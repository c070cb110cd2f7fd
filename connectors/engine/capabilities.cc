#include "connectors/engine/capabilities.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "absl/strings/str_join.h"
#include "connectors/engine/unified_model.h"
#include "google/protobuf/descriptor.h"
#include "hirewire/v1/catalog_service.pb.h"

namespace hirewire::engine {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;

// Records of the page that costs are given for: the default size.
constexpr double kPage = 100;

v1::Support Unsupported(absl::string_view why) {
  v1::Support support;
  support.set_level(v1::SUPPORT_LEVEL_UNSUPPORTED);
  support.set_why(std::string(why));
  return support;
}

v1::Support Native() {
  v1::Support support;
  support.set_level(v1::SUPPORT_LEVEL_NATIVE);
  return support;
}

v1::Support Emulated(double calls_per_page) {
  v1::Support support;
  support.set_level(v1::SUPPORT_LEVEL_EMULATED);
  support.set_calls_per_page(calls_per_page);
  return support;
}

// Vendor calls that the joins add to one list page, or to one get. Reference
// data counts as none: it is read once for many pages.
double CallsOf(const CompiledEntity& entity, const std::set<std::string>& names,
               double records) {
  double calls = 0;
  for (const CompiledJoin& join : entity.joins) {
    if (names.count(join.spec.name()) == 0 || join.is_free()) continue;
    calls += std::max(1.0, records / join.spec.batch());
  }
  return calls;
}

// The permissions that the joins need, joined by a blank.
std::string ScopeOf(const CompiledEntity& entity,
                    const std::set<std::string>& names) {
  std::set<std::string> scopes;
  for (const CompiledJoin& join : entity.joins) {
    if (names.count(join.spec.name()) == 0 || join.included) continue;
    if (!join.request.scope.empty()) scopes.insert(join.request.scope);
  }
  return absl::StrJoin(scopes, " ");
}

void AddJoins(const Rule& rule, std::set<std::string>& names) {
  names.insert(rule.joins.begin(), rule.joins.end());
  if (!rule.message) return;
  for (const Rule& below : rule.message->rules) AddJoins(below, names);
}

// A get fills everything, a list what needs no joins.
void AddCalls(const CompiledEntity& entity, const MapPlan& plan, bool lists,
              v1::MethodCapability& out) {
  std::set<std::string> all;
  for (const Rule& rule : plan.rules) AddJoins(rule, all);
  const double most = 1 + CallsOf(entity, all, lists ? kPage : 1);
  out.set_calls_per_page(lists ? 1 : most);
  out.set_calls_per_page_of_all_fields(most);
}

void AddFields(const CompiledEntity& entity, const MapPlan& plan,
               double records, v1::MethodCapability& out) {
  std::map<std::string, std::set<std::string>> joins;
  for (const Rule& rule : plan.rules) {
    const auto* field = plan.type->FindFieldByNumber(rule.number);
    AddJoins(rule, joins[field->name()]);
    if (rule.source_number == 0) continue;
    AddJoins(rule,
             joins[plan.type->FindFieldByNumber(rule.source_number)->name()]);
  }
  for (int i = 0; i < plan.type->field_count(); ++i) {
    const std::string& name = plan.type->field(i)->name();
    v1::FieldCapability& capability = *out.add_fields();
    capability.set_path(name);
    const auto found = joins.find(name);
    if (name == "raw_json") {
      *capability.mutable_support() = Native();
    } else if (found == joins.end()) {
      *capability.mutable_support() =
          Unsupported("the vendor does not give it");
    } else if (found->second.empty()) {
      *capability.mutable_support() = Native();
    } else {
      *capability.mutable_support() =
          Emulated(CallsOf(entity, found->second, records));
      capability.mutable_support()->set_scope(ScopeOf(entity, found->second));
    }
  }
}

v1::Support SupportOf(const CompiledFilter& filter) {
  return filter.spec.parameter().empty() ? Emulated(0) : Native();
}

void AddFilters(const CompiledList& list, const Descriptor& request,
                v1::MethodCapability& out) {
  for (int i = 0; i < request.field_count(); ++i) {
    const FieldDescriptor& field = *request.field(i);
    if (field.number() < kFirstFilterNumber) continue;
    v1::FilterCapability& capability = *out.add_filters();
    capability.set_name(field.name());
    const bool required =
        std::find(list.required_filters.begin(), list.required_filters.end(),
                  field.name()) != list.required_filters.end();
    capability.set_required(required);
    const auto found = list.filters.find(field.name());
    if (required) {
      *capability.mutable_support() = Native();
    } else if (found != list.filters.end()) {
      *capability.mutable_support() = SupportOf(found->second);
    } else {
      *capability.mutable_support() =
          Unsupported("the vendor cannot filter by it");
    }
  }
}

v1::Support SupportOf(const CompiledRequest& request) {
  v1::Support support = Native();
  support.set_scope(request.scope);
  return support;
}

v1::Support SupportOf(const CompiledEntity& entity, bool lists) {
  v1::Support support = SupportOf(lists ? entity.list->request : *entity.get);
  if (!entity.spec->rebuilt_from().empty()) {
    support.set_level(v1::SUPPORT_LEVEL_EMULATED);
  }
  return support;
}

v1::MethodCapability CapabilityOf(const CompiledManifest& manifest,
                                  const MethodDescriptor& method) {
  v1::MethodCapability out;
  out.set_method(method.name());
  const std::string& entity_name =
      method.output_type()->FindFieldByNumber(1)->message_type()->name();
  const bool lists = &method == ListMethodOf(entity_name);
  const auto found = manifest.entities.find(entity_name);
  const CompiledEntity* entity =
      found == manifest.entities.end() ? nullptr : &found->second;
  const bool supported = entity != nullptr && (lists ? entity->list.has_value()
                                                     : entity->get.has_value());
  if (!supported) {
    *out.mutable_support() =
        Unsupported(entity == nullptr || entity->spec->why().empty()
                        ? "the vendor's API has no such operation"
                        : entity->spec->why());
    return out;
  }
  *out.mutable_support() = SupportOf(*entity, lists);
  const MapPlan& plan = lists ? entity->list_plan : entity->get_plan;
  AddFields(*entity, plan, lists ? kPage : 1, out);
  AddCalls(*entity, plan, lists, out);
  if (lists) AddFilters(*entity->list, *method.input_type(), out);
  return out;
}

}  // namespace

v1::Capabilities ComputeCapabilities(const CompiledManifest& manifest) {
  v1::Capabilities out;
  out.set_vendor(manifest.vendor());
  out.set_manifest_version(manifest.spec().version());
  const auto* service = UnifiedCatalog();
  for (int i = 0; i < service->method_count(); ++i) {
    *out.add_methods() = CapabilityOf(manifest, *service->method(i));
  }
  return out;
}

namespace {

v1::AuthKind KindOf(const connector::v1::Auth& auth) {
  if (auth.has_api_key()) return v1::AUTH_KIND_API_KEY;
  return auth.has_client_credentials() ? v1::AUTH_KIND_CLIENT_CREDENTIALS
                                       : v1::AUTH_KIND_AUTHORIZATION_CODE;
}

v1::ConnectorAuth Describe(const connector::v1::Auth& auth) {
  v1::ConnectorAuth out;
  out.set_kind(KindOf(auth));
  out.set_help(auth.help());
  out.set_help_url(auth.help_url());
  out.set_key_pattern(auth.api_key().pattern());
  *out.mutable_default_scopes() = auth.authorization_code().default_scopes();
  return out;
}

}  // namespace

v1::Connector Describe(const CompiledManifest& manifest) {
  const auto& spec = manifest.spec();
  v1::Connector out;
  out.set_vendor(spec.vendor());
  out.set_display_name(spec.display_name());
  out.set_api_version(spec.api_version());
  // Both enums have the same values in the same order.
  out.set_candidate_identity(
      static_cast<v1::CandidateIdentity>(spec.candidate_identity()));
  for (const auto& auth : spec.auth()) {
    out.add_auth_kinds(KindOf(auth));
    *out.add_auths() = Describe(auth);
  }
  for (const auto& environment : spec.environments()) {
    auto& shown = *out.add_environments();
    shown.set_name(environment.name());
    shown.set_base_url(environment.base_url());
  }
  out.set_manifest_version(spec.version());
  for (const auto& setting : spec.settings()) {
    auto& shown = *out.add_settings();
    shown.set_name(setting.name());
    shown.set_label(setting.label());
    shown.set_help(setting.help());
    shown.set_example(setting.example());
  }
  for (const auto& version : spec.retired_versions()) {
    auto& shown = *out.add_retired_versions();
    shown.set_api_version(version.name());
    shown.set_advice(version.advice());
  }
  return out;
}

}  // namespace hirewire::engine
