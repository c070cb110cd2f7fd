#include "testing/bench/engine_subject.h"

#include <span>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/expr/arena.h"
#include "base/json/parser.h"
#include "base/status/macros.h"
#include "base/time/system_clock.h"
#include "connectors/catalog/catalog.h"
#include "connectors/engine/compile.h"
#include "connectors/engine/join_tables.h"
#include "connectors/engine/page_writer.h"
#include "connectors/engine/schema_drift.h"
#include "connectors/engine/selection.h"
#include "connectors/engine/unknown_words.h"
#include "google/protobuf/arena.h"

namespace hirewire::bench {
namespace {

using ManifestPtr = std::shared_ptr<const engine::CompiledManifest>;

absl::StatusOr<ManifestPtr> BuiltIn(absl::string_view vendor) {
  for (const auto& source : connectors::BuiltInVendors()) {
    if (source.name == vendor) {
      return engine::CompileManifest(source.manifest, source.file);
    }
  }
  return absl::NotFoundError(absl::StrCat("no vendor ", vendor));
}

struct Deaf : engine::DriftObserver {
  void OnNew(const std::string&, const std::string&,
             const engine::DriftNews&) override {}
};

class Engine : public Subject {
 public:
  Engine(ManifestPtr manifest, const engine::CompiledEntity& entity,
         const google::protobuf::Message& response)
      : manifest_(std::move(manifest)), entity_(entity), response_(response) {}

  absl::Status AddTable(const std::string& name, const std::string& body) {
    for (const engine::CompiledJoin& join : entity_.joins) {
      if (join.spec.name() != name) continue;
      auto table = std::make_shared<engine::JoinTable>(join.spec.many());
      HW_ASSIGN_OR_RETURN(engine::Answer answer, Read(body));
      HW_RETURN_IF_ERROR(
          table->Add(std::move(answer), *join.request.records, *join.row_key));
      tables_.Add(name, std::move(table));
    }
    return absl::OkStatus();
  }

  const google::protobuf::Message& ToMessages(absl::string_view page) override {
    const std::string bytes = ToBytes(page);
    arena_.Reset();
    google::protobuf::Message* message = response_.New(&arena_);
    message->ParseFromString(bytes);
    return *message;
  }

  std::string ToBytes(absl::string_view page) override {
    const auto answer = Read(page);
    if (!answer.ok()) return "";
    expr::Arena arena;
    const auto records = engine::ReadRecords(
        *entity_.list->request.records, engine::Shape::kList, *answer, arena);
    if (!records.ok()) return "";
    const engine::Selection selection = engine::SelectRules(
        entity_, entity_.list_plan, /*mask=*/{}, engine::Unset::kFreeFields);
    engine::UnknownWords words;
    engine::PageWriter writer(entity_.list_plan, selection, tables_, &words);
    for (const expr::Value& record : *records) {
      writer.Add(std::span(&record, 1), /*raw=*/"");
    }
    drift_.Note(
        {*manifest_, entity_, engine::PlanKind::kList, *records, words});
    return writer.Finish(/*next_page_token=*/"");
  }

 private:
  absl::StatusOr<engine::Answer> Read(absl::string_view body) {
    engine::Answer answer;
    HW_ASSIGN_OR_RETURN(answer.reading.document, parser_.Parse(Received(body)));
    return answer;
  }

  const ManifestPtr manifest_;
  const engine::CompiledEntity& entity_;
  const google::protobuf::Message& response_;
  json::Parser parser_;
  engine::JoinTables tables_;
  SystemClock clock_;
  Deaf deaf_;
  engine::SchemaDrift drift_{clock_, deaf_};
  google::protobuf::Arena arena_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Subject>> EngineSubject(
    absl::string_view vendor, const std::string& entity,
    const std::map<std::string, std::string>& tables,
    const google::protobuf::Message& response) {
  HW_ASSIGN_OR_RETURN(ManifestPtr manifest, BuiltIn(vendor));
  const auto found = manifest->entities.find(entity);
  if (found == manifest->entities.end()) {
    return absl::NotFoundError(absl::StrCat("no entity ", entity));
  }
  auto engine = std::make_unique<Engine>(manifest, found->second, response);
  for (const auto& [name, body] : tables) {
    HW_RETURN_IF_ERROR(engine->AddTable(name, body));
  }
  return engine;
}

}  // namespace hirewire::bench
