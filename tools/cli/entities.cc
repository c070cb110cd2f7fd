#include "tools/cli/entities.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace hirewire::cli {

namespace pb = google::protobuf;

namespace {

// "job-postings" for "JobPostings".
std::string Kebab(absl::string_view camel) {
  std::string kebab;
  for (const char c : camel) {
    if (absl::ascii_isupper(static_cast<unsigned char>(c)) && !kebab.empty()) {
      kebab.push_back('-');
    }
    kebab.push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
  }
  return kebab;
}

std::vector<Entity> ReadEntities() {
  const pb::ServiceDescriptor& service =
      *pb::DescriptorPool::generated_pool()->FindServiceByName(
          "hirewire.v1.CatalogService");
  std::vector<Entity> entities;
  for (int i = 0; i < service.method_count(); ++i) {
    const pb::MethodDescriptor* list = service.method(i);
    if (!absl::StartsWith(list->name(), "List")) continue;
    Entity entity;
    entity.list = list;
    entity.type = list->output_type()->FindFieldByNumber(1)->message_type();
    entity.plural = Kebab(list->name().substr(4));
    entity.singular = Kebab(entity.type->name());
    entity.get =
        service.FindMethodByName(absl::StrCat("Get", entity.type->name()));
    entities.push_back(entity);
  }
  return entities;
}

}  // namespace

const std::vector<Entity>& AllEntities() {
  static const auto& entities = *new std::vector<Entity>(ReadEntities());
  return entities;
}

absl::StatusOr<Entity> FindEntity(const std::string& name) {
  std::string wanted = absl::AsciiStrToLower(name);
  std::replace(wanted.begin(), wanted.end(), '_', '-');
  std::vector<std::string> known;
  for (const Entity& entity : AllEntities()) {
    if (wanted == entity.plural || wanted == entity.singular) return entity;
    known.push_back(entity.plural);
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "\"", name, "\" is no entity; there are ", absl::StrJoin(known, ", ")));
}

}  // namespace hirewire::cli
