"""What the heads' logits say, without torch: the exported model is read with numpy only."""

import numpy as np

from training.encoder.targets import INSTRUMENTS, STATUSES

#: Columns of the output: three yes-or-no heads, then two distributions.
ACT, ANY, MANY = 0, 1, 2
STATUS = slice(3, 3 + len(STATUSES))
INSTRUMENT = slice(STATUS.stop, STATUS.stop + len(INSTRUMENTS))


def probabilities(logits: np.ndarray) -> np.ndarray:
    """Probabilities of the yes-or-no heads and distributions of the two others, in the same columns."""
    said = logits.astype(np.float64)
    out = np.empty_like(said)
    out[..., : STATUS.start] = 1 / (1 + np.exp(-said[..., : STATUS.start]))
    for columns in (STATUS, INSTRUMENT):
        powers = np.exp(said[..., columns] - said[..., columns].max(-1, keepdims=True))
        out[..., columns] = powers / powers.sum(-1, keepdims=True)
    return out


def log_odds(p: np.ndarray) -> np.ndarray:
    """Log odds, finite at 0 and 1."""
    return np.log(p + 1e-6) - np.log(1 - p + 1e-6)
