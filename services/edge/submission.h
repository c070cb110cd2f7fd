// What the page posts as a credential, read and checked as far as it can be
// without the vendor.
#ifndef HIREWIRE_SERVICES_EDGE_SUBMISSION_H_
#define HIREWIRE_SERVICES_EDGE_SUBMISSION_H_

#include "absl/status/statusor.h"
#include "connectors/api/directory.h"
#include "hirewire/internal/v1/connect_page.pb.h"
#include "services/edge/connect_flow.h"

namespace hirewire::edge {

// ARGUMENT_INVALID names the field: a credential of no kind that the vendor
// takes, or a key that does not look like one of the vendor's. VENDOR_UNKNOWN.
absl::StatusOr<ConnectFlow::Submission> ReadSubmission(
    const internal::v1::CredentialsRequest& request,
    const connectors::Directory& directory);

}  // namespace hirewire::edge

#endif  // HIREWIRE_SERVICES_EDGE_SUBMISSION_H_
