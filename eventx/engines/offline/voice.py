"""Voice: whether a verb is done by its subject or to it, also where the parse hides it."""

from eventx.engines.offline.grammar import english
from eventx.engines.offline.phrases import VERBAL, after, children, goes_with, is_time, objects_of
from eventx.engines.offline.words import Word


def is_acted_on(head: Word) -> bool:
    """Tell whether the subject of a verb is acted on; it may lack its auxiliary: "A man robbed by a gang fled"."""
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in head.children):
        return bool(children(head, "auxpass")) or not calls(head)
    if head.tag_ != "VBN" or children(head, "aux", "dobj"):
        return False
    agents = (c for verb in (head, *listed_behind(head)) for c in children(verb, "agent"))
    return any(c.i > head.i for c in agents) or bool(agents_behind(head)) or _shares_subject(head)


def _shares_subject(head: Word) -> bool:
    """Tell whether a bare participle is done to a subject elsewhere: "stopped and expelled", "was found shot"."""
    above = head.head
    if above.pos_ not in VERBAL or children(head, "nsubj"):
        return False
    is_aside = head.dep_ == "advcl" and (head.i < above.i or head.doc[head.i - 1].text == ",")
    is_listed = head.dep_ in {"conj", "advcl"} and (is_acted_on(above) or bool(passive_modified(above)))
    is_found = head.dep_ in {"xcomp", "oprd"} and bool(children(above, "nsubjpass"))
    return is_aside or is_listed or is_found


def listed_behind(head: Word) -> list[Word]:
    """Return the participles right behind one, which share their agent with it: "shot and killed by"."""
    near = [c for c in children(head, "conj") if c.i <= head.i + 2 and c.tag_ == "VBN"]
    return [verb for c in near for verb in (c, *listed_behind(c))]


def agents_of(verb: Word) -> list[Word]:
    """Return who stands behind the "by" of a verb."""
    return [o for agent in children(verb, "agent") for o in objects_of(agent)]


def agents_behind(verb: Word) -> list[Word]:
    """Return who stands behind a "by" that the parse hangs on what is told of a passive: "accused of spying by"."""
    links = (p for p in children(verb, "prep") if p.lower_ in {"of", "for", "with"})
    inside = children(verb, "xcomp") + [t for p in links for t in children(p, "pcomp", "pobj")]
    bare = (t for t in inside if not (_has_doer(t) or children(t, "auxpass")))
    return [o for t in bare for o in after(t, "by") if not is_time(o)]


def _has_doer(word: Word) -> bool:
    """Tell whether who stands behind "by" did what a word names: "blamed for the raid by", "told to stop raids by"."""
    if word.pos_ in VERBAL:
        return any(map(_is_act, children(word, "dobj")))
    return _is_act(word) or word.lemma in english().anaphoric | english().undertakings


def _is_act(noun: Word) -> bool:
    """Tell whether a noun is an act that somebody did: "a raid", "the seizure of"."""
    return noun.lemma in english().violence | english().inflicted or bool(after(noun, "of"))


def passive_modified(head: Word) -> list[Word]:
    """Return the noun that a bare participle modifies: "protesters detained by police"."""
    if head.dep_ not in {"acl", "relcl"} or head.tag_ != "VBN" or children(head, "nsubj"):
        return []
    if calls(head) or verbless(head) is not None:
        return []
    return [_counted(head.head)]


def _counted(noun: Word) -> Word:
    """Return who is "among those" that something is done to, or the noun itself."""
    governor = noun.head.head
    is_list = noun.lower_ == "those" and noun.head.lower_ == "among" and governor.lemma == "be"
    return next(iter(children(governor, "nsubj")), noun) if is_list else noun


def verbless(head: Word) -> Word | None:
    """Return the noun at the top of a sentence whose verb the parse took for a participle.

    "A general, who asked not to be named, accused Chile": a participle has no object.
    """
    top = head.sent.root
    if head.dep_ != "acl" or head.tag_ not in {"VBN", "VBD"} or top.pos_ not in {"NOUN", "PROPN"} or top.i > head.i:
        return None
    leads = bool(children(head, "xcomp")) and head.doc[head.i - 1].text == ","
    is_active = leads or bool(children(head, "dobj")) or calls(head)
    return top if is_active and any(t.text == "," for t in head.doc[top.i : head.i]) else None


def calls(head: Word) -> bool:
    """Tell whether "called" is what the noun before it did: "The party called on the president to go"."""
    return head.lemma == "call" and goes_with(head, english().calling, "prep", "prt")
