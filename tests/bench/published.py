"""The training loop of the authors' code for the experiment of Cornish 2024, from a checkout.

Their model, data loader, loss and optimiser; the loop over an epoch is that of their train.py, with
its progress bar and the loss read after each step, without Weights & Biases. Modules that only
other models need and that may be missing (wandb, the EMLP submodule) are replaced by empty ones.
Needs PyTorch, numpy, discopy and tqdm.
"""

import sys
import time
import types

ACTIONS = {
    "cov": ("orth", "lmul", "conj"),
    "linreg": ("orth", "lmul-triv", "lmul"),
    "expm": ("orth", "conj", "conj"),
    "inv": ("orth2", "lmul-rmul", "rmul-lmul"),
}
GAMMAS = {"RECURSIVE": "mlp-haar", "HAAR": "haar", "NONE": "none"}
EMLP = "stoch_sym.model.semantic.emlp_pytorch"


class Empty(types.ModuleType):
    """A module in which every name is there and does nothing."""

    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *args, **kwargs: None


def experiment(checkout, task, dim, model, rate=1e-4, seed=0):
    """Their experiment, set up as print_runs.sh does."""
    sys.path.insert(0, checkout)
    inside = ["", ".emlp_pytorch", ".emlp_pytorch.nn", ".emlp_pytorch.groups", ".emlp_pytorch.reps"]
    for name in ["wandb", "wandb.apis"] + [EMLP + end for end in inside]:
        sys.modules[name] = Empty(name)
    from stoch_sym.config import apply_config_overrides, get_config
    from stoch_sym.experiment import setup_experiment

    recursive = model == "RECURSIVE"
    sizes = {"base_hidden_channels": [250] * (2 if recursive else 3), "gamma_hidden_channels": [250]}
    config = get_config(task, "mlp", *ACTIONS[task], GAMMAS[model])
    config = apply_config_overrides(config, {"dim": dim, "learning_rate": rate} | sizes, seed, "cpu")
    return setup_experiment(config)


def epoch(e):
    """Seconds of one epoch, 100 steps."""
    import torch

    start = time.perf_counter()
    e.model.train()
    total = 0
    for x, y in e.train_loader:
        e.optimiser.zero_grad()
        loss = e.loss_fn(y, e.model(x))
        if not torch.isfinite(loss):
            raise FloatingPointError(f"the loss is {loss}")
        loss.backward()
        e.optimiser.step()
        total += x.shape[0] * loss.item()
    return time.perf_counter() - start


def markov(checkout, task, dim, model):
    """Gives microseconds a step of the whole loop, an epoch a call; and the number of parameters."""
    import tqdm

    e = experiment(checkout, task.lower(), int(dim), model)
    bar = tqdm.tqdm(desc="Train", unit="epoch")

    def sample():
        seconds = epoch(e)
        bar.update(1)
        return seconds * 1e4

    return sample, sum(p.numel() for p in e.model.parameters() if p.requires_grad)
