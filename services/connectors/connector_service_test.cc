#include "services/connectors/connector_service.h"

#include <grpcpp/client_context.h>

#include <memory>
#include <string>

#include "auth/connection/connection.h"
#include "auth/inbound/caller.h"
#include "base/async/shards.h"
#include "base/status/error.h"
#include "connectors/api/cost.h"
#include "connectors/api/fake_account.h"
#include "connectors/api/fake_drift_report.h"
#include "connectors/api/query.h"
#include "gtest/gtest.h"
#include "hirewire/v1/connector_service.grpc.pb.h"
#include "services/accounts/account_opener.h"
#include "services/accounts/test_registry.h"
#include "services/rpc/test_server.h"

namespace hirewire::connector_service {
namespace {

class ConnectorServiceTest : public ::testing::Test {
 protected:
  grpc::Status Get(const std::string& vendor) {
    v1::GetConnectorRequest request;
    request.set_vendor(vendor);
    return stub_->GetConnector(&context_, request, &got_);
  }
  grpc::Status Capabilities(const std::string& connection) {
    v1::GetCapabilitiesRequest request;
    request.set_connection_id(connection);
    grpc::ClientContext context;
    return stub_->GetCapabilities(&context, request, &capabilities_);
  }

  grpc::Status Explain(v1::ExplainMappingRequest request) {
    request.set_connection_id("a1");
    request.set_method("GetCandidate");
    return stub_->ExplainMapping(&context_, request, &explained_);
  }
  grpc::Status ExplainLive() {
    v1::ExplainMappingRequest request;
    request.set_record_id("1");
    request.set_connection_id("a1");
    request.set_method("GetCandidate");
    grpc::ClientContext context;
    return stub_->ExplainMapping(&context, request, &explained_);
  }
  grpc::Status Drift(const std::string& vendor) {
    v1::GetSchemaDriftRequest request;
    request.set_vendor(vendor);
    return stub_->GetSchemaDrift(&context_, request, &drifted_);
  }

  accounts::TestRegistry connections_;
  connectors::FakeDirectory directory_;
  connectors::FakeManifestEditor manifests_;
  connectors::FakeAccount account_;
  connectors::FakeAccounts accounts_{account_};
  connectors::FakeDriftReport drift_;
  Shards shards_{2};
  accounts::AccountOpener opener_{
      connections_.registry(), shards_, {&accounts_, &accounts_}};
  ConnectorService service_{directory_, manifests_, connections_.registry(),
                            opener_, drift_};
  rpc::TestServer server_{{&service_}};
  std::unique_ptr<v1::ConnectorService::Stub> stub_ =
      v1::ConnectorService::NewStub(server_.channel());
  grpc::ClientContext context_;
  v1::GetConnectorResponse got_;
  v1::GetCapabilitiesResponse capabilities_;
  v1::ExplainMappingResponse explained_;
  v1::GetSchemaDriftResponse drifted_;
};

TEST_F(ConnectorServiceTest, ListsAllConnectorsWhole) {
  v1::ListConnectorsResponse listed;
  ASSERT_TRUE(stub_->ListConnectors(&context_, {}, &listed).ok());
  ASSERT_EQ(listed.connectors_size(), 2);
  EXPECT_EQ(listed.connectors(0).vendor(), "acme");
  EXPECT_EQ(listed.connectors(1).display_name(), "Globex");
}

TEST_F(ConnectorServiceTest, GetsOne) {
  ASSERT_TRUE(Get("acme").ok());
  EXPECT_EQ(got_.connector().display_name(), "Acme Recruiting");
}

TEST_F(ConnectorServiceTest, AnUnknownVendorIsTheCallersFault) {
  EXPECT_EQ(rpc::DetailsOf(Get("initech")).reason,
            v1::ERROR_REASON_VENDOR_UNKNOWN);
}

TEST_F(ConnectorServiceTest, AVendorMustBeNamed) {
  EXPECT_EQ(rpc::DetailsOf(Get("")).metadata.at("field"), "vendor");
}

TEST_F(ConnectorServiceTest, ARetiredVersionSaysWhatToDo) {
  const grpc::Status status = Get("acme-v1");
  EXPECT_EQ(rpc::DetailsOf(status).reason,
            v1::ERROR_REASON_API_VERSION_RETIRED);
  EXPECT_NE(status.error_message().find("connect acme"), std::string::npos);
}

TEST_F(ConnectorServiceTest, CapabilitiesAreThoseOfTheConnectionsVendor) {
  connections_.Add("a1", "acme");
  ASSERT_TRUE(Capabilities("a1").ok());
  EXPECT_EQ(capabilities_.capabilities().vendor(), "acme");
  EXPECT_EQ(capabilities_.capabilities().methods_size(), 1);
}

TEST_F(ConnectorServiceTest, AConnectionThatIsNotThereHasNone) {
  EXPECT_EQ(rpc::DetailsOf(Capabilities("nobody")).reason,
            v1::ERROR_REASON_CONNECTION_NOT_FOUND);
}

TEST_F(ConnectorServiceTest, AnotherTenantsConnectionDoesNotExist) {
  connections_.Add("a1", "acme");
  server_.SetCaller(auth::Caller{"boss", "globex", {v1::CALLER_ROLE_ADMIN}});
  EXPECT_EQ(rpc::DetailsOf(Capabilities("a1")).reason,
            v1::ERROR_REASON_CONNECTION_NOT_FOUND);
  EXPECT_EQ(rpc::DetailsOf(ExplainLive()).reason,
            v1::ERROR_REASON_CONNECTION_NOT_FOUND);
  v1::ApplyManifestRequest request;
  request.set_connection_id("a1");
  v1::ApplyManifestResponse applied;
  grpc::ClientContext context;
  EXPECT_EQ(
      rpc::DetailsOf(stub_->ApplyManifest(&context, request, &applied)).reason,
      v1::ERROR_REASON_CONNECTION_NOT_FOUND);
}

TEST_F(ConnectorServiceTest, ATenantChangesItsOwnConnectionsOnly) {
  connections_.Add("g1", "acme", "globex");
  server_.SetCaller(auth::Caller{"boss", "globex", {v1::CALLER_ROLE_ADMIN}});
  v1::ApplyManifestRequest request;
  request.set_connection_id("g1");
  v1::ApplyManifestResponse applied;
  EXPECT_TRUE(stub_->ApplyManifest(&context_, request, &applied).ok());
  // Before anything is said of the vendor.
  for (const char* vendor : {"acme", "nobody", ""}) {
    request.set_vendor(vendor);
    grpc::ClientContext context;
    EXPECT_EQ(rpc::DetailsOf(stub_->ApplyManifest(&context, request, &applied))
                  .reason,
              v1::ERROR_REASON_CALLER_NOT_ALLOWED);
  }
}

TEST_F(ConnectorServiceTest, DriftOfAllTenantsIsTheOperatorsToSee) {
  server_.SetCaller(auth::Caller{"boss", "globex", {v1::CALLER_ROLE_ADMIN}});
  EXPECT_EQ(rpc::DetailsOf(Drift("acme")).reason,
            v1::ERROR_REASON_CALLER_NOT_ALLOWED);
}

TEST_F(ConnectorServiceTest, AppliesAndShowsAManifestForAVendor) {
  v1::ApplyManifestRequest request;
  request.set_vendor("acme");
  request.set_text("version: \"2\"");
  v1::ApplyManifestResponse applied;
  ASSERT_TRUE(stub_->ApplyManifest(&context_, request, &applied).ok());
  EXPECT_EQ(applied.manifest().revision(), 1);
  v1::GetManifestRequest ask;
  ask.set_vendor("acme");
  v1::GetManifestResponse got;
  grpc::ClientContext context;
  ASSERT_TRUE(stub_->GetManifest(&context, ask, &got).ok());
  EXPECT_EQ(got.manifest().vendor(), "acme");
  EXPECT_EQ(got.manifest().text(), "version: \"2\"");
}

TEST_F(ConnectorServiceTest, AnOverlayIsForAConnectionThatIsThere) {
  connections_.Add("a1", "acme");
  v1::ValidateManifestRequest request;
  request.set_connection_id("a1");
  request.set_text("version: \"2\"");
  v1::ValidateManifestResponse response;
  ASSERT_TRUE(stub_->ValidateManifest(&context_, request, &response).ok());
  EXPECT_EQ(response.manifest().connection_id(), "a1");
  EXPECT_EQ(response.manifest().vendor(), "acme");
  request.set_connection_id("nobody");
  grpc::ClientContext context;
  EXPECT_EQ(
      rpc::DetailsOf(stub_->ValidateManifest(&context, request, &response))
          .reason,
      v1::ERROR_REASON_CONNECTION_NOT_FOUND);
}

TEST_F(ConnectorServiceTest, WhatIsWrongAboutAManifestIsSaid) {
  v1::ApplyManifestRequest request;
  v1::ApplyManifestResponse response;
  const auto apply = [&] {
    grpc::ClientContext context;
    return rpc::DetailsOf(stub_->ApplyManifest(&context, request, &response));
  };
  EXPECT_EQ(apply().metadata.at("field"), "scope");
  request.set_vendor("acme");
  request.set_text("bad");
  EXPECT_EQ(apply().reason, v1::ERROR_REASON_MANIFEST_INVALID);
  request.set_text("good");
  request.set_expected_revision(7);
  EXPECT_EQ(apply().reason, v1::ERROR_REASON_MANIFEST_CHANGED);
}

v1::ExplainMappingRequest Sample(const std::string& json) {
  v1::ExplainMappingRequest request;
  request.set_sample_json(json);
  return request;
}

v1::ExplainMappingRequest Live(const std::string& id) {
  v1::ExplainMappingRequest request;
  request.set_record_id(id);
  return request;
}

v1::MappingExplanation Explanation() {
  v1::MappingExplanation explanation;
  explanation.set_entity("Candidate");
  explanation.add_rules()->set_field_path("full_name");
  return explanation;
}

TEST_F(ConnectorServiceTest, ExplainsASampleWithoutTrustingTheCredential) {
  connections_.Add("a1", "acme");
  account_.Gives(Explanation());
  ASSERT_TRUE(Explain(Sample("{}")).ok());
  EXPECT_EQ(explained_.explanation().rules(0).field_path(), "full_name");
  const connectors::ExplainQuery query = account_.explains().at(0);
  EXPECT_EQ(query.entity, "Candidate");
  EXPECT_EQ(query.sample_json, "{}");
  EXPECT_EQ(connections_.StateOf("a1"), auth::ConnectionState::kPending);
}

TEST_F(ConnectorServiceTest, ExplainingALiveRecordShowsItsCost) {
  connections_.Add("a1", "acme");
  account_.Gives(Explanation());
  connectors::Cost cost;
  cost.vendor_calls = 3;
  account_.Costs(cost);
  ASSERT_TRUE(Explain(Live("17")).ok());
  EXPECT_EQ(account_.explains().at(0).id, "17");
  EXPECT_EQ(connections_.StateOf("a1"), auth::ConnectionState::kActive);
  const auto& trailers = context_.GetServerTrailingMetadata();
  const auto calls = trailers.find("hirewire-vendor-calls");
  ASSERT_NE(calls, trailers.end());
  EXPECT_EQ(std::string(calls->second.data(), calls->second.size()), "3");
}

TEST_F(ConnectorServiceTest, AWrongSampleNeverReachesTheAccount) {
  connections_.Add("a1", "acme");
  const grpc::Status status = Explain(Sample(std::string(2 << 20, ' ')));
  EXPECT_EQ(rpc::DetailsOf(status).reason, v1::ERROR_REASON_ARGUMENT_INVALID);
  EXPECT_EQ(rpc::DetailsOf(status).metadata.at("field"), "sample_json");
  EXPECT_TRUE(account_.explains().empty());
}

TEST_F(ConnectorServiceTest, ExplainingNeedsAConnection) {
  EXPECT_EQ(rpc::DetailsOf(Explain(Sample("{}"))).reason,
            v1::ERROR_REASON_CONNECTION_NOT_FOUND);
}

TEST_F(ConnectorServiceTest, TellsTheDriftOfAllVendorsOrOfOne) {
  for (const char* vendor : {"acme", "globex"}) {
    v1::EntityDrift entity;
    entity.set_vendor(vendor);
    drift_.Add(entity);
  }
  ASSERT_TRUE(Drift("").ok());
  EXPECT_EQ(drifted_.entities_size(), 2);
}

TEST_F(ConnectorServiceTest, TellsTheDriftOfOneVendor) {
  v1::EntityDrift entity;
  entity.set_vendor("globex");
  drift_.Add(entity);
  ASSERT_TRUE(Drift("acme").ok());
  EXPECT_EQ(drifted_.entities_size(), 0);
}

TEST_F(ConnectorServiceTest, TheDriftOfAnUnknownVendorIsAnError) {
  EXPECT_EQ(rpc::DetailsOf(Drift("initech")).reason,
            v1::ERROR_REASON_VENDOR_UNKNOWN);
}

}  // namespace
}  // namespace hirewire::connector_service
