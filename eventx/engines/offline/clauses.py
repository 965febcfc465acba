"""Clauses: a predicate with those who take part in it, read off the dependency parse.

A predicate is a verb or a noun of action ("the arrest of", "talks between"). Nothing here knows
codes or countries; whether words name an actor is asked of the caller.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from eventx.engines.offline.grammar import english

IsActor = Callable[[str], bool]
"""Tells whether words name somebody who can act."""

COMPLEMENTS = frozenset({"xcomp", "ccomp", "pcomp", "oprd"})
_CUT = frozenset({"relcl", "acl", "advcl", "parataxis"})
_VERBAL = frozenset({"VERB", "AUX"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NATIONS = frozenset({"GPE", "NORP", "ORG"})
_REACH = 8
"""Words before a verb among which a subject that the parse missed is looked for."""

_CONTENT = frozenset({"xcomp", "ccomp", "pcomp", "acl", "prep", "dobj", "pobj", "attr", "oprd", "acomp"})


@dataclass(frozen=True)
class Clause:
    """A predicate and its participants: heads of noun phrases in one parsed paragraph."""

    head: Token
    sources: tuple[Token, ...] = ()
    targets: tuple[Token, ...] = ()
    is_actor: IsActor = field(default=bool, repr=False)

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
        return self.head.pos_ in _VERBAL and (
            any(c.dep_ in {"auxpass", "nsubjpass", "agent"} for c in self.head.children)
            or (self.head.dep_ in {"acl", "advcl"} and self.head.tag_ == "VBN")
        )


def phrase(head: Token) -> Span:
    """Return the noun phrase of a head, cut before relative and other clauses."""
    doc: Doc = head.doc
    left, right = head.left_edge.i, head.right_edge.i
    for token in head.subtree:
        if token.dep_ in _CUT and token.i > head.i:
            right = min(right, token.left_edge.i - 1)
        if token.dep_ in _CUT and token.i < head.i:
            left = max(left, token.right_edge.i + 1)
    while right > head.i and (
        doc[right].is_punct or doc[right].dep_ in {"cc", "mark", "prep", "case"} or doc[right].is_space
    ):
        right -= 1
    while left < head.i and (doc[left].is_punct or doc[left].dep_ == "cc" or doc[left].is_space):
        left += 1
    return doc[left : right + 1]


def predicates(sentence: Span, action_nouns: frozenset[str]) -> Iterator[Token]:
    """Yield the predicates of a sentence: verbs, and nouns that name an action."""
    for token in sentence:
        is_copula = token.lemma_ == "be" and any(c.dep_ in {"attr", "acomp", "prep"} for c in token.children)
        if (
            token.pos_ == "VERB"
            or (token.pos_ == "AUX" and is_copula and token.dep_ not in {"aux", "auxpass"})
            or (token.pos_ == "NOUN" and token.lemma_.lower() in action_nouns)
        ):
            yield token


def read_clause(head: Token, is_actor: IsActor) -> Clause:
    """Return the clause of a predicate with its source and targets, actors first."""
    sources = _sources(head) if head.pos_ in _VERBAL else _noun_sources(head)
    found = _targets(head) if head.pos_ in _VERBAL else _noun_targets(head)
    if (saying := _obliging(head)) is not None:
        sources, found = _sources(saying), sources + found
    if (borne := _borne(head, is_actor)) is not None:
        sources, found = borne, sources + found
    sources = sources or _before(head, is_actor)
    sources = _actors_first([t for s in sources for t in (s, *_inside(s))], is_actor)
    taken = {token.i for source in sources[:1] for token in phrase(source)}
    targets = [t for t in found if t.i not in taken and not (_is_time(t) or _is_deed(t) or _only_hears(t))]
    return Clause(head, tuple(sources), tuple(_actors_first(targets, is_actor)), is_actor)


def embedded(clause: Clause) -> Iterator[Token]:
    """Yield the actors that the content of an act names deeper inside: "protested the failure of the cabinet"."""
    near = english().place_prepositions
    for token in sorted(content(clause.head, beside=True), key=lambda t: t.i):
        located = token.dep_ == "pobj" and token.head.lower_ in near
        if token.pos_ in {"NOUN", "PROPN"} and not located:
            yield from (t for t in (token, *_inside(token)) if _is_named(t, clause.is_actor))


def name_of(head: Token) -> Span:
    """Return a noun with the names and modifiers right before it: "Japanese companies" of a longer phrase."""
    left = head.i
    while left > 0 and _modifies(head.doc[left - 1], head):
        left -= 1
    return head.doc[left : head.i + 1]


def names_actor(head: Token, is_actor: IsActor) -> bool:
    """Tell whether a noun names somebody who can act, by itself or, a proper name, with all that belongs to it.

    What follows "of" can say that it does not: "a state of emergency".
    """
    if head.pos_ == "PROPN":
        return is_actor(name_of(head).text) or is_actor(phrase(head).text)
    is_whole = all(c.lower_ != "of" for c in head.children)
    return is_actor(name_of(head).text) and (is_whole or is_actor(phrase(head).text))


def content(head: Token, *, beside: bool = False) -> Iterator[Token]:
    """Yield the words that are the content of an act: its objects and complements, not its side clauses.

    Args:
        head: the predicate.
        beside: whether acts beside it belong to it: "signed a pact during talks with".
    """
    for child in head.children:
        purpose = child.dep_ == "advcl" and any(c.dep_ == "aux" and c.tag_ == "TO" for c in child.children)
        apart = _is_fronted(child) or is_beside(child) or (tells_when(child) and not beside)
        if (child.dep_ in _CONTENT and not apart) or purpose:
            yield from _with_listed(child, beside=beside)


def _with_listed(token: Token, *, beside: bool) -> Iterator[Token]:
    """Yield a word of some content, what is inside it, and what is listed beside it."""
    yield token
    yield from content(token, beside=beside)
    for child in token.children:
        if child.dep_ == "conj" and token.dep_ in {*_CONTENT, "conj"}:
            yield from _with_listed(child, beside=beside)


def consequences(head: Token) -> Iterator[Token]:
    """Yield participles that say what an act led to: "..., killing three"."""
    for child in head.children:
        if child.dep_ == "advcl" and child.tag_ == "VBG" and child.lemma_ in english().consequence:
            yield child
            yield from (c for c in child.children if c.dep_ == "conj")


def reports(head: Token) -> bool:
    """Tell whether a verb only reports what the clause below it says."""
    return head.lemma_.lower() in english().attribution and any(c.dep_ == "ccomp" for c in head.children)


def _is_fronted(child: Token) -> bool:
    """Tell whether a phrase stands before its verb and tells of something beside: "With tanks massing, Peru warned"."""
    return child.dep_ == "prep" and child.i < child.head.i and child.head.pos_ in _VERBAL


def tells_when(child: Token) -> bool:
    """Tell whether a phrase names another act that this one goes with: "after a raid by", "despite talks with"."""
    return child.dep_ == "prep" and child.lower_ in english().beside


def _obliging(head: Token) -> Token | None:
    """Return the verb of saying that lays a duty on the subject of the clause below it: "said that Y must"."""
    if not any(c.dep_ == "aux" and c.lower_ in english().duty for c in head.children):
        return None
    above = next((t for t in head.ancestors if t.dep_ not in {"conj", "xcomp"} and reports(t)), None)
    return above if above is not None and _children(head, "nsubj", "nsubjpass") else None


def _modifies(token: Token, head: Token) -> bool:
    inside = token.dep_ in {"compound", "nmod", "amod", "nummod", "quantmod", "det"} or token.text == "-"
    return inside and head.is_ancestor(token)


def _actors_first(tokens: list[Token], is_actor: IsActor) -> list[Token]:
    return sorted(dict.fromkeys(tokens), key=lambda token: not names_actor(token, is_actor))


def _is_named(token: Token, is_actor: IsActor) -> bool:
    return names_actor(token, is_actor) and not (_is_time(token) or _is_deed(token))


def _is_deed(token: Token) -> bool:
    """Tell whether a noun is what is done, fired or traded, which is done to nobody yet: "launched air raids"."""
    if token.pos_ == "PROPN":
        return False
    is_traded = token.dep_ in {"dobj", "nsubjpass"} and token.head.lemma_.lower() in english().trading
    return is_traded or (token.lemma_.lower() in english().deeds and not is_definite(token))


def _only_hears(token: Token) -> bool:
    """Tell whether somebody is only told the news: "told reporters", "said on state television"."""
    above = token.head.head if token.dep_ == "pobj" else token.head
    return (
        token.pos_ != "PROPN"
        and token.lemma_.lower() in english().audience
        and above.lemma_.lower() in english().attribution
    )


def is_beside(child: Token) -> bool:
    """Tell whether a clause before its verb is told beside it, not by it: "Police held a man; judges will hear him"."""
    if child.dep_ != "ccomp" or child.i > child.head.i:
        return False
    main = child.head
    says = main.lemma_.lower() in english().attribution | english().speaking
    acts = not says and bool(_children(main, "dobj", "prep"))  # "..., the minister complained" has neither
    quotes = any(t.text in {'"', "''"} for t in main.doc[child.i : main.i])
    return (acts and not quotes) or any(t.text == ";" for t in main.doc[child.i : main.i])


def is_definite(token: Token) -> bool:
    """Tell whether a noun is one that was told of before: "the attack", "these raids"."""
    return any(c.dep_ == "det" and c.lower_ in english().definite for c in token.children)


def _is_time(token: Token) -> bool:
    return token.lemma_.lower() in english().time_nouns or token.ent_type_ in {"DATE", "TIME"}


def _children(head: Token, *relations: str) -> list[Token]:
    return [child for child in head.children if child.dep_ in relations]


def _objects_of(preposition: Token) -> list[Token]:
    return _children(preposition, "pobj")


def _after(head: Token, *prepositions: str) -> list[Token]:
    """Return what some prepositions of a word lead to, in text order."""
    return [o for p in _children(head, "prep") if p.lower_ in prepositions for o in _objects_of(p)]


def _sources(head: Token, depth: int = 0) -> list[Token]:
    """Return who acts: the subject, the agent of a passive, or who passes the subject down."""
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in head.children)
    subjects = [_antecedent(s) for s in _children(head, "nsubj") if s not in _misread(head)]
    if subjects and not passive:
        return subjects
    agents = [obj for agent in _children(head, "agent") for obj in _objects_of(agent)]
    if agents or subjects:
        return agents or subjects
    if passive:
        return [owner for noun in _violence(head) for owner in _noun_sources(noun)]
    if depth > 6:
        return []
    return _inherited_sources(head, depth)


def _borne(head: Token, is_actor: IsActor) -> list[Token] | None:
    """Return who did what the subject of an active verb bore: "received arms from", "died in shelling by"."""
    if head.lemma_ in english().receiving:
        givers = [giver for holder in (head, *_children(head, "dobj")) for giver in _after(holder, "from", "by")]
        known = [giver for giver in givers if is_actor(name_of(giver).text)]
        return known or ([] if head.lemma_ in english().undergoing else None)
    if head.lemma_ in english().bearing and (nouns := _violence(head)):
        near = [o for o in _after(head, "from", "by") if o not in nouns]
        return near + [owner for noun in nouns for owner in _noun_sources(noun)]
    return None


def _violence(head: Token) -> list[Token]:
    """Return the acts of violence that an act of harm belongs to: "killed in shelling", "came under fire"."""
    near = _after(head, "in", "by", "under", "during", "from", "to")
    return [noun for noun in near if noun.lemma_.lower() in english().violence]


def _before(head: Token, is_actor: IsActor) -> list[Token]:
    """Return the actor right before a finite verb for which the parse found no subject."""
    if head.tag_ not in _FINITE or any(c.dep_ in {"auxpass", "agent", "nsubj"} for c in head.children):
        return []
    if head.dep_ == "conj" and (found := _before(head.head, is_actor)):
        return found
    for token in reversed(head.doc[max(head.sent.start, head.i - _REACH) : head.i]):
        if token.pos_ in _VERBAL or token.text in ";:":
            return []
        if token.pos_ in {"NOUN", "PROPN"} and is_actor(name_of(token).text):
            return [_first_listed(token)]
    return []


def _first_listed(token: Token) -> Token:
    """Return the first name of a list; "On Monday, Peru and Chile" lists no Monday."""
    while token.dep_ == "conj" and not _is_time(token.head):
        token = token.head
    return token


def _antecedent(subject: Token) -> Token:
    """Return what a relative pronoun stands for, else the subject itself."""
    clause = subject.head
    if subject.tag_ in {"WDT", "WP"} or (subject.lower_ == "that" and clause.dep_ == "relcl"):
        while clause.dep_ in {"conj", "xcomp", "ccomp"}:
            clause = clause.head
        if clause.dep_ == "relcl":
            return clause.head
    return subject


def _inherited_sources(head: Token, depth: int) -> list[Token]:
    above = head.head
    if head.dep_ == "acl" and (head.tag_ in {"VBG", "VB"} or _calls(head)):
        return _noun_sources(above) if head.tag_ == "VB" else [above]
    if head.dep_ == "relcl" and not _children(head, "nsubj", "nsubjpass"):
        return [above]
    if head.dep_ == "xcomp" and above.pos_ in _VERBAL:
        controllers = _children(above, "dobj", "dative") if above.lemma_ not in {"promise", "tell"} else []
        return controllers or _children(above, "nsubjpass") + _sources(above, depth + 1)
    if head.dep_ in {"conj", "advcl"} and above.pos_ in _VERBAL and above != head:
        sharing = _goes_on(head) or above
        return _sources(sharing, depth + 1) or _children(sharing, "nsubjpass")
    if head.dep_ == "pcomp" and above.head != above:
        governor = above.head
        return _sources(governor, depth + 1) if governor.pos_ in _VERBAL else _noun_sources(governor)
    return []


def _goes_on(head: Token) -> Token | None:
    """Return the verb of saying whose subject goes on to speak: "said that talks had failed and called for a truce".

    What he said stands in another tense than what he does next.
    """
    said = head.head
    if head.dep_ != "conj" or said.dep_ != "ccomp" or head.lemma_.lower() not in english().addressing:
        return None
    is_plain = head.tag_ in _FINITE and head.tag_ == said.head.tag_ and not _children(head, "aux")
    return said.head if is_plain and reports(said.head) and _children(said, "aux") else None


def _targets(head: Token, depth: int = 0) -> list[Token]:
    """Return those acted on, the nearest relation first."""
    found = _children(head, "nsubjpass") if depth == 0 else []
    found += _passive_modified(head) if depth == 0 else []
    objects = _children(head, "dobj", "dative", "oprd", "attr") + _misread(head)
    objects += [o for d in _children(head, "dative") for o in _objects_of(d)]
    objects = objects or _shared(head)
    found += [o for o in objects if o.pos_ != "ADP"]
    found += [o for particle in _children(head, "prt") for to in _children(particle, "prep") for o in _objects_of(to)]
    found += _prepositional(head, *objects, *(listed for o in objects for listed in o.conjuncts))
    if objects and _children(head, "nsubj"):  # "rejected an appeal by a widow": the parse hangs her on the verb
        found += [o for by in _children(head, "agent") for o in _objects_of(by)]
    for obj in objects + _children(head, "nsubjpass"):
        found += _inside(obj)
    if depth < 3:
        for below in [c for c in _children(head, *COMPLEMENTS, "acomp") if not is_beside(c)]:
            found += _children(below, "nsubj", "nsubjpass") + _targets(below, depth + 1)
        for preposition in (p for p in _children(head, "prep") if not _is_fronted(p)):
            for below in _children(preposition, "pcomp"):
                found += _targets(below, depth + 1)
        for below in consequences(head):
            found += _targets(below, depth + 1)
    return found


def _shared(head: Token) -> list[Token]:
    """Return the object that a verb shares with the one right behind it: "killed or wounded three guards"."""
    if head.lemma_.lower() not in english().sharing:
        return []
    near = (c for c in _children(head, "conj") if c.i <= head.i + 2)
    return [o for verb in near if not _children(verb, "nsubj", "aux") for o in _children(verb, "dobj")]


def _misread(head: Token) -> list[Token]:
    """Return the object that the parse took for a second subject: "a gunman killed Maria Lopez, a councillor"."""
    before, after = ([s for s in _children(head, "nsubj") if (s.i > head.i) == is_after] for is_after in (False, True))
    return after if before else []


def _passive_modified(head: Token) -> list[Token]:
    """Return the noun that a bare participle modifies: "protesters detained by police"."""
    if head.dep_ not in {"acl", "relcl"} or head.tag_ != "VBN" or _children(head, "nsubj") or _calls(head):
        return []
    return [head.head]


def _calls(head: Token) -> bool:
    """Tell whether "called" is what the noun before it did: "The party called on the president to go"."""
    return head.lemma_ == "call" and any(c.lower_ in english().calling for c in _children(head, "prep", "prt"))


def _prepositional(*heads: Token) -> list[Token]:
    """Return those that prepositions lead to, the likeliest preposition first."""
    order = english().target_prepositions
    pairs = [
        (order.index(p.lower_), o)
        for head in heads
        for p in _children(head, "prep", "prt")
        if p.lower_ in order
        for o in _objects_of(p)
        if p.lower_ != "outside" or o.ent_type_ not in {"GPE", "LOC"}
    ]
    return [
        token
        for _, obj in sorted(pairs, key=lambda pair: pair[0])
        for token in (obj, *(_inside(obj) if obj.pos_ == "NOUN" else ()))
    ]


def _inside(noun: Token) -> list[Token]:
    """Return the nouns that an object hides: possessors, "of" and "with" phrases, modifiers."""
    hidden = _children(noun, "poss") + _prepositional(noun)
    hidden += [c for c in noun.children if c.dep_ in {"compound", "amod", "nmod"} and c.ent_type_ in _NATIONS]
    for clause in _children(noun, "acl"):
        if clause.tag_ == "VB":
            hidden += _children(clause, "nsubj") + _targets(clause, 2)
    return hidden


def _noun_sources(noun: Token) -> list[Token]:
    """Return who acts in a nominal predicate: possessor, "by" phrase, or the subject of its light verb."""
    links = _children(noun, "prep", "agent")
    links += [inner for link in links for o in _objects_of(link) for inner in _children(o, "prep", "agent")]
    by = [o for p in links if p.lower_ in {"by", "from"} for o in _objects_of(p)]
    owners = _children(noun, "poss")
    if by or owners:
        return by + owners
    between = _after(noun, "between", "among")
    national = [c for c in noun.children if c.dep_ in {"amod", "compound", "nmod"} and c.ent_type_ in _NATIONS]
    return between + national


def _noun_targets(noun: Token) -> list[Token]:
    passive = _after(noun, "of", "on", "against", "with", "to")
    return passive + _prepositional(noun)
