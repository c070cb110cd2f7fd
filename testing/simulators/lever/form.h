// The feedback form of a planned interview: what a template asks and filled
// feedback answers.
#ifndef HIREWIRE_TESTING_SIMULATORS_LEVER_FORM_H_
#define HIREWIRE_TESTING_SIMULATORS_LEVER_FORM_H_

#include <string>
#include <vector>

#include "testing/simulators/lever/endpoint.h"
#include "testing/simulators/lever/row.h"

namespace hirewire::sim::lever {

struct FormField {
  std::string id;
  // score-system, scorecard, textarea, yes-no, multiple-choice,
  // multiple-select
  const char* type = "textarea";
  std::string text;
  bool required = false;
  std::vector<std::string> options = {};
  // Of a scorecard, Company::job_attributes.
  std::vector<Ref> skills = {};
  // Company::kit_questions; kNone: every form's own.
  Ref question = kNone;
};

// The one judgement of the whole, the skills, the kit's questions, and notes.
std::vector<FormField> FieldsOf(const Scene& scene, Ref kit);

// What template and feedback say alike.
void PutField(const Scene& scene, const FormField& field, Row& row);

}  // namespace hirewire::sim::lever

#endif  // HIREWIRE_TESTING_SIMULATORS_LEVER_FORM_H_
