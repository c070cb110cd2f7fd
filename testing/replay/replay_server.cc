#include "testing/replay/replay_server.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "base/status/macros.h"
#include "testing/replay/recording.h"
#include "testing/simulators/http/admin.h"
#include "testing/simulators/json/json_writer.h"

namespace hirewire::sim {
namespace {

Reply NotRecorded(const Request& request, const Parameters& parameters) {
  std::set<std::string> names;
  for (const auto& [name, value] : parameters) names.insert(name);
  std::string message =
      absl::StrCat(request.method, " ", request.path, " is not recorded");
  if (!names.empty()) {
    absl::StrAppend(&message, " with ", absl::StrJoin(names, ", "));
  }
  std::string body;
  JsonWriter writer(&body);
  writer.BeginObject().Key("code").String("NotRecorded");
  writer.Key("message").String(message).EndObject();
  return Reply::Json(404, std::move(body));
}

}  // namespace

struct ReplayServer::Core {
  ReplayOptions options;
  mutable std::mutex mutex;
  std::vector<Recording> recordings;
  std::set<const Recording*> covered;
  ReplayStats stats;
  HttpServer server;

  Core(ReplayOptions given, ReplayServer* replay)
      : options(std::move(given)),
        server([replay](const Request& r) { return replay->Handle(r); },
               {.port = options.port}) {}

  // The recording that fits best, and how well.
  const Recording* Find(const Request& request, const Parameters& parameters,
                        Fit& best) const;
};

const Recording* ReplayServer::Core::Find(const Request& request,
                                          const Parameters& parameters,
                                          Fit& best) const {
  absl::string_view path = request.path;
  absl::ConsumePrefix(&path, options.base_prefix);
  const Recording* found = nullptr;
  for (const Recording& recording : recordings) {
    if (recording.method != request.method || recording.path != path) continue;
    std::optional<Fit> fit = FitOf(recording, parameters);
    if (!fit.has_value()) continue;
    const bool better = found == nullptr || fit->equal > best.equal ||
                        (fit->equal == best.equal &&
                         fit->unrecorded.size() < best.unrecorded.size());
    if (!better) continue;
    found = &recording;
    best = *std::move(fit);
  }
  return found;
}

ReplayServer::ReplayServer(ReplayOptions options)
    : core_(std::make_unique<Core>(std::move(options), this)) {}

ReplayServer::~ReplayServer() { Stop(); }

absl::Status ReplayServer::Load(const std::string& folder) {
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  if (files.empty()) {
    return absl::NotFoundError(absl::StrCat("no recordings in ", folder));
  }
  std::sort(files.begin(), files.end());
  for (const std::filesystem::path& file : files) {
    std::ifstream stream(file, std::ios::binary);
    std::stringstream text;
    text << stream.rdbuf();
    HW_RETURN_IF_ERROR(LoadText(file.filename().string(), text.str()));
  }
  return absl::OkStatus();
}

absl::Status ReplayServer::LoadText(absl::string_view name,
                                    absl::string_view text) {
  HW_ASSIGN_OR_RETURN(std::vector<Recording> recordings,
                      ParseRecordings(name, text));
  const std::scoped_lock lock(core_->mutex);
  for (Recording& recording : recordings) {
    core_->recordings.push_back(std::move(recording));
  }
  // Growing moved the recordings that were covered.
  core_->covered.clear();
  core_->stats.exchanges = static_cast<int64_t>(core_->recordings.size());
  return absl::OkStatus();
}

absl::Status ReplayServer::Start() { return core_->server.Start(); }

void ReplayServer::Stop() { core_->server.Stop(); }

std::string ReplayServer::BaseUrl() const { return core_->server.BaseUrl(); }

int ReplayServer::port() const { return core_->server.port(); }

Reply ReplayServer::Handle(const Request& request) {
  const Parameters parameters = ParametersOf(request);
  const std::scoped_lock lock(core_->mutex);
  Fit fit;
  const Recording* recording = core_->Find(request, parameters, fit);
  if (recording == nullptr) {
    ++core_->stats.not_recorded;
    return NotRecorded(request, parameters);
  }
  ++core_->stats.played;
  core_->covered.insert(recording);
  for (const std::string& name : fit.unrecorded) {
    ++core_->stats.unrecorded_parameters[absl::StrCat(
        request.method, " ", recording->path, " ", name)];
  }
  Reply reply = Reply::Empty(recording->status);
  reply.body = recording->response;
  return reply;
}

ReplayStats ReplayServer::Stats() const {
  const std::scoped_lock lock(core_->mutex);
  ReplayStats stats = core_->stats;
  stats.covered = static_cast<int64_t>(core_->covered.size());
  return stats;
}

CallCounts ReplayServer::Counts() const { return core_->server.Counts(); }

FaultInjector& ReplayServer::faults() { return core_->server.faults(); }

Handler ReplayServer::Admin() {
  return AdminHandler(
      {.server = &core_->server,
       .set_skew = nullptr,
       .more_stats =
           [this] {
             const ReplayStats stats = Stats();
             std::map<std::string, int64_t> counts = {
                 {"exchanges", stats.exchanges},
                 {"played", stats.played},
                 {"covered", stats.covered},
                 {"not_recorded", stats.not_recorded}};
             for (const auto& [name, count] : stats.unrecorded_parameters) {
               counts[absl::StrCat("unrecorded: ", name)] = count;
             }
             return counts;
           },
       .reset =
           [this] {
             const std::scoped_lock lock(core_->mutex);
             const int64_t exchanges = core_->stats.exchanges;
             core_->stats = ReplayStats();
             core_->stats.exchanges = exchanges;
             core_->covered.clear();
           }});
}

}  // namespace hirewire::sim
