"""Makes the files of notebook 09: a table of simulated tension and shear tests on a copper crystal, and a PyTorch model.

    python copper.py FOLDER        writes copper.csv, copper-test.npz and copper.pt

The stress is S = dW/dE of a cubic crystal (second Piola-Kirchhoff stress, E the Green-Lagrange strain in the axes of the
crystal), with the elastic constants of second and third order of copper at room temperature, in GPa: Y. Hiki and A. V.
Granato, Physical Review 144, 411 (1966). Strains are at random, each component uniform in -0.05 ... 0.05. The table has
errors of measurement of 0.05 GPa, the test set has none; with it comes the stress along a stretch by 4 % at each degree in
a face of the cube ("face"). The model is trained on the table and knows nothing of crystals.

The committed files were made with Python 3.11, numpy 2.4.6 and torch 2.7.1 on Linux; numpy alone makes the first two.
"""

import csv
import sys
from pathlib import Path

import numpy as np

C11, C12, C44 = 166.1, 119.9, 75.6
C111, C112, C123, C144, C166, C456 = -1271.0, -814.0, -50.0, -3.0, -780.0, -95.0
PAIRS = [(0, 0), (1, 1), (2, 2), (1, 2), (0, 2), (0, 1)]


def stress(strain):
    """S of strains (rows, 3, 3); a cyclic change of axes gives one component from another."""
    out = np.zeros_like(strain)
    for i, j, k in [(0, 1, 2), (1, 2, 0), (2, 0, 1)]:
        a, b, c = (strain[:, m, m] for m in (i, j, k))
        bc, ca, ab = 2 * strain[:, j, k], 2 * strain[:, k, i], 2 * strain[:, i, j]
        out[:, i, i] = (
            C11 * a + C12 * (b + c)
            + C111 / 2 * a**2 + C112 * (a * (b + c) + (b**2 + c**2) / 2) + C123 * b * c
            + C144 / 2 * bc**2 + C166 / 2 * (ca**2 + ab**2)
        )
        out[:, j, k] = out[:, k, j] = C44 * bc + C144 * a * bc + C166 * (b + c) * bc + C456 * ca * ab
    return out


def strains(random, rows):
    e = random.uniform(-0.05, 0.05, (rows, 3, 3))
    return np.tril(e) + np.tril(e, -1).transpose(0, 2, 1)


def around_a_face():
    """The stress along a stretch by 4 % at 0, 1, ..., 360 degrees to an edge."""
    angle = np.radians(np.arange(361))
    n = np.stack([np.cos(angle), np.sin(angle), np.zeros(361)], 1)
    return np.einsum("ri,rij,rj->r", n, stress(0.04 * n[:, :, None] * n[:, None, :]), n)


def table(folder, random):
    strain = strains(random, 400)
    measured = stress(strain) + random.normal(0, 0.05, strain.shape)
    with open(folder / "copper.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        names = [f"{i + 1}{j + 1}" for i, j in PAIRS]
        out.writerow(["test"] + ["e" + n for n in names] + ["s" + n for n in names])
        for row, (e, s) in enumerate(zip(strain, measured), 1):
            out.writerow(
                [f"T{row:03d}"] + [f"{e[p]:.5f}" for p in PAIRS] + [f"{s[p]:.3f}" for p in PAIRS]
            )


def model(folder):
    import torch

    torch.manual_seed(1)
    with open(folder / "copper.csv") as file:
        rows = [[float(x) for x in row[1:]] for row in list(csv.reader(file))[1:]]
    full = [0, 5, 4, 5, 1, 3, 4, 3, 2]
    e = torch.tensor([[row[p] for p in full] for row in rows])
    s = torch.tensor([[row[6 + p] for p in full] for row in rows])

    class Stress(torch.nn.Module):
        """(rows, 3, 3) to (rows, 3, 3)."""

        def __init__(self):
            super().__init__()
            self.layers = torch.nn.Sequential(
                torch.nn.Linear(9, 32), torch.nn.SiLU(), torch.nn.Linear(32, 32), torch.nn.SiLU(), torch.nn.Linear(32, 9)
            )

        def forward(self, strain):
            return 10 * self.layers(20 * strain.reshape(-1, 9)).reshape(-1, 3, 3)

    net = Stress()
    optimiser = torch.optim.Adam(net.parameters(), 1e-3)
    for _ in range(3000):
        optimiser.zero_grad()
        ((net(e).reshape(-1, 9) - s) ** 2).mean().backward()
        optimiser.step()
    torch.jit.script(net).save(str(folder / "copper.pt"))


def main():
    folder = Path(sys.argv[1])
    random = np.random.default_rng(1)
    table(folder, random)
    strain = strains(random, 500)
    np.savez(
        folder / "copper-test.npz",
        strain=strain.astype(np.float32),
        stress=stress(strain).astype(np.float32),
        face=around_a_face().astype(np.float32),
    )
    model(folder)


if __name__ == "__main__":
    main()
