#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "testing/data/maker.h"
#include "testing/data/words.h"

namespace hirewire::sim {
namespace {

constexpr double kOpenShare = 0.7;

Job MakeJob(Maker& make, int index) {
  Company& company = make.company;
  Draw& draw = make.draw;
  Job job;
  make.Stamp(job, Founded(company));
  job.name = std::string(draw.Pick(kTitles));
  if (make.Odd(0.05)) job.name = std::string(draw.Pick(kOddNames));
  job.requisition_code = make.Gap(absl::StrCat("REQ-", 100 + index), 0.2);
  job.notes_html = make.Gap(absl::StrCat("<p>", kSentence, "</p>"), 0.5);
  job.confidential = make.Odd(0.04);
  job.status = draw.Chance(kOpenShare) ? JobStatus::kOpen
               : draw.Chance(0.7)      ? JobStatus::kClosed
                                       : JobStatus::kDraft;
  // The first jobs are open, so that small companies hire too.
  if (index < 3) job.status = JobStatus::kOpen;
  if (job.status != JobStatus::kDraft) job.opened = job.created;
  if (job.status == JobStatus::kClosed) job.closed = job.updated;
  job.is_template = make.Odd(0.02);
  job.copied_from = index > 3 && draw.Chance(0.1) ? 0 : kNone;
  job.department = make.GapRef(draw.Any(company.departments));
  if (!make.Odd(0.1)) job.offices.push_back(draw.Any(company.offices));
  job.custom = MakeCustom(make, CustomOwner::kJob);
  return job;
}

void MakeTeam(Maker& make, Ref job) {
  constexpr JobRole kRoles[] = {JobRole::kRecruiter, JobRole::kCoordinator,
                                JobRole::kSourcer, JobRole::kHiringManager};
  Company& company = make.company;
  for (const JobRole role : kRoles) {
    if (make.Odd(0.15)) continue;
    TeamMember member;
    make.StampAt(member, company.jobs[job].created);
    member.job = job;
    member.user = make.draw.Any(company.users);
    member.role = role;
    member.responsible = role != JobRole::kHiringManager;
    company.team.push_back(member);
  }
}

void MakeOpenings(Maker& make, Ref job) {
  Company& company = make.company;
  const int count = make.draw.Between(1, 3);
  for (int i = 0; i < count; ++i) {
    Opening opening;
    make.StampAt(opening, company.jobs[job].created);
    opening.job = job;
    opening.label = make.Gap(absl::StrCat(job + 1, "-", i + 1), 0.3);
    opening.opened = company.jobs[job].opened;
    opening.open = company.jobs[job].status != JobStatus::kClosed;
    if (!opening.open) {
      opening.closed = company.jobs[job].closed;
      opening.close_reason = make.draw.Any(company.close_reasons);
    }
    opening.target_start = make.Gap(absl::CivilDay(2026, 3, 1 + i), 0.4);
    opening.position = i;
    opening.custom = MakeCustom(make, CustomOwner::kOpening);
    company.openings.push_back(std::move(opening));
  }
}

std::vector<PostQuestion> MakeQuestions(Maker& make) {
  std::vector<PostQuestion> questions = {
      {QuestionKind::kShortText,
       "First Name",
       "first_name",
       {},
       true,
       false,
       {}},
      {QuestionKind::kAttachment, "Resume", "resume", {}, false, false, {}},
      {QuestionKind::kLongText,
       "Why us?",
       "question_1",
       "A few sentences.",
       true,
       false,
       {}},
      {QuestionKind::kBoolean,
       "Are you authorized to work here?",
       "question_2",
       {},
       true,
       true,
       {"Yes", "No"}},
      {QuestionKind::kMultiSelect,
       "Which shifts suit you?",
       "question_3",
       {},
       false,
       false,
       {"Morning", "Evening", "Night"}},
  };
  if (make.Odd(0.3)) questions[2].required = std::nullopt;
  return questions;
}

void MakePost(Maker& make, Ref job, bool internal) {
  Company& company = make.company;
  const Job& advertised = company.jobs[job];
  JobPost post;
  make.StampAt(post, advertised.created);
  post.job = job;
  post.title = advertised.name;
  post.internal = internal;
  post.active = advertised.status == JobStatus::kOpen;
  post.live = post.active && !make.Odd(0.1);
  post.featured = make.draw.Chance(0.1);
  if (post.live) post.published = post.created;
  post.content_html =
      make.Gap(absl::StrCat("<p>We look for a <strong>", advertised.name,
                            "</strong> &amp; more.</p>"));
  post.internal_content_html = make.Gap(std::string("<p>Inside.</p>"), 0.7);
  post.language = make.Gap(std::string("en"), 0.1);
  if (post.live) {
    post.url = make.Gap(
        absl::StrCat("https://jobs.example/acme/", company.job_posts.size()));
  }
  post.office = make.draw.Any(company.offices);
  post.location = make.Gap(std::string(make.draw.Pick(kCities)));
  post.questions = MakeQuestions(make);
  company.job_posts.push_back(std::move(post));
}

}  // namespace

void MakeJobs(Maker& make, int job_count) {
  Company& company = make.company;
  for (int i = 0; i < job_count; ++i) {
    const Ref job = static_cast<Ref>(company.jobs.size());
    company.jobs.push_back(MakeJob(make, i));
    MakeTeam(make, job);
    MakeOpenings(make, job);
    MakePost(make, job, /*internal=*/false);
    if (make.draw.Chance(0.2)) MakePost(make, job, /*internal=*/true);
    MakeInterviewPlan(make, job);
    if (make.draw.Chance(0.2)) {
      JobNote note;
      make.StampAt(note, company.jobs[job].created);
      note.job = job;
      note.user = make.draw.Any(company.users);
      note.body = make.Gap(std::string(kSentence));
      note.admins_only = make.draw.Chance(0.3);
      company.job_notes.push_back(note);
    }
  }
  for (Pool& pool : company.pools) pool.jobs.push_back(0);
}

}  // namespace hirewire::sim
