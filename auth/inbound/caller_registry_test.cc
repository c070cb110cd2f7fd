#include "auth/inbound/caller_registry.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "auth/secret/reveal.h"
#include "base/status/error.h"
#include "base/store/sqlite_store.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"

namespace hirewire::auth {
namespace {

NewCaller Reader(const std::string& id, const std::string& tenant) {
  return {.id = id, .tenant = tenant, .roles = {v1::CALLER_ROLE_READ}};
}

NewCaller Certified(const std::string& id, const std::string& name) {
  NewCaller request = Reader(id, "acme");
  request.certificate_name = name;
  return request;
}

std::vector<std::string> NamesOf(const CallerPage& page) {
  std::vector<std::string> names;
  for (const KnownCaller& known : page.callers) {
    names.push_back(absl::StrCat(known.caller.tenant, "/", known.caller.id));
  }
  return names;
}

class CallerRegistryTest : public ::testing::Test {
 protected:
  std::string KeyOf(const NewCaller& request) {
    return std::string(RevealSecret(callers_.Create(request).value().api_key));
  }
  std::string FieldOf(const NewCaller& request) {
    const absl::Status status = callers_.Create(request).status();
    EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_ARGUMENT_INVALID);
    return DetailsOf(status).value_or(ErrorDetails()).metadata["field"];
  }
  std::optional<Caller> ByKey(const std::string& key) {
    return callers_.FindByKey(key).value();
  }

  FakeClock clock_;
  std::unique_ptr<store::SqliteStore> store_ = store::SqliteStore::InMemory();
  CallerRegistry callers_{*store_, clock_};
  // Another process on the same store.
  CallerRegistry others_{*store_, clock_};
};

TEST_F(CallerRegistryTest, FindsACallerByItsKey) {
  const std::string key = KeyOf(Reader("sync", "acme"));
  const std::optional<Caller> caller = ByKey(key);
  ASSERT_TRUE(caller.has_value());
  EXPECT_EQ(caller->id, "sync");
  EXPECT_EQ(caller->tenant, "acme");
  EXPECT_EQ(caller->roles, std::set({v1::CALLER_ROLE_READ}));
  EXPECT_TRUE(others_.FindByKey(key).value().has_value());
}

TEST_F(CallerRegistryTest, KnowsNoOtherKey) {
  std::string key = KeyOf(Reader("sync", "acme"));
  key[10] = key[10] == 'A' ? 'B' : 'A';
  EXPECT_FALSE(ByKey(key).has_value());
  EXPECT_FALSE(ByKey("").has_value());
  EXPECT_FALSE(ByKey(std::string(1 << 20, 'x')).has_value());
}

TEST_F(CallerRegistryTest, FindsACallerByItsCertificate) {
  const MadeCaller made =
      callers_.Create(Certified("sync", "spiffe://acme/sync")).value();
  EXPECT_TRUE(made.api_key.empty());
  EXPECT_FALSE(made.known.has_key);
  EXPECT_EQ(callers_.FindByCertificate("spiffe://acme/sync").value()->id,
            "sync");
  EXPECT_FALSE(callers_.FindByCertificate("spiffe://acme").value());
  EXPECT_FALSE(callers_.FindByCertificate("").value());
}

TEST_F(CallerRegistryTest, AnIdBelongsToItsTenant) {
  const std::string acme = KeyOf(Reader("sync", "acme"));
  const std::string globex = KeyOf(Reader("sync", "globex"));
  EXPECT_EQ(ByKey(acme)->tenant, "acme");
  EXPECT_EQ(ByKey(globex)->tenant, "globex");
  EXPECT_EQ(ReasonOf(callers_.Create(Reader("sync", "acme")).status()),
            v1::ERROR_REASON_CALLER_EXISTS);
}

TEST_F(CallerRegistryTest, ACertificateNameBelongsToOneCaller) {
  ASSERT_TRUE(callers_.Create(Certified("a", "name")).ok());
  EXPECT_EQ(ReasonOf(callers_.Create(Certified("b", "name")).status()),
            v1::ERROR_REASON_CALLER_EXISTS);
  EXPECT_EQ(callers_.FindByCertificate("name").value()->id, "a");
  // Nothing of the refused one is left.
  EXPECT_TRUE(callers_.Create(Certified("b", "other")).ok());
}

TEST_F(CallerRegistryTest, NamesTheFieldThatIsWrong) {
  EXPECT_EQ(FieldOf(Reader("", "acme")), "caller_id");
  EXPECT_EQ(FieldOf(Reader("Sync", "acme")), "caller_id");
  EXPECT_EQ(FieldOf(Reader(std::string("a\0b", 3), "acme")), "caller_id");
  EXPECT_EQ(FieldOf(Reader("sync", "Acme/")), "tenant");
  EXPECT_EQ(FieldOf(Reader("sync", std::string("a\0b", 3))), "tenant");
  NewCaller request = Reader("sync", "acme");
  request.roles.clear();
  EXPECT_EQ(FieldOf(request), "roles");
  request.roles = {v1::CALLER_ROLE_TOKENS};
  EXPECT_EQ(FieldOf(request), "roles");
  request.roles = {v1::CALLER_ROLE_UNSPECIFIED};
  EXPECT_EQ(FieldOf(request), "roles");
  request.roles = {static_cast<v1::CallerRole>(77)};
  EXPECT_EQ(FieldOf(request), "roles");
  EXPECT_EQ(FieldOf(Certified("sync", "a\nb")), "certificate_name");
  EXPECT_EQ(FieldOf(Certified("sync", std::string(256, 'a'))),
            "certificate_name");
  request = Reader("sync", "acme");
  request.expire_time = clock_.Now();
  EXPECT_EQ(FieldOf(request), "expire_time");
}

TEST_F(CallerRegistryTest, AnExpiredCallerIsNoneFromThatInstantOn) {
  NewCaller request = Reader("sync", "acme");
  request.expire_time = clock_.Now() + absl::Seconds(2);
  const std::string key = KeyOf(request);
  clock_.Advance(absl::Seconds(1));
  EXPECT_TRUE(ByKey(key).has_value());
  clock_.Advance(absl::Seconds(1));
  // Though it was found a second ago.
  EXPECT_FALSE(ByKey(key).has_value());
}

TEST_F(CallerRegistryTest, ADeletedCallerIsRefusedAtOnce) {
  const std::string key = KeyOf(Reader("sync", "acme"));
  ASSERT_TRUE(callers_.Create(Certified("cert", "name")).ok());
  EXPECT_TRUE(ByKey(key).has_value());
  EXPECT_TRUE(callers_.FindByCertificate("name").value().has_value());
  ASSERT_TRUE(callers_.Delete("acme", "sync").ok());
  ASSERT_TRUE(callers_.Delete("acme", "cert").ok());
  EXPECT_FALSE(ByKey(key).has_value());
  EXPECT_FALSE(callers_.FindByCertificate("name").value().has_value());
  // Made again, it has another key.
  EXPECT_NE(KeyOf(Reader("sync", "acme")), key);
  EXPECT_FALSE(ByKey(key).has_value());
}

TEST_F(CallerRegistryTest, OtherProcessesRefuseADeletedCallerSoon) {
  const std::string key = KeyOf(Reader("sync", "acme"));
  EXPECT_TRUE(others_.FindByKey(key).value().has_value());
  ASSERT_TRUE(callers_.Delete("acme", "sync").ok());
  clock_.Advance(CallerCache<KnownCaller>::kLife);
  EXPECT_FALSE(others_.FindByKey(key).value().has_value());
}

TEST_F(CallerRegistryTest, DeletesNobodyElse) {
  const std::string key = KeyOf(Reader("sync", "acme"));
  for (const auto& [tenant, id] :
       std::vector<std::pair<std::string, std::string>>{
           {"", "sync"},
           {"globex", "sync"},
           {"acme", "syn"},
           {"acme", ""},
           {"", std::string("acme\0sync", 9)}}) {
    EXPECT_EQ(ReasonOf(callers_.Delete(tenant, id)),
              v1::ERROR_REASON_CALLER_NOT_FOUND);
  }
  EXPECT_TRUE(ByKey(key).has_value());
}

TEST_F(CallerRegistryTest, WhatIsNoIdIsNotRepeated) {
  const absl::Status status = callers_.Delete("", "jane@example.com");
  EXPECT_FALSE(absl::StrContains(status.ToString(), "jane"));
}

TEST_F(CallerRegistryTest, ListsByTenantAndIdInPages) {
  for (const char* tenant : {"globex", "a", "a-b", ""}) {
    ASSERT_TRUE(callers_.Create(Reader("one", tenant)).ok());
    ASSERT_TRUE(callers_.Create(Reader("two", tenant)).ok());
  }
  EXPECT_EQ(
      NamesOf(callers_.List(std::nullopt, std::nullopt, 100).value()),
      (std::vector<std::string>{"/one", "/two", "a/one", "a/two", "a-b/one",
                                "a-b/two", "globex/one", "globex/two"}));
  const CallerPage first = callers_.List("a", std::nullopt, 1).value();
  EXPECT_EQ(NamesOf(first), std::vector<std::string>{"a/one"});
  const CallerPage second = callers_.List("a", first.next, 1).value();
  EXPECT_EQ(NamesOf(second), std::vector<std::string>{"a/two"});
  EXPECT_FALSE(second.next.has_value());
  // The operator's own only.
  EXPECT_EQ(callers_.List("", std::nullopt, 100).value().callers.size(), 2u);
}

TEST_F(CallerRegistryTest, GivesBackEveryField) {
  NewCaller request = Certified("sync", "name");
  request.roles = {v1::CALLER_ROLE_WRITE, v1::CALLER_ROLE_PROXY};
  request.expire_time = clock_.Now() + absl::Hours(1);
  ASSERT_TRUE(callers_.Create(request).ok());
  const KnownCaller known =
      callers_.List("acme", std::nullopt, 1).value().callers.at(0);
  EXPECT_EQ(known.caller.roles, request.roles);
  EXPECT_EQ(known.certificate_name, "name");
  EXPECT_EQ(known.create_time, clock_.Now());
  EXPECT_EQ(known.expire_time, request.expire_time);
}

TEST_F(CallerRegistryTest, KeepsNoKey) {
  const std::string key = KeyOf(Reader("sync", "acme"));
  std::string all;
  const absl::Status read = store_->Read([&](store::Reader& reader) {
    for (const char* kind : {"caller", "caller_key", "caller_begun"}) {
      const auto records = reader.List(kind, "", "", 100).value();
      for (const auto& one : records) absl::StrAppend(&all, one.key, one.value);
    }
    return absl::OkStatus();
  });
  EXPECT_TRUE(read.ok());
  EXPECT_TRUE(absl::StrContains(all, "sync"));
  EXPECT_FALSE(absl::StrContains(all, key));
  EXPECT_FALSE(absl::StrContains(all, key.substr(3, 20)));
}

TEST_F(CallerRegistryTest, ALookUpThatWasSwappedOpensNothing) {
  const std::string reader = KeyOf(Reader("sync", "acme"));
  NewCaller admin = Reader("boss", "");
  admin.roles = {v1::CALLER_ROLE_ADMIN};
  KeyOf(admin);
  ASSERT_TRUE(
      store_
          ->Transact([&](store::Transaction& t) {
            const auto keys = t.List("caller_key", "", "", 10).value();
            const std::string boss("\0boss", 5);
            for (const auto& one : keys) {
              EXPECT_TRUE(
                  t.Put("caller_key", one.key, boss, store::kAnyVersion).ok());
            }
            return absl::OkStatus();
          })
          .ok());
  EXPECT_FALSE(ByKey(reader).has_value());
}

TEST_F(CallerRegistryTest, TheFirstAdminIsMadeOnce) {
  const std::string key = absl::StrCat("hw_", std::string(43, 'A'));
  EXPECT_TRUE(callers_.IsNew().value());
  EXPECT_TRUE(callers_.AddFirst(key).value());
  EXPECT_TRUE(MayPlay(*ByKey(key), v1::CALLER_ROLE_ADMIN));
  EXPECT_EQ(ByKey(key)->tenant, "");
  ASSERT_TRUE(callers_.Delete("", "admin").ok());
  // A key that was taken back does not come back.
  EXPECT_FALSE(callers_.IsNew().value());
  EXPECT_FALSE(others_.AddFirst(key).value());
  EXPECT_FALSE(ByKey(key).has_value());
}

TEST_F(CallerRegistryTest, ThereIsNoFirstAdminAfterAnyCaller) {
  KeyOf(Reader("sync", "acme"));
  EXPECT_FALSE(
      callers_.AddFirst(absl::StrCat("hw_", std::string(43, 'A'))).value());
}

}  // namespace
}  // namespace hirewire::auth
