"""One vendor: its manifest as a library, checked and held to its golden cases."""

def vendor(name):
    """Makes everything that a vendor's folder needs.

    //connectors/vendors/NAME embeds manifest.textproto:
    `#include "connectors/vendors/NAME/manifest.h"` declares
    `hirewire::vendors::NAME::ManifestText()`.

    NAME_manifest_test compiles the manifest; NAME_golden_test plays every case
    of testdata/ (connectors/vendors/golden_case.h says how they are written).
    testdata is all of their files.

    Args:
      name: the vendor's name, which is also its folder's.
    """
    native.genrule(
        name = name + "_manifest_text",
        srcs = ["manifest.textproto"],
        outs = [
            "manifest.h",
            "manifest.cc",
        ],
        cmd = """
cat > $(location manifest.h) <<'END'
// Generated from manifest.textproto.
#ifndef HIREWIRE_CONNECTORS_VENDORS_{upper}_MANIFEST_H_
#define HIREWIRE_CONNECTORS_VENDORS_{upper}_MANIFEST_H_

#include "absl/strings/string_view.h"

namespace hirewire::vendors::{name} {{

// The text of manifest.textproto, which lives as long as the program.
absl::string_view ManifestText();

}}  // namespace hirewire::vendors::{name}

#endif  // HIREWIRE_CONNECTORS_VENDORS_{upper}_MANIFEST_H_
END
(
  echo '#include "connectors/vendors/{name}/manifest.h"'
  echo 'namespace hirewire::vendors::{name} {{'
  echo 'absl::string_view ManifestText() {{ return R"manifest('
  cat $(location manifest.textproto)
  echo ')manifest"; }}'
  echo '}}'
) > $(location manifest.cc)
""".format(name = name, upper = name.upper()),
    )
    native.cc_library(
        name = name,
        srcs = ["manifest.cc"],
        hdrs = ["manifest.h"],
        visibility = ["//:connector_internals"],
        deps = ["@debian//:absl"],
    )
    native.filegroup(
        name = "testdata",
        srcs = native.glob(["testdata/**"]),
        visibility = ["//testing/conformance:__pkg__"],
    )
    native.cc_test(
        name = name + "_manifest_test",
        size = "small",
        args = ["$(location manifest.textproto)"],
        data = ["manifest.textproto"],
        visibility = ["//tools/new_vendor:__pkg__"],
        deps = ["//connectors/vendors:manifest_test_main"],
    )
    native.cc_test(
        name = name + "_golden_test",
        size = "small",
        args = [native.package_name()],
        data = [
            "manifest.textproto",
            ":testdata",
        ],
        visibility = ["//tools/new_vendor:__pkg__"],
        deps = ["//connectors/vendors:golden_test_main"],
    )
