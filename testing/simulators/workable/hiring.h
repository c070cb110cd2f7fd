// Events, requisitions and offers.
#ifndef HIREWIRE_TESTING_SIMULATORS_WORKABLE_HIRING_H_
#define HIREWIRE_TESTING_SIMULATORS_WORKABLE_HIRING_H_

#include <string>
#include <vector>

#include "testing/simulators/json/json_writer.h"
#include "testing/simulators/workable/view.h"

namespace hirewire::sim::workable {

// Interviews without a time are no events yet; events of candidates who are
// not listed are gone with them.
bool IsEvent(const Company& company, Ref interview);
bool IsCancelled(const Company& company, Ref interview);
// CallEvent, InterviewEvent or MeetingEvent.
std::string EventType(const Company& company, Ref interview);
OptionalTime EventStart(const Interview& interview);
// The members who take part; refs into Company::interviewers.
std::vector<Ref> Participants(const View& view, Ref interview);
void WriteEvent(const View& view, Ref interview, JsonWriter& writer);

// Openings of jobs.
bool IsRequisition(const Company& company, Ref opening);
// How a requisition is addressed; unique.
std::string RequisitionCode(const Company& company, Ref opening);
std::string RequisitionState(const Company& company, Ref opening);
void WriteRequisition(const View& view, Ref opening, JsonWriter& writer);

// The latest offer of an application; without one, only the candidate.
void WriteOffer(const View& view, Ref application, JsonWriter& writer);

}  // namespace hirewire::sim::workable

#endif  // HIREWIRE_TESTING_SIMULATORS_WORKABLE_HIRING_H_
