#include "testing/simulators/workable/index.h"

namespace hirewire::sim::workable {
namespace {

template <typename T>
Owned By(const std::vector<T>& records, Ref T::* owner) {
  Owned owned;
  for (size_t i = 0; i < records.size(); ++i) {
    const Ref of = records[i].*owner;
    if (of == kNone || records[i].deleted) continue;
    owned[of].push_back(static_cast<Ref>(i));
  }
  return owned;
}

Owned NotesByApplication(const Company& company) {
  const Owned applications = By(company.applications, &Application::candidate);
  Owned owned;
  for (size_t i = 0; i < company.notes.size(); ++i) {
    const Note& note = company.notes[i];
    Ref of = note.application;
    if (of == kNone) {
      const std::vector<Ref>& all = Of(applications, note.candidate);
      if (!all.empty()) of = all.front();
    }
    if (of != kNone && !note.deleted) {
      owned[of].push_back(static_cast<Ref>(i));
    }
  }
  return owned;
}

}  // namespace

Index MakeIndex(const Company& company) {
  return {
      .visits = By(company.stage_visits, &StageVisit::application),
      .notes = NotesByApplication(company),
      .scorecards = By(company.scorecards, &Scorecard::application),
      .interviews = By(company.interviews, &Interview::application),
      .offers = By(company.offers, &Offer::application),
      .attachments = By(company.attachments, &Attachment::application),
      .interviewers = By(company.interviewers, &Interviewer::interview),
      .educations = By(company.educations, &Education::candidate),
      .employments = By(company.employments, &Employment::candidate),
  };
}

const std::vector<Ref>& Of(const Owned& owned, Ref owner) {
  static const auto& none = *new std::vector<Ref>();
  const auto found = owned.find(owner);
  return found == owned.end() ? none : found->second;
}

}  // namespace hirewire::sim::workable
