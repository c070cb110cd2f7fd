// Watching connections across servers: two of them share one folder, as two
// processes on one host do.
#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "hirewire/v1/auth_service.grpc.pb.h"
#include "testing/e2e/stack.h"

namespace hirewire::e2e {
namespace {

// A caller that keeps the last resume token.
class Watcher {
 public:
  // Begins on `server`, or goes on there.
  void Start(Stack& server) {
    context_ = std::make_unique<grpc::ClientContext>();
    v1::WatchConnectionsRequest request;
    request.set_resume_token(token_);
    reader_ = server.auth().WatchConnections(context_.get(), request);
    reader_->WaitForInitialMetadata();
  }

  // The next event: "created c1"; "" at the end of the stream.
  std::string Next() {
    v1::WatchConnectionsResponse response;
    if (!reader_->Read(&response)) return "";
    if (!response.resume_token().empty()) token_ = response.resume_token();
    const v1::ConnectionEvent& event = response.event();
    return absl::StrCat(v1::ConnectionEventKind_Name(event.kind())
                            .substr(sizeof("CONNECTION_EVENT_KIND_") - 1),
                        " ", event.connection().id());
  }

  grpc::Status Finish() { return reader_->Finish(); }

  // As a caller that dies: what was under way to it is lost.
  void Kill() {
    context_->TryCancel();
    v1::WatchConnectionsResponse lost;
    while (reader_->Read(&lost)) {
    }
    Finish();
  }

 private:
  std::string token_;
  std::unique_ptr<grpc::ClientContext> context_;
  std::unique_ptr<grpc::ClientReaderInterface<v1::WatchConnectionsResponse>>
      reader_;
};

class WatchTest : public ::testing::Test {
 protected:
  static void Create(Stack& server, const std::string& id) {
    v1::CreateConnectionRequest request;
    request.set_vendor("lever");
    request.set_connection_id(id);
    request.set_api_key("canary-key");
    grpc::ClientContext context;
    v1::CreateConnectionResponse response;
    const grpc::Status made =
        server.auth().CreateConnection(&context, request, &response);
    ASSERT_TRUE(made.ok()) << made.error_message();
  }

  static void Delete(Stack& server, const std::string& id) {
    v1::DeleteConnectionRequest request;
    request.set_connection_id(id);
    grpc::ClientContext context;
    v1::DeleteConnectionResponse response;
    ASSERT_TRUE(
        server.auth().DeleteConnection(&context, request, &response).ok());
  }

  Stack first_;
  Stack second_{first_.data_dir()};
  Watcher watcher_;
};

TEST_F(WatchTest, AChangeThroughOneServerShowsOnTheOthersStream) {
  Create(first_, "c0");
  watcher_.Start(second_);
  EXPECT_EQ(watcher_.Next(), "PRESENT c0");
  Create(first_, "c1");
  EXPECT_EQ(watcher_.Next(), "CREATED c1");
  Create(second_, "c2");
  EXPECT_EQ(watcher_.Next(), "CREATED c2");
  Delete(first_, "c1");
  EXPECT_EQ(watcher_.Next(), "DELETED c1");
}

TEST_F(WatchTest, AServerThatStopsSaysSoAndAnotherOneGoesOn) {
  Create(first_, "c0");
  watcher_.Start(second_);
  EXPECT_EQ(watcher_.Next(), "PRESENT c0");
  second_.StopServer();
  EXPECT_EQ(watcher_.Next(), "");
  EXPECT_EQ(ReasonOf(watcher_.Finish()), v1::ERROR_REASON_SHUTTING_DOWN);
  Create(first_, "c1");
  Delete(first_, "c0");
  second_.RestartServer();
  watcher_.Start(second_);
  EXPECT_EQ(watcher_.Next(), "CREATED c1");
  EXPECT_EQ(watcher_.Next(), "DELETED c0");
  // Tokens are of the folder, not of the server.
  watcher_.Kill();
  Create(second_, "c2");
  watcher_.Start(first_);
  EXPECT_EQ(watcher_.Next(), "CREATED c2");
}

TEST_F(WatchTest, NothingIsLostOrRepeatedWhileWatchersAndServersDie) {
  constexpr int kConnections = 60;
  Create(first_, "begin");
  watcher_.Start(second_);
  EXPECT_EQ(watcher_.Next(), "PRESENT begin");
  std::vector<std::string> expected;
  for (int i = 0; i < kConnections; ++i) {
    expected.push_back(absl::StrCat("CREATED c", i));
  }
  std::thread writer([this] {
    for (int i = 0; i < kConnections; ++i) Create(first_, absl::StrCat("c", i));
  });
  std::vector<std::string> told;
  while (told.size() < expected.size()) {
    told.push_back(watcher_.Next());
    if (told.back().empty()) break;
    if (told.size() % 7 != 0) continue;
    watcher_.Kill();
    if (told.size() % 2 == 0) second_.RestartServer();
    watcher_.Start(told.size() % 3 == 0 ? first_ : second_);
  }
  writer.join();
  EXPECT_EQ(told, expected);
}

}  // namespace
}  // namespace hirewire::e2e
