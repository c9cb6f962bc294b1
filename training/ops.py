"""Matrix products by numpy's BLAS while training; the operations are those of ``pipeline.quick.blas``."""

from thinc.api import set_current_ops

from pipeline.quick.blas import NumpyBlasOps


def use_numpy_blas() -> None:
    """Let all networks created from now on in this thread use numpy's products."""
    set_current_ops(NumpyBlasOps())
