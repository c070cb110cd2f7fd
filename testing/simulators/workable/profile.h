// What a candidate's detail call says beyond the application itself: history,
// answers, links and files.
#ifndef HIREWIRE_TESTING_SIMULATORS_WORKABLE_PROFILE_H_
#define HIREWIRE_TESTING_SIMULATORS_WORKABLE_PROFILE_H_

#include <optional>

#include "testing/simulators/http/message.h"
#include "testing/simulators/json/json_writer.h"
#include "testing/simulators/workable/fields.h"
#include "testing/simulators/workable/view.h"

namespace hirewire::sim::workable {

// "resume_metadata"; nothing where there is no résumé.
void AddResumeMetadata(const View& view, Ref application, Fields& fields);

// education_entries, experience_entries, skills, answers, resume_url,
// social_profiles (not where there are none) and tags.
void AddProfile(const View& view, Ref application, Fields& fields);

// {"name", "preview_url", "source", "kind"}
void WriteFile(const View& view, Ref attachment, JsonWriter& writer);

// GET of a link that a file or résumé has: a storage service that takes the
// signature or an Authorization header, not both, and forgets links.
Reply Download(const View& view, const Request& request);

}  // namespace hirewire::sim::workable

#endif  // HIREWIRE_TESTING_SIMULATORS_WORKABLE_PROFILE_H_
