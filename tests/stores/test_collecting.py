"""The collector is held off within a batch and as before after it, whatever happens in it."""

import gc

import pytest

from pipeline.stores.collecting import uncollected


@pytest.mark.parametrize("before", [True, False])
def test_the_collector_is_as_before(before: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if before else gc.disable)()
        with pytest.raises(ValueError, match="within"), uncollected():
            assert not gc.isenabled()
            raise ValueError("within")
        assert gc.isenabled() == before
    finally:
        (gc.enable if was else gc.disable)()
