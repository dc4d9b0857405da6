"""Drives the installed kernel by its protocol: start, restraint, interrupt. Last line: N passed, N failed."""

import os
import queue
import re
import sys
import time

import psutil
from jupyter_client.manager import start_new_kernel

LOOP = """
long[] steps = {0};
for (int i : progress("busy", 1_000_000)) {
  steps[0]++;
  Thread.onSpinWait();
  long end = System.nanoTime() + 2_000_000L;
  while (System.nanoTime() < end) {}
}
"""


def run(client, code, timeout=60):
    """Runs a cell; returns its reply status and everything that it printed."""
    printed = []
    reply = client.execute_interactive(
        code, timeout=timeout, store_history=False, allow_stdin=False,
        output_hook=lambda message: printed.append(message["content"].get("text", "")),
    )
    return reply["content"]["status"], "".join(printed)


def await_reply(client, sent):
    while client.get_shell_msg(timeout=60)["parent_header"].get("msg_id") != sent:
        pass


def steps(client):
    status, text = run(client, "System.out.println(steps[0]);")
    assert status == "ok", status
    return int(text)


def test_starts_in_five_seconds(manager, client, started):
    limit = 5 if os.getloadavg()[0] <= 2 * os.cpu_count() else 30  # an overloaded machine tells nothing about us
    assert started < limit, f"idle after {started:.1f} s"


def test_is_one_process(manager, client, started):
    children = psutil.Process(manager.provisioner.pid).children(recursive=True)
    assert not children, f"the kernel started {children}"


def test_talks_to_this_machine_only(manager, client, started):
    far = [c.raddr.ip for c in psutil.Process(manager.provisioner.pid).net_connections("inet") if c.raddr]
    far = [ip for ip in far if not re.match(r"(127\.|::1$|::ffff:127\.)", ip)]
    assert not far, f"connected to {far}"


def test_interrupt_stops_a_loop_over_progress(manager, client, started):
    run(client, "long[] steps = {0};")
    shown = []
    message = client.execute(LOOP.replace("long[] steps = {0};", ""), store_history=False)
    deadline = time.time() + 20
    while len(shown) < 5 and time.time() < deadline:
        output = client.get_iopub_msg(timeout=20)
        if output["msg_type"] in ("display_data", "update_display_data"):
            shown.append(output["content"]["data"]["text/plain"])
    assert len(shown) == 5, f"the bar did not move: {shown}"
    asked = time.time()
    manager.interrupt_kernel()
    reply = client.get_shell_msg(timeout=20)
    assert reply["parent_header"]["msg_id"] == message and reply["content"]["status"] != "ok", reply["content"]
    waited = time.time() - asked
    first = steps(client)
    time.sleep(1)
    second = steps(client)
    print(f"interrupted after {waited:.2f} s at step {first}; a second later {second}; the bar said {shown[-1]!r}")
    assert first > 0 and first == second, f"the loop went on from step {first} to {second}"
    assert waited < 5, f"the reply took {waited:.1f} s"


TRAINING = """
var data = Data.of(Array.of(new float[20000], 10000, 2), Array.of(new float[10000], 10000, 1));
var e = new Experiment(mlp(scalars(2), scalars(1), 64), data).batch(10).epochs(1000);
"""


def test_an_interrupted_training_leaves_its_run(manager, client, started):
    status, text = run(client, TRAINING)
    assert status == "ok", text
    # The second has steps of a second, in which it heeds nothing.
    slow = "new Listener() { public void step(long done, long of) {" \
        " for (long end = System.nanoTime() + 1_000_000_000L; System.nanoTime() < end;) {} } }"
    for listener in ("", slow):
        sent = client.execute(f"var r = e.train({listener});", store_history=False)
        time.sleep(2.5)
        manager.interrupt_kernel()
        await_reply(client, sent)  # which waits for the thread of the stopped cell
        status, text = run(client, "System.out.println(r.ending() + ' ' + r.steps());\nr = null;")
        assert status == "ok" and re.match(r"cancelled \d+$", text.strip()), (status, text)


def test_a_cell_that_heeds_no_interrupt_is_left_behind(manager, client, started):
    client.execute("boolean[] on = {true};\nlong[] n = {0};", store_history=False)
    sent = client.execute("while (on[0]) { n[0]++; Thread.onSpinWait(); }", store_history=False)
    time.sleep(1)
    manager.interrupt_kernel()
    await_reply(client, sent)
    status, text = run(client, "on[0] = false;\nSystem.out.println(n[0] > 0);")
    assert status == "ok" and "true" in text, (status, text)


def replies(client, codes, **options):
    """Sends cells at once, as "Run All" does; returns their reply statuses in the order sent."""
    sent = [client.execute(code, **options) for code in codes]
    status = {}
    while len(status) < len(sent):
        reply = client.get_shell_msg(timeout=60)
        if reply["parent_header"]["msg_id"] in sent:
            status[reply["parent_header"]["msg_id"]] = reply["content"]["status"]
    return [status[message] for message in sent]


def test_cells_after_an_error_are_aborted(manager, client, started):
    run(client, "int ran = 0;")
    cells = ["Thread.sleep(300);\nint[] none = {}; none[1] = 0;", "ran++;", "ran++;"]
    assert (found := replies(client, cells)) == ["error", "aborted", "aborted"], found
    found = replies(client, ["int x = \"text\";", "ran++;"])  # a fault that is found in no time
    assert found == ["error", "aborted"], found
    status, text = run(client, "System.out.print(ran);")
    assert (status, text) == ("ok", "0"), (status, text)
    found = replies(client, cells, stop_on_error=False)
    assert found == ["error", "ok", "ok"], found


def test_cells_after_an_interrupt_are_aborted(manager, client, started):
    sent = [client.execute(code) for code in ("Thread.sleep(30_000);", "ran = 100;")]
    time.sleep(1)
    manager.interrupt_kernel()
    found = [client.get_shell_msg(timeout=60) for message in sent]
    status = {r["parent_header"]["msg_id"]: r["content"]["status"] for r in found}
    assert [status.get(m) for m in sent] == ["error", "aborted"], status
    assert run(client, "System.out.print(ran);") == ("ok", "2")


def test_an_error_of_the_machine_ends_the_cell_alone(manager, client, started):
    endless = "new Object() { public String toString() { return toString(); } }"
    status, text = run(client, endless)
    assert status == "error", (status, text)
    assert run(client, "System.out.print(1 + 1);") == ("ok", "2")


def test_lines_of_errors_around_a_magic(manager, client, started):
    seen = []
    client.execute_interactive(
        "%time 1+1\nint none = 0;\n1/none;", timeout=60, store_history=False, allow_stdin=False,
        output_hook=lambda message: seen.extend(message["content"].get("traceback", [])))
    assert "line 3" in " ".join(seen), seen


def test_a_busy_channel_holds_no_reply_back(manager, client, started):
    sent = client.execute("Thread.sleep(200);\nint[] none = {}; none[1] = 0;")
    start, replied = time.time(), None
    while replied is None and time.time() < start + 20:
        client.kernel_info()
        try:
            reply = client.get_shell_msg(timeout=0.05)
            replied = time.time() if reply["parent_header"].get("msg_id") == sent else None
        except queue.Empty:
            pass
    assert replied and replied - start < 5, replied
    time.sleep(1)
    while client.shell_channel.msg_ready():
        client.get_shell_msg(timeout=5)


def test_documentation_at_the_cursor(manager, client, started):
    run(client, "var k = mlp(points(2, 2), points(2, 2), 4);")
    for code, text in [("points", "n points of ℝᵈ"), ("k.to(", "throws IllegalArgumentException")]:
        message = client.inspect(code, len(code))
        reply = client.get_shell_msg(timeout=60)
        assert reply["parent_header"]["msg_id"] == message and reply["content"]["found"], reply["content"]
        assert text in reply["content"]["data"]["text/plain"], reply["content"]["data"]


def test_works_after_an_interrupt(manager, client, started):
    status, text = run(client, 'for (int i : progress("again", 3)) {}\nshow(new int[] {1});\nSystem.out.println("on");')
    assert status == "ok" and "on" in text, (status, text)


def main():
    for attempt in range(3):  # on a busy machine a start says more about the others
        start = time.time()
        manager, client = start_new_kernel(kernel_name="symm-java")
        started = time.time() - start
        print(f"kernel idle after {started:.2f} s")
        if started < 5 or attempt == 2:
            break
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    failed = 0
    tests = [(name, test) for name, test in globals().items() if name.startswith("test_")]
    try:
        for name, test in tests:
            try:
                test(manager, client, started)
                print(f"ok     {name}", flush=True)
            except Exception as fault:
                failed += 1
                print(f"FAILED {name}: {fault!r}", flush=True)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    print(f"{len(tests) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
