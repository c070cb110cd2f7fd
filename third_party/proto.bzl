"""C++ from .proto files with Debian's protoc and gRPC plugin."""

def _outputs(srcs, suffixes):
    return [src[:-len(".proto")] + suffix for src in srcs for suffix in suffixes]

def _paths(root, srcs):
    return " ".join([root + "/" + src for src in srcs])

def proto_cc_library(name, srcs, deps = [], services = [], root = "proto", **kwargs):
    """Compiles the protos of one folder into one C++ library.

    Args:
      name: the cc_library.
      srcs: the .proto files, paths relative to the import root.
      deps: proto_cc_library targets whose protos these import.
      services: the members of srcs that declare gRPC services.
      root: the import root, which is this package's folder.
      **kwargs: passed on, e.g. visibility.
    """
    native.filegroup(
        name = name + "_protos",
        srcs = srcs + [dep + "_protos" for dep in deps],
    )
    protoc = "protoc -I %s -I /usr/include " % root
    native.genrule(
        name = name + "_cpp",
        srcs = [":" + name + "_protos"],
        outs = _outputs(srcs, [".pb.h", ".pb.cc"]),
        cmd = protoc + "--cpp_out=$(RULEDIR) " + _paths(root, srcs),
    )
    grpc_outs = _outputs(services, [".grpc.pb.h", ".grpc.pb.cc"])
    if services:
        native.genrule(
            name = name + "_grpc",
            srcs = [":" + name + "_protos"],
            outs = grpc_outs,
            cmd = protoc + "--grpc_out=$(RULEDIR) " +
                  "--plugin=protoc-gen-grpc=/usr/bin/grpc_cpp_plugin " +
                  _paths(root, services),
        )
    native.cc_library(
        name = name,
        srcs = _outputs(srcs, [".pb.cc"]),
        hdrs = _outputs(srcs, [".pb.h"]),
        # Descriptors are found by name, so also what no symbol refers to (a
        # file that holds only a service) must be linked.
        alwayslink = True,
        includes = ["."],
        deps = deps + ["@debian//:protobuf"],
        **kwargs
    )
    if services:
        native.cc_library(
            name = name + "_services",
            srcs = _outputs(services, [".grpc.pb.cc"]),
            hdrs = _outputs(services, [".grpc.pb.h"]),
            includes = ["."],
            deps = [":" + name, "@debian//:grpc"],
            **kwargs
        )
