#include "connectors/engine/drift_counter.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "base/time/timestamps.h"

namespace hirewire::engine {
namespace {

constexpr size_t kLongestName = 64;
// Hexadecimal digits and hyphens: shorter ones may be words.
constexpr size_t kShortestIdentifier = 16;

bool IsLetter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return absl::ascii_isalpha(byte) || byte >= 0x80;
}

bool IsIdentifier(absl::string_view name) {
  return name.size() >= kShortestIdentifier &&
         std::any_of(name.begin(), name.end(),
                     [](unsigned char c) { return absl::ascii_isdigit(c); }) &&
         std::all_of(name.begin(), name.end(), [](unsigned char c) {
           return absl::ascii_isxdigit(c) || c == '-';
         });
}

}  // namespace

bool LooksLikeData(absl::string_view name) {
  return name.size() > kLongestName ||
         std::none_of(name.begin(), name.end(), IsLetter) ||
         name.find('@') != absl::string_view::npos || IsIdentifier(name);
}

bool DriftCounter::Sightings::Add(int64_t more, absl::Time now) {
  const bool is_first = count == 0;
  if (is_first) first = now;
  last = now;
  count += more;
  return is_first;
}

void DriftCounter::NoteRecords(size_t count, absl::Time now) {
  if (count == 0) return;
  if (records_ == 0) first_ = now;
  last_ = now;
  records_ += static_cast<int64_t>(count);
}

void DriftCounter::Sample(const std::shared_ptr<const EntitySchema>& schema,
                          PlanKind kind, const expr::Value& record,
                          absl::Time now, std::vector<DriftNews>& news) {
  const EntitySchema::Shape& shape = schema->shape(kind);
  const expr::Value object = shape.children ? record.Find("item") : record;
  if (!object.is_object()) return;
  Kind& at = kinds_[static_cast<size_t>(kind)];
  if (at.schema != schema) Learn(schema, shape, at);
  ++at.samples;
  for (const expr::Member member : object.members()) {
    const auto found = at.known.find(member.key);
    if (found == at.known.end()) {
      if (!schema->reads_all) NoteNew(member.key, now, news);
      continue;
    }
    Known& known = found->second;
    // An object may have a key twice.
    if (!known.is_read || known.last_sample == at.samples) continue;
    known.last_sample = at.samples;
    known.seen.Add(1, now);
  }
}

void DriftCounter::Learn(const std::shared_ptr<const EntitySchema>& schema,
                         const EntitySchema::Shape& shape, Kind& kind) {
  kind.schema = schema;
  for (const std::string& name : schema->known) kind.known.try_emplace(name);
  for (const std::string& name : shape.read) {
    Known& known = kind.known[name];
    if (known.is_read) continue;
    known.is_read = true;
    known.last_sample = kind.samples;
  }
}

void DriftCounter::NoteNew(absl::string_view name, absl::Time now,
                           std::vector<DriftNews>& news) {
  auto found = new_fields_.find(name);
  if (found == new_fields_.end()) {
    if (new_fields_.size() == kMostNames || LooksLikeData(name)) {
      ++other_fields_;
      return;
    }
    found = new_fields_.emplace(name, Sightings{}).first;
  }
  if (found->second.Add(1, now)) news.push_back({found->first, ""});
}

void DriftCounter::NoteWords(const EntitySchema& schema,
                             const UnknownWords& words, absl::Time now,
                             std::vector<DriftNews>& news) {
  other_words_ += words.rest();
  for (const UnknownWords::Entry& entry : words.entries()) {
    if (LooksLikeData(entry.word) ||
        schema.personal_words.count(entry.field) > 0) {
      other_words_ += entry.count;
      continue;
    }
    const auto key = std::pair(entry.field, entry.word);
    auto found = new_words_.find(key);
    if (found == new_words_.end()) {
      if (new_words_.size() == kMostNames) {
        other_words_ += entry.count;
        continue;
      }
      found = new_words_.emplace(key, Sightings{}).first;
    }
    if (found->second.Add(entry.count, now)) {
      news.push_back({entry.field, entry.word});
    }
  }
}

void DriftCounter::Report(v1::EntityDrift& out) const {
  out.set_record_count(records_);
  if (records_ > 0) {
    *out.mutable_first_seen_time() = ToProto(first_);
    *out.mutable_last_seen_time() = ToProto(last_);
  }
  int64_t samples = 0;
  for (const Kind& kind : kinds_) samples += kind.samples;
  out.set_sample_count(samples);
  for (const auto& [name, seen] : new_fields_) {
    v1::FieldDrift& field = *out.add_new_fields();
    field.set_name(name);
    field.set_count(seen.count);
    *field.mutable_first_seen_time() = ToProto(seen.first);
    *field.mutable_last_seen_time() = ToProto(seen.last);
  }
  out.set_other_field_count(other_fields_);
  ReportVanished(out);
  for (const auto& [key, seen] : new_words_) {
    v1::WordDrift& word = *out.add_new_words();
    word.set_field_path(key.first);
    word.set_word(key.second);
    word.set_count(seen.count);
    *word.mutable_first_seen_time() = ToProto(seen.first);
    *word.mutable_last_seen_time() = ToProto(seen.last);
  }
  out.set_other_word_count(other_words_);
}

void DriftCounter::ReportVanished(v1::EntityDrift& out) const {
  // What lists lack and gets still have is not gone.
  std::map<std::string, Sightings> gone;
  for (const Kind& kind : kinds_) {
    for (const auto& [name, known] : kind.known) {
      if (!known.is_read) continue;
      if (kind.samples - known.last_sample < kWindow) continue;
      Sightings& seen = gone[name];
      if (known.seen.count == 0) continue;
      seen.first = seen.count == 0 ? known.seen.first
                                   : std::min(seen.first, known.seen.first);
      seen.last = seen.count == 0 ? known.seen.last
                                  : std::max(seen.last, known.seen.last);
      seen.count += known.seen.count;
    }
  }
  for (const Kind& kind : kinds_) {
    for (const auto& [name, known] : kind.known) {
      const bool is_there =
          known.seen.count > 0 && kind.samples - known.last_sample < kWindow;
      if (is_there) gone.erase(name);
    }
  }
  for (const auto& [name, seen] : gone) {
    v1::FieldDrift& field = *out.add_vanished_fields();
    field.set_name(name);
    field.set_count(seen.count);
    if (seen.count == 0) continue;
    *field.mutable_first_seen_time() = ToProto(seen.first);
    *field.mutable_last_seen_time() = ToProto(seen.last);
  }
}

}  // namespace hirewire::engine
