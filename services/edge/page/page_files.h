// The files of this folder that browsers get, as they are.
#ifndef HIREWIRE_SERVICES_EDGE_PAGE_PAGE_FILES_H_
#define HIREWIRE_SERVICES_EDGE_PAGE_PAGE_FILES_H_

#include <vector>

#include "absl/strings/string_view.h"

namespace hirewire::edge {

// Both live as long as the program.
struct PageFile {
  // "connect.js"
  absl::string_view name;
  absl::string_view text;
};

// By name.
std::vector<PageFile> PageFiles();

}  // namespace hirewire::edge

#endif  // HIREWIRE_SERVICES_EDGE_PAGE_PAGE_FILES_H_
