"""A reading keeps its good drafts, whatever stands beside them."""

from eventx.schema import Draft, Reading
from eventx.testing import make_draft


def test_drafts_that_do_not_fit_are_set_aside_with_what_is_wrong() -> None:
    long = Draft.model_construct(quote="q" * 5000, action="a")
    reading = Reading(article_id="a", drafts=(make_draft(), long, {"quote": "q"}, "words"))
    assert reading.drafts == (make_draft(),)
    assert [item.problem.split(":")[0] for item in reading.malformed] == [
        "quote",
        "action",
        "Input should be a valid dictionary or instance of Draft",
    ]


def test_a_reading_is_the_same_after_the_journal() -> None:
    reading = Reading(article_id="a", drafts=(make_draft(), {"quote": "q"}))
    assert Reading.model_validate_json(reading.model_dump_json()) == reading
