// hirewire callers: who may call the server.
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "base/status/macros.h"
#include "base/time/timestamps.h"
#include "hirewire/v1/admin_service.pb.h"
#include "tools/cli/command.h"
#include "tools/cli/details.h"
#include "tools/cli/output.h"

namespace hirewire::cli {

namespace {

constexpr char kService[] = "AdminService";

constexpr char kHelp[] =
    "Usage: hirewire callers [list]\n"
    "       hirewire callers create ID --role ROLE [FLAGS]\n"
    "       hirewire callers delete ID [--tenant TENANT]\n"
    "\n"
    "Makes, shows and forgets the programs that may call the server. What is\n"
    "made gets an API key, which is printed once and is nowhere else, or is\n"
    "known by the name in its client certificate.\n"
    "\n"
    "  --role ROLE              read, write, proxy or admin; may be repeated\n"
    "  --tenant TENANT          whose connections it sees (your own)\n"
    "  --certificate-name NAME  a URI, DNS name or common name; no key then\n"
    "  --expires TIME           from now, such as 90d or 12h (never)\n";

absl::StatusOr<v1::CallerRole> ReadRole(const std::string& word) {
  v1::CallerRole role = v1::CALLER_ROLE_UNSPECIFIED;
  if (v1::CallerRole_Parse(
          absl::StrCat("CALLER_ROLE_", absl::AsciiStrToUpper(word)), &role) &&
      role != v1::CALLER_ROLE_UNSPECIFIED && role != v1::CALLER_ROLE_TOKENS) {
    return role;
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "--role is \"", word, "\"; it must be read, write, proxy or admin"));
}

absl::StatusOr<absl::Duration> ReadLife(const std::string& text) {
  constexpr int kLongestDays = 36500;
  absl::string_view days = text;
  int count = 0;
  absl::Duration life;
  if (absl::ConsumeSuffix(&days, "d")) {
    if (absl::SimpleAtoi(days, &count) && count > 0 && count <= kLongestDays) {
      return absl::Hours(24) * count;
    }
  } else if (absl::ParseDuration(text, &life) && life > absl::ZeroDuration() &&
             life <= absl::Hours(24) * kLongestDays) {
    return life;
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "--expires is \"", text, "\"; it must be a time such as 90d or 12h"));
}

absl::Status ListAll(Session& session, const Args& args) {
  Output output(session.console, *v1::Caller::descriptor(),
                {.json = args.Has("json")});
  v1::ListCallersRequest request;
  do {
    v1::ListCallersResponse page;
    HW_RETURN_IF_ERROR(session.Call(kService, "ListCallers", request, page));
    for (const v1::Caller& caller : page.callers()) output.Add(caller);
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  output.Finish();
  return absl::OkStatus();
}

// The key alone on `out`, so that it can be piped to where it belongs.
void Show(Session& session, const v1::CreateCallerResponse& made) {
  session.console.err << DetailsOf(made.caller()) << std::flush;
  if (made.api_key().empty()) return;
  session.console.err << "Its key is shown here and never again:\n"
                      << std::flush;
  session.console.out << made.api_key() << "\n" << std::flush;
}

absl::Status Create(Session& session, const Args& args, const std::string& id) {
  v1::CreateCallerRequest request;
  request.set_caller_id(id);
  request.set_tenant(args.ValueOr("tenant", ""));
  request.set_certificate_name(args.ValueOr("certificate-name", ""));
  for (const std::string& word : args.Values("role")) {
    HW_ASSIGN_OR_RETURN(const v1::CallerRole role, ReadRole(word));
    request.add_roles(role);
  }
  if (request.roles().empty()) {
    return absl::InvalidArgumentError("--role is missing");
  }
  if (const auto expires = args.Value("expires")) {
    HW_ASSIGN_OR_RETURN(const absl::Duration life, ReadLife(*expires));
    *request.mutable_expire_time() = ToProto(session.clock.Now() + life);
  }
  v1::CreateCallerResponse made;
  HW_RETURN_IF_ERROR(session.Call(kService, "CreateCaller", request, made));
  if (args.Has("json")) {
    session.console.out << ToJson(made) << "\n";
  } else {
    Show(session, made);
  }
  return absl::OkStatus();
}

absl::Status Delete(Session& session, const Args& args, const std::string& id) {
  v1::DeleteCallerRequest request;
  request.set_caller_id(id);
  request.set_tenant(args.ValueOr("tenant", ""));
  v1::DeleteCallerResponse response;
  HW_RETURN_IF_ERROR(session.Call(kService, "DeleteCaller", request, response));
  session.console.err << "Forgot " << id
                      << ". It is refused from its next call on.\n";
  return absl::OkStatus();
}

absl::Status Callers(Session& session, const Args& args) {
  const std::vector<std::string>& words = args.words();
  const std::string verb = words.empty() ? "list" : words[0];
  if (verb == "list" && words.size() <= 1) return ListAll(session, args);
  if (words.size() == 2) {
    if (verb == "create") return Create(session, args, words[1]);
    if (verb == "delete") return Delete(session, args, words[1]);
  }
  return absl::InvalidArgumentError(
      "callers takes list, or create or delete and an id");
}

}  // namespace

Command CallersCommand() {
  return {.name = "callers",
          .summary = "shows, makes and forgets who may call the server",
          .help = kHelp,
          .flags = {{"role", FlagSpec::kRepeated},
                    {"tenant", FlagSpec::kValue},
                    {"certificate-name", FlagSpec::kValue},
                    {"expires", FlagSpec::kValue}},
          .run = Callers};
}

}  // namespace hirewire::cli
