// Pages of collections, newest id first, rendered once and kept.
#ifndef HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_LISTING_H_
#define HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_LISTING_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "testing/simulators/greenhouse/collection.h"
#include "testing/simulators/greenhouse/query.h"

namespace hirewire::sim {

struct ListedPage {
  std::shared_ptr<const std::string> body;
  // Records below this one come next; kNone: this is the last page.
  Ref next_before = kNone;
};

// Not thread-safe. Forget must be called whenever the company changes.
class Listing {
 public:
  // The page of `collection` below `before` (kNone: from the newest).
  ListedPage Page(const View& view, const Collection& collection,
                  const ListQuery& query, Ref before);

  // One record as an object; nullptr where there is none.
  static std::shared_ptr<const std::string> Single(const View& view,
                                                   const Collection& collection,
                                                   int64_t id);

  void Forget();

 private:
  // Records by the value of one id field.
  using Index = std::unordered_map<int64_t, std::vector<Ref>>;

  ListedPage Render(const View& view, const Collection& collection,
                    const ListQuery& query, Ref before);
  // The records that may match, newest first: from ids or an index where the
  // query has any, else all.
  std::vector<Ref> Candidates(const View& view, const Collection& collection,
                              const ListQuery& query, Ref before);
  const Index& IndexOf(const View& view, const Collection& collection,
                       absl::string_view field);

  std::map<std::pair<const Collection*, std::string>, Index> indexes_;
  std::unordered_map<std::string, ListedPage> pages_;
  size_t page_bytes_ = 0;
};

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_LISTING_H_
