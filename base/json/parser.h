// Parsing: bytes to a Document of json::Values, by simdjson.
//
//   json::Parser parser;                       // one per shard, reused
//   HW_ASSIGN_OR_RETURN(const json::Document page,
//                       parser.Parse(std::move(response.body)));
//   for (const json::Value row : page.root().Find("data")->items()) ...
//
// No vendor's mistake in one value costs the whole page:
//  - a lone surrogate escape ("\ud800") reads as U+FFFD;
//  - a number that no int64, uint64 or double can hold reads as a string of
//    exactly its digits (ids beyond 64 bits stay whole).
// A document without such values pays nothing for this.
#ifndef HIREWIRE_BASE_JSON_PARSER_H_
#define HIREWIRE_BASE_JSON_PARSER_H_

#include <cstddef>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/json/value.h"

namespace hirewire::json {

// Bytes of capacity that a body should have beyond its size: a body that has
// them is parsed where it lies, any other is moved to a larger buffer first.
inline constexpr size_t kPadding = 64;

// Arrays and objects may be nested this deeply.
inline constexpr size_t kMaxDepth = 1000;

// A parsed document and the bytes that it was parsed from. Movable; values of
// it stay valid when it moves and die with it. Belongs to the thread of its
// parser, which it may outlive.
class Document {
 public:
  // The document `null`, without bytes.
  Document();
  Document(Document&& other) noexcept;
  Document& operator=(Document&& other) noexcept;
  ~Document();

  Value root() const { return root_; }
  // The source exactly as it was handed to Parse.
  absl::string_view source() const { return source_; }

 private:
  friend class Parser;
  struct Buffers;
  struct Pool;

  Document(std::string source, std::unique_ptr<Buffers> buffers,
           std::shared_ptr<Pool> pool);

  std::string source_;
  std::unique_ptr<Buffers> buffers_;
  std::shared_ptr<Pool> pool_;
  Value root_;
};

// Not thread-safe: one per shard. Keeps the buffers of documents that are
// gone, so that a steady stream of pages allocates nothing.
class Parser {
 public:
  Parser();
  Parser(Parser&&) noexcept;
  Parser& operator=(Parser&&) noexcept;
  ~Parser();

  // INVALID_ARGUMENT where `body` is not one JSON document in valid UTF-8
  // (empty, cut off, HTML, trailing bytes, nested deeper than kMaxDepth), with
  // a reason that repeats none of its content. RESOURCE_EXHAUSTED where there
  // is no memory for it, or it is 4 GB or larger.
  absl::StatusOr<Document> Parse(std::string body);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Parses one document with a parser of its own: for configuration and tests.
absl::StatusOr<Document> Parse(std::string body);

}  // namespace hirewire::json

#endif  // HIREWIRE_BASE_JSON_PARSER_H_
