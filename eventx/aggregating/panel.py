"""Which panel is wanted: its unit, its period and its filters."""

from datetime import date
from typing import Literal, get_args

from pydantic import Field

from eventx.errors import RunError
from eventx.schema.record import Record

Unit = Literal["dyad", "country", "actor", "place"]
Period = Literal["day", "week", "month", "quarter", "year"]

ANY = "all"
"""The time status that leaves nothing out."""
EVERY: dict[Period, str] = {"day": "1d", "week": "1w", "month": "1mo", "quarter": "1q", "year": "1y"}
"""Lengths of the periods, as polars writes them."""
MAX_ROWS = 20_000_000


class Panel(Record):
    """A panel: one row for each unit and period."""

    unit: Unit
    period: Period
    directed: bool = Field(True, description="Whether A to B is another unit than B to A.")
    zeros: bool = Field(True, description="Whether units have a row for periods without events, too.")
    status: str = Field("actual", description="Time status of the events, or 'all'.")
    codes: tuple[str, ...] = Field((), description="Beginnings of event codes; none is all.")
    countries: tuple[str, ...] = Field((), description="ISO3 codes; units in which none takes part are left out.")
    min_sources: int = Field(1, ge=1, description="Number of outlets that an event needs.")
    domestic: bool = Field(True, description="Whether events count whose parties are all of one country.")

    @classmethod
    def named(cls, by: str, **filters: object) -> "Panel":
        """Return the panel of a name such as ``dyad-month``.

        Raises:
            RunError: there is no such unit or period, or the unit has no direction to give up.
        """
        unit, _, period = by.partition("-")
        if unit not in get_args(Unit) or period not in EVERY:
            raise RunError(
                f"no panel {by!r}; join a unit ({', '.join(get_args(Unit))}) and a period ({', '.join(EVERY)}), "
                "as in dyad-month"
            )
        panel = cls.model_validate({"unit": unit, "period": period, **filters})
        if panel.unit == "place" and not panel.directed:
            raise RunError("a panel of places has no direction; leave out --undirected")
        return panel

    def check_size(self, units: int, periods: int, first: date, last: date) -> None:
        """Check that the panel is not beyond reason.

        Raises:
            RunError: it is.
        """
        if units * periods > MAX_ROWS:
            raise RunError(
                f"{units:,} units times {periods:,} periods ({first} to {last}) are over {MAX_ROWS:,} rows; "
                "take longer periods, fewer countries, or --no-zeros"
            )
