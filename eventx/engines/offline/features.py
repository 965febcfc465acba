"""What the classifier sees of a clause: its words near the predicate, by their relation to it.

The view is narrow: the predicate, its particles, auxiliaries and negation, its objects and the
prepositions that lead to them, its complements and theirs, and where source and target hang. Names
are masked, so that a codebook's examples teach acts and not countries.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from eventx.engines.offline.clauses import Clause
from eventx.engines.offline.contents import is_beside
from eventx.engines.offline.grammar import english, pronouns
from eventx.engines.offline.participants import COMPLEMENTS
from eventx.engines.offline.phrases import framed, frames, phrase
from eventx.engines.offline.words import Word
from eventx.resolving import role_of

_FUNCTION = frozenset({"neg", "aux", "auxpass", "prt"})
_OBJECTS = frozenset({"dobj", "attr", "acomp", "oprd", "dative", "nsubjpass"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "det", "nummod", "poss"})
_LINKS = _OBJECTS | COMPLEMENTS | frozenset({"prep", "agent", "acl", "advcl", "prt", "mark", "advmod"})
MASKED = frozenset(
    {
        "PERSON",
        "GPE",
        "NORP",
        "ORG",
        "LOC",
        "FAC",
        "DATE",
        "TIME",
        "MONEY",
        "CARDINAL",
        "ORDINAL",
        "PERCENT",
        "QUANTITY",
    }
)
"""Kinds of names whose words are hidden."""
_DEPTH = 3


def roles(clause: Clause) -> tuple[str, str]:
    """Return the roles of source and target, such as GOV; empty where somebody has none."""
    return _role(clause.meant or clause.source_text or ""), _role(clause.target_text or "")


def _role(words: str) -> str:
    """Return the role that some words name; "somebody" for a pronoun of people, whoever it stands for."""
    is_pronoun = words.lower().rpartition(" of ")[2] in _people() and words != "US"
    return "somebody" if is_pronoun else role_of(words)


@cache
def _people() -> frozenset[str]:
    return pronouns() - english().one_thing | {"who"}


def features(clause: Clause) -> list[str]:
    """Return the features of a clause as strings; the words of a side without a role are seen: "held talks"."""
    source_role, target_role = roles(clause)
    sources = clause.sources[:1] if source_role else ()
    sides = {token.i: "SRC" for source in sources for token in phrase(source)}
    targets = clause.targets[:1] if target_role else ()
    sides |= {token.i: "TGT" for target in targets for token in phrase(target) if token.i not in sides}
    words = [*((t.dep_, _lemma(t), 0) for t in _framing(clause.head)), *_near(clause.head, sides)]
    head = _lemma(clause.head)
    found = [f"h={head}", f"hp={clause.head.pos_}", f"v={'passive' if clause.is_passive else 'active'}"]
    found += [f"w={word}" for _, word, _ in words]
    found += [f"{relation}={word}" for relation, word, _ in words if relation]
    found += [f"h={head}&w={word}" for _, word, depth in words if depth <= 2]
    found += [f"w={a}&w={b}" for (_, a, _), (_, b, _) in pairwise(words)]
    found += list(_above(clause.head))
    if not source_role:
        things = [child for child in clause.head.children if _is_thing(child)]
        found += [f"subj={_lemma(thing)}" for thing in things]
        found += ["subj=<violence>" for thing in things if thing.lemma in english().violence]
    found += [f"sr={source_role}", f"tr={target_role}", f"sr={source_role}&tr={target_role}"]
    found.append(f"sides={int(bool(clause.sources))}{int(bool(clause.targets))}")
    return found


def _is_thing(child: Word) -> bool:
    """Tell whether a subject is a thing that acts: "a bomb killed", "clashes left"."""
    return child.dep_ == "nsubj" and child.pos_ == "NOUN" and child.ent_type_ not in MASKED


def _framing(head: Word) -> list[Word]:
    """Return auxiliaries and negation of the verbs that say that an act begins or goes on: "will not continue to"."""
    return [child for verb in frames(head) for child in verb.children if child.dep_ in _FUNCTION]


def narrow_tokens(clause: Clause) -> list[Word]:
    """Return the tokens that the features come from, in text order, without masked names."""
    tokens = {token.i: token for token in (clause.head, *_framing(clause.head))}
    stack = [(clause.head, 0)]
    while stack:
        token, depth = stack.pop()
        for child in token.children:
            if depth < _DEPTH and _is_near(child):
                tokens[child.i] = child
                stack.append((child, depth + 1))
    return [tokens[i] for i in sorted(tokens)]


def _is_near(child: Word) -> bool:
    is_link = child.dep_ in _LINKS | _FUNCTION | {"pobj", "pcomp", "amod", "compound"}
    return is_link and not is_beside(child)


def _near(head: Word, sides: dict[int, str], depth: int = 0, prefix: str = "") -> Iterator[tuple[str, str, int]]:
    """Yield (relation, word, depth) of the words around a predicate, nearest first."""
    for child in (child for child in head.children if not is_beside(child)):
        if child.dep_ == "aux" and child.tag_ == "TO" and framed(head) != head:
            continue
        if child.dep_ in _FUNCTION:
            yield f"{prefix}{child.dep_}", _lemma(child), depth
        elif child.dep_ in {"nsubj", "csubj", "expl"} and depth > 0:
            yield f"{prefix}nsubj", _masked(child, sides), depth
        elif child.dep_ in _LINKS:
            yield f"{prefix}{child.dep_}", _masked(child, sides), depth
            if depth < _DEPTH:
                yield from _near(child, sides, depth + 1, _short(child) + ">")
        elif child.dep_ == "pobj" or child.dep_ in _MODIFIERS:
            yield f"{prefix}{child.dep_}", _masked(child, sides), depth
            if depth < _DEPTH and child.dep_ == "pobj":
                yield from _near(child, sides, depth + 1, prefix)


def _short(token: Word) -> str:
    return token.lower_ if token.dep_ in {"prep", "agent", "mark"} else token.dep_


def _masked(token: Word, sides: dict[int, str]) -> str:
    if token.i in sides:
        return sides[token.i]
    return f"<{token.ent_type_}>" if token.ent_type_ in MASKED else _lemma(token)


def _lemma(token: Word) -> str:
    particles = [child.lower_ for child in token.children if child.dep_ == "prt"]
    return "_".join([token.lemma, *particles])


def _above(head: Word) -> Iterable[str]:
    """Yield how the predicate hangs in its sentence: under which word, marked by what."""
    top = framed(head)
    is_main = top.dep_ == "ROOT" or is_beside(top)
    yield "dep=ROOT" if is_main else f"dep={top.dep_}"
    if not is_main:
        yield f"up={top.dep_}:{top.head.lemma}"
    for child in head.children:
        if child.dep_ == "mark":
            yield f"mark={child.lower_}"
