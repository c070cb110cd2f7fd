// Whatever goes wrong at the vendor comes out as the reason that errors.proto
// promises, of lists and gets alike.
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "base/http/url.h"
#include "base/status/error.h"
#include "gtest/gtest.h"
#include "testing/conformance/subject.h"
#include "testing/conformance/tested.h"
#include "testing/conformance/walk.h"
#include "testing/simulators/http/faults.h"

namespace hirewire::conformance {
namespace {

using sim::Fault;
using Reasons = std::set<v1::ErrorReason>;

struct Promise {
  Fault fault;
  Reasons reasons;
};

constexpr auto kRejected = v1::ERROR_REASON_CREDENTIALS_REJECTED;
constexpr auto kScopeMissing = v1::ERROR_REASON_SCOPE_MISSING;
constexpr auto kNotFound = v1::ERROR_REASON_VENDOR_RECORD_NOT_FOUND;
constexpr auto kRefused = v1::ERROR_REASON_VENDOR_REFUSED;
constexpr auto kQuota = v1::ERROR_REASON_QUOTA_EXHAUSTED;
constexpr auto kUnavailable = v1::ERROR_REASON_VENDOR_UNAVAILABLE;
constexpr auto kInvalid = v1::ERROR_REASON_VENDOR_RESPONSE_INVALID;

const std::vector<Promise>& Promises() {
  static const auto& promises = *new std::vector<Promise>{
      {Fault::kUnauthorized, {kRejected}},
      // A vendor may refuse a key itself so.
      {Fault::kForbidden, {kScopeMissing, kRejected}},
      {Fault::kNotFound, {kNotFound}},
      {Fault::kUnprocessable, {kRefused}},
      {Fault::kTooManyRequests, {kQuota}},
      {Fault::kServerError, {kUnavailable}},
      {Fault::kUnavailable, {kUnavailable}},
      {Fault::kResetBefore, {kUnavailable}},
      {Fault::kResetAfter, {kUnavailable}},
      {Fault::kTruncatedBody, {kUnavailable}},
      {Fault::kMalformedJson, {kInvalid}},
      {Fault::kHtmlBody, {kInvalid}},
      {Fault::kHugeBody, {kInvalid}},
      {Fault::kDeepJson, {kInvalid}},
      {Fault::kEmptyBody, {kInvalid}},
      {Fault::kEmptyObject, {kInvalid}},
      {Fault::kJsonNull, {kInvalid}},
      {Fault::kJsonNumber, {kInvalid}},
      {Fault::kOtherShape, {kInvalid}},
      {Fault::kRedirect, {kInvalid}},
  };
  return promises;
}

// What else may be said, by what was asked.
Reasons AlsoOf(Fault fault, const Operation& operation) {
  if (!operation.list) {
    // An empty record is not the one that was asked for.
    const bool record =
        fault == Fault::kEmptyObject || fault == Fault::kOtherShape;
    return record ? Reasons{kNotFound} : Reasons{};
  }
  // A whole collection cannot be missing; one below a parent that is gone can.
  const bool below = !TestedManifest()
                          ->entities.at(operation.entity)
                          .list->required_filters.empty();
  return fault == Fault::kNotFound && !below ? Reasons{kInvalid} : Reasons{};
}

class Errors : public ForOperation {
 protected:
  Errors() : subject_(Shared()) {}

  // All requests below the API's base URL fail so.
  void FailAll(Fault fault) {
    sim::FaultSettings settings;
    settings.rate = 1;
    settings.kinds = {fault};
    const auto base = http::Url::Parse(subject_.vendor().login().base_url);
    settings.path_prefix = base->path();
    settings.drip_interval = absl::ZeroDuration();
    settings.huge_bytes = 64 << 20;
    subject_.vendor().faults().Set(settings);
  }

  // Where the operation can be tried: below the first parent, or an id.
  void FindTarget() {
    const auto parents = ParentsOf(subject_, entity());
    ASSERT_TRUE(parents.ok()) << parents.status();
    ASSERT_FALSE(parents->empty());
    query_ = ListOf(entity(), 100, {}, parents->front());
    for (const Filters& filters : *parents) {
      const Walk walk = WalkList(subject_, ListOf(entity(), 100, {}, filters));
      ASSERT_TRUE(walk.end.ok()) << walk.end;
      if (walk.ids.empty()) continue;
      query_.filters = filters;
      ids_ = {walk.ids.begin(), walk.ids.end()};
      return;
    }
    FAIL() << "the simulated company has none";
  }

  absl::Status Try() {
    if (GetParam().list) return subject_.List(query_).status();
    return subject_.Get(GetOf(entity(), *ids_.begin())).status();
  }

  Subject& subject_;
  connectors::ListQuery query_;
  std::set<std::string> ids_;
};

TEST_P(Errors, SayWhoseFaultItIs) {
  ASSERT_NO_FATAL_FAILURE(FindTarget());
  for (const Promise& promise : Promises()) {
    SCOPED_TRACE(sim::FaultName(promise.fault));
    subject_.Reconnect();
    ASSERT_TRUE(Try().ok());
    FailAll(promise.fault);
    const absl::Status status = Try();
    subject_.vendor().faults().Reset();
    Reasons reasons = promise.reasons;
    reasons.merge(AlsoOf(promise.fault, GetParam()));
    EXPECT_EQ(reasons.count(ReasonOf(status)), 1u) << status;
  }
}

TEST_P(Errors, AreNoneOfASlowVendor) {
  ASSERT_NO_FATAL_FAILURE(FindTarget());
  FailAll(Fault::kSlowDrip);
  const absl::Status status = Try();
  EXPECT_TRUE(status.ok()) << status;
}

TEST_P(Errors, SayThatAWrongKeyIsRejected) {
  ASSERT_NO_FATAL_FAILURE(FindTarget());
  sim::Login login = subject_.vendor().login();
  (login.api_key.empty() ? login.client_secret : login.api_key) += "-wrong";
  subject_.Reconnect(login);
  EXPECT_EQ(ReasonOf(Try()), kRejected) << Try();
  EXPECT_EQ(ReasonOf(subject_.Check()), kRejected) << subject_.Check();
}

TEST_P(Errors, SpareTheNextCall) {
  ASSERT_NO_FATAL_FAILURE(FindTarget());
  FailAll(Fault::kServerError);
  EXPECT_FALSE(Try().ok());
  subject_.vendor().faults().Reset();
  const absl::Status status = Try();
  EXPECT_TRUE(status.ok()) << status;
}

INSTANTIATE_TEST_SUITE_P(Of, Errors, testing::ValuesIn(TestedOperations()),
                         NameOf);

// Links to another host are never followed.
class ForeignLinks : public ForOperation {};

TEST_P(ForeignLinks, AreNotFollowed) {
  Subject& subject = Shared();
  const auto parents = ParentsOf(subject, entity(), 5);
  ASSERT_TRUE(parents.ok()) << parents.status();
  sim::FaultSettings settings;
  settings.rate = 1;
  settings.kinds = {Fault::kForeignLinks};
  const auto base = http::Url::Parse(subject.vendor().login().base_url);
  settings.path_prefix = base->path();
  for (const Filters& filters : *parents) {
    const connectors::ListQuery query = ListOf(entity(), 2, {}, filters);
    const Walk whole = WalkList(subject, query);
    subject.vendor().faults().Set(settings);
    const Walk walk = WalkList(subject, query);
    subject.vendor().faults().Reset();
    if (walk.end.ok()) {
      EXPECT_EQ(walk.ids, whole.ids);
    } else {
      EXPECT_EQ(ReasonOf(walk.end), kInvalid) << walk.end;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Of, ForeignLinks, testing::ValuesIn(TestedLists()),
                         NameOf);

// A vendor may have none.
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Errors);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ForeignLinks);

}  // namespace
}  // namespace hirewire::conformance
