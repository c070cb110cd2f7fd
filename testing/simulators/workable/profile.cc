#include "testing/simulators/workable/profile.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/hash/hash.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "testing/simulators/workable/ids.h"

namespace hirewire::sim::workable {
namespace {

// As long as the links of the vendor's storage are known to live.
constexpr absl::Duration kLinkLifetime = absl::Seconds(60000);

// Enough that no test makes one up; good for as long as the process runs.
std::string Signature(Ref attachment, int64_t expires) {
  return absl::StrCat(
      absl::Hex(absl::HashOf(attachment, expires, "file"), absl::kZeroPad16));
}

std::string SignedLink(const View& view, Ref attachment) {
  const Attachment& file = view.company.attachments[attachment];
  const int64_t expires = absl::ToUnixSeconds(view.now + kLinkLifetime);
  return absl::StrCat(view.origin, "/storage/", attachment, "/",
                      PercentEncode(file.file_name), "?Expires=", expires,
                      "&Signature=", Signature(attachment, expires));
}

// kNone: there is none.
Ref ResumeOf(const View& view, Ref application) {
  for (const Ref ref : Of(view.index.attachments, application)) {
    if (view.company.attachments[ref].kind == AttachmentKind::kResume) {
      return ref;
    }
  }
  return kNone;
}

OptionalText OptionName(const Company& company, Ref option) {
  if (option == kNone) return std::nullopt;
  return company.custom_field_options[option].name;
}

OptionalDay DayOf(const OptionalTime& time) {
  if (!time.has_value()) return std::nullopt;
  return absl::ToCivilDay(*time, absl::UTCTimeZone());
}

void WriteEducation(const View& view, Ref ref, JsonWriter& writer) {
  const Education& education = view.company.educations[ref];
  writer.BeginObject();
  Fields(writer)
      .Text("id", IdOf(Kind::kEducation, ref))
      .Text("degree", OptionName(view.company, education.degree))
      .Text("school", OptionName(view.company, education.school))
      .Text("field_of_study", OptionName(view.company, education.discipline))
      .Day("start_date", DayOf(education.start))
      .Day("end_date", DayOf(education.end));
  writer.EndObject();
}

void WriteExperience(const View& view, Ref ref, JsonWriter& writer) {
  const Employment& employment = view.company.employments[ref];
  writer.BeginObject();
  Fields(writer)
      .Text("id", IdOf(Kind::kExperience, ref))
      .Text("title", employment.title)
      .Null("summary")
      .Day("start_date", employment.start)
      .Day("end_date", employment.end)
      .Text("company", employment.company)
      .Null("industry")
      .Bool("current", !employment.end.has_value());
  writer.EndObject();
}

void WriteAnswer(const ApplicationAnswer& answer, JsonWriter& writer) {
  const bool yes = answer.answer == "Yes";
  writer.BeginObject();
  Fields(writer)
      .Object("question", [&](Fields& of) { of.Text("body", answer.question); })
      .Object("answer", [&](Fields& of) {
        if (yes || answer.answer == "No") {
          of.Bool("checked", yes);
        } else {
          of.Text("body", answer.answer);
        }
      });
  writer.EndObject();
}

void WriteLink(std::string type, const OptionalText& user, std::string url,
               JsonWriter& writer) {
  writer.BeginObject();
  Fields fields(writer);
  fields.Text("type", std::move(type));
  if (user.has_value()) fields.Text("username", user);
  fields.Text("url", std::move(url));
  writer.EndObject();
}

void AddLinks(const Candidate& person, Fields& fields) {
  if (person.social.empty() && person.websites.empty()) return;
  fields.Array("social_profiles", [&](JsonWriter& writer) {
    for (const std::string& url : person.social) {
      WriteLink("linkedin", url.substr(url.rfind('/') + 1), url, writer);
    }
    for (const Labeled& site : person.websites) {
      WriteLink("website", std::nullopt, site.value, writer);
    }
  });
}

// What tells files apart; the vendor documents no words for it.
const char* KindOfFile(AttachmentKind kind) {
  switch (kind) {
    case AttachmentKind::kResume:
      return "resume";
    case AttachmentKind::kCoverLetter:
      return "cover_letter";
    case AttachmentKind::kTakeHomeTest:
      return "assessment";
    case AttachmentKind::kOfferLetter:
      return "offer";
    case AttachmentKind::kOther:
      return "other";
    case AttachmentKind::kUnknownWord:
      return nullptr;
  }
  return nullptr;
}

Reply StorageError(int status, const char* code) {
  Reply reply = Reply::Json(
      status, absl::StrCat("<Error><Code>", code, "</Code></Error>"));
  reply.content_type = "application/xml";
  return reply;
}

}  // namespace

void AddResumeMetadata(const View& view, Ref application, Fields& fields) {
  const Ref ref = ResumeOf(view, application);
  if (ref == kNone) return;
  const Attachment& resume = view.company.attachments[ref];
  const std::string& name = resume.file_name;
  fields.Object("resume_metadata", [&](Fields& of) {
    of.Text("filename", name)
        .Text("filetype", name.substr(name.rfind('.') + 1))
        .Seconds("created_at", resume.created)
        .Seconds("updated_at", resume.updated);
  });
}

void AddProfile(const View& view, Ref ref, Fields& fields) {
  const Company& company = view.company;
  const Application& application = company.applications[ref];
  const Candidate& person = company.candidates[application.candidate];
  const auto all = [&](const std::vector<Ref>& refs, auto write) {
    return [&view, &refs, write](JsonWriter& writer) {
      for (const Ref one : refs) write(view, one, writer);
    };
  };
  fields
      .Array(
          "education_entries",
          all(Of(view.index.educations, application.candidate), WriteEducation))
      .Array("experience_entries",
             all(Of(view.index.employments, application.candidate),
                 WriteExperience))
      .Array("skills", [](JsonWriter&) {})
      .Array("answers", [&](JsonWriter& writer) {
        if (!application.answers.has_value()) return;
        for (const ApplicationAnswer& answer : *application.answers) {
          WriteAnswer(answer, writer);
        }
      });
  const Ref resume = ResumeOf(view, ref);
  fields.Text("resume_url", resume == kNone
                                ? std::nullopt
                                : OptionalText(SignedLink(view, resume)));
  AddLinks(person, fields);
  fields.Array("tags", [&](JsonWriter& writer) {
    for (const Ref tag : person.tags) writer.String(company.tags[tag].name);
  });
}

void WriteFile(const View& view, Ref attachment, JsonWriter& writer) {
  const Attachment& file = view.company.attachments[attachment];
  writer.BeginObject();
  Fields fields(writer);
  fields.Text("name", file.file_name)
      .Text("preview_url", SignedLink(view, attachment))
      .Text("source", "candidate");
  if (const char* kind = KindOfFile(file.kind)) fields.Text("kind", kind);
  writer.EndObject();
}

Reply Download(const View& view, const Request& request) {
  const std::vector<std::string> parts = absl::StrSplit(request.path, '/');
  Ref ref = kNone;
  int64_t expires = 0;
  const bool known =
      parts.size() == 4 && absl::SimpleAtoi(parts[2], &ref) && ref >= 0 &&
      ref < static_cast<Ref>(view.company.attachments.size()) &&
      absl::SimpleAtoi(request.Parameter("Expires").value_or(""), &expires) &&
      request.Parameter("Signature") == Signature(ref, expires);
  if (!known || absl::FromUnixSeconds(expires) <= view.now) {
    return StorageError(403, "AccessDenied");
  }
  if (request.Header("authorization").has_value()) {
    return StorageError(400, "InvalidArgument");
  }
  std::string content = absl::StrCat("%PDF-1.4 simulated ", ref, "\n");
  const auto size = static_cast<size_t>(view.company.attachments[ref].size);
  content.resize(std::max(content.size(), size), 'w');
  Reply reply = Reply::Json(200, std::move(content));
  reply.content_type = "application/octet-stream";
  return reply;
}

}  // namespace hirewire::sim::workable
