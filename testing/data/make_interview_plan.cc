#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "testing/data/maker.h"
#include "testing/data/words.h"

namespace hirewire::sim {
namespace {

constexpr StageKind kKinds[] = {StageKind::kReview, StageKind::kScreen,
                                StageKind::kAssessment, StageKind::kInterview,
                                StageKind::kOffer};

void MakeKitQuestions(Maker& make, Ref kit) {
  Company& company = make.company;
  struct Asked {
    const char* text;
    AnswerKind kind;
  };
  constexpr Asked kAsked[] = {
      {"Key take-aways", AnswerKind::kText},
      {"Would you work with them?", AnswerKind::kYesNo},
      {"Level", AnswerKind::kSingleSelect},
      {"Topics covered", AnswerKind::kMultiSelect},
  };
  int position = 0;
  for (const Asked& asked : kAsked) {
    KitQuestion question;
    make.StampAt(question, company.kits[kit].created);
    question.kit = kit;
    question.text = asked.text;
    question.kind = asked.kind;
    question.position = position++;
    question.required = position == 1;
    const Ref ref = static_cast<Ref>(company.kit_questions.size());
    company.kit_questions.push_back(question);
    if (asked.kind < AnswerKind::kSingleSelect) continue;
    int option_position = 0;
    for (const char* name : {"Basics", "Depth", "Breadth"}) {
      KitQuestionOption option;
      make.StampAt(option, question.created);
      option.question = ref;
      option.name = name;
      option.position = option_position++;
      company.kit_question_options.push_back(option);
    }
  }
}

void MakePlanned(Maker& make, Ref stage) {
  Company& company = make.company;
  PlannedInterview planned;
  make.StampAt(planned, company.stages[stage].created);
  planned.job = company.stages[stage].job;
  planned.stage = stage;
  planned.name = absl::StrCat(company.stages[stage].name, " Interview");
  planned.minutes = make.Gap(make.draw.Between(2, 6) * 15, 0.1);
  planned.needs_scorecard = make.Gap(true, 0.1);
  planned.summary = make.Gap(std::string("What we want to learn"), 0.5);
  planned.instructions = make.Gap(std::string("Be kind."), 0.5);
  const Ref ref = static_cast<Ref>(company.planned_interviews.size());
  company.planned_interviews.push_back(planned);
  InterviewKit kit;
  make.StampAt(kit, planned.created);
  kit.job = planned.job;
  kit.planned = ref;
  kit.exercises = make.Gap(std::string("<p>Pair on a bug.</p>"), 0.6);
  company.kits.push_back(kit);
  MakeKitQuestions(make, ref);
}

}  // namespace

void MakeInterviewPlan(Maker& make, Ref job) {
  Company& company = make.company;
  company.jobs[job].first_stage = static_cast<Ref>(company.stages.size());
  company.jobs[job].stage_count = static_cast<int>(std::size(kKinds));
  for (size_t i = 0; i < std::size(kKinds); ++i) {
    Stage stage;
    make.StampAt(stage, company.jobs[job].created);
    stage.job = job;
    stage.name = std::string(kStageNames[i]);
    stage.position = static_cast<int>(i);
    stage.active = kKinds[i] != StageKind::kAssessment || !make.Odd(0.2);
    stage.kind = kKinds[i];
    const Ref ref = static_cast<Ref>(company.stages.size());
    company.stages.push_back(stage);
    if (stage.kind == StageKind::kScreen ||
        stage.kind == StageKind::kInterview) {
      MakePlanned(make, ref);
    }
  }
  int position = 0;
  for (const absl::string_view name : kAttributeNames) {
    JobAttribute attribute;
    make.StampAt(attribute, company.jobs[job].created);
    attribute.job = job;
    attribute.name = std::string(name);
    attribute.group = position < 2 ? "Soft skills" : "Skills";
    attribute.position = make.Gap(position, 0.1);
    attribute.active = !make.Odd(0.05);
    ++position;
    company.job_attributes.push_back(attribute);
  }
}

}  // namespace hirewire::sim
