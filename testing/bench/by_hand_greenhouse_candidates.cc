// Candidates of Greenhouse, by hand.
#include <string_view>
#include <utility>

#include "hirewire/v1/candidate.pb.h"
#include "testing/bench/by_hand.h"
#include "testing/bench/by_hand_custom_value.h"
#include "testing/bench/by_hand_fields.h"

namespace hirewire::bench {
namespace {

v1::EmailAddressType EmailTypeOf(std::string_view word) {
  if (word == "personal") return v1::EMAIL_ADDRESS_TYPE_PERSONAL;
  if (word == "work") return v1::EMAIL_ADDRESS_TYPE_WORK;
  return v1::EMAIL_ADDRESS_TYPE_OTHER;
}

v1::PhoneNumberType PhoneTypeOf(std::string_view word) {
  if (word == "mobile") return v1::PHONE_NUMBER_TYPE_MOBILE;
  if (word == "home") return v1::PHONE_NUMBER_TYPE_HOME;
  if (word == "work") return v1::PHONE_NUMBER_TYPE_WORK;
  return v1::PHONE_NUMBER_TYPE_OTHER;
}

v1::PostalAddressType AddressTypeOf(std::string_view word) {
  if (word == "home") return v1::POSTAL_ADDRESS_TYPE_HOME;
  if (word == "work") return v1::POSTAL_ADDRESS_TYPE_WORK;
  return v1::POSTAL_ADDRESS_TYPE_OTHER;
}

v1::LinkType LinkTypeOf(std::string_view word) {
  if (word == "personal") return v1::LINK_TYPE_PERSONAL;
  if (word == "company") return v1::LINK_TYPE_COMPANY;
  if (word == "portfolio") return v1::LINK_TYPE_PORTFOLIO;
  if (word == "blog") return v1::LINK_TYPE_BLOG;
  if (word == "social_media") return v1::LINK_TYPE_SOCIAL;
  return v1::LINK_TYPE_OTHER;
}

void MapEmails(dom::object record, v1::Candidate& candidate) {
  ForEach(record["email_addresses"], [&](dom::element item) {
    const std::string_view address = Text(item["value"]);
    const std::string_view word = Text(item["type"]);
    if (address.empty() && word.empty()) return;
    v1::EmailAddress& email = *candidate.add_emails();
    email.set_address(address.data(), address.size());
    if (word.empty()) return;
    email.set_type(EmailTypeOf(word));
    email.set_type_source(word.data(), word.size());
  });
}

void MapPhones(dom::object record, v1::Candidate& candidate) {
  ForEach(record["phone_numbers"], [&](dom::element item) {
    const std::string_view number = Text(item["value"]);
    const std::string_view word = Text(item["type"]);
    if (number.empty() && word.empty()) return;
    v1::PhoneNumber& phone = *candidate.add_phones();
    phone.set_number(number.data(), number.size());
    if (word.empty()) return;
    phone.set_type(PhoneTypeOf(word));
    phone.set_type_source(word.data(), word.size());
  });
}

void MapAddresses(dom::object record, v1::Candidate& candidate) {
  ForEach(record["addresses"], [&](dom::element item) {
    const std::string_view formatted = Text(item["value"]);
    const std::string_view word = Text(item["type"]);
    if (formatted.empty() && word.empty()) return;
    v1::PostalAddress& address = *candidate.add_addresses();
    address.set_formatted(formatted.data(), formatted.size());
    if (word.empty()) return;
    address.set_type(AddressTypeOf(word));
    address.set_type_source(word.data(), word.size());
  });
}

void MapLinks(dom::object record, v1::Candidate& candidate) {
  for (const char* list : {"website_addresses", "social_media_addresses"}) {
    ForEach(record[list], [&](dom::element item) {
      std::string_view word = Text(item["type"]);
      if (word.empty()) word = "social_media";
      v1::Link& link = *candidate.add_links();
      const std::string_view url = Text(item["value"]);
      link.set_url(url.data(), url.size());
      link.set_type(LinkTypeOf(word));
      link.set_type_source(word.data(), word.size());
    });
  }
}

void MapNames(dom::object record, v1::Candidate& candidate) {
  const std::string_view first = Text(record["first_name"]);
  const std::string_view last = Text(record["last_name"]);
  candidate.set_given_name(first.data(), first.size());
  candidate.set_family_name(last.data(), last.size());
  std::string full(first);
  if (!first.empty() && !last.empty()) full += ' ';
  full += last;
  candidate.set_full_name(std::move(full));
  if (auto text = Text(record["preferred_name"]); !text.empty()) {
    candidate.set_preferred_name(text.data(), text.size());
  }
  if (auto text = Text(record["company"]); !text.empty()) {
    candidate.set_company(text.data(), text.size());
  }
  if (auto text = Text(record["title"]); !text.empty()) {
    candidate.set_title(text.data(), text.size());
  }
  if (auto text = Text(record["time_zone"]); !text.empty()) {
    candidate.set_time_zone(text.data(), text.size());
  }
}

void MapCandidate(dom::object record, v1::Candidate& candidate) {
  candidate.set_id(Id(record["id"]));
  Time(record["created_at"], [&] { return candidate.mutable_create_time(); });
  Time(record["updated_at"], [&] { return candidate.mutable_update_time(); });
  CustomFields(record["custom_fields"], *candidate.mutable_custom_fields());
  MapNames(record, candidate);
  MapEmails(record, candidate);
  MapPhones(record, candidate);
  MapAddresses(record, candidate);
  MapLinks(record, candidate);
  ForEach(record["tags"], [&](dom::element tag) {
    const std::string_view text = Text(tag);
    candidate.add_tags(text.data(), text.size());
  });
  Bool(record["private"], [&](bool b) { candidate.set_private_(b); });
  Bool(record["can_email"], [&](bool b) { candidate.set_contactable(b); });
  Time(record["last_activity_at"],
       [&] { return candidate.mutable_last_activity_time(); });
  ForEach(record["linked_user_ids"],
          [&](dom::element user) { candidate.add_linked_user_ids(Id(user)); });
}

void MapPage(dom::element root, v1::ListCandidatesResponse& response) {
  ForEach(root, [&](dom::element record) {
    MapCandidate(record, *response.add_candidates());
  });
}

}  // namespace

std::unique_ptr<Subject> GreenhouseCandidatesByHand() {
  return std::make_unique<
      ByHand<v1::ListCandidatesResponse, decltype(&MapPage)>>(&MapPage);
}

}  // namespace hirewire::bench
