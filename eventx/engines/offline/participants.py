"""Who acts and who is acted on: the noun phrases that take part in what a predicate tells."""

from eventx.engines.offline.contents import (
    consequences,
    is_beside,
    is_fronted,
    is_gerund_behind,
    is_way,
    is_wish,
    reports,
)
from eventx.engines.offline.grammar import english
from eventx.engines.offline.phrases import VERBAL, IsActor, after, children, framed, is_time, name_of, objects_of
from eventx.engines.offline.words import Word

COMPLEMENTS = frozenset({"xcomp", "ccomp", "pcomp", "oprd"})
"""Relations of a verb below another whose subject it shares."""

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NATIONS = frozenset({"GPE", "NORP", "ORG"})
_BY_WAY_OF = ("in", "by", "under", "during", "from", "to")
"""Prepositions before the act of violence by which harm came about."""

_REACH = 8
"""Words before a verb among which a subject that the parse missed is looked for."""


def sides_of(head: Word, is_actor: IsActor) -> tuple[list[Word], list[Word]]:
    """Return who acts and who is acted on, whoever they are, the nearest relation first."""
    is_verb = head.pos_ in VERBAL
    sources, targets = (_sources(head), _targets(head)) if is_verb else (_noun_sources(head), _noun_targets(head))
    if (saying := obliging(head)) is not None:
        sources, targets = _sources(saying), sources + targets
    if (borne := _borne(head, is_actor)) is not None:
        sources, targets = borne, [t for s in sources for t in (s, *inside(s))] + targets
    return sources or _before(head, is_actor), targets


def inside(noun: Word) -> list[Word]:
    """Return the nouns that an object hides: possessors, who did an act it names, "of" phrases, modifiers."""
    hidden = children(noun, "poss") + _doers(noun) + _prepositional(noun)
    hidden += [c for c in noun.children if c.dep_ in {"compound", "amod", "nmod"} and c.ent_type_ in _NATIONS]
    for clause in children(noun, "acl"):
        if clause.tag_ == "VB":
            hidden += children(clause, "nsubj") + _targets(clause, 2)
    return hidden


def _doers(noun: Word) -> list[Word]:
    """Return who did the act that a noun points back to: "rejected a call by"."""
    if noun.lemma_.lower() in english().anaphoric:
        return after(noun, "by")
    # "a ceasefire offer by": the parse takes the second noun for a verb
    misread = [c for c in children(noun, "acl") if c.tag_ in {"VB", "NN"} and c.i == noun.i + 1]
    return [o for verb in misread for agent in children(verb, "agent") for o in objects_of(agent)]


def _sources(head: Word, depth: int = 0) -> list[Word]:
    """Return who acts: the subject, the agent of a passive, or who passes the subject down."""
    if _is_noun(head) and (between := after(head, "between")):
        return between
    passive = is_acted_on(head)
    subjects = [_antecedent(s) for s in children(head, "nsubj") if s not in _misread(head)]
    if subjects and not passive:
        return subjects
    agents = [obj for agent in children(head, "agent") for obj in objects_of(agent)]
    if agents or subjects:
        return agents or subjects
    if passive:
        return [owner for noun in violence_of(head) for owner in _noun_sources(noun)]
    if depth > 6 or _is_shelling(head):
        return []
    return _inherited_sources(head, depth)


def is_acted_on(head: Word) -> bool:
    """Tell whether the subject of a verb is acted on; it may lack its auxiliary: "A man robbed by a gang fled"."""
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in head.children):
        return True
    bare = head.tag_ == "VBN" and not children(head, "aux", "dobj")
    return bare and any(c.i > head.i for c in children(head, "agent"))


def _is_noun(head: Word) -> bool:
    """Tell whether a gerund stands where a noun would: "Fighting between troops and rebels killed two"."""
    stands = head.dep_ in {"nsubj", "nsubjpass", "csubj", "pobj", "dobj", "pcomp"}
    return head.tag_ == "VBG" and stands and not children(head, "nsubj", "aux")


def _noun_sources(noun: Word) -> list[Word]:
    """Return who acts in a nominal predicate: possessor, "by" phrase, or the subject of its light verb."""
    links = children(noun, "prep", "agent")
    links += [inner for link in links for o in objects_of(link) for inner in children(o, "prep", "agent")]
    by = [o for p in links if p.lower_ in {"by", "from"} for o in objects_of(p)]
    owners = children(noun, "poss")
    if by or owners:
        return by + owners
    between = after(noun, "between", "among")
    national = [c for c in noun.children if c.dep_ in {"amod", "compound", "nmod"} and c.ent_type_ in _NATIONS]
    return between + national


def _targets(head: Word, depth: int = 0) -> list[Word]:
    """Return those acted on, the nearest relation first."""
    bearer = head if children(head, "nsubjpass") else framed(head)  # "began to be bombed"
    found = children(bearer, "nsubj", "nsubjpass") if depth == 0 and is_acted_on(head) else []
    found += _passive_modified(head) if depth == 0 else []
    objects = children(head, "dobj", "dative", "oprd", "attr") + _misread(head)
    objects += [o for d in children(head, "dative") for o in objects_of(d)]
    objects = objects or _shared(head)
    found += [o for o in objects if o.pos_ != "ADP" and o.dep_ != "attr"]  # what somebody is, he does not act on
    found += [doer for o in objects for doer in _doers(o)]
    found += [o for particle in children(head, "prt") for to in children(particle, "prep") for o in objects_of(to)]
    found += _prepositional(head, *objects, *(listed for o in objects for listed in o.conjuncts))
    if objects and children(head, "nsubj"):  # "rejected an appeal by a widow": the parse hangs her on the verb
        found += [o for by in children(head, "agent") for o in objects_of(by)]
    for obj in objects + children(head, "nsubjpass"):
        found += inside(obj)
    if depth < 3:
        complements = (c for c in children(head, *COMPLEMENTS, "acomp") if not is_beside(c))
        for below in (*complements, *(c for c in children(head, "advcl") if is_gerund_behind(c))):
            found += children(below, "nsubj", "nsubjpass") + _targets(below, depth + 1)
        for preposition in (p for p in children(head, "prep") if not is_fronted(p)):
            for below in children(preposition, "pcomp"):
                found += _targets(below, depth + 1)
        for below in consequences(head):
            found += _targets(below, depth + 1)
    told = _complained_to(head)
    return [token for token in found if token not in told] + told


def _complained_to(head: Word) -> list[Word]:
    """Return who only hears a complaint: it is aimed at who is complained of."""
    return after(head, "to") if head.lemma_.lower() in english().complaining else []


def _noun_targets(noun: Word) -> list[Word]:
    passive = after(noun, "of", "on", "against", "with", "to")
    return passive + _prepositional(noun)


def obliging(head: Word) -> Word | None:
    """Return the verb of saying that lays a duty on the subject below it: "said Y must", "has to"; "insisted Y go"."""
    bound = _bound(framed(head))
    if bound is None:
        return None
    above = next((t for t in bound.ancestors if framed(t).dep_ not in {"conj", "xcomp"} and reports(t)), None)
    return above if above is not None and children(bound, "nsubj", "nsubjpass") else None


def _bound(head: Word) -> Word | None:
    """Return the verb whose subject has a duty: the act itself, "must go" or "that he go", or what leads to it."""
    if is_wish(head) or any(c.lower_ in english().duty for c in children(head, "aux")):
        return head
    leading = head.head if head.dep_ == "xcomp" and head.tag_ == "VB" else head
    is_now = leading.tag_ in {"VBZ", "VBP"} and leading.lemma_ in english().needing
    leads = is_now and any(c.tag_ == "VB" for c in children(leading, "xcomp"))
    named = leads and not any(s.pos_ == "PRON" for s in children(leading, "nsubj"))
    return leading if named else None


def _borne(head: Word, is_actor: IsActor) -> list[Word] | None:
    """Return who did what the subject of an active verb bore: "received arms from", "died in shelling by"."""
    if head.lemma_ in english().receiving:
        givers = [giver for holder in (head, *children(head, "dobj")) for giver in after(holder, "from", "by")]
        known = [giver for giver in givers if is_actor(name_of(giver).text)]
        return known or ([] if head.lemma_ in english().undergoing else None)
    is_borne = head.lemma_ in english().bearing or (head.lemma_ == "be" and after(head, "under"))
    if is_borne and (nouns := violence_of(head)):
        near = [o for o in after(head, "from", "by") if o not in nouns]
        return near + [owner for noun in nouns for owner in _noun_sources(noun)]
    return None


def _before(head: Word, is_actor: IsActor) -> list[Word]:
    """Return the actor right before a finite verb for which the parse found no subject."""
    if head.tag_ not in _FINITE or any(c.dep_ in {"auxpass", "agent", "nsubj"} for c in head.children):
        return []
    if head.dep_ == "conj" and (found := _before(head.head, is_actor)):
        return found
    for token in reversed(head.doc[max(head.sent.start, head.i - _REACH) : head.i]):
        if token.pos_ in VERBAL or token.text in ";:":
            return []
        if token.pos_ in {"NOUN", "PROPN"} and is_actor(name_of(token).text):
            return [_first_listed(token)]
    return []


def violence_of(head: Word) -> list[Word]:
    """Return the acts of violence that an act of harm belongs to: "killed in shelling", "came under fire"."""
    near = [o for verb in _with_harm_beside(head) for o in after(verb, *_BY_WAY_OF)]
    return [noun for noun in near if noun.lemma_.lower() in english().violence or _is_shelling(_next(noun))]


def is_blow(head: Word) -> bool:
    """Tell whether a clause behind harm to somebody says how it came about: "were killed when police fired"."""
    top = framed(head)
    is_behind = top.dep_ == "advcl" and top.head.lemma_.lower() in english().harming
    return is_behind and any(c.lower_ in english().by_way_of for c in children(top, "mark", "advmod"))


def _with_harm_beside(head: Word) -> list[Word]:
    """Return a verb with the one beside it that shares its end: "ten were killed and six injured in a raid"."""
    beside = children(head, "conj")
    return [head, *beside, *(c for b in beside for c in children(b, "acl"))]


def _is_shelling(token: Word | None) -> bool:
    """Tell whether a gerund is the noun of an act of violence that the parse cut off: "killed in tank shelling"."""
    if token is None or token.dep_ != "advcl" or token.tag_ != "VBG" or children(token, "dobj"):
        return False
    return token.lower_ in english().violence and _is_led_by(token.doc[token.i - 1], token.head)


def _is_led_by(noun: Word, verb: Word) -> bool:
    return noun.dep_ == "pobj" and noun.head.lower_ in _BY_WAY_OF and noun.head.head == verb


def _next(token: Word) -> Word | None:
    """Return the word behind another, if there is one."""
    return token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None


def _first_listed(token: Word) -> Word:
    """Return the first name of a list; "On Monday, Peru and Chile" lists no Monday."""
    while token.dep_ == "conj" and not is_time(token.head):
        token = token.head
    return token


def _antecedent(subject: Word) -> Word:
    """Return what a relative pronoun stands for, else the subject itself."""
    clause = subject.head
    if subject.tag_ in {"WDT", "WP"} or (subject.lower_ == "that" and clause.dep_ == "relcl"):
        while clause.dep_ in {"conj", "xcomp", "ccomp"}:
            clause = clause.head
        if clause.dep_ == "relcl":
            return clause.head
    return subject


def _inherited_sources(head: Word, depth: int) -> list[Word]:
    above = head.head
    if head.dep_ == "acl" and (head.tag_ in {"VBG", "VB"} or _calls(head)):
        return _noun_sources(above) if head.tag_ == "VB" else [above]
    if head.dep_ == "relcl" and not children(head, "nsubj", "nsubjpass"):
        return [above]
    if head.dep_ == "xcomp" and above.pos_ in VERBAL:
        controllers = children(above, "dobj", "dative") if above.lemma_ not in {"promise", "tell"} else []
        return controllers or children(above, "nsubjpass") + _sources(above, depth + 1)
    if head.dep_ in {"conj", "advcl"} and above.pos_ in VERBAL and above != head:
        sharing = _goes_on(head) or above
        return _sources(sharing, depth + 1) or children(sharing, "nsubjpass")
    if head.dep_ == "pcomp" and above.head != above:
        governor = above.head
        return _sources(governor, depth + 1) if governor.pos_ in VERBAL else _noun_sources(governor)
    return []


def _goes_on(head: Word) -> Word | None:
    """Return the verb of saying whose subject goes on to speak: "said that talks had failed and called for a truce".

    What he said stands in another tense than what he does next.
    """
    said = head.head
    if head.dep_ != "conj" or said.dep_ != "ccomp" or head.lemma_.lower() not in english().addressing:
        return None
    is_plain = head.tag_ in _FINITE and head.tag_ == said.head.tag_ and not children(head, "aux")
    return said.head if is_plain and reports(said.head) and children(said, "aux") else None


def _shared(head: Word) -> list[Word]:
    """Return the object that a verb shares with the one right behind it: "killed or wounded three guards"."""
    if head.lemma_.lower() not in english().sharing:
        return []
    near = (c for c in children(head, "conj") if c.i <= head.i + 2)
    return [o for verb in near if not children(verb, "nsubj", "aux") for o in children(verb, "dobj")]


def _misread(head: Word) -> list[Word]:
    """Return the object that the parse took for a second subject: "a gunman killed Maria Lopez, a councillor"."""
    subjects = children(head, "nsubj")
    before, behind = ([s for s in subjects if (s.i > head.i) == is_behind] for is_behind in (False, True))
    return behind if before else []


def _passive_modified(head: Word) -> list[Word]:
    """Return the noun that a bare participle modifies: "protesters detained by police"."""
    if head.dep_ not in {"acl", "relcl"} or head.tag_ != "VBN" or children(head, "nsubj") or _calls(head):
        return []
    return [head.head]


def _calls(head: Word) -> bool:
    """Tell whether "called" is what the noun before it did: "The party called on the president to go"."""
    return head.lemma_ == "call" and any(c.lower_ in english().calling for c in children(head, "prep", "prt"))


def _rank(preposition: Word) -> float | None:
    """Return the rank of a preposition before who is acted on: a noun is "of" somebody before it is "from" there."""
    order, word, head = english().target_prepositions, preposition.lower_, preposition.head
    if word == "about" and head.lemma_.lower() in english().complaining:
        return 0
    if word not in order:
        return None
    return order.index("of") + 0.5 if word == "from" and head.pos_ == "NOUN" else order.index(word)


def _prepositional(*heads: Word) -> list[Word]:
    """Return those that prepositions lead to, the likeliest preposition first."""
    pairs = [
        (rank, o)
        for head in heads
        for p in children(head, "prep", "prt")
        if (rank := _rank(p)) is not None and not is_way(p)
        for o in objects_of(p)
        if p.lower_ != "outside" or o.ent_type_ not in {"GPE", "LOC"}
    ]
    return [
        token
        for _, obj in sorted(pairs, key=lambda pair: pair[0])
        for token in (obj, *(inside(obj) if obj.pos_ == "NOUN" else ()))
    ]
