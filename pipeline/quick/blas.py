"""Matrix products by numpy's BLAS instead of the BLIS that thinc bundles: a third faster to read with.

Only networks that are loaded inside ``numpy_blas()`` use it; the rest of the process keeps its operations.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from thinc.api import NumpyOps, get_current_ops, set_current_ops


class NumpyBlasOps(NumpyOps):
    """thinc's CPU operations with ``gemm`` left to numpy."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """The matrix product of ``x`` and ``y``, either of them transposed on request."""
        return np.dot(x.T if trans1 else x, y.T if trans2 else y, out=out)


@contextmanager
def numpy_blas() -> Iterator[None]:
    """Networks made in this context use numpy's products; on a GPU nothing is changed."""
    before = get_current_ops()
    if not isinstance(before, NumpyOps):
        yield
        return
    set_current_ops(NumpyBlasOps())
    try:
        yield
    finally:
        set_current_ops(before)
