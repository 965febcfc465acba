"""The replay engine: recorded drafts instead of a reading."""

from collections.abc import Iterable, Iterator, Mapping

from eventx.schema import Article, Reading


class ReplayEngine:
    """Answers with the readings of an earlier run.

    Args:
        readings: recorded readings by article id.
        drop_codes: forget the proposed codes, so that drafts are coded anew under another codebook.
        name: the engine that made the readings, for the provenance.
        prompt_hash: of the prompt that made them, for the provenance.
    """

    def __init__(
        self,
        readings: Mapping[str, Reading],
        *,
        drop_codes: bool = False,
        name: str = "replay",
        prompt_hash: str | None = None,
    ) -> None:
        self.name = name
        self.prompt_hash = prompt_hash
        self._readings = readings
        self._drop_codes = drop_codes

    def read(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Yield the recorded reading of each article; one without a record fails."""
        for article in articles:
            reading = self._readings.get(article.article_id)
            if reading is None:
                yield Reading(article_id=article.article_id, status="failed", error="no reading was recorded")
            else:
                yield _without_codes(reading) if self._drop_codes else reading


def _without_codes(reading: Reading) -> Reading:
    drafts = (draft.model_copy(update={"proposed_code": None, "attributes": {}}) for draft in reading.drafts)
    return reading.model_copy(update={"drafts": tuple(drafts)})
