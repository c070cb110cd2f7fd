// The words made-up data is made of. Nobody's real data.
#ifndef HIREWIRE_TESTING_DATA_WORDS_H_
#define HIREWIRE_TESTING_DATA_WORDS_H_

#include "absl/strings/string_view.h"

namespace hirewire::sim {

inline constexpr absl::string_view kFirstNames[] = {
    "Ada",   "Bruno", "Chiara",  "Dmitri", "Elif",  "Farah",  "Goran",
    "Hana",  "Imani", "Jonas",   "Kwame",  "Leila", "Mateo",  "Noor",
    "Oskar", "Priya", "Quentin", "Rosa",   "Sven",  "Tomoko", "Uma",
    "Vera",  "Wen",   "Ximena",  "Yusuf",  "Zofia"};
inline constexpr absl::string_view kLastNames[] = {
    "Abara",   "Bergstrom", "Castillo", "Dubois", "Eriksen",  "Ferrari",
    "Gupta",   "Haddad",    "Ivanova",  "Jensen", "Kowalski", "Lindqvist",
    "Mbeki",   "Nakamura",  "Okafor",   "Petrov", "Quispe",   "Rahman",
    "Schmidt", "Tanaka",    "Ulrich",   "Varga",  "Weber",    "Xu",
    "Yilmaz",  "Zhang"};
// Names that break what was only tried with plain ones.
inline constexpr absl::string_view kOddNames[] = {"שרה",
                                                  "محمد عبد الله",
                                                  "👩🏽‍🚀 Zoë",
                                                  "O'Brien-Smith \"Bobby\"",
                                                  "<b>Bold</b> & Co",
                                                  "Ngũgĩ",
                                                  "李小龍",
                                                  "\\Back\\slash/",
                                                  " leading and trailing ",
                                                  "e\xCC\x81"
                                                  "combining",
                                                  "\xE2\x80\xAE"
                                                  "reversed",
                                                  "tab\there"};

inline constexpr absl::string_view kCompanies[] = {
    "Northwind Tools",   "Blue Heron Labs", "Copperfield Bank", "Oakline",
    "Tidewater Freight", "Lumen & Sons",    "Quarry Software",  "Vega Foods"};
inline constexpr absl::string_view kTitles[] = {
    "Software Engineer",         "Account Executive",
    "Product Designer",          "Data Analyst",
    "Support Specialist",        "Finance Manager",
    "Site Reliability Engineer", "Recruiter"};
inline constexpr absl::string_view kDepartments[] = {
    "Engineering", "Sales",    "Design",          "Data", "Support", "Finance",
    "People",      "Platform", "Enterprise Sales"};
inline constexpr absl::string_view kCities[] = {
    "Berlin, Germany",  "Lisbon, Portugal", "Nairobi, Kenya",
    "Osaka, Japan",     "Toronto, Canada",  "Austin, TX, United States",
    "São Paulo, Brazil"};
inline constexpr absl::string_view kTimeZones[] = {
    "Berlin", "Lisbon", "Nairobi", "Tokyo", "Eastern Time (US & Canada)"};
inline constexpr absl::string_view kTags[] = {
    "referral bonus", "silver medalist", "relocating", "Resume",
    "follow-up",      "École 42",        "C++",        "night shift",
    "🚀 top",         "on hold",         "boomerang",  "remote only"};
inline constexpr absl::string_view kSourceGroups[] = {
    "Referrals",   "Third-party boards", "Agencies",
    "Prospecting", "Company marketing",  "Other"};
inline constexpr absl::string_view kSources[] = {
    "Referral",      "Jobs page on your website",
    "Meetup",        "University fair",
    "Agency Bright", "Internal applicant",
    "Bulk import",   "Community board",
    "Newsletter",    "Podcast"};
inline constexpr absl::string_view kStageNames[] = {
    "Application Review", "Phone Screen", "Take Home Test", "Onsite", "Offer"};
inline constexpr absl::string_view kSchools[] = {
    "Harbor University", "Institute of Makers", "Evening College"};
inline constexpr absl::string_view kDegrees[] = {
    "Bachelor's Degree", "Master's Degree", "Doctor of Philosophy (Ph.D.)"};
inline constexpr absl::string_view kDisciplines[] = {
    "Computer Science", "Mathematics", "Literature", "Accounting"};
inline constexpr absl::string_view kAttributeNames[] = {
    "Communication", "Curiosity", "Craft", "Ownership"};

// Answers to the survey of the United States' equal opportunity commission.
inline constexpr absl::string_view kGenders[] = {"Male", "Female",
                                                 "Decline To Self Identify"};
inline constexpr absl::string_view kRaces[] = {
    "Hispanic or Latino",        "White",
    "Black or African American", "Asian",
    "Two or More Races",         "Decline To Self Identify"};
inline constexpr absl::string_view kVeteranStatuses[] = {
    "I am not a protected veteran",
    "I identify as one or more of the classifications of a protected veteran",
    "I don't wish to answer"};
inline constexpr absl::string_view kDisabilityStatuses[] = {
    "Yes, I have a disability, or have had one in the past",
    "No, I do not have a disability and have not had one in the past",
    "I do not want to answer"};

inline constexpr absl::string_view kSentence =
    "Asked good questions, explained trade-offs, and stayed calm when the plan "
    "changed.";

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_DATA_WORDS_H_
