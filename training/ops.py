"""Matrix products by numpy's BLAS instead of the BLIS bundle that thinc uses.

On the machine where the model is trained numpy's product is three times as fast
on one core, which makes the whole training 1.5 to 2 times as fast.
"""

from __future__ import annotations

import numpy as np
from thinc.api import NumpyOps, set_current_ops
from thinc.types import Floats2d


class NumpyBlasOps(NumpyOps):  # type: ignore[misc]
    """thinc's CPU operations with `gemm` left to numpy."""

    def gemm(
        self,
        x: Floats2d,
        y: Floats2d,
        out: Floats2d | None = None,
        trans1: bool = False,
        trans2: bool = False,
    ) -> Floats2d:
        """The matrix product of `x` and `y`, either of them transposed on request."""
        left = x.T if trans1 else x
        right = y.T if trans2 else y
        product: Floats2d = np.dot(left, right, out=out)  # type: ignore[call-overload]
        return product


def use_numpy_blas() -> None:
    """Let all networks created from now on in this thread use numpy's products."""
    set_current_ops(NumpyBlasOps())
