"""One article, sentence by sentence: which clauses are events, whose, and what they leave for the next."""

from collections.abc import Iterable, Iterator
from datetime import date

from eventx.engines.offline.acts_told import ActsTold
from eventx.engines.offline.attributes import Told
from eventx.engines.offline.circumstances import dates_of
from eventx.engines.offline.clauses import Clause, embedded, predicates, read_clause
from eventx.engines.offline.coder import Coded, Coding, OfflineCoder
from eventx.engines.offline.contents import consequences, content, reports
from eventx.engines.offline.grammar import english
from eventx.engines.offline.locations import place_of
from eventx.engines.offline.parser import original
from eventx.engines.offline.phrases import after, children, is_definite, name_of, names_actor, phrase
from eventx.engines.offline.reference import PRONOUNS, SPEAKER, References, is_pronoun
from eventx.engines.offline.status import PERFECT, time_status
from eventx.engines.offline.words import Word, Words
from eventx.resolving import is_actor, is_person, names_of, resolve
from eventx.resolving.actor_grammar import words_of
from eventx.schema import Article, Draft, TimeStatus

LEAST_CHANCE, LEAST_ODDS = 0.2, 0.4
"""Least chance of the best root, and least odds of it against "no event", for an act between two parties."""

ALONE_CHANCE, ALONE_ODDS = 0.35, 1.0
"""The same for an act with one party only."""

_NAMED = frozenset({"PERSON", "ORG", "GPE", ""})
"""Kinds under which the tagger puts the names of persons it does not know."""

RECENT = 10
"""Days before publication up to which an act in the past perfect is still the news."""


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
        self._names = names_of(article)
        self._references = References(self._names_actor, lambda words: is_person(words, self._names))
        self._told = ActsTold(self._code)

    def read(self, sentences: Iterable[Words]) -> Iterator[Told]:
        """Yield the sentences of the article, all of them, in their order, with what each tells."""
        listed = list(sentences)
        clauses = [self._clauses(sentence) for sentence in listed]
        code = self._coder.code_clauses if self._statements else self._coder.code_running
        codings = iter(code([clause for some in clauses for clause in some]))
        for sentence, some in zip(listed, clauses, strict=True):
            events = self._events([Coded(clause, next(codings)) for clause in some])
            coded = sorted(events, key=lambda event: event.clause.head.i)
            yield Told(sentence, tuple(self._drafts(coded, sentence)), tuple(coded))
            self._references.note(sentence)

    def _drafts(self, coded: list[Coded], sentence: Words) -> Iterator[Draft]:
        for clause, coding in coded:
            draft = self._draft(clause, coding, sentence)
            self._told.note(draft.actor, draft.target, frozenset(t.lemma_.lower() for t in _action(clause.head)))
            yield draft

    def _names_actor(self, words: str) -> bool:
        return is_actor(words, self._names)

    def _acts(self, words: str) -> bool:
        return words.lower() in PRONOUNS or self._names_actor(words)

    def _clauses(self, sentence: Words) -> list[Clause]:
        """Return the clauses of a sentence with somebody who acts or is acted on, the outermost first."""
        heads = sorted(predicates(sentence, self._nouns), key=_depth)
        clauses = (read_clause(head, self._acts) for head in heads)
        return [c for c in clauses if self._is_side(c.sources) or self._is_side(c.targets) or _points_back(c)]

    def _events(self, clauses: list[Coded]) -> list[Coded]:
        """Return which clauses of a sentence are events; the content of an event is not one again.

        A verb of saying is looked at after what is said: it is an event of its own only when the
        content is none.
        """
        ordered = sorted((c for c in clauses if any(self._sides(c.clause))), key=lambda c: _order(c.clause.head))
        found: list[Coded] = []
        covered: set[int] = set()
        for event in ordered:
            head = event.clause.head
            if head.i not in covered and not _only_tells(head, found) and self._is_event(*event):
                found.append(event)
                covered |= {token.i for part in (content(head), consequences(head), _told_of(head)) for token in part}
        return found or self._bare_statement(ordered)

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
        if clause.head.lemma_.lower() in english().quoting and root in self._head.spoken:
            return False
        if reports(clause.head) and root not in self._head.spoken:
            return False
        source, target = self._sides(clause)
        if source and (target or self._is_mutual(clause, coding)):
            return True
        sure = coding.chance >= ALONE_CHANCE and odds >= ALONE_ODDS
        return sure and (source or (target and root in self._head.one_sided))

    def _is_mutual(self, clause: Clause, coding: Coding) -> bool:
        """Tell whether those who act are several who act on each other: "the two ministers met"."""
        if not self._coder.codebook.codes[coding.code].reciprocal:
            return False
        return len(resolve(original(phrase(clause.sources[0])), self._names, self._article.published)) > 1

    def _sides(self, clause: Clause) -> tuple[bool, bool]:
        """Tell whether a clause has somebody who acts, and somebody acted on; without either it is no event."""
        return self._is_side(clause.sources), self._is_side(clause.targets) or self._doer(clause) is not None

    def _speaks(self, clause: Clause) -> bool:
        """Tell whether somebody speaks for himself: "police said" only tells where the news comes from."""
        if clause.head.lemma_.lower() in english().perceiving or not self._is_side(clause.sources):
            return False
        words = name_of(clause.sources[0])
        named = any(t.ent_type_ in {"GPE", "NORP"} for t in words)
        return named or words.root.lemma_.lower() not in english().informants

    def _is_side(self, side: tuple[Word, ...]) -> bool:
        return bool(side) and names_actor(side[0], self._acts)

    def _draft(self, clause: Clause, coding: Coding, sentence: Words) -> Draft:
        root = self._coder.codebook.codes[coding.code].root
        is_speech = root in self._head.speech_acts
        is_spoken = is_speech or root in self._head.spoken
        happened, planned = dates_of(clause.head, sentence, self._article.published)
        status = time_status(clause.head, is_speech=is_speech, is_refusal=self._coder.codebook.is_refusal(coding.code))
        if status.rule == PERFECT and happened is not None and self._is_recent(happened.when.end):
            status = status._replace(value=TimeStatus.ACTUAL)
        if happened is not None and self._is_ahead(happened.when.start):
            happened, planned = None, planned or happened
            if status.value == TimeStatus.ACTUAL and not is_speech:
                status = status._replace(value=TimeStatus.PLANNED)
        actor = self._words(clause.sources[:1])
        return Draft(
            quote=original(sentence), action=original(_action(clause.head)),
            actor=actor, target=self._target(clause, actor, root),
            date=happened.text if happened else None, planned_for=planned.text if planned else None,
            location=place_of(clause.head, sentence, is_speech=is_spoken, is_actor=self._names_actor),
            time_status=status.value,
            proposed_code=coding.code, confidence=round(self._coder.confidence(coding), 3),
        )  # fmt: skip

    def _is_ahead(self, day: date | None) -> bool:
        published = self._article.published
        return bool(published and day and day > published)

    def _is_recent(self, day: date | None) -> bool:
        published = self._article.published
        return bool(published and day and (published - day).days <= RECENT)

    def _target(self, clause: Clause, actor: str | None, root: str) -> str | None:
        """Return who is acted on: whom the act names, who did the act it points back to, whom its content names.

        A promise, demand or refusal that names nobody is for whom the actor last had to do with, or for the compatriot
        who acted last.
        """
        first = original(phrase(clause.targets[0])) if clause.targets else ""
        if actor is not None and first.lower() in words_of("each_other"):
            return first
        named = self._words(_others_first(clause), other_than=actor)
        if named is None and (doer := self._doer(clause, actor)) is not None:
            return doer
        inside = tuple(t for t in embedded(clause) if _owner(t) is None and t.lower_ not in SPEAKER)
        named = named or self._words(inside, other_than=actor)
        if named is None and root in self._head.speech_acts:
            return self._told.counterpart(actor)
        return named or _unknown(clause) or (self._struck(clause, actor) if root in self._head.violent else None)

    def _struck(self, clause: Clause, actor: str | None) -> str | None:
        """Return the foreign land that a deed of force is done in, or any when nobody is named who did it."""
        land = self._words(_lying_in(clause))
        code, own = (self._code(words) if words else None for words in (land, actor))
        return None if code and own and code[:3] == own[:3] else land

    def _doer(self, clause: Clause, actor: str | None = None) -> str | None:
        """Return who else did the act, told before, that a clause acts on: "the decision", "that"."""
        return self._told.doer({t.lemma_.lower() for t in clause.targets}, actor) if _points_back(clause) else None

    def _words(self, side: tuple[Word, ...], other_than: str | None = None) -> str | None:
        """Return the words of the first participant who is an actor, and somebody else than named."""
        named = (self._owned(token, other_than) for token in side if self._is_side((token,)))
        others = [words for words in named if words is not None and words != other_than]
        apart = (words for words in others if other_than is None or self._code(words) != self._code(other_than))
        return next(apart, next(iter(others), None))

    def _owned(self, token: Word, other_than: str | None) -> str | None:
        """Return the words that a participant stands for: "its secretary" is of the land or body that "it" is."""
        words = self._references.words_for(token)
        owner = _owner(token)
        if owner is None or token.lemma_.lower() in english().opposite:
            return words
        whose = self._references.words_for(owner)
        code, other = (self._code(w) if w and w != other_than else None for w in (words, whose))
        return whose if other and (code in {None, other[:3]} or code[:3] != other[:3]) else words

    def _code(self, words: str) -> str | None:
        """Return the code of the first actor that some words name in this article."""
        return next((actor.code for actor in resolve(words, self._names, self._article.published)), None)


def _only_tells(head: Word, events: list[Coded]) -> bool:
    """Tell whether a verb reports what is an event already."""
    if not reports(head):
        return False
    inside = {token.i for token in content(head)}
    return any(event.clause.head.i in inside for event in events)


def _told_of(head: Word) -> list[Word]:
    """Return the act between two of which a verb tells the course: "talks between them collapsed"."""
    return [subject for subject in children(head, "nsubj", "nsubjpass") if after(subject, "between")]


def _points_back(clause: Clause) -> bool:
    """Tell whether what is acted on is an act told before: "the decision", "that"."""
    acts = (t for t in clause.targets if t.lemma_.lower() in english().anaphoric)
    return any(is_definite(t) for t in acts) or any(t.lower_ in {"that", "this"} for t in clause.targets)


def _unknown(clause: Clause) -> str | None:
    """Return the proper name that an act has as its object, though nobody knows whose it is."""
    named = (token for token in clause.targets if token.pos_ == "PROPN" and token.ent_type_ in _NAMED)
    return next((original(name_of(token)) for token in named if token.head == clause.head), None)


def _lying_in(clause: Clause) -> tuple[Word, ...]:
    """Return the lands and towns that what is struck lies in: "bombed a bridge near Basra"."""
    near = english().place_prepositions
    objects = (token for token in clause.targets if token.head == clause.head and token.dep_ in {"dobj", "nsubjpass"})
    places = (t for token in objects for t in phrase(token) if t.dep_ == "pobj" and t.head.lower_ in near)
    return tuple(t for t in places if t.ent_type_ == "GPE")


def _others_first(clause: Clause) -> tuple[Word, ...]:
    """Return the targets, those that belong to somebody of the sentence last: "recalled its envoy to Peru".

    What belongs to him deeper inside is no target: "denied that his men had fired".
    """
    others = [token for token in clause.targets if not any(_owner(t) for t in (token, *_modified(token)))]
    own = [token for token in clause.targets if _owner(token) is not None and clause.head == _governor(token)]
    return (*others, *own)


def _modified(token: Word) -> tuple[Word, ...]:
    """Return the noun that a word only says more about: "party" for "liberal" in "his Liberal Party"."""
    return (token.head,) if token.dep_ in {"amod", "compound", "nmod"} else ()


def _governor(token: Word) -> Word:
    """Return the word that a noun depends on, over a preposition between them."""
    return token.head.head if token.dep_ == "pobj" else token.head


def _owner(token: Word) -> Word | None:
    """Return the pronoun that says whose a participant is: "its ambassador", "their forces"."""
    return next((c for c in token.children if c.dep_ == "poss" and is_pronoun(c)), None)


def _depth(token: Word) -> tuple[int, int]:
    return sum(1 for _ in token.ancestors), token.i


def _order(head: Word) -> tuple[bool, int, int]:
    """Sort outer acts before inner ones, then verbs of saying, inner before outer."""
    depth, place = _depth(head)
    return (True, -depth, place) if reports(head) else (False, depth, place)


def _action(head: Word) -> Words:
    """Return the predicate with its particle, object or complement verb, as one stretch of words."""
    near = [
        c.i for c in head.children if c.dep_ in {"prt", "dobj", "xcomp", "acomp", "attr"} and head.i < c.i <= head.i + 6
    ]
    return head.doc[head.i : max([head.i, *near]) + 1]
