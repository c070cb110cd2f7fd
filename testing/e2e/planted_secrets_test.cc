// Secrets are planted in every field that may hold one, and sent through every
// method, well and badly; afterwards nothing that the server wrote, said or
// logged holds any of them. And sealed rows that were moved or changed behind
// the server's back do not open.
#include <google/protobuf/descriptor.h>
#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/message.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "base/crypto/sealed_box.h"
#include "base/store/sqlite_store.h"
#include "base/store/store.h"
#include "gtest/gtest.h"
#include "hirewire/internal/v1/connection.pb.h"
#include "hirewire/v1/admin_service.pb.h"
#include "hirewire/v1/auth_service.pb.h"
#include "hirewire/v1/connector_service.pb.h"
#include "hirewire/v1/options.pb.h"
#include "testing/e2e/stack.h"
#include "testing/simulators/greenhouse/greenhouse_simulator.h"

namespace hirewire::e2e {
namespace {

namespace pb = google::protobuf;
using internal::v1::ConnectionRecord;

// Every planted secret begins so; nothing else does.
constexpr char kCanary[] = "canary7f3a";

// Secrets in all fields that are marked as such, and names that let a call come
// as far as it can.
void Plant(pb::Message& message, int depth = 0) {
  const pb::Reflection& reflection = *message.GetReflection();
  const pb::Descriptor& type = *message.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const pb::FieldDescriptor& field = *type.field(i);
    if (field.is_repeated()) continue;
    if (field.cpp_type() == pb::FieldDescriptor::CPPTYPE_STRING) {
      if (field.options().GetExtension(v1::personal)) {
        reflection.SetString(&message, &field,
                             absl::StrCat(kCanary, "-", field.name()));
      } else if (field.name() == "connection_id") {
        reflection.SetString(&message, &field, "planted");
      } else if (field.name() == "vendor") {
        reflection.SetString(&message, &field, "lever");
      }
    } else if (field.cpp_type() == pb::FieldDescriptor::CPPTYPE_MESSAGE &&
               depth < 2) {
      Plant(*reflection.MutableMessage(&message, &field), depth + 1);
    }
  }
}

class PlantedSecrets : public testing::Test {
 protected:
  PlantedSecrets() : stack_(Vendor()), generic_(stack_.channel()) {}

  static std::unique_ptr<sim::Simulator> Vendor() {
    sim::GreenhouseOptions options;
    options.candidates = 20;
    options.rate_limit = 0;
    return std::make_unique<sim::GreenhouseSimulator>(options);
  }

  void Connect(const std::string& id, const std::string& base_url = "") {
    v1::CreateConnectionRequest request;
    request.set_vendor("lever");
    request.set_connection_id(id);
    request.set_base_url(base_url);
    request.set_api_key(absl::StrCat(kCanary, "-key-of-", id));
    grpc::ClientContext context;
    v1::CreateConnectionResponse response;
    const grpc::Status made =
        stack_.auth().CreateConnection(&context, request, &response);
    ASSERT_TRUE(made.ok()) << made.error_message();
  }

  // Any unary method. What came back, answer and error, is what `said_` holds.
  grpc::Status Call(const pb::MethodDescriptor& method,
                    const pb::Message& request, pb::Message* response) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() +
                         std::chrono::seconds(5));
    const std::string bytes = request.SerializeAsString();
    const grpc::Slice slice(bytes);
    const grpc::ByteBuffer sent(&slice, 1);
    grpc::CompletionQueue queue;
    auto call = generic_.PrepareUnaryCall(
        &context,
        absl::StrCat("/", method.service()->full_name(), "/", method.name()),
        sent, &queue);
    call->StartCall();
    grpc::ByteBuffer received;
    grpc::Status status;
    call->Finish(&received, &status, nullptr);
    void* tag = nullptr;
    bool ok = false;
    queue.Next(&tag, &ok);
    absl::StrAppend(&said_, status.error_message(), status.error_details());
    grpc::Slice answer;
    if (status.ok() && received.DumpToSingleSlice(&answer).ok()) {
      const std::string text(answer.begin(), answer.end());
      said_ += text;
      if (response != nullptr) response->ParseFromString(text);
    }
    return status;
  }

  // All files of the data directory, byte by byte.
  std::string Kept() const {
    std::string kept;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(stack_.data_dir())) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      std::stringstream bytes;
      bytes << file.rdbuf();
      kept += bytes.str();
    }
    return kept;
  }

  void ExpectClean(const std::string& text, const std::string& where) const {
    ASSERT_FALSE(text.empty()) << where;
    for (const std::string& form :
         {std::string(kCanary), absl::Base64Escape(kCanary).substr(0, 12),
          absl::BytesToHexString(kCanary),
          sim::GreenhouseCredential().client_secret}) {
      EXPECT_EQ(text.find(form), std::string::npos)
          << where << " holds " << form;
    }
  }

  void ExpectCleanEverywhere() const {
    ExpectClean(stack_.logger().Text(), "the log");
    ExpectClean(Kept(), "the disk");
    ExpectClean(said_, "what callers were told");
  }

  // Changes stored connections while no server runs.
  void Tamper(
      const std::function<void(ConnectionRecord&, ConnectionRecord&)>& change) {
    stack_.StopServer();
    const auto store =
        store::SqliteStore::Open(stack_.data_dir() + "/hirewire.db").value();
    ASSERT_TRUE(store
                    ->Transact([&](store::Transaction& t) -> absl::Status {
                      ConnectionRecord a, b;
                      a.ParseFromString((*t.Get("connection", "/a"))->value);
                      b.ParseFromString((*t.Get("connection", "/b"))->value);
                      change(a, b);
                      t.Put("connection", "/a", a.SerializeAsString(),
                            store::kAnyVersion)
                          .IgnoreError();
                      return t
                          .Put("connection", "/b", b.SerializeAsString(),
                               store::kAnyVersion)
                          .status();
                    })
                    .ok());
    stack_.RestartServer();
  }

  void ExpectBroken(const std::string& id) {
    grpc::ClientContext context;
    v1::CheckConnectionRequest request;
    request.set_connection_id(id);
    v1::CheckConnectionResponse response;
    const grpc::Status status =
        stack_.auth().CheckConnection(&context, request, &response);
    EXPECT_EQ(v1::ErrorReason_Name(ReasonOf(status)),
              "ERROR_REASON_SEAL_BROKEN")
        << status.error_message();
    absl::StrAppend(&said_, status.error_message());
  }

  Stack stack_;
  grpc::GenericStub generic_;
  std::string said_ = "-";
};

TEST_F(PlantedSecrets, AreNowhereAfterEveryMethodWasCalled) {
  // One that works, one whose vendor is not there.
  stack_.Connect("works");
  Connect("planted", "http://127.0.0.1:1");
  pb::DynamicMessageFactory messages;
  int called = 0;
  for (const pb::FileDescriptor* file :
       {v1::CreateConnectionRequest::descriptor()->file(),
        v1::ListMasterKeysRequest::descriptor()->file(),
        v1::ListConnectorsRequest::descriptor()->file(),
        pb::DescriptorPool::generated_pool()
            ->FindServiceByName("hirewire.v1.CatalogService")
            ->file()}) {
    for (int s = 0; s < file->service_count(); ++s) {
      const pb::ServiceDescriptor& service = *file->service(s);
      for (int m = 0; m < service.method_count(); ++m) {
        const pb::MethodDescriptor& method = *service.method(m);
        if (method.server_streaming() || method.client_streaming() ||
            method.name() == "DeleteConnection") {
          continue;
        }
        const std::unique_ptr<pb::Message> request(
            messages.GetPrototype(method.input_type())->New());
        Call(method, *request, nullptr);
        Plant(*request);
        Call(method, *request, nullptr);
        called += 2;
      }
    }
  }
  EXPECT_GT(called, 100);
  ExpectCleanEverywhere();
  stack_.RestartServer();
  ExpectCleanEverywhere();
}

TEST_F(PlantedSecrets, AreInABundleOnlyForWhoeverHasItsKey) {
  Connect("a");
  const crypto::BoxKeys keys = crypto::BoxKeys::Generate();
  v1::ExportConnectionsRequest request;
  request.set_recipient_public_key(keys.public_key);
  v1::ExportConnectionsResponse response;
  const pb::MethodDescriptor& method =
      *pb::DescriptorPool::generated_pool()->FindMethodByName(
          "hirewire.v1.AuthService.ExportConnections");
  ASSERT_TRUE(Call(method, request, &response).ok());
  ExpectCleanEverywhere();
  const std::string json =
      crypto::OpenBox(keys.private_key, response.bundle()).value();
  EXPECT_NE(json.find(absl::StrCat(kCanary, "-key-of-a")), std::string::npos);
}

TEST_F(PlantedSecrets, AreSealedAgainByANewMasterKeyWhileTheServerServes) {
  stack_.Connect("works");
  const pb::MethodDescriptor& rotate =
      *pb::DescriptorPool::generated_pool()->FindMethodByName(
          "hirewire.v1.AdminService.RotateMasterKey");
  v1::RotateMasterKeyResponse rotated;
  ASSERT_TRUE(Call(rotate, v1::RotateMasterKeyRequest(), &rotated).ok());
  EXPECT_EQ(rotated.resealed_records(), 1);
  stack_.RestartServer();
  grpc::ClientContext context;
  v1::CheckConnectionRequest request;
  request.set_connection_id("works");
  v1::CheckConnectionResponse response;
  ASSERT_TRUE(stack_.auth().CheckConnection(&context, request, &response).ok());
  EXPECT_EQ(response.state(), v1::CONNECTION_STATE_ACTIVE);
  ExpectCleanEverywhere();
}

TEST_F(PlantedSecrets, OfAnotherConnectionDoNotOpen) {
  Connect("a");
  Connect("b");
  Tamper([](ConnectionRecord& a, ConnectionRecord& b) {
    a.mutable_sealed_data_key()->swap(*b.mutable_sealed_data_key());
    a.mutable_sealed_fields()->swap(*b.mutable_sealed_fields());
  });
  ExpectBroken("a");
  ExpectBroken("b");
  ExpectCleanEverywhere();
}

TEST_F(PlantedSecrets, OfAnotherFieldOrKindOrWithAChangedByteDoNotOpen) {
  Connect("a");
  Connect("b");
  Tamper([](ConnectionRecord& a, ConnectionRecord& b) {
    // A field of another name, as of another kind of record.
    auto& fields = *a.mutable_sealed_fields();
    fields["access_token"] = fields["api_key"];
    fields.erase("api_key");
    std::string& sealed = (*b.mutable_sealed_fields())["api_key"];
    sealed[sealed.size() / 2] ^= 1;
  });
  ExpectBroken("a");
  ExpectBroken("b");
}

TEST_F(PlantedSecrets, WithoutAFieldOfTheirKindAreNotUsed) {
  Connect("a");
  Connect("b");
  Tamper([](ConnectionRecord& a, ConnectionRecord& b) {
    a.clear_sealed_fields();
    b.clear_sealed_data_key();
  });
  ExpectBroken("a");
  ExpectBroken("b");
}

}  // namespace
}  // namespace hirewire::e2e
