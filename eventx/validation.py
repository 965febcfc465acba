"""Named rules that a mention must pass; a refused draft keeps the rule's name.

A rule is a function of a mention and its article that returns what is wrong, or None. Names are
stable: users filter ``rejected.parquet`` on them.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from eventx.codebook import Attribute
from eventx.grounding import stands_in
from eventx.resolving import names_of, resolve
from eventx.schema import Article, Draft, Mention, Party, TimeStatus
from eventx.schema.draft import LARGEST

Rule = Callable[[Mention, Article], str | None]

MAX_QUOTE = 1500
"""Characters of the longest quote that is still a proof and not the article."""


class Refusal(NamedTuple):
    """The rule that refused, and what was wrong."""

    rule: str
    reason: str


def quote_is_verbatim(mention: Mention, article: Article) -> str | None:
    """The quote is the stored text at its offsets."""
    stored = article.text[mention.quote_start : mention.quote_end]
    return None if stored == mention.quote else "the quote is not the article's text at its offsets"


def quote_is_short(mention: Mention, article: Article) -> str | None:
    """The quote is a passage, not the whole story."""
    del article
    length = len(mention.quote)
    return None if length <= MAX_QUOTE else f"the quote has {length:,} characters; at most {MAX_QUOTE:,} are a proof"


def action_in_quote(mention: Mention, article: Article) -> str | None:
    """The action lies inside the quote."""
    del article
    inside = mention.quote_start <= mention.action_start < mention.action_end <= mention.quote_end
    return None if inside else "the action does not lie inside the quote"


def somebody_named(mention: Mention, article: Article) -> str | None:
    """Somebody acts, or is acted on; or, in a codebook of what happens at places, the place is told."""
    del article
    told = mention.actor.text or mention.target.text or (mention.quad_class is None and mention.where.text)
    return None if told else "neither actor nor target is named"


def actor_in_article(mention: Mention, article: Article) -> str | None:
    """The actor's and target's words stand in the article, or it names the countries that they are: "Kenyan"."""
    for side, party in (("actor", mention.actor), ("target", mention.target)):
        if party.text and not (stands_in(party.text, article.text, article.title or "") or _are_lands(party, article)):
            return f"the {side} {party.text!r} is not in the article"
    return None


def _are_lands(party: Party, article: Article) -> bool:
    """Tell whether a party's words name only countries, all of which the article names in some other way."""
    lands = resolve(party.text or "")
    named = names_of(article).countries
    return bool(lands) and all(land.kind == "country" and land.country in named for land in lands)


def two_parties(mention: Mention, article: Article) -> str | None:
    """Nobody does something to himself in the same words."""
    del article
    same = mention.actor.text is not None and mention.actor.text == mention.target.text
    return "actor and target are the same words" if same else None


def dates_in_order(mention: Mention, article: Article) -> str | None:
    """The first day is not after the last."""
    del article
    start, end = mention.when.start, mention.when.end
    return f"the event starts on {start} and ends on {end}" if start and end and start > end else None


def actual_not_in_future(mention: Mention, article: Article) -> str | None:
    """What has happened did not happen after the article was published."""
    start = mention.when.start
    future = start and article.published and start > article.published and mention.time_status == TimeStatus.ACTUAL
    return f"told as having happened on {start}, after publication on {article.published}" if future else None


RULES: dict[str, Rule] = {
    "quote-verbatim": quote_is_verbatim,
    "quote-short": quote_is_short,
    "action-in-quote": action_in_quote,
    "somebody-named": somebody_named,
    "actor-in-article": actor_in_article,
    "two-parties": two_parties,
    "dates-in-order": dates_in_order,
    "actual-not-in-future": actual_not_in_future,
}


def refuse_numbers(draft: Draft, attributes: Iterable[Attribute]) -> Refusal | None:
    """Refuse a draft that gives a whole number larger than the tables keep."""
    for name in (attribute.name for attribute in attributes if attribute.type == "integer"):
        value = draft.attributes.get(name)
        if isinstance(value, int | float) and abs(value) > LARGEST:
            return Refusal("number-too-large", f"the attribute {name} is {value:,}; at most {LARGEST:,} is kept")
    return None


def refuse(mention: Mention, article: Article) -> Refusal | None:
    """Return the first rule that refuses a mention, or None."""
    for name, rule in RULES.items():
        reason = rule(mention, article)
        if reason:
            return Refusal(name, reason)
    return None
