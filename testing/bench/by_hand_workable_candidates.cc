// Candidates of Workable, by hand.
#include <string_view>

#include "hirewire/v1/candidate.pb.h"
#include "testing/bench/by_hand.h"
#include "testing/bench/by_hand_fields.h"

namespace hirewire::bench {
namespace {

// The first of the two that says something.
std::string_view Either(std::string_view text, std::string_view other) {
  return text.empty() ? other : text;
}

void MapName(dom::object record, v1::Candidate& candidate) {
  const std::string_view name = Text(record["name"]);
  candidate.set_full_name(name.data(), name.size());
  const std::string_view given = Text(record["firstname"]);
  candidate.set_given_name(given.data(), given.size());
  const std::string_view family = Text(record["lastname"]);
  candidate.set_family_name(family.data(), family.size());
  const std::string_view headline = Text(record["headline"]);
  candidate.set_headline(headline.data(), headline.size());
}

void MapContacts(dom::object record, v1::Candidate& candidate) {
  if (auto email = Text(record["email"]); !email.empty()) {
    candidate.add_emails()->set_address(email.data(), email.size());
  }
  if (auto phone = Text(record["phone"]); !phone.empty()) {
    candidate.add_phones()->set_number(phone.data(), phone.size());
  }
  const std::string_view address =
      Either(Text(record["address"]), Text(record["location"]["location_str"]));
  if (!address.empty()) {
    candidate.add_addresses()->set_formatted(address.data(), address.size());
  }
}

void Map(dom::object record, v1::Candidate& candidate) {
  const std::string_view id = Text(record["id"]);
  candidate.set_id(id.data(), id.size());
  Time(record["created_at"], [&] { return candidate.mutable_create_time(); });
  Time(record["updated_at"], [&] { return candidate.mutable_update_time(); });
  const std::string_view url = Text(record["profile_url"]);
  candidate.set_url(url.data(), url.size());
  MapName(record, candidate);
  MapContacts(record, candidate);
  candidate.add_application_ids(id.data(), id.size());
  const std::string_view source =
      Either(Text(record["common_source"]), Text(record["domain"]));
  candidate.set_source_name(source.data(), source.size());
  Bool(record["anonymized"],
       [&](bool value) { candidate.set_anonymized(value); });
}

struct Mapping {
  void operator()(dom::element root,
                  v1::ListCandidatesResponse& response) const {
    ForEach(root["candidates"], [&](dom::element record) {
      Map(record, *response.add_candidates());
    });
  }
};

}  // namespace

std::unique_ptr<Subject> WorkableCandidatesByHand() {
  return std::make_unique<ByHand<v1::ListCandidatesResponse, Mapping>>(
      Mapping());
}

}  // namespace hirewire::bench
