// What hangs below each opportunity: interviews, feedback, offers, files,
// notes.
#include <vector>

#include "testing/simulators/lever/account.h"

namespace hirewire::sim::lever {
namespace {

bool IsSecret(const Note& note) {
  return note.visibility == NoteVisibility::kPrivate ||
         note.visibility == NoteVisibility::kAdmin;
}

// The opportunity that a note belongs to: that of its application, or the
// person's first; nullptr where it names neither.
Opportunity* OwnerOf(const Note& note, Account& account) {
  if (note.application != kNone) {
    return &account.opportunities[account.opportunity_of[note.application]];
  }
  if (note.candidate == kNone) return nullptr;
  const std::vector<size_t>& all = account.opportunities_of[note.candidate];
  return all.empty() ? nullptr : &account.opportunities[all[0]];
}

// A note right after another that is as secret answers it.
void HangNotes(const Company& company, Account& account) {
  for (size_t i = 0; i < company.notes.size(); ++i) {
    const Note& note = company.notes[i];
    Opportunity* owner = note.deleted ? nullptr : OwnerOf(note, account);
    if (owner == nullptr) continue;
    std::vector<std::vector<Ref>>& threads = owner->threads;
    const bool answers =
        !threads.empty() &&
        IsSecret(company.notes[threads.back()[0]]) == IsSecret(note);
    if (!answers) threads.emplace_back();
    threads.back().push_back(static_cast<Ref>(i));
  }
}

}  // namespace

void HangBelow(const Company& company, Account& account) {
  const auto hang = [&](const auto& all,
                        std::vector<Ref> Opportunity::* where) {
    for (size_t i = 0; i < all.size(); ++i) {
      if (all[i].application == kNone) continue;
      Opportunity& one =
          account.opportunities[account.opportunity_of[all[i].application]];
      (one.*where).push_back(static_cast<Ref>(i));
    }
  };
  hang(company.interviews, &Opportunity::interviews);
  hang(company.scorecards, &Opportunity::scorecards);
  hang(company.offers, &Opportunity::offers);
  hang(company.attachments, &Opportunity::attachments);
  for (Opportunity& one : account.opportunities) {
    std::erase_if(one.interviews, [&](Ref ref) {
      const Interview& interview = company.interviews[ref];
      return interview.deleted || !IsDated(interview);
    });
    // Deleted feedback stays: it can still be read by its id.
    std::erase_if(one.offers,
                  [&](Ref ref) { return company.offers[ref].deleted; });
    std::erase_if(one.attachments,
                  [&](Ref ref) { return company.attachments[ref].deleted; });
  }
  HangNotes(company, account);
}

}  // namespace hirewire::sim::lever
