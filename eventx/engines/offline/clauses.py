"""Clauses: a predicate with those who take part in it.

A predicate is a verb or a noun of action ("the arrest of", "talks between"). Nothing here knows
codes or countries; whether words name an actor is asked of the caller.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from eventx.engines.offline.contents import content
from eventx.engines.offline.grammar import english
from eventx.engines.offline.participants import inside, is_judged, noun_sources, sides_of
from eventx.engines.offline.phrases import (
    SUBJECTS,
    VERBAL,
    IsActor,
    children,
    has_aspect,
    is_definite,
    is_time,
    names_actor,
    objects_of,
    phrase,
)
from eventx.engines.offline.voice import is_acted_on, passive_modified
from eventx.engines.offline.words import Word, Words


@dataclass(frozen=True)
class Clause:
    """A predicate and its participants: heads of noun phrases in one parsed paragraph."""

    head: Word
    sources: tuple[Word, ...] = ()
    targets: tuple[Word, ...] = ()
    is_actor: IsActor = field(default=bool, repr=False)
    meant: str | None = None
    """The words that a source stands for which is a pronoun, where that is known."""

    @cached_property
    def source_text(self) -> str | None:
        """The words of the source, as the paragraph has them."""
        return phrase(self.sources[0]).text if self.sources else None

    @cached_property
    def target_text(self) -> str | None:
        """The words of the target."""
        return phrase(self.targets[0]).text if self.targets else None

    @property
    def is_passive(self) -> bool:
        """Whether the predicate stands in the passive voice."""
        return self.head.pos_ in VERBAL and (is_acted_on(self.head) or bool(passive_modified(self.head)))


def predicates(sentence: Words, action_nouns: frozenset[str]) -> Iterator[Word]:
    """Yield the predicates of a sentence: verbs, and nouns that name an action."""
    for token in sentence:
        if token.lemma == "be" and _tells(token, action_nouns):
            continue
        is_copula = token.lemma == "be" and any(map(_says_what, token.children))
        if (
            (token.pos_ == "VERB" and not (has_aspect(token) or _only_names(token)))
            or (token.pos_ == "AUX" and is_copula and token.dep_ not in {"aux", "auxpass"})
            or (token.pos_ == "NOUN" and token.lemma in action_nouns)
        ):
            yield token


def _tells(copula: Word, action_nouns: frozenset[str]) -> bool:
    """Tell whether "there was" only says that an act took place: "There was a battle"."""
    return bool(children(copula, "expl")) and any(act.lemma in action_nouns for act in children(copula, "attr"))


def _says_what(child: Word) -> bool:
    """Tell whether a word says what a subject is; "among those arrested" tells another act."""
    is_list = child.lower_ == "among" and any(children(o, "acl", "relcl") for o in objects_of(child))
    return child.dep_ in {"attr", "acomp", "prep"} and not is_list


def _only_names(verb: Word) -> bool:
    """Tell whether a participle only gives a name: "an assembly called a loya jirga"."""
    is_apart = verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.lemma in english().naming
    return is_apart and any(c.dep_ in {"oprd", "dobj", "attr"} for c in verb.children)


def read_clause(head: Word, is_actor: IsActor) -> Clause:
    """Return the clause of a predicate with its source and targets, actors first."""
    found_sources, found_targets = sides_of(head, is_actor)
    sources = _actors_first([t for s in found_sources for t in (s, *_near(s))], is_actor)
    taken = {token.i for source in sources[:1] for token in phrase(source)}
    targets = [t for t in found_targets if t.i not in taken and not (is_time(t) or _is_deed(t) or _only_hears(t))]
    return Clause(head, tuple(sources), tuple(_actors_first(targets, is_actor)), is_actor)


def _near(source: Word) -> list[Word]:
    """Return the nouns that one hides, the nearest first; of an act none deep in it: "a verdict of the murder of".

    What is inflicted on somebody hides who did it: "the arrest of two reporters by Peru".
    """
    if source.lemma in english().violence | english().inflicted:
        return noun_sources(source)
    steps = {t: sum(a.dep_ == "pobj" for a in (t, *t.ancestors) if source.is_ancestor(a)) for t in inside(source)}
    is_act = source.lemma in english().anaphoric
    return [t for t in sorted(steps, key=lambda t: steps[t]) if not is_act or steps[t] < 2]


def embedded(clause: Clause) -> Iterator[Word]:
    """Yield the actors that the content of an act names deeper inside: "protested the failure of the cabinet"."""
    actors = {token.i for source in clause.sources[:1] for token in phrase(source)}
    victims = {t for act in children(clause.head, "dobj", "nsubjpass") if is_judged(act) for t in act.subtree}
    for token in sorted({*content(clause.head, beside=True)} - victims, key=lambda t: t.i):
        if token.pos_ in {"NOUN", "PROPN"} and not _is_where(token) and token.i not in actors:
            yield from (t for t in (token, *inside(token)) if _is_named(t, clause.is_actor))


def _is_where(token: Word) -> bool:
    """Tell whether a noun only says where: "in Patras", "through the port of Patras"."""
    if token.dep_ != "pobj":
        return False
    above = token.head
    return above.lower_ in english().place_prepositions or (above.lower_ == "of" and _is_where(above.head))


def _actors_first(tokens: list[Word], is_actor: IsActor) -> list[Word]:
    return sorted(dict.fromkeys(tokens), key=lambda token: not names_actor(token, is_actor))


def _is_named(token: Word, is_actor: IsActor) -> bool:
    return names_actor(token, is_actor) and not (is_time(token) or _is_deed(token) or _only_hears(token))


def _is_deed(token: Word) -> bool:
    """Tell whether a noun is what is done, fired, traded, used or sent, which is done to nobody: "launched raids"."""
    if token.pos_ == "PROPN":
        return False
    words, noun = english(), token.lemma
    done_to = token.head.lemma if token.dep_ in {"dobj", "nsubjpass"} else ""
    is_sent = token.dep_ == "dobj" and done_to in words.sending | words.withdrawing and noun in words.sent
    is_used = done_to == "use" and noun in words.tools | {"force"}  # elsewhere a force may act: "a regional force"
    return is_sent or is_used or done_to in words.trading or (noun in words.deeds and not is_definite(token))


def _only_hears(token: Word) -> bool:
    """Tell whether somebody is only told the news: "told reporters", "in an interview with", "on state television"."""
    noun = token.head if token.dep_ in {"amod", "compound", "nmod"} else token
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    if above.dep_ == "pobj" and above.lemma == "interview":
        return True
    hears = noun.pos_ != "PROPN" and noun.dep_ not in SUBJECTS
    return hears and noun.lemma in english().audience and above.lemma in english().attribution
