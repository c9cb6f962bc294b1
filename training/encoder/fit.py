"""Tuning the upper layer and the heads on cached states, and judging sentences with them."""

import logging
import random
import time
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from training.encoder.batches import group
from training.encoder.dataset import Sentence
from training.encoder.loss import loss_of
from training.encoder.network import OUTPUTS, WIDTH, Judge
from training.encoder.probabilities import probabilities
from training.encoder.recipe import Recipe
from training.encoder.states import States
from training.encoder.targets import Kind

log = logging.getLogger(__name__)

_JUDGE_TOKENS = 4000
_LARGEST_GRADIENT = 1.0
_LEAST_RATE = 0.02


class Trainer:
    """Fits judges on some of the sentences and lets them judge others."""

    def __init__(
        self, sentences: Sequence[Sentence], states: States, weights: dict[str, Tensor], recipe: Recipe
    ) -> None:
        self._sentences, self._states, self._weights, self._recipe = sentences, states, weights, recipe
        self._lengths = states.lengths()

    def fit(self, training: np.ndarray, fold: int) -> Judge:
        """A judge tuned on the sentences with these numbers; ``fold`` goes into the seed."""
        recipe, started = self._recipe, time.monotonic()
        torch.manual_seed(recipe.seed + fold)
        judge = Judge.of(self._weights).train()
        tuned = list(judge.layer.parameters())
        heads = [*judge.mix.parameters(), *judge.heads.parameters()]
        optimizer = torch.optim.AdamW(
            [{"params": tuned}, {"params": heads}],
            lr=recipe.rate,
            weight_decay=recipe.weight_decay,
            betas=(0.9, 0.98),
        )
        steps = self._steps(training, random.Random(recipe.seed + fold))
        for step, members in enumerate(steps):
            rate = recipe.rate * rate_factor(step, len(steps), recipe.warm_up)
            optimizer.param_groups[0]["lr"] = rate
            optimizer.param_groups[1]["lr"] = rate * recipe.head_factor
            loss = loss_of(self._logits(judge, members), [self._sentences[i].target for i in members])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*tuned, *heads], _LARGEST_GRADIENT)
            optimizer.step()
        log.info("fold %d: %d steps in %.0f s", fold, len(steps), time.monotonic() - started)
        return judge.eval()

    def judge(self, judge: Judge, numbers: np.ndarray) -> np.ndarray:
        """Probabilities (sentences, OUTPUTS) of the sentences with these numbers."""
        out = np.zeros((len(numbers), OUTPUTS))
        with torch.no_grad():
            for rows in group([int(self._lengths[i]) for i in numbers], _JUDGE_TOKENS):
                out[rows] = probabilities(self._logits(judge, [int(numbers[row]) for row in rows]).numpy())
        return out

    def _steps(self, training: np.ndarray, rng: random.Random) -> list[list[int]]:
        """The batches of all epochs; each epoch draws among the many sentences that state no act."""
        share = {Kind.NOTHING: self._recipe.nothing_rate, Kind.ACT: 1.0, Kind.OTHER: self._recipe.other_rate}
        steps: list[list[int]] = []
        for _ in range(self._recipe.epochs):
            drawn = [int(i) for i in training if rng.random() < share[self._sentences[i].target.kind]]
            lengths = [int(self._lengths[i]) for i in drawn]
            steps += [
                [drawn[k] for k in members] for members in group(lengths, self._recipe.batch_tokens, rng)
            ]
        return steps

    def _logits(self, judge: Judge, members: Sequence[int]) -> Tensor:
        """Logits of sentences, each a sequence of its own."""
        width = int(max(self._lengths[i] for i in members))
        states = torch.zeros(len(members), width, WIDTH)
        pool = torch.zeros(len(members), 1, width)
        for row, i in enumerate(members):
            own = self._states[i]
            states[row, : len(own)] = torch.from_numpy(own.astype(np.float32))
            pool[row, 0, : len(own)] = 1
        pos = torch.tensor([[self._sentences[i].ends] for i in members])
        return judge(states, pool, pos)[:, 0]


def rate_factor(step: int, steps: int, warm_up: float) -> float:
    """What the learning rate is multiplied by: it rises, then falls almost to nothing."""
    return min(1.0, step / max(1.0, warm_up * steps)) * max(_LEAST_RATE, 1 - step / steps)
