"""The linear models of the stage."""

from pipeline.linear import LinearModel, read_model


def model(name: str) -> LinearModel:
    """A model of this stage by name; raises ModelError when it is missing or malformed."""
    return read_model("relations", name)
