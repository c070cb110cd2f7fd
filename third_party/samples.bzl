"""A repository of recorded vendor answers that lie beside the workspace.

`@samples//:<folder>` is a filegroup of `../shared/samples/<folder>`, empty where
that folder does not exist, so that the tests which read it can say so.
"""

_FOLDERS = ["ashby", "crypto", "greenhouse", "jmespath", "lever", "workable"]

def _samples_impl(ctx):
    root = ctx.path(Label("@//:WORKSPACE")).dirname.dirname
    samples = root.get_child("shared").get_child("samples")
    lines = ["package(default_visibility = [\"//visibility:public\"])"]
    for folder in _FOLDERS:
        source = samples.get_child(folder)
        if source.exists:
            ctx.symlink(source, folder)
        lines.append("filegroup(name = \"%s\", srcs = glob([\"%s/**\"]))" % (folder, folder))
    ctx.file("BUILD.bazel", "\n".join(lines) + "\n")

samples_repository = repository_rule(
    implementation = _samples_impl,
    local = True,
    doc = "Symlinks ../shared/samples where it exists.",
)
