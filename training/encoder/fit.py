"""Tuning the network, and what a tuned one says."""

import logging
import random
import time
from collections.abc import Callable, Mapping, Sequence

import torch
from torch import Tensor

from pipeline.relations.opinions import ROLES
from training.encoder.batch import collate, hide, judge
from training.encoder.dataset import Sample, group
from training.encoder.loss import loss_of
from training.encoder.network import Network
from training.encoder.recipe import Recipe
from training.encoder.scores import Predictions

log = logging.getLogger(__name__)

_JUDGED_PIECES = 5000
_LARGEST_GRADIENT = 1.0
_LEAST_RATE = 0.02


def fit(
    found: Sequence[Sample],
    weights: Mapping[str, Tensor],
    recipe: Recipe,
    *,
    vary: Callable[[Sample], Sample] = lambda sample: sample,
    start: Network | None = None,
) -> Network:
    """A network tuned on samples from the base model's weights; the same seed and thread count repeat it.

    ``vary`` is asked each time a sample is read, and may give another one in its place. With ``start`` that
    network is tuned further, for the recipe's ``more_epochs`` at its ``more_rate``.
    """
    torch.manual_seed(recipe.seed)
    rng, started = random.Random(recipe.seed), time.monotonic()
    # of its own, so that hiding more pieces does not change what is dropped out
    chance = torch.Generator().manual_seed(recipe.seed + 1)
    network = (start or Network.of(weights)).train()
    epochs, share = (recipe.epochs, 1.0) if start is None else (recipe.more_epochs, recipe.more_rate)
    tuned = [p for p in network.encoder.parameters() if p.requires_grad]
    heads = list(network.heads.parameters())
    rates = (share * recipe.encoder_rate, share * recipe.head_rate)
    optimizer = torch.optim.AdamW(
        [{"params": tuned, "lr": rates[0]}, {"params": heads, "lr": rates[1]}],
        weight_decay=recipe.weight_decay,
        fused=True,
    )
    # the number of batches varies a little with the shuffle; one of it is as good as another
    steps = epochs * len(group(found, recipe.batch_pieces, random.Random(1)))
    step = 0
    for epoch in range(epochs):
        losses = []
        for members in group(found, recipe.batch_pieces, rng):
            for part, rate in zip(optimizer.param_groups, rates, strict=True):
                part["lr"] = rate * rate_factor(step, steps, recipe.warm_up)
            batch = collate([vary(sample) for sample in members])
            hide(batch, recipe.masked, chance)
            loss = loss_of(*judge(network, batch), batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*tuned, *heads], _LARGEST_GRADIENT)
            optimizer.step()
            losses.append(loss.item())
            step += 1
        log.info("epoch %d: loss %.3f, %.0f s", epoch, _mean(losses), time.monotonic() - started)
    return network.eval()


def rate_factor(step: int, steps: int, warm_up: float) -> float:
    """What the learning rates are multiplied by: it rises, then falls almost to nothing."""
    rise = min(1.0, (step + 1) / max(1.0, warm_up * steps))
    return rise * max(_LEAST_RATE, 1 - step / (steps * 1.02))


def predict(network: Network, found: Sequence[Sample]) -> Predictions:
    """What a network says about samples."""
    network.eval()
    out = Predictions()
    with torch.no_grad():
        for members in group(found, _JUDGED_PIECES):
            batch = collate(members)
            kinds, roles = judge(network, batch)
            for (article, asked), row in zip(batch.asked, kinds.tolist(), strict=True):
                out.kinds[(article, asked.number)] = (row, asked.target)
            for (article, asked, filler), row in zip(batch.fillers, roles.tolist(), strict=True):
                role, (start, end, _) = filler.pair.role, filler.pair.span or (-1, -1, -1)
                key = (article, asked.number, start, end)
                out.roles[ROLES[role]][key] = (row[role], filler.pair)
    return out


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(1, len(values))
