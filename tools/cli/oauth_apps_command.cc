// hirewire oauth-apps: the registrations at vendors that customers agree to.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status/macros.h"
#include "hirewire/v1/auth_service.pb.h"
#include "hirewire/v1/oauth_app.pb.h"
#include "tools/cli/command.h"
#include "tools/cli/credentials.h"
#include "tools/cli/output.h"

namespace hirewire::cli {

namespace {

constexpr char kService[] = "AuthService";

constexpr char kHelp[] =
    "Usage: hirewire oauth-apps [list]\n"
    "       hirewire oauth-apps set VENDOR [FLAGS]\n"
    "       hirewire oauth-apps delete VENDOR [--environment NAME]\n"
    "\n"
    "An OAuth app is what a vendor gave you when you registered as a partner.\n"
    "With one, customers connect by signing in at the vendor.\n"
    "\n"
    "The client id and secret come from HIREWIRE_CLIENT_ID and\n"
    "HIREWIRE_CLIENT_SECRET; else they are asked for, or read from standard\n"
    "input, a line each.\n"
    "\n"
    "  --environment NAME    which of the vendor's environments\n"
    "  --scope NAME          what customers are asked to agree to, beside "
    "what\n"
    "                        the vendor needs in any case; may be repeated\n"
    "  --redirect-uri URI    where codes may be sent besides the server's own\n"
    "                        page (EDGE_URL/oauth/callback, which you "
    "register\n"
    "                        at the vendor); may be repeated\n"
    "  --authorize-url URL   for simulators, on development servers only\n"
    "  --token-url URL       likewise, the token endpoint\n";

void Show(Session& session, const Args& args,
          const std::vector<v1::OAuthApp>& apps) {
  Output output(session.console, *v1::OAuthApp::descriptor(),
                {.json = args.Has("json")});
  for (const v1::OAuthApp& app : apps) output.Add(app);
  output.Finish();
}

absl::Status List(Session& session, const Args& args) {
  v1::ListOAuthAppsResponse response;
  HW_RETURN_IF_ERROR(session.Call(kService, "ListOAuthApps",
                                  v1::ListOAuthAppsRequest(), response));
  Show(session, args, {response.apps().begin(), response.apps().end()});
  if (response.apps().empty() && !args.Has("json")) {
    session.console.err << "There are none: hirewire oauth-apps --help\n";
  }
  return absl::OkStatus();
}

absl::Status Set(Session& session, const Args& args,
                 const std::string& vendor) {
  v1::SetOAuthAppRequest request;
  v1::OAuthApp& app = *request.mutable_app();
  app.set_vendor(vendor);
  app.set_environment(args.ValueOr("environment", ""));
  app.set_authorize_url(args.ValueOr("authorize-url", ""));
  app.set_token_url(args.ValueOr("token-url", ""));
  for (const std::string& scope : args.Values("scope")) app.add_scopes(scope);
  for (const std::string& uri : args.Values("redirect-uri")) {
    app.add_redirect_uris(uri);
  }
  v1::ClientCredentials client;
  HW_RETURN_IF_ERROR(ReadClient(args, session.console, client));
  app.set_client_id(client.client_id());
  request.set_client_secret(client.client_secret());
  v1::SetOAuthAppResponse response;
  HW_RETURN_IF_ERROR(session.Call(kService, "SetOAuthApp", request, response));
  Show(session, args, {response.app()});
  return absl::OkStatus();
}

absl::Status Delete(Session& session, const Args& args,
                    const std::string& vendor) {
  v1::DeleteOAuthAppRequest request;
  request.set_vendor(vendor);
  request.set_environment(args.ValueOr("environment", ""));
  v1::DeleteOAuthAppResponse response;
  HW_RETURN_IF_ERROR(
      session.Call(kService, "DeleteOAuthApp", request, response));
  session.console.err << "Forgot the app for " << vendor
                      << ". Its connections can renew no token any more.\n";
  return absl::OkStatus();
}

absl::Status OAuthApps(Session& session, const Args& args) {
  const std::vector<std::string>& words = args.words();
  const std::string verb = words.empty() ? "list" : words[0];
  if (verb == "list" && words.size() <= 1) return List(session, args);
  if (words.size() == 2 && verb == "set") return Set(session, args, words[1]);
  if (words.size() == 2 && verb == "delete") {
    return Delete(session, args, words[1]);
  }
  return absl::InvalidArgumentError(
      "oauth-apps takes list, or set or delete and a vendor");
}

}  // namespace

Command OAuthAppsCommand() {
  return {.name = "oauth-apps",
          .summary = "your registrations at vendors, for customers' sign-in",
          .help = kHelp,
          .flags = {{"environment"},
                    {"client-id"},
                    {"client-secret"},
                    {"scope", FlagSpec::kRepeated},
                    {"redirect-uri", FlagSpec::kRepeated},
                    {"authorize-url"},
                    {"token-url"}},
          .run = OAuthApps};
}

}  // namespace hirewire::cli
