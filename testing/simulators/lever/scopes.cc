#include "testing/simulators/lever/scopes.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "absl/strings/str_cat.h"

namespace hirewire::sim::lever {
namespace {

constexpr absl::string_view kReadable[] = {"applications",
                                           "archive_reasons",
                                           "audit_events",
                                           "contact",
                                           "diversity_surveys",
                                           "eeo_responses",
                                           "eeo_responses_pii",
                                           "feedback",
                                           "feedback_templates",
                                           "files",
                                           "forms",
                                           "form_templates",
                                           "groups",
                                           "interviews",
                                           "notes",
                                           "offers",
                                           "opportunities",
                                           "panels",
                                           "permissions",
                                           "postings",
                                           "referrals",
                                           "requisition_fields",
                                           "requisitions",
                                           "resumes",
                                           "roles",
                                           "sources",
                                           "stages",
                                           "tags",
                                           "tasks",
                                           "users",
                                           "webhooks"};
constexpr absl::string_view kWritable[] = {"contact",
                                           "feedback",
                                           "feedback_templates",
                                           "files",
                                           "form_templates",
                                           "forms",
                                           "groups",
                                           "interviews",
                                           "notes",
                                           "opportunities",
                                           "panels",
                                           "permissions",
                                           "postings",
                                           "requisition_fields",
                                           "requisitions",
                                           "roles",
                                           "uploads",
                                           "users",
                                           "webhooks"};

template <typename List>
bool Holds(const List& resources, absl::string_view scope,
           absl::string_view suffix) {
  return std::any_of(std::begin(resources), std::end(resources),
                     [&](absl::string_view resource) {
                       return absl::StrCat(resource, suffix) == scope;
                     });
}

}  // namespace

bool IsScope(absl::string_view scope) {
  return scope == kOfflineAccess || scope == kConfidential ||
         Holds(kReadable, scope, ":read:admin") ||
         Holds(kWritable, scope, ":write:admin");
}

bool Grant::MayRead(absl::string_view resource) const {
  return everything || scopes.contains(absl::StrCat(resource, ":read:admin")) ||
         scopes.contains(absl::StrCat(resource, ":write:admin"));
}

}  // namespace hirewire::sim::lever
