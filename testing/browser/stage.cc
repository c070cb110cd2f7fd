// What a browser test plays on: the real server with its connect page, and
// simulated vendors, in one process. Spoken with in lines:
//
//   AuthService/GetConnection {"connectionId":"x"}   any method of hirewire.v1
//   consent lever no        what a person says who is asked at that vendor
//   advance 3600            so many seconds pass
//   faults lever {...}      as the admin port takes them
//
// Each is answered by one line of JSON: {"ok":...} or {"error":"REASON"}. The
// first line, when everything is up, is {"ok":{"edge":URL,"logins":{...}}}.
#include <cstdio>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/log/stderr_logger.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "google/protobuf/message.h"
#include "google/protobuf/util/json_util.h"
#include "hirewire/v1/auth_service.pb.h"
#include "services/server/compose.h"
#include "services/server/config.h"
#include "services/server/vendors.h"
#include "testing/browser/skewed_clock.h"
#include "testing/simulators/json/json_writer.h"
#include "testing/simulators/lever/lever_simulator.h"
#include "testing/simulators/vendors.h"
#include "testing/simulators/workable/oauth.h"
#include "tools/cli/access.h"
#include "tools/cli/client.h"

namespace hirewire::browser {
namespace {

using sim::JsonWriter;
using sim::Simulator;

class Stage {
 public:
  explicit Stage(const std::string& data_dir) : data_dir_(data_dir) {}

  absl::Status Start();
  // The answer to a line, as one line.
  std::string Answer(const std::string& line);
  std::string Announcement() const;

 private:
  absl::Status SetApps();
  absl::Status SetApp(const v1::OAuthApp& app, absl::string_view secret);
  std::string Call(const std::string& method, const std::string& json);
  std::string Consent(const std::string& vendor, bool agrees);
  std::string Faults(const std::string& vendor, const std::string& json);

  const std::string data_dir_;
  SkewedClock clock_;
  log::StderrLogger logger_{clock_, log::Level::kWarning};
  std::map<std::string, std::unique_ptr<Simulator>> vendors_;
  sim::LeverSimulator* lever_ = nullptr;
  std::unique_ptr<server::RunningServer> server_;
  std::optional<cli::Client> client_;
};

std::string Failure(absl::string_view reason) {
  return absl::StrCat("{\"error\":\"", reason, "\"}");
}

absl::Status Stage::SetApp(const v1::OAuthApp& app, absl::string_view secret) {
  v1::SetOAuthAppRequest request;
  *request.mutable_app() = app;
  request.set_client_secret(std::string(secret));
  v1::SetOAuthAppResponse response;
  return client_->Call(cli::MethodOf("AuthService", "SetOAuthApp"), request,
                       response, [] {});
}

// An app of the caller's at each vendor that has people sign in.
absl::Status Stage::SetApps() {
  v1::OAuthApp app;
  app.set_vendor("lever");
  app.set_client_id("simulated-lever-app");
  app.set_authorize_url(lever_->AuthorizeUrl());
  app.set_token_url(lever_->TokenUrl());
  HW_RETURN_IF_ERROR(SetApp(app, "simulated-lever-secret"));
  const std::string workable = vendors_["workable"]->Origin();
  app.set_vendor("workable");
  app.set_client_id(std::string(sim::workable::kClientId));
  app.set_authorize_url(absl::StrCat(workable, "/oauth/authorize"));
  app.set_token_url(absl::StrCat(workable, "/oauth/token"));
  return SetApp(app, sim::workable::kClientSecret);
}

absl::Status Stage::Start() {
  server::Config config;
  config.listen = "127.0.0.1:0";
  config.edge_listen = "127.0.0.1:0";
  config.data_dir = data_dir_;
  config.allow_loopback_vendors = true;
  config.drain = absl::Seconds(1);
  auto server = server::Compose(config, clock_, logger_, server::MakeVendors);
  if (!server.ok()) return server.status();
  server_ = *std::move(server);
  cli::Access access;
  access.server = absl::StrCat("127.0.0.1:", server_->port());
  HW_ASSIGN_OR_RETURN(auto channel, cli::OpenChannel(access));
  client_.emplace(access, std::move(channel), clock_, absl::Seconds(30));
  for (const std::string& name : sim::SimulatedVendors()) {
    sim::SimulatorOptions options;
    options.candidates = 20;
    options.clock = &clock_;
    if (name == "lever") {
      sim::LeverOptions lever{.common = options};
      lever.apps[0].redirect_uris = {
          absl::StrCat(server_->edge_url(), "/oauth/callback")};
      // It may read postings, and nothing else.
      lever.keys.push_back(
          {.key = "simulated-narrow-key", .scopes = {"postings:read:admin"}});
      auto made = std::make_unique<sim::LeverSimulator>(std::move(lever));
      lever_ = made.get();
      vendors_[name] = std::move(made);
    } else {
      vendors_[name] = sim::MakeSimulator(name, options);
    }
    if (absl::Status up = vendors_[name]->Start(); !up.ok()) return up;
  }
  return SetApps();
}

std::string Stage::Announcement() const {
  std::string line;
  JsonWriter writer(&line);
  writer.BeginObject().Key("ok").BeginObject();
  writer.Key("edge").String(server_->edge_url()).Key("logins").BeginObject();
  for (const auto& [name, vendor] : vendors_) {
    const sim::Login login = vendor->login();
    writer.Key(name).BeginObject();
    writer.Key("origin").String(vendor->Origin());
    writer.Key("base_url").String(login.base_url);
    writer.Key("token_url").String(login.token_url);
    writer.Key("api_key").String(login.api_key);
    writer.Key("client_id").String(login.client_id);
    writer.Key("client_secret").String(login.client_secret);
    writer.EndObject();
  }
  writer.EndObject().EndObject().EndObject();
  return line;
}

std::string Stage::Call(const std::string& method, const std::string& json) {
  const std::pair<std::string, std::string> name = absl::StrSplit(method, '/');
  const auto& descriptor = cli::MethodOf(name.first, name.second);
  auto* factory = google::protobuf::MessageFactory::generated_factory();
  const std::unique_ptr<google::protobuf::Message> request(
      factory->GetPrototype(descriptor.input_type())->New());
  const std::unique_ptr<google::protobuf::Message> response(
      factory->GetPrototype(descriptor.output_type())->New());
  if (!google::protobuf::util::JsonStringToMessage(json, request.get()).ok()) {
    return Failure("not such a request");
  }
  const absl::Status called =
      client_->Call(descriptor, *request, *response, [] {});
  if (!called.ok()) {
    const absl::string_view reason = ReasonName(ReasonOf(called));
    return Failure(reason.empty() ? absl::StatusCodeToString(called.code())
                                  : std::string(reason));
  }
  std::string body;
  google::protobuf::util::JsonPrintOptions options;
  const auto printed =
      google::protobuf::util::MessageToJsonString(*response, &body, options);
  return printed.ok() ? absl::StrCat("{\"ok\":", body, "}") : Failure("JSON");
}

std::string Stage::Consent(const std::string& vendor, bool agrees) {
  if (vendor != "lever") return Failure("only lever asks");
  lever_->SetConsent(agrees);
  return "{\"ok\":{}}";
}

std::string Stage::Faults(const std::string& vendor, const std::string& json) {
  sim::Request request;
  request.method = "POST";
  request.path = "/faults";
  request.body = json;
  const auto found = vendors_.find(vendor);
  if (found == vendors_.end()) return Failure("no such vendor");
  const sim::Reply reply = found->second->Admin()(request);
  return reply.status == 200 ? "{\"ok\":{}}" : Failure("faults refused");
}

std::string Stage::Answer(const std::string& line) {
  const std::vector<std::string> words =
      absl::StrSplit(line, absl::MaxSplits(' ', 2));
  const std::string first = words.size() > 1 ? words[1] : "";
  const std::string second = words.size() > 2 ? words[2] : "";
  if (words[0] == "consent") return Consent(first, second == "yes");
  if (words[0] == "faults") return Faults(first, second);
  if (words[0] == "advance") {
    int64_t seconds = 0;
    if (!absl::SimpleAtoi(first, &seconds)) return Failure("no number");
    clock_.Advance(absl::Seconds(seconds));
    return "{\"ok\":{}}";
  }
  return Call(words[0], line.substr(words[0].size()));
}

int Main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "stage DATA_DIR\n");
    return 2;
  }
  Stage stage(argv[1]);
  if (const absl::Status up = stage.Start(); !up.ok()) {
    std::fprintf(stderr, "stage: %s\n", std::string(up.message()).c_str());
    return 1;
  }
  std::cout << stage.Announcement() << std::endl;
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << stage.Answer(line) << std::endl;
  }
  return 0;
}

}  // namespace
}  // namespace hirewire::browser

int main(int argc, char** argv) { return hirewire::browser::Main(argc, argv); }
