#include "base/json/parser.h"

#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "base/json/repair.h"

namespace hirewire::json {

static_assert(kPadding >= simdjson::SIMDJSON_PADDING);

// Buffers kept for the next documents, and the largest source that they are
// kept for: eight bytes of tape per byte of source are a lot to hold on to.
constexpr size_t kKeptBuffers = 8;
constexpr size_t kKeptCapacity = size_t{2} << 20;

struct Document::Buffers {
  simdjson::dom::document document;
};

struct Document::Pool {
  std::vector<std::unique_ptr<Buffers>> free;

  std::unique_ptr<Buffers> Take() {
    if (free.empty()) return std::make_unique<Buffers>();
    std::unique_ptr<Buffers> buffers = std::move(free.back());
    free.pop_back();
    return buffers;
  }

  void Return(std::unique_ptr<Buffers> buffers) {
    if (free.size() >= kKeptBuffers) return;
    if (buffers->document.capacity() > kKeptCapacity) return;
    free.push_back(std::move(buffers));
  }
};

Document::Document(std::string source, std::unique_ptr<Buffers> buffers,
                   std::shared_ptr<Pool> pool)
    : source_(std::move(source)),
      buffers_(std::move(buffers)),
      pool_(std::move(pool)) {
  uint64_t* const tape = buffers_->document.tape.get();
  tape[0] = reinterpret_cast<uintptr_t>(buffers_->document.string_buf.get());
  root_ = Value(tape, 1);
}

Document::Document() = default;
Document::Document(Document&& other) noexcept { *this = std::move(other); }

Document& Document::operator=(Document&& other) noexcept {
  std::swap(source_, other.source_);
  std::swap(buffers_, other.buffers_);
  std::swap(pool_, other.pool_);
  std::swap(root_, other.root_);
  return *this;
}

Document::~Document() {
  if (buffers_ != nullptr) pool_->Return(std::move(buffers_));
}

struct Parser::Impl {
  simdjson::dom::parser parser;
  std::shared_ptr<Document::Pool> pool = std::make_shared<Document::Pool>();

  // Parses `text`, which has the padding, into `document`.
  simdjson::error_code Run(absl::string_view text,
                           simdjson::dom::document& document) {
    // Some servers mark UTF-8 with a byte order mark; RFC 8259 lets us skip it.
    if (absl::StartsWith(text, "\xEF\xBB\xBF")) text.remove_prefix(3);
    return parser
        .parse_into_document(document, text.data(), text.size(),
                             /*realloc_if_needed=*/false)
        .error();
  }
};

Parser::Parser() : impl_(std::make_unique<Impl>()) {}
Parser::Parser(Parser&&) noexcept = default;
Parser& Parser::operator=(Parser&&) noexcept = default;
Parser::~Parser() = default;

namespace {

absl::Status ToStatus(simdjson::error_code error) {
  switch (error) {
    case simdjson::CAPACITY:
    case simdjson::MEMALLOC:
      return absl::ResourceExhaustedError("JSON: no memory for the document");
    case simdjson::EMPTY:
      return absl::InvalidArgumentError("JSON: the document is empty");
    case simdjson::DEPTH_ERROR:
      return absl::InvalidArgumentError("JSON: nested too deeply");
    case simdjson::UTF8_ERROR:
      return absl::InvalidArgumentError("JSON: not valid UTF-8");
    case simdjson::STRING_ERROR:
      return absl::InvalidArgumentError("JSON: a string has a bad escape");
    case simdjson::NUMBER_ERROR:
      return absl::InvalidArgumentError("JSON: a number is malformed");
    case simdjson::UNESCAPED_CHARS:
      return absl::InvalidArgumentError(
          "JSON: a string has an unescaped control character");
    case simdjson::UNCLOSED_STRING:
      return absl::InvalidArgumentError("JSON: cut off within a string");
    default:
      return absl::InvalidArgumentError("JSON: not a JSON document");
  }
}

void Pad(std::string& body) {
  if (body.capacity() - body.size() < kPadding) {
    body.reserve(body.size() + kPadding);
  }
}

}  // namespace

absl::StatusOr<Document> Parser::Parse(std::string body) {
  Pad(body);
  std::unique_ptr<Document::Buffers> buffers = impl_->pool->Take();
  simdjson::error_code error = impl_->Run(body, buffers->document);
  if (error == simdjson::STRING_ERROR || error == simdjson::NUMBER_ERROR) {
    std::string repaired = RepairValues(body);
    Pad(repaired);
    error = impl_->Run(repaired, buffers->document);
  }
  if (error != simdjson::SUCCESS) {
    impl_->pool->Return(std::move(buffers));
    return ToStatus(error);
  }
  return Document(std::move(body), std::move(buffers), impl_->pool);
}

absl::StatusOr<Document> Parse(std::string body) {
  return Parser().Parse(std::move(body));
}

}  // namespace hirewire::json
