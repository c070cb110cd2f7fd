#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "testing/data/maker.h"
#include "testing/data/words.h"

namespace hirewire::sim {
namespace {

void SetTime(Maker& make, Interview& interview, absl::Time around) {
  const absl::Time start = absl::FromUnixSeconds(
      absl::ToUnixSeconds(around + absl::Hours(48)) / 900 * 900);
  if (make.Odd(0.04)) {
    interview.all_day_start = absl::ToCivilDay(start, absl::UTCTimeZone());
    interview.all_day_end = *interview.all_day_start + 1;
    return;
  }
  if (interview.status == InterviewStatus::kToBeScheduled) return;
  interview.start = start;
  interview.end = make.Gap(start + absl::Minutes(45), 0.05);
  interview.scheduled = make.Gap(around, 0.2);
  interview.external_id =
      make.Gap(absl::StrCat("cal-", absl::ToUnixMillis(around)), 0.5);
}

void MakePanel(Maker& make, Ref interview) {
  Company& company = make.company;
  const int count = make.draw.Between(1, 3);
  for (int i = 0; i < count; ++i) {
    Interviewer interviewer;
    make.StampAt(interviewer, company.interviews[interview].created);
    interviewer.interview = interview;
    interviewer.user = make.GapRef(make.draw.Any(company.users), 0.04);
    if (interviewer.user == kNone) {
      interviewer.email = "guest@elsewhere.example";
    } else if (!make.Odd(0.2)) {
      interviewer.email = company.users[interviewer.user].email;
    }
    interviewer.response = static_cast<Response>(make.draw.Below(4));
    if (make.Odd(0.05)) interviewer.response = Response::kUnset;
    company.interviewers.push_back(interviewer);
  }
}

// The interviews of one stage that is behind the application.
void MakeInterview(Maker& make, Ref application, Ref planned,
                   const StageVisit& visit) {
  Company& company = make.company;
  Interview interview;
  const absl::Time around = visit.entered.value_or(visit.created);
  make.StampAt(interview, around);
  interview.application = application;
  interview.job = company.planned_interviews[planned].job;
  interview.planned = planned;
  interview.status = visit.current
                         ? static_cast<InterviewStatus>(make.draw.Below(3))
                         : InterviewStatus::kComplete;
  if (make.Odd(0.02)) interview.status = InterviewStatus::kSkipped;
  if (make.Odd(0.005)) interview.status = InterviewStatus::kUnknownWord;
  SetTime(make, interview, around);
  interview.location = make.Gap(std::string("Room 4 🪴"), 0.5);
  interview.video_url =
      make.Gap(std::string("https://video.example/j/1?pwd=a%3D"), 0.4);
  interview.organizer = make.draw.MaybeRef(0.8, make.draw.Any(company.users));
  const Ref ref = static_cast<Ref>(company.interviews.size());
  const bool complete = interview.status == InterviewStatus::kComplete;
  company.interviews.push_back(std::move(interview));
  MakePanel(make, ref);
  if (complete) MakeScorecard(make, ref);
}

Rating AnyRating(Maker& make, bool of_attribute) {
  constexpr Rating kOverall[] = {Rating::kNoDecision, Rating::kStrongNo,
                                 Rating::kNo, Rating::kYes, Rating::kStrongYes};
  if (make.Odd(0.01)) return Rating::kUnknownWord;
  if (of_attribute && make.draw.Chance(0.3)) return Rating::kMixed;
  return make.draw.Pick(kOverall);
}

void Answer(Maker& make, Ref scorecard, Ref question) {
  Company& company = make.company;
  const KitQuestion& asked = company.kit_questions[question];
  ScorecardAnswer answer;
  make.StampAt(answer, company.scorecards[scorecard].created);
  answer.scorecard = scorecard;
  answer.question = question;
  if (asked.kind == AnswerKind::kText) {
    answer.text = make.Gap(std::string(kSentence), 0.1);
  } else if (asked.kind == AnswerKind::kYesNo) {
    answer.yes = make.Gap(make.draw.Chance(0.6), 0.1);
  } else {
    const auto [first, last] = RangeOf(company.kit_question_options,
                                       &KitQuestionOption::question, question);
    for (Ref option = first; option < last; ++option) {
      answer.choices.push_back(option);
      if (asked.kind == AnswerKind::kSingleSelect) break;
      if (answer.choices.size() == 2) break;
    }
  }
  const Ref ref = static_cast<Ref>(company.scorecard_answers.size());
  for (const Ref option : answer.choices) {
    ScorecardAnswerChoice choice;
    make.StampAt(choice, answer.created);
    choice.answer = ref;
    choice.option = option;
    company.scorecard_answer_choices.push_back(choice);
  }
  company.scorecard_answers.push_back(std::move(answer));
}

void FillIn(Maker& make, Ref ref) {
  Company& company = make.company;
  const Scorecard& card = company.scorecards[ref];
  const Ref job = company.kits[card.kit].job;
  const auto [first, last] =
      RangeOf(company.job_attributes, &JobAttribute::job, job);
  for (Ref attribute = first; attribute < last; ++attribute) {
    ScorecardAttribute rated;
    make.StampAt(rated, card.created);
    rated.scorecard = ref;
    rated.attribute = attribute;
    rated.rating = AnyRating(make, /*of_attribute=*/true);
    rated.note = make.Gap(std::string("Solid"), 0.6);
    company.scorecard_attributes.push_back(rated);
  }
  const auto [begin, end] =
      RangeOf(company.kit_questions, &KitQuestion::kit, card.kit);
  for (Ref question = begin; question < end; ++question) {
    Answer(make, ref, question);
  }
}

}  // namespace

void MakeInterviews(Maker& make, Ref application) {
  Company& company = make.company;
  const size_t visits = company.stage_visits.size();
  for (size_t i = visits; i-- > 0;) {
    if (company.stage_visits[i].application != application) break;
    const StageVisit visit = company.stage_visits[i];
    if (visit.exited.has_value() && make.draw.Chance(0.3)) continue;
    const auto [first, last] = RangeOf(company.planned_interviews,
                                       &PlannedInterview::stage, visit.stage);
    for (Ref planned = first; planned < last; ++planned) {
      MakeInterview(make, application, planned, visit);
    }
  }
}

void MakeScorecard(Maker& make, Ref interview) {
  Company& company = make.company;
  // The first of the panel who is a user writes one.
  for (size_t i = company.interviewers.size(); i-- > 0;) {
    Interviewer& interviewer = company.interviewers[i];
    if (interviewer.interview != interview) break;
    if (interviewer.user == kNone) continue;
    Scorecard card;
    make.StampAt(card, company.interviews[interview].updated);
    card.application = company.interviews[interview].application;
    card.kit = company.interviews[interview].planned;
    card.interviewer = interviewer.user;
    card.submitter = interviewer.user;
    card.draft = make.Odd(0.08);
    card.interviewed = make.Gap(card.created, 0.1);
    if (!card.draft) card.submitted = card.updated;
    card.rating = AnyRating(make, /*of_attribute=*/false);
    if (card.draft || make.Odd(0.05)) card.rating = Rating::kUnset;
    card.notes = make.Gap(absl::StrCat("<p>", kSentence, "</p>"), 0.3);
    card.private_notes = make.Gap(std::string("Only for us"), 0.8);
    card.public_notes = make.Gap(std::string("For all"), 0.8);
    const Ref ref = static_cast<Ref>(company.scorecards.size());
    interviewer.scorecard = ref;
    company.scorecards.push_back(std::move(card));
    FillIn(make, ref);
    return;
  }
}

void MakeOffers(Maker& make, Ref ref) {
  Company& company = make.company;
  const Application application = company.applications[ref];
  const bool hired = application.status == ApplicationStatus::kHired;
  if (!hired && !make.draw.Chance(0.03)) return;
  const int versions = make.draw.Chance(0.3) ? 2 : 1;
  for (int version = 1; version <= versions; ++version) {
    Offer offer;
    make.StampAt(offer, application.updated);
    offer.application = ref;
    offer.candidate = application.candidate;
    offer.job = application.job;
    offer.version = version;
    offer.status = version < versions      ? OfferStatus::kDeprecated
                   : hired                 ? OfferStatus::kAccepted
                   : make.draw.Chance(0.5) ? OfferStatus::kRejected
                                           : OfferStatus::kCreated;
    if (make.Odd(0.02)) offer.status = OfferStatus::kUnknownWord;
    const absl::CivilDay day =
        absl::ToCivilDay(offer.created, absl::UTCTimeZone());
    offer.sent = make.Gap(day, 0.2);
    offer.start = make.Gap(day + 45, 0.2);
    if (offer.status == OfferStatus::kAccepted ||
        offer.status == OfferStatus::kRejected) {
      offer.resolved = offer.updated;
    }
    const Ref first =
        RangeOf(company.openings, &Opening::job, application.job).first;
    Opening& opening = company.openings[first];
    offer.opening = make.GapRef(first, 0.2);
    if (hired && !opening.open && opening.application == kNone) {
      opening.application = ref;
    }
    offer.custom = MakeCustom(make, CustomOwner::kOffer);
    company.offers.push_back(std::move(offer));
  }
}

}  // namespace hirewire::sim
