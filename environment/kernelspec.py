"""Fills in kernel-config/kernel.json.in and installs the kernelspec: kernelspec.py PREFIX JAVA CLASSPATH CACHE."""

import json
import shutil
import sys
import tempfile
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager

NAME = "symm-java"
CONFIG = Path(__file__).resolve().parent.parent / "kernel-config"


def filled(value, marks):
    """The template with each mark replaced, inside the parsed JSON so that any path is quoted rightly."""
    if isinstance(value, dict):
        return {key: filled(entry, marks) for key, entry in value.items()}
    if isinstance(value, list):
        return [filled(entry, marks) for entry in value]
    return marks.get(value, value)


def main(prefix, java, class_path, cache):
    marks = {
        "@JAVA@": java,
        "@CLASSPATH@": class_path,
        "@CACHE@": cache,
        "@IMPORTS@": (CONFIG / "imports.jsh").read_text(encoding="utf-8"),
    }
    template = json.loads((CONFIG / "kernel.json.in").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        spec = json.dumps(filled(template, marks), indent=2)
        (Path(folder) / "kernel.json").write_text(spec, encoding="utf-8")
        for name in ("jvm.args", "logging.properties"):
            shutil.copy(CONFIG / name, folder)
        KernelSpecManager().install_kernel_spec(folder, NAME, prefix=prefix)


if __name__ == "__main__":
    main(*sys.argv[1:])
