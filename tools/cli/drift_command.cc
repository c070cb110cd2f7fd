// hirewire drift: how vendors' answers differ from what their manifests know.
#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/status/macros.h"
#include "hirewire/v1/connector_service.pb.h"
#include "tools/cli/cell.h"
#include "tools/cli/command.h"
#include "tools/cli/output.h"
#include "tools/cli/table.h"
#include "tools/cli/text_width.h"

namespace hirewire::cli {

namespace {

constexpr char kHelp[] =
    "Usage: hirewire drift [--vendor NAME]\n"
    "\n"
    "Lists what vendors' answers had since the server began and their "
    "manifests\n"
    "do not know: new fields, new words of enums, and fields that are no "
    "longer\n"
    "there. Names only; those that look like data are merely counted.\n"
    "\n"
    "  --vendor NAME  only this vendor\n";

void AddRow(const v1::EntityDrift& entity, const std::string& what,
            const std::string& name, int64_t count, const std::string& since,
            Table& table) {
  table.Add({absl::StrCat(entity.vendor(), " ", entity.entity()), what,
             Printable(name), absl::StrCat(count), since});
}

void AddRows(const v1::EntityDrift& entity, Table& table) {
  for (const v1::FieldDrift& field : entity.new_fields()) {
    AddRow(entity, "new field", field.name(), field.count(),
           CellOf(field, "first_seen_time"), table);
  }
  if (entity.other_field_count() > 0) {
    AddRow(entity, "new field", "(not named)", entity.other_field_count(), "",
           table);
  }
  for (const v1::WordDrift& word : entity.new_words()) {
    AddRow(entity, "new word",
           absl::StrCat(word.field_path(), ": ", word.word()), word.count(),
           CellOf(word, "first_seen_time"), table);
  }
  if (entity.other_word_count() > 0) {
    AddRow(entity, "new word", "(not named)", entity.other_word_count(), "",
           table);
  }
  for (const v1::FieldDrift& field : entity.vanished_fields()) {
    AddRow(entity, "vanished", field.name(), field.count(),
           CellOf(field, "last_seen_time"), table);
  }
}

bool Differs(const v1::EntityDrift& entity) {
  return entity.new_fields_size() > 0 || entity.other_field_count() > 0 ||
         entity.new_words_size() > 0 || entity.other_word_count() > 0 ||
         entity.vanished_fields_size() > 0;
}

void Print(const v1::GetSchemaDriftResponse& response, Console& console) {
  Table table({"ENTITY", "WHAT", "NAME", "SEEN", "FIRST OR LAST SEEN"});
  int64_t records = 0;
  bool differs = false;
  for (const v1::EntityDrift& entity : response.entities()) {
    AddRows(entity, table);
    records += entity.record_count();
    differs = differs || Differs(entity);
  }
  if (differs) console.out << table.Render(console.width) << std::flush;
  if (records == 0) {
    console.err << "nothing was read since the server began\n";
  } else if (!differs) {
    console.err << "no drift in " << records << " records\n";
  }
  console.err << std::flush;
}

absl::Status Drift(Session& session, const Args& args) {
  if (!args.words().empty()) {
    return absl::InvalidArgumentError("drift takes only flags");
  }
  v1::GetSchemaDriftRequest request;
  request.set_vendor(args.ValueOr("vendor", ""));
  v1::GetSchemaDriftResponse response;
  HW_RETURN_IF_ERROR(
      session.Call("ConnectorService", "GetSchemaDrift", request, response));
  if (!args.Has("json")) {
    Print(response, session.console);
    return absl::OkStatus();
  }
  for (const v1::EntityDrift& entity : response.entities()) {
    session.console.out << ToJson(entity) << "\n";
  }
  session.console.out << std::flush;
  return absl::OkStatus();
}

}  // namespace

Command DriftCommand() {
  return {.name = "drift",
          .summary = "lists what vendors' answers have and manifests do not",
          .help = kHelp,
          .flags = {{"vendor"}},
          .run = Drift};
}

}  // namespace hirewire::cli
