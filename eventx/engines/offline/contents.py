"""What an act is about, and what only stands beside it in its sentence."""

from collections.abc import Iterator

from eventx.engines.offline.grammar import english
from eventx.engines.offline.phrases import VERBAL, IsActor, after, children, is_infinitive, name_of, subjects_of
from eventx.engines.offline.words import Word

_CONTENT = frozenset({"xcomp", "ccomp", "pcomp", "acl", "prep", "agent", "dobj", "pobj", "attr", "oprd", "acomp"})


def content(head: Word, *, beside: bool = False) -> Iterator[Word]:
    """Yield the words that are the content of an act: its objects and complements, not its side clauses.

    Args:
        head: the predicate.
        beside: whether acts beside it belong to it: "signed a pact during talks with".
    """
    for child in head.children:
        purpose = child.dep_ == "advcl" and is_infinitive(child)
        apart = is_fronted(child) or is_beside(child) or is_way(child) or (tells_when(child) and not beside)
        if (child.dep_ in _CONTENT and not apart) or purpose or is_gerund_behind(child):
            yield from _with_listed(child, beside=beside)


def consequences(head: Word) -> Iterator[Word]:
    """Yield participles that say what an act led to: "..., killing three"; "and abducting ten" is another act."""
    for child in head.children:
        if child.dep_ == "advcl" and child.tag_ == "VBG" and child.lemma in english().consequence:
            yield child
            yield from (c for c in children(child, "conj") if c.lemma in english().consequence)


def reports(head: Word) -> bool:
    """Tell whether a verb only reports what the clause below it says, or an act whose doer is named with it."""
    judges = head.lemma in english().perceiving or after(head, "as")  # "described the raid as"
    acts = [] if judges else children(head, "dobj")
    said = any(not is_beside(c) for c in children(head, "ccomp")) or any(map(_is_done_by, acts))
    return said and head.lemma in english().attribution


def _is_done_by(noun: Word) -> bool:
    """Tell whether a noun is an act that says who did it: "reported a raid by soldiers"."""
    is_act = noun.lemma in english().violence | english().inflicted | english().anaphoric
    return is_act and bool(children(noun, "poss") or after(noun, "by", "between"))


def claims(head: Word, is_actor: IsActor | None = None) -> bool:
    """Tell whether a verb says that something is so: "claimed to have won", "insisted that the law was needed".

    Args:
        head: the verb.
        is_actor: tells who can act; with it, what is said of another party does not count.
    """
    said = next((c for c in children(head, "ccomp", "xcomp") if c.i > head.i), None)
    if said is None or head.lemma not in english().claiming or is_wish(said):
        return False
    return is_actor is None or not _tells_of_others(said, is_actor)


def denies(head: Word) -> bool:
    """Tell whether a verb says that something is not so: "denied sending", "denied any role"; not "denied visas"."""
    facts = any(children(head, "xcomp", "ccomp")) or any(o.lemma in english().deniable for o in children(head, "dobj"))
    return head.lemma in english().rebutting and facts


def is_wish(verb: Word) -> bool:
    """Tell whether a verb below another stands in the subjunctive: "insisted that he go", "that they go"."""
    if verb.dep_ != "ccomp" or children(verb, "aux") or verb.tag_ not in {"VB", "VBP"}:
        return False
    one = [s for s in children(verb, "nsubj") if s.tag_ in {"NN", "NNP"} and not children(s, "conj")]
    asked = verb.head.lemma in english().mandative and verb.lemma not in {"be", "have"}
    return verb.tag_ == "VB" or bool(one) or asked


def _tells_of_others(said: Word, is_actor: IsActor) -> bool:
    """Tell whether others take part in what somebody says, and not only he himself, "they", "his men"."""
    subjects = subjects_of(said)
    if all(_is_own(s) for s in subjects) and not children(said, "nsubjpass"):
        return False
    named = any(is_actor(name_of(t).text) for t in said.subtree if t.pos_ in {"NOUN", "PROPN"})
    return named or any(s.pos_ == "PRON" and not _is_own(s) for s in subjects)


def _is_own(subject: Word) -> bool:
    """Tell whether a subject may be who speaks, or belongs to him."""
    return subject.lower_ in english().speakers or any(c.pos_ == "PRON" for c in children(subject, "poss"))


def tells_when(child: Word) -> bool:
    """Tell whether a phrase names another act that this one goes with: "after a raid by", "despite talks with"."""
    does = child.lower_ == "before" and bool(children(child, "pcomp"))  # "searched the boats before arresting"
    return child.dep_ == "prep" and (does or child.lower_ in english().beside)


def is_beside(child: Word) -> bool:
    """Tell whether a clause before its verb is told beside it, not by it: "Police held a man; judges will hear him"."""
    if child.dep_ != "ccomp" or child.i > child.head.i:
        return False
    main = child.head
    says = main.lemma in english().attribution | english().speaking
    acts = not says and bool(children(main, "dobj", "prep"))  # "..., the minister complained" has neither
    quotes = any(t.text in {'"', "''"} for t in main.doc[child.i : main.i])
    return (acts and not quotes) or any(t.text == ";" for t in main.doc[child.i : main.i])


def is_gerund_behind(child: Word) -> bool:
    """Tell whether a gerund is what its verb is about, though the parse sets it aside: "ruled out recognising"."""
    between = child.doc[child.head.i + 1 : child.i]
    is_aside = child.dep_ == "advcl" and child.tag_ == "VBG"
    return is_aside and len(between) > 0 and all(t.dep_ == "prt" for t in between)


def is_way(preposition: Word) -> bool:
    """Tell whether a phrase says where a way leads: "the road between Tunis and Sfax"."""
    return preposition.lower_ == "between" and preposition.head.lemma in english().ways


def is_fronted(child: Word) -> bool:
    """Tell whether a phrase stands before its verb and tells of something beside: "With tanks massing, Peru warned"."""
    return child.dep_ == "prep" and child.i < child.head.i and child.head.pos_ in VERBAL


def _with_listed(token: Word, *, beside: bool) -> Iterator[Word]:
    """Yield a word of some content, what is inside it, and what is listed beside it."""
    yield token
    yield from content(token, beside=beside)
    for child in token.children:
        if child.dep_ == "conj" and token.dep_ in {*_CONTENT, "conj"}:
            yield from _with_listed(child, beside=beside)
