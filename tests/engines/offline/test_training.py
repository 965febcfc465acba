"""What a codebook's passages teach."""

from types import SimpleNamespace
from typing import cast

from eventx.codebook import NO_EVENT, Codebook, Example, Passage, PassageEvent
from eventx.codebook_records import Loan
from eventx.engines.offline.training import UNMARKED, taught


def test_a_side_clause_that_nobody_marked_counts_less_as_no_event() -> None:
    marked = PassageEvent(code="173", source="Police", action="arrested a miner", target="a miner")
    text = "Police, who had questioned two teachers, arrested a miner. Soldiers guard the port."
    book = SimpleNamespace(examples=(), passages=(Passage(text=text, events=(marked,)),), lenders=())
    found = {one.clause.head.text: (one.code, one.counts) for one in taught(cast("Codebook", book))}
    assert found == {"arrested": ("173", 1.0), "questioned": (NO_EVENT, UNMARKED), "guard": (NO_EVENT, 1.0)}


def test_what_another_codebook_lends_has_the_codes_of_the_borrower() -> None:
    sentences = [
        Example(code=code, text=text) for code, text in (("173", "Police arrested a miner."), ("04", "Both met."))
    ]
    lender = SimpleNamespace(examples=sentences, passages=(), lenders=())
    own = Example(code="HELD", text="Guards held a nurse.")
    book = SimpleNamespace(examples=(own,), passages=(), lenders=((lender, Loan({("173", ""): "HELD"})),))
    found = [(one.code, one.clause.head.text) for one in taught(cast("Codebook", book))]
    assert found == [("HELD", "held"), ("HELD", "arrested")]
