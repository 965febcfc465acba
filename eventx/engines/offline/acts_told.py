"""What an article has told so far: who did what to whom, as far as later sentences point back to it."""

from collections.abc import Callable, Collection
from typing import NamedTuple

from eventx.engines.offline.grammar import english
from eventx.resolving.actor_grammar import words_of

_STEM = 4
"""Letters with which an act and its noun begin alike: "kill" and "killing"."""

REACH = 8
"""Acts back to which an actor's counterpart is looked for."""


class Act(NamedTuple):
    """An act told before: who did it, to whom, in which words, and the root of its code."""

    actor: str
    target: str | None
    words: frozenset[str]
    root: str


class ActsTold:
    """The acts of one article met so far, latest last.

    Args:
        code_of: gives the code of whoever some words name, or None.
        violent: roots of acts of force.
    """

    def __init__(self, code_of: Callable[[str], str | None], violent: Collection[str]) -> None:
        self._code_of = code_of
        self._violent = violent
        self._acts: list[Act] = []

    def note(self, actor: str | None, target: str | None, words: frozenset[str], root: str) -> None:
        """Remember an act that somebody did."""
        if actor:
            self._acts.append(Act(actor, target, words, root))

    def done_by(self, actor: str) -> set[str]:
        """Return the roots of what somebody has done so far."""
        return {act.root for act in self._acts if act.actor == actor}

    def doer(self, words: set[str], other_than: str | None) -> str | None:
        """Return who did the act that words point back to: who sold, for "the sale"; who acted last, for "the move".

        For an act of force it is who used it first, which is the news, and not the forces of the state that speaks.
        """
        code = self._code_of(other_than) if other_than else None
        others = [act for act in reversed(self._acts) if act.actor != other_than]
        others = [act for act in others if code is None or self._code_of(act.actor) != code]
        others = [act for act in others if not (act.root in self._violent and self._serves(act.actor, code))]
        acted = [act.actor for act in others if _names(words, act.words)]
        if not (acted or words.isdisjoint(english().violence - english().perhaps_violence)):
            acted = [act.actor for act in others if act.root in self._violent][-1:]
        return next(iter((*acted, *(act.actor for act in others))), None)

    def accuser(self, actor: str | None, accusing: Collection[str]) -> str | None:
        """Return who last accused somebody, for "denied that it had sent the drones"."""
        code = self._code_of(actor) if actor else None
        charges = (act for act in reversed(self._acts) if act.root in accusing and act.target and act.actor != actor)
        return next((act.actor for act in charges if code and self._code_of(act.target or "") == code), None)

    def _serves(self, other: str, code: str | None) -> bool:
        """Tell whether somebody is of the forces of a government's own land."""
        theirs = self._code_of(other) or ""
        return code is not None and code[3:6] == "GOV" and theirs[:3] == code[:3] and theirs[3:6] in {"MIL", "COP"}

    def pair(self) -> tuple[str, str] | None:
        """Return who did the last act to whom, if both are known."""
        last = self._acts[-1] if self._acts else None
        return (last.actor, last.target) if last and last.target else None

    def counterpart(self, actor: str | None) -> str | None:
        """Return with whom an actor last had to do: who acted on him, or on whom he acted.

        Else it is who acted last, if he is of the actor's country. A government speaks to all its people, not to him,
        unless he is in arms against it.
        """
        code = self._code_of(actor) if actor else None
        pairs = [(act.actor, act.target) for act in reversed(self._acts[-REACH:]) if act.target]
        met = (side for pair in pairs for side in (pair, pair[::-1]) if code and self._code_of(side[1]) == code)
        others = (other for other, _ in met if self._code_of(other) not in {None, code})
        rules = code is not None and code.startswith("GOV", 3)
        found = next((other for other in others if not rules or self._opposes(other, code)), None)
        near = [act.actor for act in self._acts[-1:] if not found and self._is_compatriot(act.actor, code)]
        return next((other for other in near if not rules or self._opposes(other, code)), found)

    def _is_compatriot(self, other: str, code: str | None) -> bool:
        theirs = self._code_of(other)
        return code is not None and theirs is not None and theirs != code and theirs[:3] == code[:3]

    def _opposes(self, other: str, code: str | None) -> bool:
        """Tell whether somebody is abroad, or in arms at home."""
        return not self._is_compatriot(other, code) or (self._code_of(other) or "")[3:6] in words_of("insurgent")


def _names(nouns: set[str], verbs: Collection[str]) -> bool:
    """Tell whether one of some nouns names what one of some verbs tells: "expulsion" and "expel"."""
    told = {english().nouns_of_acts.get(noun, noun) for noun in nouns} | nouns
    return any(verb[:_STEM] == noun[:_STEM] for verb in verbs for noun in told)
