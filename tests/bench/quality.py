"""Time to quality in the experiment of Cornish 2024: when do we reach the authors' loss?

    python tests/bench/quality.py --checkout PATH [--tasks expm,inv] [--dims 4,16] [--seeds 0,1,2]
                                  [--steps 5000] [--ours N,…] [--samples K,…] [--rate R]

Trains `recursive` by the authors' code (github.com/jrmcornish/stoch_sym, at PATH; this Python needs
torch 2.7.1, numpy, discopy 1.1.7 and tqdm) for so many steps at a rate of 0.001, then by
`environment/symm experiment markov --recipe fast`, one after the other on one thread; both
losses are means over 1,000 fresh rows and 100 samples of Γ. Batches are the same; they have K = 10;
--ours and --samples are our steps and K for each dimension, --rate our rate. Prints a line for each task, dimension
and seed: losses, seconds of training, and their ratio, by the clock and by processor time.
Nothing is fetched.
"""

import argparse
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import time

import published

ROOT = pathlib.Path(__file__).resolve().parents[2]


def children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def theirs(checkout, task, dim, seed, steps):
    """Their loss, seconds and processor seconds, in a process of its own."""
    out = subprocess.run(
        [sys.executable, __file__, "--checkout", checkout, "--one", task, str(dim), str(seed), str(steps)],
        check=True, stdout=subprocess.PIPE, env=os.environ | {"OMP_NUM_THREADS": "1"})
    return json.loads(out.stdout.splitlines()[-1])


def one(checkout, task, dim, seed, steps):
    import torch

    torch.set_num_threads(1)
    e = published.experiment(checkout, task, dim, "RECURSIVE", 1e-3, seed)
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(steps // 100):
        published.epoch(e)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    e.model.eval()
    with torch.no_grad():
        test = statistics.mean(e.loss_fn(y, e.model(x)).item() for x, y in e.test_loader)
    print(json.dumps({"loss": test, "seconds": wall, "cpu": cpu}))


def ours(task, dim, seed, steps, rate, samples):
    """Our loss and seconds of training; processor seconds are those of the whole process."""
    before = children()
    out = subprocess.run(
        [ROOT / "environment/symm", "experiment", "markov", "--task", task, "--dim", str(dim), "--model", "recursive",
         "--seed", str(seed), "--steps", str(steps), "--lr", str(rate), "--samples", str(samples), "--recipe", "fast", "--json"],
        capture_output=True, env=os.environ | {"OMP_NUM_THREADS": "1", "SYMM_QUIET": "1"})
    if out.returncode:
        sys.exit(out.stderr.decode())
    result = json.loads(out.stdout.splitlines()[-1])
    assert result["threads"] == 1, result
    return {"loss": result["test_loss"], "seconds": result["train_seconds"], "cpu": children() - before}


def each(parser, name, given, dims, small, large):
    """A whole number for each dimension."""
    all = [int(n) for n in given.split(",")] if given else [small if d <= 8 else large for d in dims]
    if len(all) != len(dims):
        parser.error(f"{name} has {len(all)} numbers for {len(dims)} dimensions")
    return dict(zip(dims, all))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--checkout", required=True)
    p.add_argument("--tasks", default="expm,inv")
    p.add_argument("--dims", default="4,16")
    p.add_argument("--seeds", default="0,1,2")
    p.add_argument("--steps", type=int, default=5000)
    p.add_argument("--ours", help="5000 for d up to 8, 2000 beyond")
    p.add_argument("--rate", type=float, default=2e-3)
    p.add_argument("--samples", help="10 for d up to 8, 20 beyond")
    p.add_argument("--one", nargs=4, help=argparse.SUPPRESS)
    a = p.parse_args()
    if a.one:
        task, dim, seed, steps = a.one
        return one(a.checkout, task, int(dim), int(seed), int(steps))
    dims = [int(d) for d in a.dims.split(",")]
    steps = each(p, "--ours", a.ours, dims, 5000, 2000)
    samples = each(p, "--samples", a.samples, dims, 10, 20)
    print("| task, d, seed | their loss | ours | their s | ours | ratio | ratio of processor time |")
    print("|---|---|---|---|---|---|---|", flush=True)
    for task in a.tasks.split(","):
        for dim in dims:
            for seed in map(int, a.seeds.split(",")):
                t = theirs(a.checkout, task, dim, seed, a.steps)
                o = ours(task, dim, seed, steps[dim], a.rate, samples[dim])
                print(f"| {task}, {dim}, {seed} | {t['loss']:.5f} | {o['loss']:.5f} | {t['seconds']:.0f} | {o['seconds']:.0f} "
                      f"| {o['seconds'] / t['seconds']:.2f} | {o['cpu'] / t['cpu']:.2f} |", flush=True)


if __name__ == "__main__":
    main()
