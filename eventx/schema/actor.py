"""Who acts or is acted upon, resolved to codes."""

from pydantic import Field

from eventx.schema.record import Record


class Actor(Record):
    """One actor that some words name. What the words and tables do not say stays null."""

    text: str = Field(description="The words.")
    name: str | None = Field(None, description="Standard name of the country, body, group or person.")
    code: str | None = Field(None, description="CAMEO actor code, such as KORGOV or IGOUNO.")
    country: str | None = Field(None, description="ISO 3166-1 alpha-3.")
    role: str | None = Field(None, description="CAMEO role after the country, such as GOV or GOVMIL.")
    plover: str | None = Field(None, description="PLOVER sector.")
    conflict: str | None = Field(None, description="Actor type of the conflict-location scheme.")
    kind: str = Field(description="What named the actor: country, capital, seat, city, people, role, leader, IGO, ...")
