// Candidates of Ashby, by hand.
#include <string_view>

#include "hirewire/v1/candidate.pb.h"
#include "testing/bench/by_hand.h"
#include "testing/bench/by_hand_custom_value.h"
#include "testing/bench/by_hand_fields.h"

namespace hirewire::bench {
namespace {

v1::EmailAddressType EmailTypeOf(std::string_view word) {
  if (word == "Personal") return v1::EMAIL_ADDRESS_TYPE_PERSONAL;
  if (word == "Work") return v1::EMAIL_ADDRESS_TYPE_WORK;
  return v1::EMAIL_ADDRESS_TYPE_OTHER;
}

v1::PhoneNumberType PhoneTypeOf(std::string_view word) {
  if (word == "Work") return v1::PHONE_NUMBER_TYPE_WORK;
  return v1::PHONE_NUMBER_TYPE_OTHER;
}

v1::LinkType LinkTypeOf(std::string_view word) {
  if (word == "LinkedIn" || word == "GitHub" || word == "Twitter" ||
      word == "StackOverflow" || word == "YouTube") {
    return v1::LINK_TYPE_SOCIAL;
  }
  if (word == "Medium") return v1::LINK_TYPE_BLOG;
  if (word == "CodePen") return v1::LINK_TYPE_PORTFOLIO;
  if (word == "Website") return v1::LINK_TYPE_PERSONAL;
  return v1::LINK_TYPE_OTHER;
}

void MapEmail(dom::element item, v1::Candidate& candidate) {
  const std::string_view address = Text(item["value"]);
  const std::string_view word = Text(item["type"]);
  if (address.empty() && word.empty()) return;
  v1::EmailAddress& email = *candidate.add_emails();
  email.set_address(address.data(), address.size());
  if (word.empty()) return;
  email.set_type(EmailTypeOf(word));
  email.set_type_source(word.data(), word.size());
}

void MapPhone(dom::element item, v1::Candidate& candidate) {
  const std::string_view number = Text(item["value"]);
  const std::string_view word = Text(item["type"]);
  if (number.empty() && word.empty()) return;
  v1::PhoneNumber& phone = *candidate.add_phones();
  phone.set_number(number.data(), number.size());
  if (word.empty()) return;
  phone.set_type(PhoneTypeOf(word));
  phone.set_type_source(word.data(), word.size());
}

// The list, or the primary one where the list is empty.
template <typename MapOne>
void MapContacts(dom::object record, const char* list, const char* primary,
                 v1::Candidate& candidate, MapOne map_one) {
  dom::array contacts;
  if (record[list].get(contacts) == simdjson::SUCCESS && contacts.size() > 0) {
    for (const dom::element contact : contacts) map_one(contact, candidate);
    return;
  }
  dom::element contact;
  if (record[primary].get(contact) != simdjson::SUCCESS) return;
  if (contact.is_object()) map_one(contact, candidate);
}

void MapLocation(dom::object record, v1::Candidate& candidate) {
  dom::object location;
  if (record["location"].get(location) != simdjson::SUCCESS) return;
  v1::PostalAddress& address = *candidate.add_addresses();
  ForEach(location["locationComponents"], [&](dom::element part) {
    const std::string_view type = Text(part["type"]);
    const std::string_view name = Text(part["name"]);
    if (type == "City" && address.city().empty()) {
      address.set_city(name.data(), name.size());
    }
    if (type == "Region" && address.region().empty()) {
      address.set_region(name.data(), name.size());
    }
  });
  const std::string_view summary = Text(location["locationSummary"]);
  address.set_formatted(summary.data(), summary.size());
  if (address.ByteSizeLong() == 0) {
    candidate.mutable_addresses()->RemoveLast();
  }
}

void MapLinks(dom::object record, v1::Candidate& candidate) {
  ForEach(record["socialLinks"], [&](dom::element item) {
    const std::string_view url = Text(item["url"]);
    const std::string_view word = Text(item["type"]);
    if (url.empty() && word.empty()) return;
    v1::Link& link = *candidate.add_links();
    link.set_url(url.data(), url.size());
    if (word.empty()) return;
    link.set_type(LinkTypeOf(word));
    link.set_type_source(word.data(), word.size());
  });
}

// Ranges of pay and amounts tell their currency; other objects stay JSON.
void MapObject(dom::element value, v1::CustomValue& custom) {
  if (Text(value["type"]) == "compensation-range") {
    const std::string_view unit = Text(value["currencyCode"]);
    v1::MoneyRange& range = *custom.mutable_money_range_value();
    dom::element end;
    if (value["minValue"].get(end) == simdjson::SUCCESS) {
      Amount(end, unit, *range.mutable_min());
    }
    if (value["maxValue"].get(end) == simdjson::SUCCESS) {
      Amount(end, unit, *range.mutable_max());
    }
    return;
  }
  dom::element amount;
  if (!Text(value["currencyCode"]).empty() &&
      value["value"].get(amount) == simdjson::SUCCESS) {
    Amount(amount, Text(value["currencyCode"]), *custom.mutable_money_value());
    return;
  }
  PlainValue(value, custom);
}

void MapCustomFields(dom::object record, v1::Candidate& candidate) {
  ForEach(record["customFields"], [&](dom::element item) {
    v1::CustomField& field = *candidate.add_custom_fields();
    const std::string_view id = Text(item["id"]);
    field.set_id(id.data(), id.size());
    const std::string_view label = Text(item["title"]);
    field.set_label(label.data(), label.size());
    dom::element value;
    if (item["valueLabel"].get(value) != simdjson::SUCCESS || value.is_null()) {
      if (item["value"].get(value) != simdjson::SUCCESS) return;
    }
    if (value.is_null()) return;
    if (value.is_object()) return MapObject(value, *field.mutable_value());
    PlainValue(value, *field.mutable_value());
  });
}

void MapSource(dom::object record, v1::Candidate& candidate) {
  dom::object source;
  if (record["source"].get(source) != simdjson::SUCCESS) return;
  const std::string_view id = Text(source["id"]);
  candidate.set_source_id(id.data(), id.size());
  const std::string_view title = Text(source["title"]);
  candidate.set_source_name(title.data(), title.size());
}

void MapPerson(dom::object record, v1::Candidate& candidate) {
  const std::string_view name = Text(record["name"]);
  candidate.set_full_name(name.data(), name.size());
  const std::string_view company = Text(record["company"]);
  candidate.set_company(company.data(), company.size());
  const std::string_view position = Text(record["position"]);
  candidate.set_title(position.data(), position.size());
  const std::string_view zone = Text(record["timezone"]);
  candidate.set_time_zone(zone.data(), zone.size());
  const std::string_view school = Text(record["school"]);
  if (school.empty()) return;
  candidate.add_education()->set_school(school.data(), school.size());
}

void MapCandidate(dom::object record, v1::Candidate& candidate) {
  const std::string_view id = Text(record["id"]);
  candidate.set_id(id.data(), id.size());
  Time(record["createdAt"], [&] { return candidate.mutable_create_time(); });
  Time(record["updatedAt"], [&] { return candidate.mutable_update_time(); });
  const std::string_view url = Text(record["profileUrl"]);
  candidate.set_url(url.data(), url.size());
  MapCustomFields(record, candidate);
  MapPerson(record, candidate);
  MapContacts(record, "emailAddresses", "primaryEmailAddress", candidate,
              MapEmail);
  MapContacts(record, "phoneNumbers", "primaryPhoneNumber", candidate,
              MapPhone);
  MapLocation(record, candidate);
  MapLinks(record, candidate);
  ForEach(record["applicationIds"], [&](dom::element application) {
    const std::string_view text = Text(application);
    candidate.add_application_ids(text.data(), text.size());
  });
  ForEach(record["tags"], [&](dom::element tag) {
    const std::string_view title = Text(tag["title"]);
    candidate.add_tags(title.data(), title.size());
  });
  MapSource(record, candidate);
}

void MapPage(dom::element root, v1::ListCandidatesResponse& response) {
  ForEach(root["results"], [&](dom::element record) {
    MapCandidate(record, *response.add_candidates());
  });
}

}  // namespace

std::unique_ptr<Subject> AshbyCandidatesByHand() {
  return std::make_unique<
      ByHand<v1::ListCandidatesResponse, decltype(&MapPage)>>(&MapPage);
}

}  // namespace hirewire::bench
