// hirewire list: records of one entity, page by page.
#include <google/protobuf/message.h>

#include <memory>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/status/macros.h"
#include "tools/cli/command.h"
#include "tools/cli/entities.h"
#include "tools/cli/issues.h"
#include "tools/cli/list_request.h"
#include "tools/cli/output.h"

namespace hirewire::cli {

namespace pb = google::protobuf;

namespace {

constexpr char kHelp[] =
    "Usage: hirewire list ENTITY --connection ID [FLAGS]\n"
    "\n"
    "Lists records: one page, or more with --pages, --limit or --all. ENTITY "
    "is\n"
    "candidates, applications, jobs, job-postings and so on; a wrong one is\n"
    "answered with all there are. What could not be mapped is said on "
    "standard\n"
    "error.\n"
    "\n"
    "  --connection ID      the account to read through; required\n"
    "  --filter NAME=VALUE  only some records; may be repeated; a wrong name\n"
    "                       is answered with all there are\n"
    "  --page-size N        records per call (100; at most 500)\n"
    "  --page-token TOKEN   go on where an earlier list ended\n"
    "  --pages N            stop after N pages (1)\n"
    "  --limit N            stop after N records\n"
    "  --all                do not stop before the end\n"
    "  --mask A,B           fill only these fields; * for all\n"
    "  --raw                with --json: the vendor's own bytes as raw_json\n"
    "\n"
    "Example: hirewire list applications --connection acme \\\n"
    "             --filter status=active --filter updated_after=2024-01-31\n";

std::unique_ptr<pb::Message> New(const pb::Descriptor& type) {
  return std::unique_ptr<pb::Message>(
      pb::MessageFactory::generated_factory()->GetPrototype(&type)->New());
}

// Where to stop before the end; nullopt where nothing stops there.
struct Limit {
  std::optional<int> pages;
  std::optional<int> records;
};

absl::StatusOr<Limit> ReadLimit(const Args& args) {
  Limit limit;
  HW_ASSIGN_OR_RETURN(limit.pages, args.Number("pages"));
  HW_ASSIGN_OR_RETURN(limit.records, args.Number("limit"));
  if (args.Has("all") && (limit.pages || limit.records)) {
    return absl::InvalidArgumentError("--all excludes --pages and --limit");
  }
  if (!args.Has("all") && !limit.records && !limit.pages) limit.pages = 1;
  return limit;
}

absl::Status FillRequest(const Args& args, const Limit& limit,
                         pb::Message& request) {
  const std::optional<std::string> connection = args.Value("connection");
  if (!connection) return absl::InvalidArgumentError("--connection is missing");
  SetText("connection_id", *connection, request);
  HW_ASSIGN_OR_RETURN(std::optional<int> page_size, args.Number("page-size"));
  if (!page_size && limit.records && *limit.records > 0) {
    page_size = limit.records;
  }
  SetNumber("page_size", page_size.value_or(0), request);
  SetText("page_token", args.ValueOr("page-token", ""), request);
  for (const std::string& filter : args.Values("filter")) {
    HW_RETURN_IF_ERROR(SetFilter(filter, request));
  }
  if (const auto mask = args.Value("mask")) SetMask(*mask, request);
  SetSwitch("include_raw", args.Has("raw"), request);
  return absl::OkStatus();
}

// Walks the pages of one listing.
class Walk {
 public:
  Walk(Session& session, const Entity& entity, const Limit& limit,
       Output& output)
      : session_(session), entity_(entity), limit_(limit), output_(output) {}

  absl::Status Run(pb::Message& request) {
    do {
      std::unique_ptr<pb::Message> page = New(*entity_.list->output_type());
      HW_RETURN_IF_ERROR(session_.Call(*entity_.list, request, *page));
      PrintIssues(*page, session_.console);
      Add(*page);
      ++pages_;
      next_ = page->GetReflection()->GetString(
          *page, page->GetDescriptor()->FindFieldByName("next_page_token"));
      SetText("page_token", next_, request);
      session_.progress.Show(absl::StrCat(count_, " ", entity_.plural));
    } while (!next_.empty() && !IsFull() && !HasAllPages());
    return absl::OkStatus();
  }

  // Where the list goes on; empty at its end.
  const std::string& next() const { return next_; }
  int count() const { return count_; }

 private:
  bool IsFull() const { return limit_.records && count_ >= *limit_.records; }
  bool HasAllPages() const { return limit_.pages && pages_ >= *limit_.pages; }

  void Add(const pb::Message& page) {
    const pb::FieldDescriptor* records =
        page.GetDescriptor()->FindFieldByNumber(1);
    const pb::Reflection& reflection = *page.GetReflection();
    for (int i = 0; i < reflection.FieldSize(page, records); ++i) {
      if (IsFull()) return;
      output_.Add(reflection.GetRepeatedMessage(page, records, i));
      ++count_;
    }
  }

  Session& session_;
  const Entity& entity_;
  const Limit& limit_;
  Output& output_;
  std::string next_;
  int count_ = 0;
  int pages_ = 0;
};

absl::Status List(Session& session, const Args& args) {
  if (args.words().size() != 1) {
    return absl::InvalidArgumentError("list takes one entity: see --help");
  }
  HW_ASSIGN_OR_RETURN(const Entity entity, FindEntity(args.words()[0]));
  HW_ASSIGN_OR_RETURN(const Limit limit, ReadLimit(args));
  const std::unique_ptr<pb::Message> request = New(*entity.list->input_type());
  HW_RETURN_IF_ERROR(FillRequest(args, limit, *request));
  OutputOptions options;
  options.json = args.Has("json");
  const std::string mask = args.ValueOr("mask", "*");
  if (mask != "*") options.columns = absl::StrSplit(mask, ',');
  Output output(session.console, *entity.type, options);
  Walk walk(session, entity, limit, output);
  const absl::Status walked = walk.Run(*request);
  session.progress.Clear();
  // What was read before a failure is shown too.
  if (walk.count() > 0) output.Finish();
  HW_RETURN_IF_ERROR(walked);
  if (walk.count() == 0 && !options.json) {
    session.console.err << "There are no " << entity.plural << " here.\n";
  }
  if (!walk.next().empty() && limit.pages) {
    session.console.err << "There may be more: --all, --limit N, or "
                           "--page-token "
                        << walk.next() << "\n";
  }
  return absl::OkStatus();
}

}  // namespace

Command ListCommand() {
  return {.name = "list",
          .summary = "lists records of an account: candidates, jobs, ...",
          .help = kHelp,
          .flags = {{"connection", FlagSpec::kValue},
                    {"filter", FlagSpec::kRepeated},
                    {"page-size", FlagSpec::kValue},
                    {"page-token", FlagSpec::kValue},
                    {"pages", FlagSpec::kValue},
                    {"limit", FlagSpec::kValue},
                    {"all", FlagSpec::kSwitch},
                    {"mask", FlagSpec::kValue},
                    {"raw", FlagSpec::kSwitch}},
          .run = List};
}

}  // namespace hirewire::cli
