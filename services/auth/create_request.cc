#include "services/auth/create_request.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "services/auth/read_credentials.h"

namespace hirewire::auth_service {

namespace {

absl::Status Invalid(absl::string_view field, absl::string_view sentence) {
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", field)
      .Message(sentence);
}

absl::Status RefuseUrl(absl::string_view field, const std::string& url) {
  if (url.empty()) return absl::OkStatus();
  return Invalid(field, absl::StrCat(field,
                                     " is for development, and this server "
                                     "runs without --allow_loopback_vendors"));
}

}  // namespace

absl::StatusOr<auth::NewConnection> ReadCreateRequest(
    const v1::CreateConnectionRequest& request,
    const connectors::Directory& directory, bool allow_loopback) {
  if (request.vendor().empty()) return Invalid("vendor", "vendor is missing");
  auth::NewConnection made;
  made.id = request.connection_id();
  made.vendor = request.vendor();
  made.display_name = request.display_name();
  made.environment = request.environment();
  made.base_url = request.base_url();
  made.token_url = request.token_url();
  made.labels.insert(request.labels().begin(), request.labels().end());
  made.settings.insert(request.settings().begin(), request.settings().end());
  HW_ASSIGN_OR_RETURN(made.credentials, ReadCredentials(request));
  if (!allow_loopback) {
    HW_RETURN_IF_ERROR(RefuseUrl("base_url", made.base_url));
    HW_RETURN_IF_ERROR(RefuseUrl("token_url", made.token_url));
  }
  auth::Connection shape;
  shape.id = made.id;
  shape.vendor = made.vendor;
  shape.environment = made.environment;
  shape.base_url = made.base_url;
  shape.token_url = made.token_url;
  shape.settings = made.settings;
  shape.auth_kind = auth::KindOf(made.credentials);
  HW_RETURN_IF_ERROR(directory.Validate(shape, allow_loopback));
  return made;
}

}  // namespace hirewire::auth_service
