"""The linear models of the stage."""

from pipeline.linear import Features, LinearModel, log_odds, read_model

__all__ = ["Features", "LinearModel", "log_odds", "model"]


def model(name: str) -> LinearModel:
    """A model of this stage by name; raises ModelError when it is missing or malformed."""
    return read_model("relations", name)
