"""Who acts and who is acted on: the noun phrases that take part in what a predicate tells."""

from eventx.engines.offline.contents import (
    consequences,
    is_beside,
    is_fronted,
    is_gerund_behind,
    is_way,
    is_wish,
    reports,
    tells_when,
)
from eventx.engines.offline.grammar import english
from eventx.engines.offline.phrases import (
    VERBAL,
    IsActor,
    after,
    antecedent,
    children,
    framed,
    goes_with,
    is_time,
    name_of,
    objects_of,
    strayed,
    subjects_of,
)
from eventx.engines.offline.quotes import sources_named, speakers
from eventx.engines.offline.violence import is_blow, is_shelling, violence_of
from eventx.engines.offline.voice import (
    agents_behind,
    agents_of,
    calls,
    is_acted_on,
    listed_behind,
    passive_modified,
    verbless,
)
from eventx.engines.offline.words import Word

COMPLEMENTS = frozenset({"xcomp", "ccomp", "pcomp", "oprd"})
"""Relations of a verb below another whose subject it shares."""

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NATIONS = frozenset({"GPE", "NORP", "ORG"})

_REACH = 8
"""Words before a verb among which a subject that the parse missed is looked for."""


def sides_of(head: Word, is_actor: IsActor) -> tuple[list[Word], list[Word]]:
    """Return who acts and who is acted on, whoever they are, the nearest relation first."""
    if fighters := _fighters(head):
        return fighters, []
    is_verb = head.pos_ in VERBAL
    sources, targets = (_sources(head), _targets(head)) if is_verb else (noun_sources(head), _noun_targets(head))
    if obliged := obliging(head):
        sources, targets = obliged, sources + targets
    if (borne := _borne(head, is_actor)) is not None:
        sources, targets = borne, [t for s in sources for t in (s, *inside(s))] + targets
    if not sources and (sent := _posted(head)):
        sources, targets = sent, [t for t in targets if t not in sent]
    sources = _between(head, sources, is_actor) or [t for s in sources for t in (*_wielders(s), s)]
    return sources or _before(head, is_actor), targets


def _fighters(head: Word) -> list[Word]:
    """Return between whom a fight was in which somebody came to harm: "two died in a clash between"."""
    is_harmed = is_acted_on(head) or head.lemma in english().bearing
    if not is_harmed or head.lemma not in english().harming or agents_of(head):
        return []
    return [side for noun in violence_of(head) for side in after(noun, "between")]


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
    if noun.lemma in english().anaphoric:
        return after(noun, "by")
    # "a ceasefire offer by": the parse takes the second noun for a verb
    misread = [c for c in children(noun, "acl") if c.tag_ in {"VB", "NN"} and c.i == noun.i + 1]
    return [o for verb in misread for o in agents_of(verb)]


def _sources(head: Word, depth: int = 0) -> list[Word]:
    """Return who acts: the subject, the agent of a passive, or who passes the subject down."""
    if _is_noun(head) and (between := after(head, "between")):
        return between
    passive = is_acted_on(head)
    subjects = [antecedent(_subject(s)) for s in children(head, "nsubj") if s not in _misread(head)]
    if subjects and not passive:
        return subjects
    doers = [o for verb in (head, *(listed_behind(head) if passive else ())) for o in agents_of(verb)]
    if doers or subjects:
        return doers or subjects
    if passive:
        return agents_behind(head) or _attackers(violence_of(head))
    if depth > 6 or is_shelling(head):
        return []
    return _inherited_sources(head, depth)


def _subject(token: Word) -> Word:
    """Return a subject, or that of a participle which the parse took for one: "Leaders meeting in Accra condemned"."""
    return next(iter(children(token, "nsubj")), token) if token.tag_ == "VBG" else token


def _attackers(violence: list[Word]) -> list[Word]:
    """Return who did harm by acts of violence; of two who fought each other neither is known to have."""
    alone = (noun for noun in violence if not after(noun, "between"))
    return [doer for noun in alone for doer in noun_sources(noun) or after(noun, "with")]


def _is_noun(head: Word) -> bool:
    """Tell whether a gerund stands where a noun would: "Fighting between troops and rebels", "There was fighting"."""
    is_part = head.dep_ in {"nsubj", "nsubjpass", "csubj", "pobj", "dobj", "pcomp"}
    stands = (is_part and not children(head, "nsubj", "aux")) or bool(children(head, "expl"))
    return head.tag_ == "VBG" and stands


def noun_sources(noun: Word) -> list[Word]:
    """Return who acts in a nominal predicate: who stands behind "by", its possessor, who stands behind "from"."""
    links = children(noun, "prep", "agent")
    links += [inner for link in links for o in objects_of(link) for inner in children(o, "prep", "agent")]
    by, origin = ([o for p in links if p.lower_ == word for o in objects_of(p)] for word in ("by", "from"))
    owners = children(noun, "poss")
    if by or owners or origin:
        return by + owners + origin
    between = after(noun, "between", "among")
    national = [c for c in noun.children if c.dep_ in {"amod", "compound", "nmod"} and c.ent_type_ in _NATIONS]
    return between + national


def _targets(head: Word, depth: int = 0) -> list[Word]:
    """Return those acted on, the nearest relation first."""
    found = _patients(head) if depth == 0 else []
    found += after(head, "from") if head.lemma in english().taking else []
    objects = [antecedent(o) for o in children(head, "dobj", "dative", "oprd", "attr")] + _misread(head)
    objects += [o for d in children(head, "dative") for o in objects_of(d)]
    objects = objects or _shared(head)
    found += [o for o in objects if o.pos_ != "ADP" and o.dep_ != "attr"]  # what somebody is, he does not act on
    found += [doer for o in objects for doer in _doers(o)]
    found += [o for particle in children(head, "prt") for to in children(particle, "prep") for o in objects_of(to)]
    named = [o for o in objects if not is_judged(o)]
    found += _prepositional(head, *named, *(listed for o in named for listed in o.conjuncts))
    if objects and children(head, "nsubj"):  # "rejected an appeal by a widow": the parse hangs her on the verb
        found += agents_of(head)
    for obj in objects + children(head, "nsubjpass"):
        found += noun_sources(obj) if is_judged(obj) else inside(obj)
    if depth < 3:
        complements = (c for c in children(head, *COMPLEMENTS, "acomp") if not is_beside(c))
        for below in (*complements, *(c for c in children(head, "advcl") if is_gerund_behind(c))):
            found += subjects_of(below) + _targets(below, depth + 1)
        for preposition in (p for p in children(head, "prep") if not (is_fronted(p) or tells_when(p))):
            for below in children(preposition, "pcomp"):
                found += children(below, "nsubj") + _targets(below, depth + 1)
        for below in consequences(head):
            found += _targets(below, depth + 1)
    told = _complained_to(head)
    return [token for token in found if token not in told] + told


def _patients(head: Word) -> list[Word]:
    """Return who bears a passive verb: its subject, the noun it modifies, or the subject that it shares."""
    if not is_acted_on(head):
        return passive_modified(head)
    bearer = head if children(head, "nsubjpass") else framed(head)  # "began to be bombed"
    own = subjects_of(bearer) + passive_modified(head)
    above = bearer.head
    if above.pos_ == "ADP" and bearer.dep_ == "pcomp" and above.head.pos_ in VERBAL:  # "fled after being shot"
        return children(above.head, "nsubjpass") or _sources(above.head)
    if own and own[0].lower_ in english().reflexive:  # "found themselves expelled"
        return _sources(above)
    if not own and (near := _object_before(bearer)):
        return near
    if own or bearer.dep_ not in {"conj", "advcl", "xcomp", "oprd"} or above.pos_ not in VERBAL or above == bearer:
        return own
    return _patients(above) or _sources(above)


def _object_before(participle: Word) -> list[Word]:
    """Return the object right before a participle behind a comma: "The court jailed an officer, accused of"."""
    above, place = participle.head, participle.i - 2
    if participle.dep_ != "advcl" or place <= above.i or agents_of(participle):
        return []
    return [o for o in children(above, "dobj") if participle.doc[place] in o.subtree]


def is_judged(act: Word) -> bool:
    """Tell whether a noun is a deed that is condemned or praised: its doer is meant, not its victims."""
    if act.lemma not in english().violence | english().inflicted:
        return False
    return act.dep_ in {"dobj", "nsubjpass"} and act.head.lemma in english().judging


def _complained_to(head: Word) -> list[Word]:
    """Return who only hears a complaint: it is aimed at who is complained of."""
    return after(head, "to") if head.lemma in english().complaining else []


def _noun_targets(noun: Word) -> list[Word]:
    passive = after(noun, "of", "on", "against", "with", "to")
    passive += [o for doer in after(noun, "by") for p in strayed(doer) for o in objects_of(p)]
    return passive + _prepositional(noun)


def obliging(head: Word) -> list[Word]:
    """Return who lays a duty on the subject of a verb: "said Y must", "has to"; "insisted Y go"."""
    bound = _bound(framed(head))
    if bound is None or not subjects_of(bound):
        return []
    above = next((t for t in bound.ancestors if framed(t).dep_ not in {"conj", "xcomp"} and reports(t)), None)
    return sources_named(bound) or speakers(bound) if above is None else _sources(above)


def is_unsaid_duty(head: Word) -> bool:
    """Tell whether a verb tells what somebody must do, and nobody is told to have said so."""
    return _bound(framed(head)) is not None and not obliging(head)


def _bound(head: Word) -> Word | None:
    """Return the verb whose subject has a duty: the act itself, "must go" or "that he go", or what leads to it."""
    if is_wish(head) or goes_with(head, english().duty, "aux"):
        return head
    if head.dep_ == "conj" and head.tag_ == "VB" and not children(head, "nsubj", "aux"):
        return _bound(head.head)  # "must leave and pay"
    leading = head.head if head.dep_ == "xcomp" and head.tag_ == "VB" else head
    is_now = leading.tag_ in {"VBZ", "VBP"} and leading.lemma in english().needing
    leads = is_now and any(c.tag_ == "VB" for c in children(leading, "xcomp"))
    named = leads and not any(s.pos_ == "PRON" for s in children(leading, "nsubj"))
    return leading if named else None


def _between(head: Word, subjects: list[Word], is_actor: IsActor) -> list[Word]:
    """Return between whom a thing happens or is held: "clashes broke out between", "talks were held between"."""
    is_held = not subjects and head.lemma in english().arranging
    things = children(head, "nsubjpass") if is_held else subjects
    happens = bool(things) and all(o.lower_ == "place" for o in children(head, "dobj"))
    return after(head, "between") if happens and not any(is_actor(name_of(t).text) for t in things) else []


def _posted(head: Word) -> list[Word]:
    """Return the forces and envoys whom their own land moves: "Malian troops were sent", "its envoy was recalled"."""
    words = english()
    kinds = words.sent | words.posted
    moved = [s for s in children(framed(head), "nsubjpass") if not kinds.isdisjoint(_titles(s))]
    is_moved = head.lemma in words.sending | words.withdrawing and is_acted_on(head)
    by_others = children(head, "dobj", "agent") or any(o.lemma in words.custody for o in after(head, "to"))
    return moved if is_moved and not by_others else []


def _titles(noun: Word) -> set[str]:
    """Return what somebody is called, besides the name: "envoy" of "trade envoy Ana Reyes"."""
    words = name_of(noun) if noun.ent_type_ == "PERSON" else (noun,)
    return {word.lemma for word in words}


def _wielders(thing: Word) -> list[Word]:
    """Return who uses a thing that acts: "rockets fired by rebels hit", "shelling by rebels hit"."""
    if thing.lemma not in english().deeds | english().tools:
        return []
    return [o for participle in children(thing, "acl") for o in agents_of(participle)] + after(thing, "by")


def _borne(head: Word, is_actor: IsActor) -> list[Word] | None:
    """Return who did what the subject of an active verb bore: "received arms from", "died in shelling by"."""
    if head.lemma in english().receiving and not is_acted_on(head):
        givers = [giver for holder in (head, *children(head, "dobj")) for giver in after(holder, "from", "by")]
        known = [giver for giver in givers if is_actor(name_of(giver).text)]
        is_host = any(is_actor(name_of(o).text) for o in children(head, "dobj"))  # "received the envoy in Paris"
        return known or ([] if head.lemma in english().undergoing and not is_host else None)
    if head.lemma in english().harming and any(is_blow(c) for c in children(head, "advcl")):
        return []  # "ten died when rebels opened fire"
    takers = [o for o in after(head, "to") if head.lemma in english().losing and is_actor(name_of(o).text)]
    if takers:
        return takers  # "the town fell to rebels"
    is_borne = head.lemma in english().bearing or (head.lemma == "be" and after(head, "under"))
    if is_borne and (nouns := violence_of(head)):
        near = [o for o in after(head, "from", "by") if o not in nouns]
        return near + _attackers(nouns)
    return [] if head.lemma in english().dying else None


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


def _first_listed(token: Word) -> Word:
    """Return the first name of a list; "On Monday, Peru and Chile" lists no Monday."""
    while token.dep_ == "conj" and not is_time(token.head):
        token = token.head
    return token


def _inherited_sources(head: Word, depth: int) -> list[Word]:
    above = head.head
    if head.dep_ == "acl" and (head.tag_ in {"VBG", "VB"} or calls(head) or verbless(head)):
        return noun_sources(above) if head.tag_ == "VB" else [verbless(head) or above]
    if head.dep_ == "relcl" and not subjects_of(head):
        return [above]
    if head.dep_ == "xcomp" and above.pos_ in VERBAL:
        controllers = children(above, "dobj", "dative") if above.lemma not in {"promise", "tell"} else []
        return controllers or children(above, "nsubjpass") + _sources(above, depth + 1)
    if head.dep_ in {"conj", "advcl"} and above.pos_ in VERBAL and above != head:
        led_to = head.tag_ == "VBG" and head.lemma in english().consequence  # "was hit by a shell, killing two"
        borne = [] if led_to else children(above, "nsubjpass")
        return borne or _sources(above, depth + 1) or children(above, "nsubjpass")
    return _led_sources(head, depth) if head.dep_ == "pcomp" and above.head != above else []


def _led_sources(head: Word, depth: int) -> list[Word]:
    """Return who acts in what a preposition leads to: "accused of spying", "was quoted as accusing"."""
    governor = head.head.head
    if governor.lemma in english().quoting:
        return children(governor, "nsubjpass") or children(governor, "dobj")
    return _sources(governor, depth + 1) if governor.pos_ in VERBAL else noun_sources(governor)


def _shared(head: Word) -> list[Word]:
    """Return the object that a verb shares with the one right behind it: "killed or wounded three guards"."""
    if head.lemma not in english().sharing:
        return []
    near = (c for c in children(head, "conj") if c.i <= head.i + 2)
    return [o for verb in near if not children(verb, "nsubj", "aux") for o in children(verb, "dobj")]


def _misread(head: Word) -> list[Word]:
    """Return the object that the parse took for a second subject: "a gunman killed Maria Lopez, a councillor"."""
    subjects = children(head, "nsubj")
    before, behind = ([s for s in subjects if (s.i > head.i) == is_behind] for is_behind in (False, True))
    speaks = head.lemma in english().attribution  # "Uganda, said the minister, had attacked"
    return behind if before and not speaks else []


def _rank(preposition: Word) -> float | None:
    """Return the rank of a preposition before who is acted on: a noun is "of" somebody before it is "from" there."""
    order, word, head = english().target_prepositions, preposition.lower_, preposition.head
    if word == "about" and head.lemma in english().complaining:
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
