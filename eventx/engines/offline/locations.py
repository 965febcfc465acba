"""Where: the place of a sentence that a predicate's act happens in."""

from spacy.tokens import Span, Token

from eventx.engines.offline.circumstances import owner_of
from eventx.engines.offline.clauses import COMPLEMENTS, IsActor, name_of, phrase
from eventx.engines.offline.grammar import english
from eventx.engines.offline.parser import original
from eventx.resolving.gazetteer import entries, fold, known
from eventx.resolving.toponyms import place_words

_LOCATIVE = frozenset(
    {"in", "at", "near", "outside", "inside", "around", "across", "off", "throughout", "through", "within"}
)
_GOALS = frozenset({"to", "into", "onto", "on", "over", "of", "against"})
"""Prepositions before what an act reaches, as an object does: "sent troops to Menaka", "the siege of Rastan"."""

_SCENES = _LOCATIVE | {"during", "on", "under"}
"""Words that begin the circumstances of an act, not what it is about: "said at a meeting in Nagoya"."""

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NO_PLACES = frozenset({"PERSON", "NORP", "DATE", "TIME", "EVENT", "LAW", "LANGUAGE", "WORK_OF_ART"})
_SHARING = frozenset({"ccomp", "xcomp", "pcomp", "conj", "parataxis"})
_OWN, _BELOW, _ABOVE, _BESIDE, _REACHED, _SUBJECT = range(6)
"""Where a place stands for a verb: with it, its content, what governs it, a verb beside it; its object; its subject."""


def place_of(head: Token, sentence: Span, *, is_speech: bool, is_actor: IsActor) -> str | None:
    """Return the place where a predicate's act happens, in the article's words.

    What a speech act only speaks of is no place of it: "urged them to meet in Nagoya", "will meet in Nagoya".
    """
    verb = owner_of(head)
    nouns = [token for token in sentence if token.dep_ in {"pobj", "dobj"}]
    ranks = ((_rank(noun, verb, is_speech=is_speech), noun) for noun in nouns)
    ranked = [(rank, _steps(noun), noun.i, noun) for rank, noun in ranks if rank is not None]
    named = (noun for rank, *_, noun in sorted(ranked) if _names_place(noun, rank, is_actor))
    place = next(named, None)
    return original(_words(place)) if place is not None else None


def _words(noun: Token) -> Span:
    """Return the words of a place, without what explains it: "Nirim, the first shelling since May"."""
    whole = phrase(noun)
    told = (c for c in noun.children if c.dep_ == "appos" and c.ent_type_ not in _PLACES and c.i > noun.i + 1)
    stop = next((c.left_edge.i - 1 for c in told if c.lemma_.lower() not in place_words().types), whole.end)
    return noun.doc[whole.start : min(stop, whole.end)]


def _rank(noun: Token, verb: Token, *, is_speech: bool) -> int | None:
    """Return how near a noun stands to a verb as a place, the nearest first; None when it says nothing of it."""
    owner, link = owner_of(noun), noun.head.lower_ if noun.dep_ == "pobj" else ""
    if noun == verb.head and verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.children):
        return _OWN
    if link not in _LOCATIVE:
        reached = (noun.dep_ == "dobj" or link in _GOALS) and owner == verb and not _in_subject(noun, verb)
        return _REACHED if reached and not is_speech else None
    if owner != verb:
        return _rank_of_other(noun, owner, verb, is_speech=is_speech)
    branch = _branch(noun, owner)
    if branch.dep_ == "prep" and branch.lower_ not in (_SCENES if is_speech else _SCENES | _GOALS | {"from"}):
        return None
    if is_speech:
        return _OWN if branch.dep_ == "prep" and not (_is_future(verb) or _is_topic(branch, verb)) else None
    return _SUBJECT if _in_subject(noun, verb) else _OWN


def _rank_of_other(noun: Token, owner: Token, verb: Token, *, is_speech: bool) -> int | None:
    """Return the rank of a noun that stands with another verb; behind a clause with its own subject it stays there."""
    if not is_speech and verb in _governors(owner):
        return _BELOW
    if owner in _sharing(verb) and _branch(noun, owner).lower_ in _SCENES:
        return _ABOVE if noun.i < owner.i or not (verb.dep_ == "conj" and _has_subject(verb)) else None
    return _BESIDE if _is_bare(verb) and owner.dep_ == "conj" and owner.head == verb else None


def _is_topic(link: Token, verb: Token) -> bool:
    """Tell whether words behind a verb of speech belong to what it is about: "accused them of theft in ..."."""
    between = link.doc[verb.i + 1 : link.i]
    return any(t.dep_ == "prep" and t.lower_ not in _SCENES for t in between) or (
        bool(between) and between[-1].lower_ in place_words().institutions
    )


def _sharing(verb: Token) -> list[Token]:
    """Return the verbs whose place is a verb's own too: what governs it, and what it is joined to."""
    shared = []
    while verb.head != verb and (verb.dep_ in _SHARING or (verb.dep_ == "advcl" and not _has_subject(verb))):
        verb = owner_of(verb.head)
        shared.append(verb)
    return shared


def _governors(verb: Token) -> list[Token]:
    """Return the verbs that a verb is the content of."""
    found = []
    while verb.dep_ in COMPLEMENTS and verb.head != verb:
        verb = owner_of(verb.head)
        found.append(verb)
    return found


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)


def _is_bare(verb: Token) -> bool:
    """Tell whether a verb leaves objects and circumstances to the one it is joined to: "hacked and shot them"."""
    return not any(c.dep_ in {"dobj", "prep", "attr", "ccomp", "xcomp"} for c in verb.children)


def _is_future(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in english().future for c in verb.children)


def _branch(token: Token, verb: Token) -> Token:
    """Return the child of a verb that a word hangs on."""
    while token.head not in {verb, token}:
        token = token.head
    return token


def _in_subject(token: Token, verb: Token) -> bool:
    return _branch(token, verb).dep_ in {"nsubj", "nsubjpass"}


def _steps(token: Token) -> int:
    """Return how many words lie between a noun and its verb in the tree."""
    owner, steps = owner_of(token), 0
    while token not in {owner, token.head}:
        token, steps = token.head, steps + 1
    return steps


def _names_place(noun: Token, rank: int, is_actor: IsActor) -> bool:
    """Tell whether a noun names a place. Of what an act reaches, a country or capital is a party, a name a person."""
    if rank == _REACHED:
        told = noun.ent_type_ in _PLACES or (noun.ent_type_ != "PERSON" and noun.dep_ == "pobj")
        return not _is_seat(noun) and ((told and _is_known(noun)) or _is_typed(noun, is_actor))
    if rank == _SUBJECT and _is_wide(noun) and noun.head.lower_ not in {"across", "throughout"}:
        return False
    return _is_name(noun, is_actor) or _is_typed(noun, is_actor)


def _is_known(noun: Token) -> bool:
    name = _folded(noun)
    return noun.pos_ == "PROPN" and noun.ent_type_ != "DATE" and name in known([name])


def _folded(noun: Token) -> str:
    return fold(name_of(noun).text).removeprefix("the ")


def _is_name(noun: Token, is_actor: IsActor) -> bool:
    """Tell whether a noun is a name that the parser or the gazetteer takes for a place, or that nothing else bears."""
    if _folded(noun) in place_words().never:
        return False
    if noun.ent_type_ in _PLACES or _is_known(noun):
        return True
    return noun.pos_ == "PROPN" and noun.ent_type_ not in _NO_PLACES and not is_actor(phrase(noun).text)


def _is_typed(noun: Token, is_actor: IsActor) -> bool:
    """Tell whether a noun is a kind of place with its name: "the town of Beni", "Beni airport", "the hills of Beni"."""
    words, lemma = place_words(), noun.lemma_.lower()
    if lemma not in words.types and lemma not in words.facilities and lemma not in words.grounds:
        return False
    inside = any(token.ent_type_ in _PLACES for token in phrase(noun))
    if inside or any(o.pos_ == "PROPN" for c in noun.children if c.lower_ == "of" for o in c.children):
        return True
    named = any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in noun.children)
    return named and (lemma in words.types or not is_actor(name_of(noun).text))


def _is_seat(noun: Token) -> bool:
    """Tell whether a name is that of a country or a capital."""
    found = entries(_folded(noun))
    return bool(found) and (_is_wide(noun) or found[0].capital)


def _is_wide(noun: Token) -> bool:
    """Tell whether a name is that of a country or a continent, which in a subject belongs to who acts."""
    found = entries(_folded(noun))
    return bool(found) and found[0].place.kind in {"country", "continent"}
