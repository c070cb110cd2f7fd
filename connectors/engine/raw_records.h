// The vendor's bytes of each record, exactly, for raw_json.
#ifndef HIREWIRE_CONNECTORS_ENGINE_RAW_RECORDS_H_
#define HIREWIRE_CONNECTORS_ENGINE_RAW_RECORDS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "base/expr/expression.h"
#include "base/expr/value.h"
#include "base/json/parser.h"

namespace hirewire::engine {

class RawRecords {
 public:
  // The bytes of each of `records`, which `expression` found in `document`.
  // Where the expression computes its records instead of pointing at them,
  // there are no bytes of the vendor's: they are written anew.
  absl::Status Read(const expr::Expression& expression,
                    const json::Document& document,
                    const std::vector<expr::Value>& records);

  // A member of each of `records`, written anew.
  absl::Status Write(const std::vector<expr::Value>& records,
                     absl::string_view member);

  // One for each record; empty before Read. Points into the document and into
  // this.
  const std::vector<absl::string_view>& records() const { return records_; }

 private:
  // Fills records_ with the bytes at `path`, where they can be found.
  void FindInSource(absl::string_view source, const std::string& path);

  absl::Status WriteAll(const std::vector<expr::Value>& values);

  std::vector<absl::string_view> records_;
  std::vector<std::string> written_;
};

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_RAW_RECORDS_H_
