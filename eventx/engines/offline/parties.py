"""Who acts in an event and who is acted on, in the article's words: named there, told before, or the land itself."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from eventx.codebook import Code, CodebookHead
from eventx.engines.offline.acts_told import ActsTold
from eventx.engines.offline.aims import (
    acts_on_pronoun,
    harmed,
    lying_in,
    points_back,
    sent_to,
    unknown,
    victims,
    wanted,
)
from eventx.engines.offline.clauses import Clause, embedded
from eventx.engines.offline.contents import denies
from eventx.engines.offline.grammar import english, pronouns
from eventx.engines.offline.parser import original
from eventx.engines.offline.phrases import SUBJECTS, children, name_of, names_actor, phrase
from eventx.engines.offline.reference import Met, References, is_pronoun, is_speaker, owner_of
from eventx.engines.offline.words import Word, Words
from eventx.resolving import Actor, is_actor, is_person, names_of, resolve
from eventx.resolving.actor_grammar import words_of
from eventx.schema import Article, TargetBasis

_HOSTILE = (3, 4)
"""Quad classes of conflict."""

_STATE = ("GOV", "MIL")
"""CAMEO roles of those whom an army serves."""

_FORCES = (*_STATE, "COP")
"""CAMEO roles of a state that uses force."""


class Target(NamedTuple):
    """Who is acted on, and how that is known."""

    words: str
    basis: TargetBasis


class Parties:
    """Finds the sides of the acts of one article, which are told in their order.

    Args:
        article: the article, cleaned.
        head: what the codebook says of its codes as a whole.
    """

    def __init__(self, article: Article, head: CodebookHead) -> None:
        self._published = article.published
        self._head = head
        self._names = names_of(article)
        self._references = References(self.names_actor, lambda words: is_person(words, self._names))
        self._read = References(self.names_actor, lambda words: is_person(words, self._names))
        self._met: dict[Words, Met] = {}
        self._told = ActsTold(self.code, head.violent)

    def names_actor(self, words: str) -> bool:
        """Tell whether words name somebody who can act."""
        return is_actor(words, self._names)

    def acts(self, words: str) -> bool:
        """Tell the same; a pronoun may stand for somebody."""
        return words.lower() in pronouns() or self.names_actor(words)

    def has_any(self, clause: Clause) -> bool:
        """Tell whether anybody may take part in an act, if only as who did the act it points back to."""
        return self._is_side(clause.sources) or self._has_target(clause) or points_back(clause)

    def sides(self, clause: Clause) -> tuple[bool, bool]:
        """Tell whether a clause has somebody who acts, and somebody acted on; without either it is no event."""
        return self._is_side(clause.sources), self._has_target(clause) or self._doer(clause) is not None

    def are_private(self, clause: Clause, code: Code) -> bool:
        """Tell whether who acts, and everybody who may be acted on, is unknown or has a role that is none of politics.

        Whom firms criticise that name nobody is likely the state.
        """
        source, *others = (self._words(side) for side in (clause.sources[:1], clause.targets, (*embedded(clause),)))
        named = [actor for words in (source, *others) if words for actor in self._resolve(words)]
        is_aimed = any(others) or code.quad_class not in _HOSTILE
        return bool(source and is_aimed) and all(self._is_private(actor) for actor in named)

    def _is_private(self, actor: Actor) -> bool:
        role = actor.role[:3] if actor.role else actor.kind
        return role in self._head.private

    def _has_target(self, clause: Clause) -> bool:
        """Tell whether somebody is acted on or, by an act of violence, hurt: "a shooting killed four people"."""
        return self._is_side(clause.targets) or self._is_side(victims(clause.head))

    def are_several(self, words: str) -> bool:
        """Tell whether words name more than one party."""
        return len(self._resolve(words)) > 1

    def _resolve(self, words: str) -> tuple[Actor, ...]:
        return resolve(words, self._names, self._published)

    def understand(self, clauses: list[Clause], sentence: Words) -> list[Clause]:
        """Return the clauses of the next sentence, with whom of those before the pronouns that act stand for."""
        meant = ((clause, self._meant(clause, sentence)) for clause in clauses)
        found = [replace(clause, meant=words) if words else clause for clause, words in meant]
        self._met[sentence] = self._read.met_in(sentence)
        self._read.note(self._met[sentence])
        return found

    def _meant(self, clause: Clause, sentence: Words) -> str | None:
        source = next(iter(clause.sources), None)
        words = self._read.words_for(source) if source is not None and is_pronoun(source) else None
        is_told = source is not None and any(above.lemma in english().attribution for above in source.ancestors)
        return None if words is None or (is_told and words in sentence.text) else words

    def note(self, sentence: Words) -> None:
        """Remember who acts in a sentence, for the pronouns behind it."""
        self._references.note(self._met[sentence])

    def note_act(self, actor: str | None, target: str | None, action: Words, root: str) -> None:
        """Remember who did something, to whom, for what points back to it."""
        self._told.note(actor, target, frozenset(token.lemma for token in action), root)

    def done_by(self, actor: str) -> set[str]:
        """Return the roots of what somebody has done so far, by the same words."""
        return self._told.done_by(actor)

    def may_harm(self, blow: Clause, harm: Clause) -> bool:
        """Tell whether who did an act is likely to have done some harm: one side alone, and not to its own forces."""
        doer, victim = self._words(blow.sources[:1]), self._words(harm.targets[:1])
        return doer is not None and not self.are_several(doer) and self._is_prey(victim, doer)

    def _is_prey(self, victim: str | None, doer: str | None) -> bool:
        """Tell whether somebody is likely harmed by another; by his own state only as a civilian without a land."""
        own, hit = (self.code(words) or "" if words else "" for words in (doer, victim))
        if own[:3] != hit[:3] or own[3:6] not in _FORCES:
            return True
        is_civil = hit[3:6] in words_of("local") and hit[3:6] not in _FORCES
        return is_civil and not any(actor.country for actor in resolve(victim or ""))

    def actor(self, clause: Clause) -> str | None:
        """Return who acts; "they" of whom no several were told are the two of the last act."""
        words, pair = self._words(clause.sources[:1]), self._told.pair()
        return pair[0] if words is None and pair and _are_they(clause) else words

    def target(self, clause: Clause, actor: str | None, place: str | None, code: Code) -> Target | None:
        """Return who is acted on: whom the act names, else whom it is plain to be aimed at.

        Args:
            clause: the act.
            actor: who does it.
            place: where it is done.
            code: what it is.
        """
        told = self._told_targets(clause, actor, code)
        named = next((Target(words, basis) for basis, words in told if words), None)
        return named or self._land(clause, actor, place, code)

    def _told_targets(self, clause: Clause, actor: str | None, code: Code) -> Iterator[tuple[TargetBasis, str | None]]:
        """Yield who may be acted on, so far as anybody is told of, the plainest first."""
        first = name_of(clause.targets[0]).text if clause.targets else ""
        yield "named", first if actor and self._is_each_other(first, actor) else None
        near, deep = self._named(clause, actor, code)
        yield "named", self._words(near, other_than=actor)
        yield "earlier", self._doer(clause, actor)
        yield "named", self._words(deep, other_than=actor)
        yield "earlier", self._partner(clause, actor) if code.reciprocal else None
        yield "earlier", self._told.accuser(actor, self._head.accusing) if denies(clause.head) else None
        yield "place", self._sent_to(clause.head, actor)
        if code.root not in self._head.speech_acts:
            yield "named", self._hurt(clause, actor)
            return
        if code.quad_class in _HOSTILE:
            yield "named", self._words(wanted(clause.head), other_than=actor)
        if not self._is_domestic(code):
            yield "earlier", self._told.counterpart(actor)

    def _named(self, clause: Clause, actor: str | None, code: Code) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
        """Return whom an act names, and whom its content does."""
        likely = (t for t in _others_first(clause) if not self._is_own_army(clause, t, actor, code))
        inside = (t for t in embedded(clause) if not (owner_of(t) or _is_helper(t) or is_speaker(t)))
        near, deep = (
            tuple(t for t in some if not (self._is_own_thing(t, actor) or _is_equipment(t, code) or self._is_told(t)))
            for some in (likely, inside)
        )
        return near, deep

    def _is_told(self, token: Word) -> bool:
        """Tell whether a named outlet only hears the news: "told Reuters"."""
        above = token.head
        is_hearing = token.pos_ == "PROPN" and above.lemma in english().attribution and not children(above, "xcomp")
        return is_hearing and (self.code(phrase(token).text) or "").endswith("MED")

    def _partner(self, clause: Clause, actor: str | None) -> str | None:
        """Return with whom somebody does a mutual act: "They signed", the two of the act before."""
        pair = self._told.pair()
        is_one = pair is not None and pair[0] == actor and not self.are_several(actor)
        return pair[1] if pair and is_one and _are_they(clause) else None

    def _is_each_other(self, words: str, actor: str) -> bool:
        """Tell whether words stand for each of those who act: "accused each other", "Each accused the other"."""
        word = words.lower()
        return word in words_of("each_other") or (word in words_of("the_other") and self.are_several(actor))

    def _sent_to(self, head: Word, actor: str | None) -> str | None:
        """Return the land abroad that an act sends somebody to."""
        land = self._words(sent_to(head))
        return land if land and self._is_abroad(land, actor) else None

    def _hurt(self, clause: Clause, actor: str | None) -> str | None:
        """Return on whom a deed is done that names no actor: somebody unknown, or who was harmed by it."""
        victim = self._words(harmed(clause.head), other_than=actor)
        return unknown(clause) or (victim if self._is_prey(victim, actor) else None)

    def _doer(self, clause: Clause, actor: str | None = None) -> str | None:
        """Return who else did the act, told before, that a clause acts on: "the decision", "that"."""
        words = {t.lemma for t in clause.targets}
        return self._told.doer(words, actor) if points_back(clause) else None

    def _is_side(self, side: tuple[Word, ...]) -> bool:
        return bool(side) and names_actor(side[0], self.acts)

    def _is_own_army(self, clause: Clause, token: Word, actor: str | None, code: Code) -> bool:
        """Tell whether somebody is the army of the state that threatens or fights: "Malian tanks would cross"."""
        forces = {*self._head.violent, *self._head.inward}
        is_his = token.head == clause.head and owner_of(token) is not None and code.root in forces  # "arrested his men"
        if is_his or code.quad_class not in _HOSTILE or actor is None or not self._is_side((token,)):
            return False
        own, army = (self.code(words) or "" for words in (actor, original(phrase(token))))
        return army == f"{own[:3]}MIL" and own[3:6] in _STATE

    def _is_own_thing(self, token: Word, actor: str | None) -> bool:
        """Tell whether a noun is something of who acts: "the president announced cuts in government spending"."""
        if actor is None or token.pos_ != "NOUN" or self.names_actor(token.text):
            return False
        whose = self.code(name_of(token).text)
        return whose is not None and whose == self.code(actor)

    def _land(self, clause: Clause, actor: str | None, place: str | None, code: Code) -> Target | None:
        """Return the land that an act is done to, when nobody in it is named: where it is done, or the article's own.

        A protest is meant for the land of those who protest. Partners of a mutual act have each other; whoever is only
        "him" or "their men" is not a land.
        """
        is_only_said = code.root in self._head.speech_acts and clause.head.lemma not in english().judging
        struck = None if is_only_said else self._words(lying_in(clause))  # "condemned the coup in Niger"
        if code.reciprocal and actor is not None and self.are_several(actor):
            return None
        if acts_on_pronoun(clause):  # "its forces in Chad"
            return Target(struck, "place") if struck and self._is_abroad(struck, actor) else None
        is_force = code.root in self._head.violent
        lands = self._lands(actor, (struck, place if is_force else None), code)
        abroad = next((land for land in lands if self._is_abroad(land.words, actor)), None)
        if abroad or actor is None:
            return abroad
        if self._is_domestic(code):
            return self._own_land(actor)
        inner = (land for land in lands if land.words != self._home or not self._has_two_lands)
        return next((land for land in inner if self.code(land.words)), None) if is_force else None

    def _lands(self, actor: str | None, places: tuple[str | None, ...], code: Code) -> list[Target]:
        """Return the lands that an act may be done to, those it is done in first."""
        unaimed = {*self._head.inward, *self._head.undirected}
        is_outward = actor and code.root not in unaimed and code.reciprocal != "always"
        lands = [Target(place, "place") for place in places if place]
        if is_outward and self._home:
            lands.append(Target(self._home, "article"))
        return [land for land in lands if land.words not in (actor or "")]

    def _is_domestic(self, code: Code) -> bool:
        return not {code.code, code.root}.isdisjoint(self._head.domestic)

    def _own_land(self, actor: str) -> Target | None:
        """Return the article's land if it is that of who acts, and is not called by the same word, "Nigerians"."""
        code, own = self.code(actor), self.code(self._home or "")
        is_own = code and own and code[:3] == own[:3] and code != own
        return Target(self._home, "article") if self._home and is_own else None

    @cached_property
    def _home(self) -> str | None:
        """The words for the article's own country."""
        return self._names.lands.get(self._names.bound.country or "")

    @cached_property
    def _has_two_lands(self) -> bool:
        """Whether the two sides that the article tells of are of two countries."""
        return len({party.country for party in self._resolve(self._names.sides)}) > 1

    def _is_abroad(self, land: str, actor: str | None) -> bool:
        """Tell whether a land is another than the actor's; of an unknown actor every land may be."""
        code, own = (self.code(words) if words else None for words in (land, actor))
        return code is not None and (own is None or code[:3] != own[:3])

    def _words(self, side: tuple[Word, ...], other_than: str | None = None) -> str | None:
        """Return the words of the first participant who is an actor, and somebody else than named."""
        known = [token for token in side if self._is_side((token,))]
        named = (
            self._owned(token, other_than) for token in known if not any(noun in known for noun in _modified(token))
        )
        others = [words for words in named if words is not None and words != other_than]
        apart = (words for words in others if other_than is None or self.code(words) != self.code(other_than))
        return next(apart, next(iter(others), None))

    def _owned(self, token: Word, other_than: str | None) -> str | None:
        """Return the words that a participant stands for: "its secretary" is of the land or body that "it" is."""
        words = self._references.words_for(token)
        owner = owner_of(token)
        if owner is None:
            words = self._told_before(token, words)
            return self._across(token, words) if other_than else words
        whose = self._references.words_for(owner)
        is_abroad = words is not None and whose is not None and self._is_abroad(words, whose)
        if is_abroad and whose == other_than and token.lemma not in english().posted:
            return None  # "Senegal put its troops on alert": they are not of the article's country
        code, other = (self.code(w) if w and w != other_than else None for w in (words, whose))
        if token.lemma in english().leading and not children(token, "appos") and other and other[3:6] not in _STATE:
            return whose  # "the rebels said ... Their leader"
        return whose if other and (code in {None, other[:3]} or code[:3] != other[:3]) else words

    def _told_before(self, token: Word, words: str | None) -> str | None:
        """Return for "the government" the one told of last, where that is of another land than the article's."""
        before = self._references.named_before(token)
        return before if before and words and self._is_abroad(before, words) else words

    def _across(self, token: Word, words: str | None) -> str | None:
        """Return the land that "its neighbour" is, the other one that the article is most about; else the words."""
        owner = next((c for c in token.children if c.dep_ == "poss" and c.lower_ in {"its", "their"}), None)
        is_one = token.lemma in english().across and token.tag_ == "NN"
        if owner is None or words is None or not is_one or self.code(words) not in {None, "INT"}:
            return words
        whose = self._references.words_for(owner)
        others = (land for land in self._names.lands.values() if whose and self._is_abroad(land, whose))
        return next(others, words)

    def code(self, words: str) -> str | None:
        """Return the code of the first actor that some words name in this article."""
        return next((actor.code for actor in self._resolve(words)), None)


def _is_equipment(token: Word, code: Code) -> bool:
    """Tell whether a noun is what is asked for or given, "pleaded for helicopters"; tanks may be struck."""
    is_struck = code.quad_class == max(_HOSTILE)
    is_owned = any(c.ent_type_ for c in children(token, "amod", "compound", "nmod", "poss"))
    is_thing = token.pos_ == "NOUN" and token.lemma in english().tools
    return is_thing and not (is_struck or is_owned)


def _are_they(clause: Clause) -> bool:
    return any(t.lower_ in english().several and t.dep_ in SUBJECTS for t in clause.sources[:1])


def _others_first(clause: Clause) -> tuple[Word, ...]:
    """Return the targets, those that belong to somebody of the sentence last: "recalled its envoy to Peru".

    What belongs to him deeper inside is no target: "denied that his men had fired". But "arrested its own soldiers for
    beating traders" is done to the soldiers.
    """
    others = [token for token in clause.targets if not any(owner_of(t) for t in (token, *_modified(token)))]
    own = [token for token in clause.targets if owner_of(token) is not None and clause.head == _governor(token)]
    object_own = [token for token in own if token.head == clause.head]
    inside = {
        t for preposition in clause.head.children for verb in children(preposition, "pcomp") for t in verb.subtree
    }
    deeds = [token for token in others if object_own and token in inside]
    return (*(t for t in others if t not in deeds), *own, *deeds)


def _modified(token: Word) -> tuple[Word, ...]:
    """Return the noun that a word only says more about: "party" for "liberal" in "his Liberal Party"."""
    return (token.head,) if token.dep_ in {"amod", "compound", "nmod"} else ()


def _is_helper(token: Word) -> bool:
    """Tell whether somebody only did what a participle tells of a thing: "talks mediated by Oman"."""
    agent = token.head
    return token.dep_ == "pobj" and agent.dep_ == "agent" and agent.head.dep_ == "acl"


def _governor(token: Word) -> Word:
    """Return the word that a noun depends on, over a preposition between them."""
    return token.head.head if token.dep_ == "pobj" else token.head
