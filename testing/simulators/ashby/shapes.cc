#include "testing/simulators/ashby/shapes.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"

namespace hirewire::sim::ashby {
namespace {

constexpr absl::string_view kRoleTitles[] = {
    "Recruiter", "Recruiting Coordinator", "Sourcer", "Hiring Manager"};

absl::string_view GlobalRole(const User& user) {
  if (user.site_admin) return "Organization Admin";
  return user.title.has_value() ? "Elevated Access" : "Limited Access";
}

}  // namespace

std::string TimeText(absl::Time time) {
  return absl::FormatTime("%E4Y-%m-%dT%H:%M:%E3SZ", time, absl::UTCTimeZone());
}

void WriteTime(absl::string_view name, absl::Time time, JsonWriter& writer) {
  writer.Key(name).String(TimeText(time));
}

void WriteTimeOrNull(absl::string_view name, const OptionalTime& time,
                     JsonWriter& writer) {
  if (time.has_value()) {
    WriteTime(name, *time, writer);
  } else {
    writer.Key(name).Null();
  }
}

void WriteTimeIfAny(absl::string_view name, const OptionalTime& time,
                    JsonWriter& writer) {
  if (time.has_value()) WriteTime(name, *time, writer);
}

void WriteTextIfAny(absl::string_view name, const OptionalText& text,
                    JsonWriter& writer) {
  if (text.has_value()) writer.Key(name).String(*text);
}

void WriteId(absl::string_view name, Table table, Ref ref, JsonWriter& writer) {
  writer.Key(name).String(AshbyId(table, ref));
}

void WriteIdOrNull(absl::string_view name, Table table, Ref ref,
                   JsonWriter& writer) {
  if (ref != kNone) {
    WriteId(name, table, ref, writer);
  } else {
    writer.Key(name).Null();
  }
}

void WriteIdIfAny(absl::string_view name, Table table, Ref ref,
                  JsonWriter& writer) {
  if (ref != kNone) WriteId(name, table, ref, writer);
}

void WriteUserMembers(const View& view, Ref ref, JsonWriter& writer) {
  const User& user = view.company.users[ref];
  WriteId("id", Table::kUser, ref, writer);
  writer.Key("firstName").String(user.first_name.value_or(""));
  writer.Key("lastName").String(user.last_name.value_or(""));
  if (!user.email.empty()) writer.Key("email").String(user.email);
  writer.Key("globalRole").String(GlobalRole(user));
  writer.Key("isEnabled").Bool(user.active);
  WriteTime("updatedAt", user.updated, writer);
}

void WriteUser(const View& view, absl::string_view name, Ref user,
               JsonWriter& writer) {
  writer.Key(name);
  if (user == kNone) {
    writer.Null();
    return;
  }
  writer.BeginObject();
  WriteUserMembers(view, user, writer);
  writer.EndObject();
}

void WriteHiringTeam(const View& view, Ref job, JsonWriter& writer) {
  writer.Key("hiringTeam").BeginArray();
  const auto [first, last] = RowsOf(view.company.team, &TeamMember::job, job);
  for (Ref i = first; i < last; ++i) {
    const TeamMember& member = view.company.team[i];
    if (member.deleted) continue;
    const User& user = view.company.users[member.user];
    writer.BeginObject();
    writer.Key("email").String(user.email);
    writer.Key("firstName").String(user.first_name.value_or(""));
    writer.Key("lastName").String(user.last_name.value_or(""));
    writer.Key("role").String(kRoleTitles[static_cast<int>(member.role)]);
    WriteId("userId", Table::kUser, member.user, writer);
    writer.EndObject();
  }
  writer.EndArray();
}

void WriteSourceObject(const View& view, Ref ref, JsonWriter& writer) {
  const Source& source = view.company.sources[ref];
  writer.BeginObject();
  WriteId("id", Table::kSource, ref, writer);
  writer.Key("title").String(source.name);
  writer.Key("isArchived").Bool(view.Archived(ref));
  writer.Key("sourceType").BeginObject();
  WriteId("id", Table::kSourceType, source.group, writer);
  const auto group = static_cast<size_t>(source.group);
  writer.Key("title").String(view.company.source_groups[group].name);
  writer.Key("isArchived").Bool(false);
  writer.EndObject();
  writer.EndObject();
}

void WriteSource(const View& view, absl::string_view name, Ref source,
                 JsonWriter& writer) {
  writer.Key(name);
  if (source == kNone) {
    writer.Null();
  } else {
    WriteSourceObject(view, source, writer);
  }
}

void WriteFile(const View& view, Ref attachment, JsonWriter& writer) {
  writer.BeginObject();
  WriteId("id", Table::kFile, attachment, writer);
  writer.Key("name").String(view.company.attachments[attachment].file_name);
  writer.Key("handle").String(FileHandle(view, attachment));
  writer.EndObject();
}

std::string OptionValue(absl::string_view label) {
  return absl::StrReplaceAll(absl::AsciiStrToLower(label), {{" ", "_"}});
}

absl::string_view EmploymentType(Ref job) {
  constexpr absl::string_view kTypes[] = {"FullTime", "FullTime", "PartTime",
                                          "FullTime", "Contract", "Intern",
                                          "FullTime", "Temporary"};
  return kTypes[static_cast<size_t>(job) % std::size(kTypes)];
}

}  // namespace hirewire::sim::ashby
