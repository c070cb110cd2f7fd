"""Runs the whole suite on one vendor."""

def conformance(name):
    """Makes NAME_test, which runs every test of the suite on the vendor NAME.

    Args:
      name: the vendor's name, which is also its folder's.
    """
    native.cc_test(
        name = name + "_test",
        size = "medium",
        args = [name],
        data = ["//connectors/vendors/" + name + ":testdata"],
        visibility = ["//tools/new_vendor:__pkg__"],
        deps = [":suite"],
    )
