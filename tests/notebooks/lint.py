"""What is wrong with the outputs of an executed notebook, and how they differ from stored ones."""

import base64
import re
import struct

NOISE = [
    (re.compile(r"\b[\w.$\[]+@[0-9a-f]{5,8}\b"), "an object's identity"),
    (re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"), "a display identifier"),
    (re.compile(r"PrintStream"), "the value of a print statement"),
]
NUMBER = re.compile(r"(?<![\w.])[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
LEAST_FIGURE = 1000
WIDEST = 100  # characters of a line of code


def tags(cell):
    return cell.metadata.get("tags", [])


def texts(output):
    """The readable text of one output."""
    if output.output_type == "stream":
        return [output.text]
    return [str(data) for mime, data in output.get("data", {}).items() if mime in ("text/plain", "text/html")]


def figure(output):
    """The bytes of the output's PNG, or None."""
    png = output.get("data", {}).get("image/png")
    return None if png is None else base64.b64decode(png)


def pixels(png):
    return struct.unpack(">II", png[16:24])


def cause(output):
    """The part of a kernel's error that says what happened; a compiler's message follows the source."""
    lines = [line.strip() for line in re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(output.traceback)).splitlines()]
    if output.ename == "CompilationException":
        source = max((i for i, line in enumerate(lines) if line.startswith("|")), default=0)
        return " ".join(line for line in lines[source:] if line)
    return output.evalue


def complaints(notebook):
    """Every fault of the outputs, as text that names the cell."""
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        where = f"cell {number}"
        if cell.execution_count is None:
            yield f"{where} was not executed"
        widest = max(len(line) for line in cell.source.splitlines())
        if widest > WIDEST:
            yield f"{where} has a line of {widest} characters; the window shows {WIDEST}"
        for output in cell.outputs:
            if output.output_type == "error" and "raises-exception" not in tags(cell):
                yield f"{where} failed: {cause(output)}"
            if output.output_type == "stream" and output.name == "stderr" and "allow-stderr" not in tags(cell):
                yield f"{where} writes to stderr: {output.text.strip()[:200]}"
            for text in texts(output):
                for pattern, what in NOISE:
                    if found := pattern.search(text):
                        yield f"{where} shows {what}: {found.group()}"
            png = figure(output)
            if png is not None and len(png) < LEAST_FIGURE:
                yield f"{where} shows an empty figure ({len(png)} bytes)"


def kind(output):
    if output.output_type == "stream":
        return output.name
    return output.output_type + " " + " ".join(sorted(output.get("data", {})))


def tolerance(cell):
    for tag in tags(cell):
        if tag.startswith("tol="):
            return float(tag[4:])
    return 1e-4


def close(a, b, tol):
    return a == b or abs(a - b) <= tol * max(abs(a), abs(b))


def text_difference(new, old, tol):
    """How two texts differ, numbers compared by value; None when they do not."""
    squeeze = lambda text: " ".join(NUMBER.sub(" # ", text).split())
    if squeeze(new) != squeeze(old):
        return f"the text is now {new.strip()[:120]!r}, stored is {old.strip()[:120]!r}"
    for a, b in zip(NUMBER.findall(new), NUMBER.findall(old)):
        if not close(float(a), float(b), tol):
            return f"a number is now {a}, stored is {b} (relative tolerance {tol:g})"
    return None


def differences(new, old, same_scale):
    """How executed outputs differ from stored ones: in kind at any scale, in value at the same scale."""
    for number, (cell, stored) in enumerate(zip(new.cells, old.cells), 1):
        if cell.cell_type != "code" or "nondeterministic" in tags(cell):
            continue
        where = f"cell {number}"
        now, then = [kind(o) for o in cell.outputs], [kind(o) for o in stored.outputs]
        if now != then:
            yield f"{where}: outputs are now {now}, stored are {then}"
            continue
        for output, before in zip(cell.outputs, stored.outputs):
            png = figure(output)
            if png is not None and pixels(png) != pixels(figure(before)):
                yield f"{where}: the figure has now {pixels(png)} pixels, stored {pixels(figure(before))}"
            if same_scale and output.output_type != "error":
                text = output.get("text") or output.get("data", {}).get("text/plain", "")
                past = before.get("text") or before.get("data", {}).get("text/plain", "")
                if difference := text_difference(text, past, tolerance(cell)):
                    yield f"{where}: {difference}"
