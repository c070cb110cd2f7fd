#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "testing/data/maker.h"
#include "testing/data/words.h"

namespace hirewire::sim {
namespace {

constexpr double kRejectedShare = 0.45;
constexpr double kHiredShare = 0.08;

Application MakePlain(Maker& make, Ref candidate, absl::Time when) {
  Company& company = make.company;
  Draw& draw = make.draw;
  Application application;
  make.StampAt(application, when);
  application.candidate = candidate;
  application.source = make.GapRef(draw.Any(company.sources), 0.1);
  application.referrer = draw.MaybeRef(0.9, draw.Any(company.referrers));
  application.recruiter = make.GapRef(draw.Any(company.users));
  application.coordinator = draw.MaybeRef(0.6, draw.Any(company.users));
  application.needs_decision = make.Gap(draw.Chance(0.1));
  application.last_activity = make.Gap(application.updated, 0.05);
  application.location = make.Gap(std::string(draw.Pick(kCities)), 0.5);
  if (make.Odd(0.05)) application.location = std::string();
  application.custom = MakeCustom(make, CustomOwner::kApplication);
  return application;
}

void MakeProspect(Maker& make, Application& application) {
  Company& company = make.company;
  application.prospect = true;
  if (make.draw.Chance(0.5)) application.prospective_jobs = {0, 1};
  if (make.draw.Chance(0.7)) {
    application.pool_stage = make.draw.Any(company.pool_stages);
    application.pool = company.pool_stages[application.pool_stage].pool;
  }
  if (make.draw.Chance(0.1)) {
    application.status = ApplicationStatus::kConverted;
  }
}

// The stays in each stage up to `last`; the last one may still go on.
void MakeVisits(Maker& make, Ref ref, int last, bool goes_on) {
  Company& company = make.company;
  const Job& job = company.jobs[company.applications[ref].job];
  absl::Time entered = company.applications[ref].created;
  for (int i = 0; i <= last; ++i) {
    const bool current = goes_on && i == last;
    StageVisit visit;
    make.StampAt(visit, entered);
    visit.application = ref;
    visit.stage = job.first_stage + i;
    visit.entered = make.Gap(entered, 0.01);
    visit.current = current;
    const absl::Time exited = make.draw.Moment(
        entered,
        std::max(entered + absl::Hours(1),
                 std::min(entered + absl::Hours(24 * 14), company.as_of)));
    if (!current) visit.exited = exited;
    entered = exited;
    if (current) {
      company.applications[ref].stage = visit.stage;
      company.applications[ref].visit =
          static_cast<Ref>(company.stage_visits.size());
    }
    company.stage_visits.push_back(visit);
  }
}

void Reject(Maker& make, Application& application) {
  application.status = ApplicationStatus::kRejected;
  application.rejected = application.updated;
  application.rejection_reason =
      make.GapRef(make.draw.Any(make.company.rejection_reasons), 0.05);
  application.rejected_by = make.GapRef(make.draw.Any(make.company.users), 0.2);
  application.rejection_custom = MakeCustom(make, CustomOwner::kRejection);
}

void AskAndAnswer(Maker& make, Application& application) {
  Company& company = make.company;
  // The public post of a job is its first.
  application.post = make.GapRef(
      RangeOf(company.job_posts, &JobPost::job, application.job).first, 0.2);
  if (application.post == kNone) return;
  application.answers.emplace();
  application.answers->push_back(
      {"Why us?", make.Gap(std::string(kSentence), 0.2)});
  application.answers->push_back(
      {"Are you authorized to work here?", std::string("Yes")});
}

void MakeEeoc(Maker& make, Ref ref) {
  Company& company = make.company;
  EeocAnswers answers;
  make.StampAt(answers, company.applications[ref].created);
  answers.application = ref;
  answers.candidate = company.applications[ref].candidate;
  const auto any = [&](size_t count) {
    return make.Gap(static_cast<int>(make.draw.Below(count)), 0.25);
  };
  answers.gender = any(std::size(kGenders));
  answers.race = any(std::size(kRaces));
  answers.veteran_status = any(std::size(kVeteranStatuses));
  answers.disability_status = any(std::size(kDisabilityStatuses));
  answers.submitted = make.Gap(answers.created, 0.1);
  company.eeoc.push_back(answers);
}

void MakePapers(Maker& make, Ref ref) {
  Company& company = make.company;
  const Application& application = company.applications[ref];
  const auto add = [&](AttachmentKind kind, const char* name) {
    Attachment attachment;
    make.StampAt(attachment, application.created);
    attachment.application = ref;
    attachment.candidate = make.GapRef(application.candidate, 0.05);
    attachment.kind = kind;
    attachment.file_name = name;
    attachment.size = make.draw.Between(200, 4000);
    company.attachments.push_back(attachment);
  };
  if (make.draw.Chance(0.8)) add(AttachmentKind::kResume, "resume.pdf");
  if (make.draw.Chance(0.2)) add(AttachmentKind::kCoverLetter, "letter.docx");
  if (make.Odd(0.05)) add(AttachmentKind::kOther, "Zeugnis & Fotos (1).zip");
  if (make.Odd(0.01)) add(AttachmentKind::kUnknownWord, "履歴書.pdf");
}

void MakeNotes(Maker& make, Ref ref) {
  Company& company = make.company;
  const Application& application = company.applications[ref];
  const int count = make.draw.Between(0, 2);
  for (int i = 0; i < count; ++i) {
    Note note;
    make.StampAt(note, make.draw.Moment(application.created, company.as_of));
    note.candidate = make.GapRef(application.candidate, 0.02);
    note.application = make.GapRef(ref, 0.3);
    note.user = make.GapRef(make.draw.Any(company.users), 0.1);
    note.kind = static_cast<NoteKind>(make.draw.Below(make.awkward ? 5 : 4));
    note.visibility = static_cast<NoteVisibility>(make.draw.Below(3));
    if (make.Odd(0.05)) note.visibility = NoteVisibility::kUnset;
    note.body = make.Gap(absl::StrCat(kSentence, "\n🙂"), 0.1);
    if (note.kind == NoteKind::kEmail) {
      note.subject = "Next steps";
      note.email_from = "recruiting@hiring.example";
      note.email_to = "person@people.example, second@people.example";
      note.email_cc.emplace();
    }
    company.notes.push_back(std::move(note));
  }
}

}  // namespace

Ref MakeApplication(Maker& make, Ref candidate, absl::Time when) {
  Company& company = make.company;
  const Ref ref = static_cast<Ref>(company.applications.size());
  Application application = MakePlain(make, candidate, when);
  if (make.Odd(0.06)) {
    MakeProspect(make, application);
    company.applications.push_back(std::move(application));
    MakeNotes(make, ref);
    return ref;
  }
  application.job = make.draw.Any(company.jobs);
  AskAndAnswer(make, application);
  const int stages = company.jobs[application.job].stage_count;
  int last = make.draw.Between(0, stages - 1);
  if (make.draw.Chance(kRejectedShare)) {
    Reject(make, application);
  } else if (make.draw.Chance(kHiredShare)) {
    application.status = ApplicationStatus::kHired;
    application.hired = application.updated;
    last = stages - 1;
  } else if (make.Odd(0.005)) {
    application.status = ApplicationStatus::kUnknownWord;
  }
  const bool goes_on = application.status == ApplicationStatus::kActive;
  company.applications.push_back(std::move(application));
  MakeVisits(make, ref, last, goes_on);
  MakePapers(make, ref);
  MakeNotes(make, ref);
  if (make.draw.Chance(0.3)) MakeEeoc(make, ref);
  MakeInterviews(make, ref);
  MakeOffers(make, ref);
  return ref;
}

}  // namespace hirewire::sim
