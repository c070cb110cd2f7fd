// Pieces that several of Ashby's records share.
#ifndef HIREWIRE_TESTING_SIMULATORS_ASHBY_SHAPES_H_
#define HIREWIRE_TESTING_SIMULATORS_ASHBY_SHAPES_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "testing/simulators/ashby/ids.h"
#include "testing/simulators/ashby/view.h"
#include "testing/simulators/json/json_writer.h"

namespace hirewire::sim::ashby {

// 2026-05-28T21:07:26.245Z
std::string TimeText(absl::Time time);

// --- A member of an object each: the name and the value.
void WriteTime(absl::string_view name, absl::Time time, JsonWriter& writer);
// Null without one.
void WriteTimeOrNull(absl::string_view name, const OptionalTime& time,
                     JsonWriter& writer);
// Absent without one.
void WriteTimeIfAny(absl::string_view name, const OptionalTime& time,
                    JsonWriter& writer);
void WriteTextIfAny(absl::string_view name, const OptionalText& text,
                    JsonWriter& writer);
void WriteId(absl::string_view name, Table table, Ref ref, JsonWriter& writer);
void WriteIdOrNull(absl::string_view name, Table table, Ref ref,
                   JsonWriter& writer);
void WriteIdIfAny(absl::string_view name, Table table, Ref ref,
                  JsonWriter& writer);
// The short form of a user; null without one.
void WriteUser(const View& view, absl::string_view name, Ref user,
               JsonWriter& writer);
// The people on a job's team.
void WriteHiringTeam(const View& view, Ref job, JsonWriter& writer);
void WriteSource(const View& view, absl::string_view name, Ref source,
                 JsonWriter& writer);
// Only those with a value, and private ones only for keys that see them.
void WriteCustomFields(const View& view, absl::string_view name,
                       const CustomEntries& entries, JsonWriter& writer);
void WriteFile(const View& view, Ref attachment, JsonWriter& writer);

// --- Without a name.
// The members of a user, inside an object.
void WriteUserMembers(const View& view, Ref user, JsonWriter& writer);
void WriteSourceObject(const View& view, Ref source, JsonWriter& writer);

// "Senior Staff" is kept as "senior_staff".
std::string OptionValue(absl::string_view label);
// "FullTime", ... of a job.
absl::string_view EmploymentType(Ref job);

// The text that stands for a file, and the attachment that it stands for;
// kNone for a text that FileHandle did not make.
std::string FileHandle(const View& view, Ref attachment);
Ref AttachmentOf(absl::string_view handle);

}  // namespace hirewire::sim::ashby

#endif  // HIREWIRE_TESTING_SIMULATORS_ASHBY_SHAPES_H_
