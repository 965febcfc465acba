"""A draft's code: the one its engine proposed, or the one the offline coder finds."""

from typing import Protocol

from eventx.codebook import Code, Codebook
from eventx.schema import Draft
from eventx.validation import Refusal


class Coder(Protocol):
    """Finds the code of a passage under its codebook."""

    def code_passage(self, quote: str, action: str) -> tuple[str, float] | None:
        """Return code and confidence, or None when the passage is no event of the codebook."""
        ...


def code_draft(draft: Draft, codebook: Codebook, coder: Coder | None) -> tuple[Code, float | None] | Refusal:
    """Return the code of a draft with its confidence, or the rule that refuses it.

    Args:
        draft: what the engine said.
        codebook: the codes that exist.
        coder: finds a code where the engine proposed none; None leaves such drafts refused.
    """
    if draft.proposed_code is not None:
        code = codebook.codes.get(draft.proposed_code.strip())
        return (code, draft.confidence) if code else Refusal("unknown-code", f"no code {draft.proposed_code!r}")
    found = coder.code_passage(draft.quote, draft.action) if coder else None
    if found is None:
        return Refusal("no-code", f"no event of codebook {codebook.name!r}")
    return codebook.codes[found[0]], found[1]
