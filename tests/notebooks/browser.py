"""Works in a real JupyterLab as a person does: opens notebooks and looks, runs all, interrupts, asks for help.

Usage: browser.py SCREENSHOT_FOLDER [NOTEBOOK...]. Exit code 77, with the reason, where there is no Chromium.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlparse

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

import lint

ROOT = Path(__file__).resolve().parents[2]
SMOKE = ROOT / "tests" / "notebooks" / "smoke.ipynb"
SKIPPED = 77
CHROMIUM_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-default-apps",
]
LOOP = """long[] steps = {0};
for (int i : progress("busy", 1_000_000)) {
  steps[0]++;
  long end = System.nanoTime() + 2_000_000L;
  while (System.nanoTime() < end) {}
}"""
COUNT = 'System.out.println("steps " + steps[0]);'
STOPS = ["int a = 1;", "Thread.sleep(1500);\nint[] none = {};\n\nnone[a] = 2;", 'System.out.println("not to be run");']
HELP = [
    ("points", "n points of ℝᵈ"),
    ("points(", "Space Spaces.points(int n, int d)"),
    ("mlp(points(2, 2), points(2, 2), 4).to(", "Kernel.to(Group larger, Symmetriser gamma)"),
    ("new Experiment(", "A model X → Y with the data it learns from."),
]
ERROR = ".jp-RenderedText[data-mime-type$='.error'], .jp-RenderedText[data-mime-type$='.stderr']"
WIDEST, HIGHEST = 960, 640  # of a folded diagram, in CSS pixels


def chromium():
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return os.environ.get("SYMM_CHROMIUM") or next((p for p in map(shutil.which, names) if p), None)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Lab:
    """JupyterLab as the launcher starts it, on a folder of its own and without a token."""

    def __init__(self, folder):
        self.url = f"http://127.0.0.1:{free_port()}"
        settings = {name: str(folder / name) for name in ("JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR")}
        self.log = open(folder / "lab.log", "w+", encoding="utf-8")
        self.start = time.time()
        self.process = subprocess.Popen(
            [ROOT / "environment" / "symm", "lab", "--no-browser", "--ip=127.0.0.1", "--ServerApp.port_retries=0",
             f"--port={urlparse(self.url).port}", "--IdentityProvider.token=", "--ServerApp.password=",
             f"--ServerApp.root_dir={folder / 'work'}", "--LabApp.default_url=/lab"],
            stdout=self.log, stderr=subprocess.STDOUT, env=os.environ | settings | {"NB_FAST": "1"},
            start_new_session=True,
        )

    def wait(self, limit=60):
        while time.time() - self.start < limit and self.process.poll() is None:
            try:
                urllib.request.urlopen(self.url + "/api/status", timeout=2).read()
                return time.time() - self.start
            except OSError:
                time.sleep(0.1)
        raise AssertionError("JupyterLab does not serve")

    def tail(self):
        self.log.seek(0)
        return self.log.read()[-3000:]

    def stop(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
        self.log.close()


def open_notebook(page, url, name):
    start = time.time()
    page.goto(f"{url}/lab/tree/{name}?reset")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    shown = time.time()
    wait_idle(page)
    print(f"{name}: shown after {shown - start:.1f} s, kernel idle {time.time() - shown:.1f} s later")


def wait_idle(page, limit=30_000):
    page.wait_for_function(
        "document.querySelector('#jp-main-statusbar')?.innerText.includes('| Idle')", timeout=limit)


def choose(page, menu, command):
    page.locator(".lm-MenuBar-itemLabel", has_text=re.compile(f"^{menu}$")).click()
    page.locator(f'.lm-Menu-item[data-command="{command}"]').first.click()


def wait_numbered(page, limit=180_000):
    """Until every code cell carries its execution number, or one has failed."""
    page.wait_for_function(
        r"""error => document.querySelector(error) || [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]
            .every(p => /\[\d+\]/.test(p.textContent))""", arg=ERROR, timeout=limit)
    failed = page.locator(ERROR)
    assert failed.count() == 0, f"a cell failed: {failed.first.inner_text()}"


def check_opened(page, path, shots):
    """Opened and not run: pictures are pictures, diagrams fit the window, and the file stays as it is."""
    page.screenshot(path=shots / f"{path.stem}-opened.png", full_page=True)
    stored = [o for c in nbformat.read(path, as_version=4).cells for o in c.get("outputs", [])]
    drawn = [o.data for o in stored if "image/png" in o.get("data", {})]
    pictures = page.locator(".jp-RenderedImage img").count() + page.locator(".jp-RenderedSVG").count()
    assert pictures == len(drawn), f"{path.name} shows {pictures} pictures, {len(drawn)} are stored"
    for data in drawn:
        width, height = (n / 2 for n in lint.pixels(lint.figure(nbformat.from_dict({"data": data}))))
        diagram = "image/svg+xml" in data and path.name[:2] in ("00", "01", "05", "06")
        assert not diagram or (width <= WIDEST and height <= HIGHEST), f"{path.name}: {width} x {height} pixels"
    assert page.locator(".jp-mod-dirty").count() == 0, f"{path.name} is changed by opening it"


def check_run_all(page, url, path, shots):
    """Run all: no error output, and every output of a figure is a picture."""
    name = path.name
    open_notebook(page, url, name)
    check_opened(page, path, shots)
    start = time.time()
    choose(page, "Run", "runmenu:run-all")
    wait_numbered(page)
    wait_idle(page)
    page.wait_for_timeout(1000)  # MathJax and pictures settle
    print(f"{name}: all cells ran in {time.time() - start - 1:.1f} s")
    page.screenshot(path=shots / f"{Path(name).stem}.png", full_page=True)
    count = lambda selector: page.locator(selector).count()
    assert count(ERROR) == 0, f"{count(ERROR)} errors and stderr outputs"
    widths = page.eval_on_selector_all(".jp-RenderedImage img", "all => all.map(i => i.naturalWidth)")
    assert all(w > 100 for w in widths), f"empty pictures: {widths}"
    return len(widths) + count(".jp-RenderedSVG")


def check_smoke(page, shots):
    count = lambda selector: page.locator(selector).count()
    assert count(".jp-RenderedImage img") == 2, "a picture and a chart"
    assert count(".jp-RenderedSVG svg, .jp-RenderedSVG img") == 2, "two discs"
    assert count("mjx-container") >= 3, "formulas are typeset"
    assert count(".symm-table") == 2, "two tables"
    bars = page.eval_on_selector_all(".symm-progress progress", "all => all.map(p => [p.value, p.max])")
    assert len(bars) == 3 and all(value == full for value, full in bars), f"bars at their end: {bars}"
    chart = page.eval_on_selector_all(".jp-RenderedImage img", "all => all.map(i => [i.width, i.naturalWidth])")
    assert [520, 1040] in chart, f"the chart is drawn at twice its size: {chart}"


def run_cell(page, index):
    cell = page.locator(".jp-CodeCell").nth(index)
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")


def count_of(page, index):
    run_cell(page, index)
    output = page.locator(".jp-CodeCell").nth(index).locator(".jp-OutputArea-output")
    output.first.wait_for(timeout=30_000)
    wait_idle(page)
    return int(re.search(r"steps (\d+)", output.first.inner_text()).group(1))


def check_interrupt(page, url, name, shots):
    """Interrupt in the Kernel menu stops a loop over progress: its counter stands still afterwards."""
    open_notebook(page, url, name)
    run_cell(page, 0)
    page.wait_for_function("document.querySelector('.symm-progress progress')?.value > 200", timeout=60_000)
    running = page.locator(".jp-CodeCell .jp-InputPrompt").first.inner_text()
    assert running.startswith("[*]"), f"a running cell shows {running}"
    page.screenshot(path=shots / "running.png")
    start = time.time()
    choose(page, "Kernel", "kernelmenu:interrupt")
    wait_idle(page, 20_000)
    print(f"interrupted in {time.time() - start:.1f} s")
    first = count_of(page, 1)
    page.wait_for_timeout(1000)
    second = count_of(page, 2)
    page.screenshot(path=shots / "interrupted.png")
    print(f"steps {first}, a second later {second}")
    assert first > 200 and first == second, f"the loop went on: {first}, {second}"


def check_stops(page, url, name, shots):
    """Run All stops at the first error, whose output names the line and no frame of a library."""
    open_notebook(page, url, name)
    choose(page, "Run", "runmenu:run-all")
    page.wait_for_selector(ERROR, timeout=60_000)
    wait_idle(page)
    page.wait_for_timeout(500)
    page.screenshot(path=shots / "stopped.png")
    prompts = page.locator(".jp-CodeCell .jp-InputPrompt").all_inner_texts()
    assert [p[:3] for p in prompts] == ["[1]", "[2]", "[ ]"], f"prompts {prompts}"
    assert page.get_by_text("not to be run", exact=True).count() == 0, "the cell after the error was run"
    error = page.locator(ERROR).inner_text()
    assert "cell [2], line 4" in error and "reflect" not in error and "jjava" not in error, error


def check_help(page, url, name, shots):
    """Shift-Tab shows what is written about a function; the Help menu leads to all of it."""
    open_notebook(page, url, name)
    editor = page.locator(".jp-CodeCell .cm-content").first
    for code, text in HELP:
        editor.click()
        page.keyboard.press("Control+a")
        page.keyboard.type(code)
        page.keyboard.press("Escape")  # no word is completed
        editor.click()
        page.keyboard.press("Control+End")
        page.keyboard.press("Shift+Tab")
        tooltip = page.locator(".jp-Tooltip-content")
        tooltip.wait_for(timeout=30_000)
        page.screenshot(path=shots / f"help-{HELP.index((code, text))}.png", clip=dict(x=0, y=0, width=1280, height=600))
        assert text in tooltip.inner_text(), f"{code}: {tooltip.inner_text()}"
        page.keyboard.press("Escape")
    page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Help$")).click()
    with page.context.expect_page() as opened:
        page.locator(".lm-Menu-item", has_text="symm: Classes and Functions").click()
    opened.value.wait_for_load_state()
    assert "symm" in opened.value.title(), opened.value.title()
    assert opened.value.get_by_text("org.symm.kernels", exact=True).count() > 0, "the packages are listed"
    opened.value.close()


def main(shots, notebooks):
    executable = chromium()
    if executable is None:
        print("skipped: no Chromium on this machine (on Debian: apt-get install chromium)")
        return SKIPPED
    from playwright.sync_api import sync_playwright

    shots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        folder = Path(scratch)
        (folder / "work").mkdir()
        (folder / "environment").symlink_to(ROOT / "environment")  # where notebooks expect the launcher
        for path in [SMOKE, *notebooks]:
            shutil.copy(path, folder / "work")
            if (path.parent / "data").is_dir():  # what they read
                shutil.copytree(path.parent / "data", folder / "work" / "data", dirs_exist_ok=True)
        spec = {"kernelspec": {"name": "symm-java", "display_name": "Java (symm)", "language": "java"}}
        for name, cells in [("interrupt", (LOOP, COUNT, COUNT)), ("stops", STOPS), ("help", [""])]:
            notebook = new_notebook(cells=[new_code_cell(text) for text in cells], metadata=spec)
            nbformat.write(notebook, folder / "work" / f"{name}.ipynb")
        lab = Lab(folder)
        try:
            print(f"JupyterLab serves after {lab.wait():.1f} s")
            browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGUMENTS)
            page = browser.new_page(viewport={"width": 1280, "height": 3200})
            hosts = set()
            page.on("request", lambda r: hosts.add(urlparse(r.url).hostname))
            check_run_all(page, lab.url, SMOKE, shots)
            check_smoke(page, shots)
            for path in notebooks:
                assert check_run_all(page, lab.url, path, shots) > 0, f"{path.name} shows no figure"
            check_interrupt(page, lab.url, "interrupt.ipynb", shots)
            check_stops(page, lab.url, "stops.ipynb", shots)
            check_help(page, lab.url, "help.ipynb", shots)
            far = hosts - {"127.0.0.1", None, ""}
            assert not far, f"the page asked other hosts: {far}"
            browser.close()
        except Exception:
            if "page" in locals():
                page.screenshot(path=shots / "failed.png")
                print("status bar:", page.locator("#jp-main-statusbar").inner_text(timeout=1000))
            print("last lines of JupyterLab:\n" + lab.tail())
            raise
        finally:
            lab.stop()
    print("browser test passed")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), [Path(p) for p in sys.argv[2:]]))
