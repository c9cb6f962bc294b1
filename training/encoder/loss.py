"""The loss of a batch."""

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from pipeline.relations.opinions import ROLES, STATUSES
from training.encoder.batch import Batch
from training.encoder.dataset import Asked

STATUS = slice(1, 1 + len(STATUSES))
INSTRUMENT = slice(1 + len(STATUSES), None)
_STATUS_WEIGHT, _INSTRUMENT_WEIGHT = 0.5, 0.3
#: What each role counts, by its place in ROLES; an act counts 1.
_ROLE_WEIGHTS = dict(zip(ROLES, (1.0, 0.5, 0.3, 0.8, 0.8, 1.0), strict=True))


def loss_of(kinds: Tensor, roles: Tensor, batch: Batch) -> Tensor:
    """The weighted sum of the mean losses of acts, statuses, instruments and roles."""
    acts = [asked.target.act or (0, 0.0) for _, asked in batch.asked]
    weight = torch.tensor([w for _, w in acts])
    right = torch.tensor([float(label) for label, _ in acts])
    each = binary_cross_entropy_with_logits(kinds[:, 0], right, reduction="none") * weight
    total = each.sum() / max(1.0, weight.sum().item())
    choices = [asked for _, asked in batch.asked]
    total = total + _choice(kinds[:, STATUS], choices, "status", _STATUS_WEIGHT)
    total = total + _choice(kinds[:, INSTRUMENT], choices, "instrument", _INSTRUMENT_WEIGHT)
    return total + _roles(roles, batch)


def _choice(logits: Tensor, asked: list[Asked], name: str, factor: float) -> Tensor | float:
    known = [(k, told) for k, a in enumerate(asked) if (told := getattr(a.target, name)) is not None]
    if not known:
        return 0.0
    wanted = torch.tensor([soft for _, (soft, _) in known])
    weight = torch.tensor([w for _, (_, w) in known])
    each = -(wanted * logits[[k for k, _ in known]].log_softmax(-1)).sum(-1) * weight
    return factor * each.sum() / weight.sum()


def _roles(logits: Tensor, batch: Batch) -> Tensor | float:
    if not batch.fillers:
        return 0.0
    pairs = [filler.pair for _, _, filler in batch.fillers]
    role = torch.tensor([pair.role for pair in pairs])
    right = torch.tensor([float(pair.label) for pair in pairs])
    weight = torch.tensor([pair.weight for pair in pairs])
    own = logits.gather(1, role[:, None])[:, 0]
    each = binary_cross_entropy_with_logits(own, right, reduction="none") * weight
    total: Tensor | float = 0.0
    for number, name in enumerate(ROLES):
        members = role == number
        if members.any() and weight[members].sum() > 0:
            total = total + _ROLE_WEIGHTS[name] * each[members].sum() / weight[members].sum()
    return total
