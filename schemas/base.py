"""Settings shared by every model of the contract."""

from pydantic import BaseModel, ConfigDict


class Contract(BaseModel):
    """Base of all contract models: unknown fields are refused, aliases are written."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)
