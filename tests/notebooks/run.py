"""Runs notebooks without a browser, each in a fresh kernel, and checks their outputs.

The scale is that of NB_FAST. Exit code 0 when every notebook passed, 1 when one failed.
"""

import argparse
import asyncio
import copy
import os
import re
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

import lint

KERNELSPEC = {"display_name": "Java (symm)", "language": "java", "name": "symm-java"}
LANGUAGE = {
    "codemirror_mode": "java",
    "file_extension": ".jshell",
    "mimetype": "text/x-java-source",
    "name": "Java",
    "pygments_lexer": "java",
}
SCALE = "fast" if os.environ.get("NB_FAST") == "1" else "full"


def execute(notebook, folder, cell_limit, limit):
    """Executes in place; returns why it stopped early, or None."""
    client = NotebookClient(
        notebook,
        timeout=cell_limit,
        kernel_name=KERNELSPEC["name"],
        coalesce_streams=True,
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
    )
    try:
        asyncio.run(asyncio.wait_for(client.async_execute(), limit))
    except CellExecutionError:
        pass  # the output of the cell says more
    except CellTimeoutError:
        return f"a cell took more than {cell_limit} s"
    except DeadKernelError:
        return "the kernel died"
    except asyncio.TimeoutError:
        return f"the notebook took more than {limit} s"
    return None


def normalise(notebook):
    """Removes what changes from run to run and from machine to machine."""
    notebook.metadata = nbformat.from_dict(
        {"kernelspec": KERNELSPEC, "language_info": LANGUAGE, "symm": {"scale": SCALE}}
    )
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            html = output.get("data", {}).get("text/html")
            if html:
                output.data["text/html"] = re.sub(r'(<span class="symm-time">)[^<]*', r"\1", html)


def first_failure(complaints):
    """A failed cell explains the cells after it that did not run."""
    failed = [text for text in complaints if " failed: " in text]
    return failed or complaints


def check(path, options):
    """Runs one notebook; returns its faults."""
    stored = nbformat.read(path, as_version=4)
    notebook = copy.deepcopy(stored)
    if notebook.metadata.get("kernelspec", {}).get("name") != KERNELSPEC["name"]:
        return [f"its kernel is not {KERNELSPEC['name']}"]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    stop = execute(notebook, path.parent, options.cell_limit, options.limit)
    faults = ([stop] if stop else []) or first_failure(list(lint.complaints(notebook)))
    if options.committed and not faults:
        scale = stored.metadata.get("symm", {}).get("scale")
        if scale is None:
            faults = ["it has no stored outputs; store them with --write"]
        else:
            faults = list(lint.differences(notebook, stored, scale == SCALE))
    normalise(notebook)
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, options.out / path.name)
    if options.write and not faults:
        nbformat.write(notebook, path)
    return faults


def export_java(path):
    """All code cells as one text, to be read."""
    cells = nbformat.read(path, as_version=4).cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "code")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notebooks", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, help="folder for the executed notebooks")
    parser.add_argument("--write", action="store_true", help="store the outputs in the notebooks themselves")
    parser.add_argument("--committed", action="store_true", help="compare with the stored outputs")
    parser.add_argument("--cell-limit", type=int, default=3600 if SCALE == "full" else 120, metavar="SECONDS")
    parser.add_argument("--limit", type=int, default=7200 if SCALE == "full" else 300, metavar="SECONDS")
    parser.add_argument("--export-java", action="store_true", help="only print the code cells")
    options = parser.parse_args()
    if options.export_java:
        print("\n\n".join(export_java(path) for path in options.notebooks))
        return 0
    failed = 0
    for path in options.notebooks:
        start = time.time()
        faults = check(path, options)
        failed += bool(faults)
        print(f"{'FAILED' if faults else 'ok':6} {path.name}  {time.time() - start:.1f} s", flush=True)
        for fault in faults:
            print(f"       {fault}", flush=True)
    print(f"{len(options.notebooks) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
