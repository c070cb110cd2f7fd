#include "connectors/engine/arguments.h"

#include <algorithm>
#include <cstdint>
#include <set>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/json/write.h"
#include "base/status/error.h"
#include "base/status/macros.h"

namespace hirewire::engine {
namespace {

absl::Status WrongType(const Argument& argument, absl::string_view type) {
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("parameter", argument.name)
      .Message(absl::StrCat("the vendor's ", argument.name, " is ", type));
}

absl::Status AppendScalar(const Argument& argument, std::string& out) {
  switch (argument.type) {
    case connector::v1::JSON_TYPE_INTEGER: {
      int64_t number = 0;
      if (!absl::SimpleAtoi(argument.value, &number)) {
        return WrongType(argument, "a whole number");
      }
      json::AppendNumber(number, out);
      return absl::OkStatus();
    }
    case connector::v1::JSON_TYPE_BOOLEAN:
      if (argument.value != "true" && argument.value != "false") {
        return WrongType(argument, "true or false");
      }
      out += argument.value;
      return absl::OkStatus();
    default:
      json::AppendQuoted(argument.value, out);
      return absl::OkStatus();
  }
}

void AppendList(const Arguments& arguments, const std::string& name,
                std::string& out) {
  out += '[';
  for (const Argument& argument : arguments) {
    if (argument.name != name) continue;
    if (out.back() != '[') out += ',';
    json::AppendQuoted(argument.value, out);
  }
  out += ']';
}

}  // namespace

bool Has(const Arguments& arguments, const std::string& name) {
  return std::any_of(
      arguments.begin(), arguments.end(),
      [&](const Argument& argument) { return argument.name == name; });
}

http::QueryParams QueryOf(const Arguments& arguments) {
  http::QueryParams query;
  for (const Argument& argument : arguments) {
    query.emplace_back(argument.name, argument.value);
  }
  return query;
}

absl::StatusOr<std::string> JsonBodyOf(const Arguments& arguments) {
  std::string out = "{";
  std::set<std::string> written;
  for (const Argument& argument : arguments) {
    if (!written.insert(argument.name).second) continue;
    if (out.size() > 1) out += ',';
    json::AppendQuoted(argument.name, out);
    out += ':';
    if (argument.type == connector::v1::JSON_TYPE_TEXT_LIST) {
      AppendList(arguments, argument.name, out);
    } else {
      HW_RETURN_IF_ERROR(AppendScalar(argument, out));
    }
  }
  out += '}';
  return out;
}

}  // namespace hirewire::engine
