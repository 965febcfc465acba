"""One article, sentence by sentence: which clauses are events, whose, and what they leave for the next."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from eventx.codebook import Code
from eventx.codebook_records import Turn
from eventx.engines.offline.attributes import Told
from eventx.engines.offline.clauses import Clause, predicates, read_clause
from eventx.engines.offline.coder import Coded, Coding, OfflineCoder
from eventx.engines.offline.contents import consequences, content, reports
from eventx.engines.offline.grammar import english
from eventx.engines.offline.locations import place_of
from eventx.engines.offline.parser import original
from eventx.engines.offline.parties import Parties, Target
from eventx.engines.offline.phrases import after, children, framed, goes_with, name_of, phrase, subjects_of
from eventx.engines.offline.times import Time, Times
from eventx.engines.offline.violence import is_blow, tells_itself, violence_of
from eventx.engines.offline.words import Word, Words
from eventx.schema import Article, Draft

LEAST_CHANCE, LEAST_ODDS = 0.2, 0.4
"""Least chance of the best root, and least odds of it against "no event", for an act between two parties."""

ALONE_CHANCE, ALONE_ODDS = 0.35, 1.0
"""The same for an act with one party only."""


class Story:
    """Reads one article."""

    def __init__(
        self, article: Article, coder: OfflineCoder, action_nouns: frozenset[str], *, statements: bool = False
    ) -> None:
        self._article = article
        self._statements = statements
        self._coder = coder
        self._head = coder.codebook.head
        self._nouns = action_nouns
        self._parties = Parties(article, self._head)
        self._times = Times(article, coder.codebook)

    def read(self, sentences: Iterable[Words]) -> Iterator[Told]:
        """Yield the sentences of the article, all of them, in their order, with what each tells."""
        listed = list(sentences)
        clauses = [self._clauses(sentence) for sentence in listed]
        code = self._coder.code_clauses if self._statements else self._coder.code_running
        codings = iter(code([clause for some in clauses for clause in some]))
        for sentence, some in zip(listed, clauses, strict=True):
            events = self._events([Coded(clause, next(codings)) for clause in some])
            coded = sorted(events, key=lambda event: event.clause.head.i)
            times = tuple(self._time(event, sentence) for event in coded)
            yield Told(sentence, tuple(self._drafts(coded, times, sentence)), tuple(coded), times)
            self._parties.note(sentence)
            self._times.note(sentence)

    def _drafts(self, coded: list[Coded], times: Iterable[Time], sentence: Words) -> Iterator[Draft]:
        for event, time in zip(coded, times, strict=True):
            draft = self._draft(event, time, sentence)
            self._parties.note_act(draft.actor, draft.target, _action(event.clause.head), self._root(event))
            yield draft

    def _time(self, event: Coded, sentence: Words) -> Time:
        return self._times.of(event.clause.head, self._coder.codebook.codes[event.coding.code], sentence)

    def _clauses(self, sentence: Words) -> list[Clause]:
        """Return the clauses of a sentence with somebody who acts or is acted on, the outermost first."""
        heads = sorted(predicates(sentence, self._nouns), key=_depth)
        clauses = (read_clause(head, self._parties.acts) for head in heads)
        told = [clause for clause in clauses if self._parties.has_any(clause) or self._tells_itself(clause)]
        return self._parties.understand(told, sentence)

    def _tells_itself(self, clause: Clause) -> bool:
        """Tell whether an act is one that needs nobody: "A bomb exploded in a market"."""
        return bool(self._head.sideless) and tells_itself(clause.head)

    def _events(self, clauses: list[Coded]) -> list[Coded]:
        """Return which clauses of a sentence are events; the content of an event is not one again.

        A verb of saying is looked at after what is said: it is an event of its own only when the content is none, or
        is what others are accused of.
        """
        peopled = (c for c in clauses if any(self._parties.sides(c.clause)) or self._tells_itself(c.clause))
        ordered = sorted(peopled, key=lambda c: _order(c.clause.head))
        found: list[Coded] = []
        covered: set[int] = set()
        for event in ordered:
            head = event.clause.head
            if head.i in covered or not self._is_event(*event):
                continue
            inner = {e.clause.head.i for e in _told_in(head, found)}
            if not inner or self._charges(event, [e for e in found if e.clause.head.i in inner]):
                found = [*(e for e in found if e.clause.head.i not in inner), event]
                top = framed(head)
                parts = (content(top), consequences(top), _told_of(top), violence_of(head))
                covered |= {token.i for part in parts for token in part}
        return self._joined(found) or self._bare_statement(ordered)

    def _charges(self, saying: Coded, said: list[Coded]) -> bool:
        """Tell whether what is said is what others are accused of, not an accusation of theirs: "said Y had lied".

        What is claimed of others always is: "claimed that they were attacked by Y".
        """
        roots = {self._root(event) for event in (saying, *said)}
        if self._root(saying) in self._head.accusing and saying.clause.head.lemma in english().claiming:
            return True
        is_charge = len(roots) == 1 and roots <= set(self._head.accusing)
        return is_charge and not any(self._is_speech(event.clause.head) for event in said)

    def _is_speech(self, head: Word) -> bool:
        """Tell whether a verb speaks, alone or with its object, "lodged a protest"; "are to blame" does not."""
        if head.dep_ == "xcomp" and head.head.lemma == "be":
            return False
        named = (o.lemma in self._nouns for o in children(head, "dobj"))
        return head.lemma in english().speaking or any(named)

    def _joined(self, events: list[Coded]) -> list[Coded]:
        """Return the events; harm without a doer was done by who acts behind it: "were killed when police fired".

        What nobody is told to have done is told once: "were killed when a shell hit their house".
        """
        for harm in events:
            blow = None if self._parties.sides(harm.clause)[0] else self._blow(harm, events)
            if blow is not None:
                done = replace(harm.clause, sources=blow.clause.sources)
                surer = max(harm.coding, blow.coding, key=lambda coding: coding.chance)
                coding = surer if self._root(blow) == self._root(harm) else harm.coding
                kept = self._parties.sides(blow.clause)[1]
                events = [Coded(done, coding) if e is harm else e for e in events if kept or e is not blow]
            elif not self._parties.sides(harm.clause)[0]:
                events = [e for e in events if not self._is_same_harm(e, harm)]
        return events

    def _is_same_harm(self, blow: Coded, harm: Coded) -> bool:
        """Tell whether an act of force that nobody does tells how others were harmed."""
        is_behind = is_blow(blow.clause.head) and framed(blow.clause.head).head == harm.clause.head
        return is_behind and self._root(blow) == self._root(harm) and not self._parties.sides(blow.clause)[0]

    def _blow(self, harm: Coded, events: list[Coded]) -> Coded | None:
        """Return the act of force of one side that tells who harmed others: "ten were killed when rebels shelled"."""
        behind = (e for e in events if is_blow(e.clause.head) and framed(e.clause.head).head == harm.clause.head)
        forceful = (e for e in behind if {self._root(e), self._root(harm)} <= set(self._head.violent))
        hurting = (e for e in forceful if not (_is_later(e.clause.head) and self._parties.sides(e.clause)[1]))
        return next((e for e in hurting if self._parties.may_harm(e.clause, harm.clause)), None)

    def _root(self, event: Coded) -> str:
        return self._coder.codebook.codes[event.coding.code].root

    def _bare_statement(self, clauses: list[Coded]) -> list[Coded]:
        """Return what an actor said in a sentence without any event, when such statements are wanted."""
        if not self._statements:
            return []
        said = [c for c in clauses if reports(c.clause.head) and self._speaks(c.clause)]
        residual = self._head.residual[:1]
        return [Coded(clause, coding._replace(code=code)) for clause, coding in said[-1:] for code in residual]

    def _is_event(self, clause: Clause, coding: Coding) -> bool:
        odds = coding.chance / max(coding.no_event, 1e-6)
        if coding.chance < LEAST_CHANCE or odds < LEAST_ODDS or coding.code in self._head.residual:
            return False
        root = self._coder.codebook.codes[coding.code].root
        if clause.head.lemma in english().quoting and root in self._head.spoken:
            return False
        if reports(clause.head) and root not in self._head.spoken:
            return False
        if self._is_private(clause, coding):
            return False
        source, target = self._parties.sides(clause)
        if (source and (target or self._is_mutual(clause, coding))) or (target and self._tells_itself(clause)):
            return True
        sure = coding.chance >= ALONE_CHANCE and odds >= ALONE_ODDS
        alone = (target and root in self._head.one_sided) or root in self._head.sideless
        return sure and (source or alone)

    def _is_private(self, clause: Clause, coding: Coding) -> bool:
        """Tell whether firms deal with each other: "Samsung accused LG of copying its screens"."""
        code = self._coder.codebook.codes[coding.code]
        public = {*self._head.violent, *self._head.domestic}
        return public.isdisjoint({code.code, code.root}) and self._parties.are_private(clause, code)

    def _is_mutual(self, clause: Clause, coding: Coding) -> bool:
        """Tell whether those who act are several who act on each other: "the two ministers met"."""
        if not self._coder.codebook.codes[coding.code].reciprocal:
            return False
        return self._parties.are_several(original(phrase(clause.sources[0])))

    def _speaks(self, clause: Clause) -> bool:
        """Tell whether somebody speaks for himself: "police said" only tells where the news comes from."""
        if clause.head.lemma in english().perceiving or not self._parties.sides(clause)[0]:
            return False
        words = name_of(clause.sources[0])
        named = any(t.ent_type_ in {"GPE", "NORP"} for t in words)
        return named or words.root.lemma not in english().informants

    def _draft(self, event: Coded, time: Time, sentence: Words) -> Draft:
        clause, coding = event
        code = self._coder.codebook.codes[coding.code]
        is_spoken = code.root in {*self._head.speech_acts, *self._head.spoken}
        actor = self._parties.actor(clause)
        place = place_of(framed(clause.head), sentence, is_speech=is_spoken, is_actor=self._parties.names_actor)
        target = self._parties.target(clause, actor, place, code)
        code = self._by_sides(code, actor, target)
        if not {code.code, code.root}.isdisjoint(self._head.untargeted):
            target = None
        return Draft.model_construct(  # a reading sets aside what does not fit
            quote=original(sentence), action=original(_action(clause.head)),
            actor=actor, target=target and target.words, target_basis=target and target.basis,
            date=time.happened, planned_for=time.planned, location=place, time_status=time.status.value,
            proposed_code=code.code, confidence=round(self._coder.confidence(coding), 3),
        )  # fmt: skip

    def _by_sides(self, code: Code, actor: str | None, target: Target | None) -> Code:
        """Return what a code is by who acts and is acted on: "killed 12 rebels" is a clash, "12 farmers" is none."""
        sides = (actor, target and target.words)
        turns = (turn for turn in self._head.turns if turn.code == code.code and self._turns(turn, *sides))
        return self._coder.codebook.codes[next((turn.becomes for turn in turns), code.code)]

    def _turns(self, turn: Turn, actor: str | None, target: str | None) -> bool:
        did, hit = (self._parties.code(words) or "" if words else "" for words in (actor, target))
        before = self._parties.done_by(target) if target else set()
        met = (turn.done_by, (did[:3], did[3:6])), (turn.done_to, (hit[:3], hit[3:6])), (turn.after, before)
        return not any(wanted and set(wanted).isdisjoint(found) for wanted, found in met)


def _told_in(head: Word, events: list[Coded]) -> list[Coded]:
    """Return the events that a verb of saying reports."""
    inside = {token.i for token in content(head)} if reports(head) else set()
    return [event for event in events if event.clause.head.i in inside]


def _is_later(head: Word) -> bool:
    """Tell whether the act above a clause only followed it: "after Peru shelled a port"."""
    return goes_with(framed(head), english().apart_in_time, "mark")


def _told_of(head: Word) -> list[Word]:
    """Return the act between two of which a verb tells the course: "talks between them collapsed"."""
    return [subject for subject in subjects_of(head) if after(subject, "between")]


def _depth(token: Word) -> tuple[int, int]:
    return sum(1 for _ in token.ancestors), token.i


def _order(head: Word) -> tuple[bool, int, int]:
    """Sort outer acts before inner ones, then verbs of saying, inner before outer."""
    depth, place = _depth(framed(head))
    return (True, -depth, place) if reports(head) else (False, depth, place)


def _action(head: Word) -> Words:
    """Return the predicate with its particle, object or complement verb, as one stretch of words."""
    near = [
        c.i for c in head.children if c.dep_ in {"prt", "dobj", "xcomp", "acomp", "attr"} and head.i < c.i <= head.i + 6
    ]
    return head.doc[head.i : max([head.i, *near]) + 1]
