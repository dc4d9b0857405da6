"""The same work in eager PyTorch: `python peers.py CASE THREADS [CHECKOUT]`.

Warms up, prints a line about itself, then answers each line on its input with one measurement, the
median time of a call in microseconds. Ends with its input. Needs PyTorch and nothing else, but for
cases of the published code, which published.py runs from a checkout.
"""

import json
import statistics
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

MEASURE = 0.4  # seconds of one measurement, at least
WARM = 2.0  # seconds of warming up


def haar():
    """Haar O(3) by QR of normal matrices with the signs of R's diagonal, acting on 20 vectors."""
    x = torch.randn(4096, 20, 3)

    def call():
        q, r = torch.linalg.qr(torch.randn(4096, 3, 3))
        g = q * torch.diagonal(r, dim1=-2, dim2=-1).sign().unsqueeze(-2)
        return x @ g.transpose(1, 2)

    return call, 0


def mlp():
    """A training step: gather a minibatch by shuffled index, forward, backward, fused Adam."""
    widths = [10, 128, 128, 128, 1]
    layers = []
    for a, b in zip(widths, widths[1:]):
        layers += [nn.Linear(a, b), nn.SiLU()]
    model = nn.Sequential(*layers[:-1])
    x, y = torch.randn(3000, 10), torch.randn(3000, 1)
    adam = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True)
    state = {"order": torch.randperm(3000), "at": 0}

    def call():
        if state["at"] == 30:
            state.update(order=torch.randperm(3000), at=0)
        rows = state["order"][100 * state["at"] : 100 * (state["at"] + 1)]
        state["at"] += 1
        loss = F.mse_loss(model(x[rows]), y[rows])
        adam.zero_grad()
        loss.backward()
        adam.step()

    return call, count(model)


class Block(nn.Module):
    """Pre-norm attention and a perceptron, as in the library's encoder."""

    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.before, self.between = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)

    def forward(self, h):
        b, n, w = h.shape
        q, k, v = self.qkv(self.before(h)).view(b, n, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(b, n, w)
        h = h + self.out(mixed)
        return h + self.down(F.silu(self.up(self.between(h))))


def attention():
    """Loss and gradients of the encoder on 2,000 rows of 25 tokens, the whole batch at once."""
    model = nn.Sequential(
        nn.Linear(3, 64), *[Block(64, 4) for _ in range(4)], nn.LayerNorm(64), nn.Linear(64, 3)
    )
    x, y = torch.randn(2000, 25, 3), torch.randn(2000, 25, 3)
    parameters = list(model.parameters())

    def call():
        loss = (model(x) - y).square().sum() / 2000
        torch.autograd.grad(loss, parameters)

    return call, count(model)


def count(model):
    return sum(p.numel() for p in model.parameters())


def measure(call):
    samples, start = [], time.perf_counter()
    while len(samples) < 3 or time.perf_counter() - start < MEASURE:
        before = time.perf_counter()
        call()
        samples.append(time.perf_counter() - before)
    return statistics.median(samples) * 1e6


def loop(case, checkout):
    """A measurement of a whole training loop: the median over epochs."""
    import published

    sample, parameters = published.markov(checkout, *case.split(":")[1:])

    def measurement():
        samples, start = [], time.perf_counter()
        while not samples or time.perf_counter() - start < MEASURE:
            samples.append(sample())
        return statistics.median(samples)

    return measurement, parameters


def main():
    case, threads = sys.argv[1], int(sys.argv[2])
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    if case.startswith("markov:"):
        measurement, parameters = loop(case, sys.argv[3])
    else:
        call, parameters = {"haar": haar, "mlp": mlp, "attention": attention}[case]()

        def measurement():
            return measure(call)

    start = time.perf_counter()
    while time.perf_counter() - start < WARM:
        measurement()
    version = f"Python {sys.version.split()[0]}, torch {torch.__version__}"
    print(json.dumps({"version": version, "threads": torch.get_num_threads(), "parameters": parameters}), flush=True)
    for _ in sys.stdin:
        print(json.dumps({"value": measurement()}), flush=True)


main()
