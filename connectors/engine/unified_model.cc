#include "connectors/engine/unified_model.h"

#include <map>
#include <string>

#include "absl/strings/match.h"
#include "hirewire/v1/catalog_service.pb.h"

namespace hirewire::engine {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::MethodDescriptor;

// An entity's methods. Found by what the response holds under number 1, so
// that no plural has to be guessed.
struct Methods {
  const Descriptor* message = nullptr;
  const MethodDescriptor* list = nullptr;
  const MethodDescriptor* get = nullptr;
};

std::map<std::string, Methods> ReadCatalog() {
  std::map<std::string, Methods> entities;
  const auto* service = UnifiedCatalog();
  for (int i = 0; i < service->method_count(); ++i) {
    const MethodDescriptor* method = service->method(i);
    const auto* record = method->output_type()->FindFieldByNumber(1);
    Methods& entity = entities[record->message_type()->name()];
    entity.message = record->message_type();
    const bool lists = absl::StartsWith(method->name(), "List");
    (lists ? entity.list : entity.get) = method;
  }
  return entities;
}

const Methods& Find(absl::string_view name) {
  static const auto& entities =
      *new std::map<std::string, Methods>(ReadCatalog());
  static const auto& none = *new Methods();
  const auto found = entities.find(std::string(name));
  return found == entities.end() ? none : found->second;
}

}  // namespace

const google::protobuf::ServiceDescriptor* UnifiedCatalog() {
  return v1::ListCandidatesRequest::descriptor()
      ->file()
      ->pool()
      ->FindServiceByName("hirewire.v1.CatalogService");
}

const Descriptor* UnifiedMessage(absl::string_view name) {
  return Find(name).message;
}

const Descriptor* ListRequestOf(absl::string_view entity) {
  const MethodDescriptor* method = ListMethodOf(entity);
  return method == nullptr ? nullptr : method->input_type();
}

const MethodDescriptor* ListMethodOf(absl::string_view entity) {
  return Find(entity).list;
}

const MethodDescriptor* GetMethodOf(absl::string_view entity) {
  return Find(entity).get;
}

}  // namespace hirewire::engine
