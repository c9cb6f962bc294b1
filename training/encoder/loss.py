"""The loss of a batch of sentences."""

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from training.encoder.probabilities import ACT, ANY, INSTRUMENT, MANY, STATUS
from training.encoder.targets import Kind, Target

_ANY_WEIGHT, _MANY_WEIGHT, _CHOICE_WEIGHT = 0.5, 0.2, 0.3
#: What a sentence that only restates an act counts for status and instrument.
_OTHER_WEIGHT = 0.5
#: The two choices are summed over the batch's acts and divided by the sentences that usually have one.
_USUAL_SHARE = 0.2


def loss_of(logits: Tensor, targets: Sequence[Target]) -> Tensor:
    """The weighted sum of the heads' losses; ``logits`` has one row a target."""
    kinds = torch.tensor([int(target.kind) for target in targets])
    counted = (kinds != Kind.OTHER).float()
    act = _yes_or_no(logits[:, ACT], kinds == Kind.ACT, reduction="none")
    total = (act * counted).sum() / counted.sum().clamp(min=1)
    total = total + _ANY_WEIGHT * _yes_or_no(logits[:, ANY], kinds != Kind.NOTHING)
    many = torch.tensor([target.acts > 1 for target in targets])
    total = total + _MANY_WEIGHT * _yes_or_no(logits[:, MANY], many)
    weight = torch.where(kinds == Kind.ACT, 1.0, _OTHER_WEIGHT) / max(1.0, len(targets) * _USUAL_SHARE)
    for columns, soft in (
        (STATUS, [target.status for target in targets]),
        (INSTRUMENT, [target.instrument for target in targets]),
    ):
        total = total + _CHOICE_WEIGHT * _choice(logits[:, columns], soft, weight)
    return total


def _yes_or_no(logits: Tensor, right: Tensor, *, reduction: str = "mean") -> Tensor:
    return functional.binary_cross_entropy_with_logits(logits, right.float(), reduction=reduction)


def _choice(logits: Tensor, soft: Sequence[list[float] | None], weight: Tensor) -> Tensor:
    rows = [i for i, distribution in enumerate(soft) if distribution is not None]
    if not rows:
        return logits.sum() * 0
    wanted = torch.tensor([soft[i] for i in rows])
    return -((wanted * logits[rows].log_softmax(-1)).sum(-1) * weight[rows]).sum()
