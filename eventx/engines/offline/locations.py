"""Where: the place of a sentence that a predicate's act happens in."""

from eventx.engines.offline.contents import reports
from eventx.engines.offline.grammar import english
from eventx.engines.offline.parser import original
from eventx.engines.offline.participants import COMPLEMENTS
from eventx.engines.offline.participles import ends, goes_along
from eventx.engines.offline.phrases import (
    SUBJECTS,
    IsActor,
    children,
    goes_with,
    name_of,
    objects_of,
    phrase,
    subjects_of,
    verb_of,
)
from eventx.engines.offline.words import Word, Words
from eventx.resolving.event_places import act_words
from eventx.resolving.gazetteer import entries, fold, known
from eventx.resolving.toponyms import MIDDLING, place_words

_GOALS = frozenset({"to", "into", "onto", "on", "over", "of", "against"})
"""Prepositions before what an act reaches, as an object does: "sent troops to Menaka", "the siege of Rastan"."""

_RELATED = frozenset({"about", "for", "over", "after", "before", "since", "as", "like", "despite"})
"""Prepositions before what an act is only related to: "arrested three over a bombing in Jos"."""

_OCCASIONS = frozenset({"during", "on", "under"})
"""Prepositions that, like those of place, begin the circumstances of an act: "said on a visit to Nagoya"."""

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NO_PLACES = frozenset({"PERSON", "NORP", "DATE", "TIME", "EVENT", "LAW", "LANGUAGE", "WORK_OF_ART"})
_SHARING = frozenset({"ccomp", "xcomp", "pcomp", "conj", "parataxis"})
_OWN, _BELOW, _ABOVE, _REACHED, _SUBJECT, _LEFT, _END = range(7)
"""Where a place stands for a verb: with it, its content, what governs it; its object; its subject; what it leaves; with
what ends its sentence."""


def place_of(head: Word, sentence: Words, *, is_speech: bool, is_actor: IsActor) -> str | None:
    """Return the place where a predicate's act happens, in the article's words.

    What a speech act only speaks of is no place of it: "urged them to meet in Nagoya", "will meet in Nagoya".
    """
    verb = verb_of(head)
    only = is_speech and (_is_unreal(verb) or not _is_in_person(verb))
    nouns = [token for token in sentence if token.dep_ in {"pobj", "dobj"}]
    ranks = ((_rank(noun, verb, is_only_spoken=only), noun) for noun in nouns)
    ranked = [(rank, _steps(noun), noun.i, noun) for rank, noun in ranks if rank is not None]
    named = [noun for rank, *_, noun in sorted(ranked) if _names_place(noun, rank, is_actor)]
    return original(_words(_narrower(named))) if named else None


def _narrower(named: list[Word]) -> Word:
    """Return the first place, or the one that it follows as what it lies in: "Damboa, in Borno State"."""
    start = phrase(named[0]).start
    before = [token.lower_ for token in named[0].doc[start - 2 : start]]
    end = start - 3 if before == [",", "in"] else start - 2 if before[1:] == [","] else None
    return next((noun for noun in named if noun.i == end), named[0])


def _words(noun: Word) -> Words:
    """Return the words of a place, without what explains it: "Nirim, the first shelling since May".

    What says that it is only near, and what a village lies in, belongs to them: "near Goma", "the village of X, in Y".
    """
    whole = phrase(noun)
    told = (c for c in noun.children if c.dep_ == "appos" and c.ent_type_ not in _PLACES and c.i > noun.i + 1)
    stop = next((c.left_edge.i - 1 for c in told if c.lemma not in place_words().types), whole.end)
    return noun.doc[_start(noun, whole) : _end(noun, min(stop, whole.end))]


def _start(noun: Word, whole: Words) -> int:
    """Return where the words of a place begin, with those that say that it is only near."""
    link = noun.head
    if noun.dep_ != "pobj" or link.i != whole.start - 1:
        return whole.start
    if link.lower_ == "of" and link.head.lower_ in english().compass:
        return link.head.i
    return link.i if link.lower_ in place_words().near else whole.start


def _end(noun: Word, end: int) -> int:
    """Return where the words of a place end, with those that say in what a village lies: ", in Kunar province"."""
    doc = noun.doc
    if (
        noun.lemma not in place_words().types
        or end + 2 >= len(doc)
        or doc[end].text != ","
        or doc[end + 1].lower_ != "in"
    ):
        return end
    inside = next((o for o in objects_of(doc[end + 1]) if any(t.ent_type_ in _PLACES for t in phrase(o))), None)
    return phrase(inside).end if inside is not None else end


def _rank(noun: Word, verb: Word, *, is_only_spoken: bool) -> int | None:
    """Return how near a noun stands to a verb as a place, the nearest first; None when it says nothing of it.

    An act is only spoken where speech is all of it: it happens where the speaker is, whatever place is spoken of.
    """
    owner, link = verb_of(noun), _link(noun)
    if verb.dep_ == "relcl" and noun in _scene(verb.head) and any(_leads_in(child) for child in verb.children):
        return _OWN
    is_of = link == "of" and noun.head.head.dep_ in SUBJECTS and _is_present(noun.head.head)
    if link in english().place_prepositions or is_of:  # "Residents of Kherson protested"
        rank = _rank_of_own if owner == verb else _rank_of_other
        return rank(noun, verb, is_only_spoken=is_only_spoken)
    if is_only_spoken or owner != verb or (_in_subject(noun, verb) and not _is_aimed(noun)):
        return None
    if noun.dep_ == "dobj" or link in _GOALS:
        return _REACHED
    return _LEFT if link == "from" and verb in {noun.head.head, noun.head.head.head} else None


def _is_aimed(noun: Word) -> bool:
    """Tell whether a noun is what an act of force is aimed at: "a strike on the village of Jenin killed two"."""
    return noun.dep_ == "pobj" and noun.head.lower_ in {"on", "against"} and noun.head.head.lemma in english().violence


def _link(noun: Word) -> str:
    """Return the preposition of a noun; whoever visits a place, or travels to it, is in it."""
    journeys = act_words().journeys
    if noun.dep_ != "pobj":
        return "in" if noun.head.lemma in journeys else ""
    if noun.head.lower_ == "of" and noun.head.head.lower_ in english().compass:
        return "near"  # "west of Goma"
    return "in" if noun.head.lower_ == "to" and noun.head.head.lemma in journeys else noun.head.lower_


def _rank_of_own(noun: Word, verb: Word, *, is_only_spoken: bool) -> int | None:
    """Return the rank of a noun behind a word of place in the clause of a verb."""
    branch = _branch(noun, verb)
    if branch.dep_ in SUBJECTS:
        return _SUBJECT if not is_only_spoken or _is_present(branch) else None
    if branch.lower_ in _RELATED:
        return None
    scene = branch.dep_ == "prep" and _sets_scene(branch) and not _is_topic(branch, verb)
    stands = (scene or _hears(branch)) and not _is_future(verb)
    return _OWN if stands or not is_only_spoken else None


def _rank_of_other(noun: Word, verb: Word, *, is_only_spoken: bool) -> int | None:
    """Return the rank of a noun that stands with another verb."""
    owner = verb_of(noun)
    is_along = goes_along(owner, verb) and (not is_only_spoken or owner.lemma in act_words().appearing)
    if is_along or (not is_only_spoken and verb in _governors(owner)):
        return _BELOW
    if owner in verb.ancestors and not (verb.dep_ == "conj" and _is_future(verb)):
        return _rank_above(noun, owner, verb, is_only_spoken=is_only_spoken)
    if not is_only_spoken and ends(owner, verb) and (owner.tag_ != "VBN" or _is_dated(noun)):
        return _END
    return _ABOVE if is_only_spoken and _is_attribution(owner, verb) else None


def _is_dated(noun: Word) -> bool:
    """Tell whether the day is told right behind a place: "accused of theft in Gulu on Monday"."""
    end = phrase(noun).end
    return any(token.ent_type_ in {"DATE", "TIME"} for token in noun.doc[end : end + 3])


def _rank_above(noun: Word, owner: Word, verb: Word, *, is_only_spoken: bool) -> int | None:
    """Return the rank of a noun that stands with a verb above.

    An act is where those were who tell of it only if they were there; behind a clause with its own subject a place
    stays with that clause.
    """
    branch, subjects = _branch(noun, owner), subjects_of(owner)
    reported, present = reports(owner) and not is_only_spoken, any(_is_present(subject) for subject in subjects)
    joined = verb.dep_ == "conj" and not subjects_of(verb)
    if branch in subjects:
        return _SUBJECT if (present and (reported or joined)) or (joined and not is_only_spoken) else None
    if branch.dep_ == "prep" and any(noun.i < subject.left_edge.i for subject in subjects):
        return _ABOVE if present or not reported else None
    stays = reported or (verb.dep_ == "conj" and not joined and noun.i > owner.i)
    scene = _sets_scene(branch) or _hears(branch) or _is_in_person(owner)
    return _ABOVE if owner in _sharing(verb) and scene and not stays else None


def _hears(branch: Word) -> bool:
    """Tell whether those who are told the news are where it is told: "told reporters in Accra"."""
    return branch.dep_ in {"dobj", "dative"} and branch.lemma in english().audience


def _scene(noun: Word) -> list[Word]:
    """Return a noun and those in its own phrase: the visit and the country of "a visit to Chad, where he met them"."""
    return [noun, *(o for c in noun.children if c.dep_ == "prep" for o in c.children)]


def _sets_scene(link: Word) -> bool:
    """Tell whether a preposition begins the circumstances of an act, not what it is about: "said at a meeting in"."""
    return link.lower_ in english().place_prepositions or link.lower_ in _OCCASIONS


def _leads_in(child: Word) -> bool:
    """Tell whether a word makes a relative clause happen in what it describes: "where", "in which"."""
    return child.lower_ == "where" or (_sets_scene(child) and any(c.lower_ == "which" for c in child.children))


def _is_in_person(verb: Word) -> bool:
    return verb.lemma in act_words().in_person


def _is_present(subject: Word) -> bool:
    """Tell whether a subject is somebody who speaks where they are."""
    return subject.lemma in act_words().present


def _is_attribution(owner: Word, verb: Word) -> bool:
    """Tell whether a verb belongs to the speaker at the end of a sentence, whom the parse took for an adverbial."""
    speaker = next((t for t in (owner, *owner.ancestors) if t.head == verb), None)
    told = speaker is not None and speaker.dep_ == "npadvmod" and speaker.i > verb.i
    return told and owner.lemma in english().attribution


def _is_topic(link: Word, verb: Word) -> bool:
    """Tell whether words behind a verb of speech belong to what it is about: "accused them of theft in ..."."""
    between = link.doc[verb.i + 1 : link.i]
    return any(t.dep_ == "prep" and not _sets_scene(t) for t in between) or (
        bool(between) and between[-1].lower_ in place_words().institutions
    )


def _sharing(verb: Word) -> list[Word]:
    """Return the verbs whose place is a verb's own too: what governs it, and what it is joined to."""
    shared = []
    while verb.head != verb and (verb.dep_ in _SHARING or (verb.dep_ == "advcl" and not subjects_of(verb))):
        verb = verb_of(verb.head)
        shared.append(verb)
    return shared


def _governors(verb: Word) -> list[Word]:
    """Return the verbs that a verb is the content of."""
    found = []
    while verb.dep_ in COMPLEMENTS and verb.head != verb and not _is_of_noun(verb):
        verb = verb_of(verb.head)
        found.append(verb)
    return found


def _is_of_noun(verb: Word) -> bool:
    """Tell whether a verb is the content of a noun: "on suspicion of planning it"."""
    return verb.dep_ == "pcomp" and verb.head.head.pos_ == "NOUN"


def _is_future(verb: Word) -> bool:
    return goes_with(verb, english().future, "aux")


def _is_unreal(verb: Word) -> bool:
    """Tell whether an act is one to come or not done: "will meet", "would not sign"."""
    return any(c.tag_ == "MD" or c.dep_ == "neg" for c in children(verb, "aux", "neg"))


def _branch(token: Word, verb: Word) -> Word:
    """Return the child of a verb that a word hangs on."""
    while token.head not in {verb, token}:
        token = token.head
    return token


def _in_subject(token: Word, verb: Word) -> bool:
    return _branch(token, verb).dep_ in SUBJECTS


def _steps(token: Word) -> int:
    """Return how many words lie between a noun and its verb in the tree."""
    owner, steps = verb_of(token), 0
    while token not in {owner, token.head}:
        token, steps = token.head, steps + 1
    return steps


def _names_place(noun: Word, rank: int, is_actor: IsActor) -> bool:
    """Tell whether a noun names a place. Of what an act reaches, a country or capital is a party, a name a person."""
    if rank in {_REACHED, _LEFT}:
        is_object = noun.dep_ in {"dobj", "nsubjpass"} and noun.head.lemma in act_words().reaching
        if is_object or _is_aimed(noun):
            return _is_struck(noun) or _is_typed(noun, is_actor)
        told = noun.ent_type_ in _PLACES or (noun.ent_type_ != "PERSON" and noun.dep_ == "pobj")
        return not _is_seat(noun) and ((told and _is_known(noun)) or _is_typed(noun, is_actor))
    if rank == _SUBJECT and _is_wide(noun) and noun.head.lower_ not in {"across", "throughout"}:
        return noun.head.lower_ == "in" and _is_present(noun.head.head)
    return _is_name(noun, is_actor) or _is_typed(noun, is_actor)


def _is_struck(noun: Word) -> bool:
    """Tell whether the bare object of an attack is a place: a town, or a part of a country, "southern Lebanon"."""
    if any(c.lower_ in place_words().part for c in children(noun, "amod", "compound")):
        return noun.pos_ == "PROPN" and fold(noun.text) in known([fold(noun.text)])
    is_town = noun.ent_type_ in _PLACES or known([_folded(noun)]).get(_folded(noun), 0) >= MIDDLING
    return _is_known(noun) and is_town and not _is_wide(noun)


def _is_known(noun: Word) -> bool:
    name = _folded(noun)
    is_day = noun.ent_type_ == "DATE" and not _is_wide(noun)  # the tagger takes "Niger" for one
    return noun.pos_ == "PROPN" and not is_day and name in known([name])


def _folded(noun: Word) -> str:
    return fold(name_of(noun).text).removeprefix("the ")


def _is_name(noun: Word, is_actor: IsActor) -> bool:
    """Tell whether a noun is a name that the parser or the gazetteer takes for a place, or that nothing else bears."""
    if _folded(noun) in place_words().never or _kind(noun) == "continent":
        return False
    if noun.ent_type_ in _PLACES or _is_known(noun):
        return True
    return noun.pos_ == "PROPN" and noun.ent_type_ not in _NO_PLACES and not is_actor(phrase(noun).text)


def _is_typed(noun: Word, is_actor: IsActor) -> bool:
    """Tell whether a noun is a kind of place with its name: "the town of Beni", "Beni airport", "the hills of Beni"."""
    words, lemma = place_words(), noun.lemma
    if lemma == "capital":
        return any(c.tag_ in {"JJ", "DT", "NNP", "POS"} or c.dep_ in {"poss", "det"} for c in noun.children)
    if lemma not in words.types and lemma not in words.facilities and lemma not in words.grounds:
        return False
    inside = any(token.ent_type_ in _PLACES for token in phrase(noun))
    if inside or any(o.pos_ == "PROPN" for c in noun.children if c.lower_ == "of" for o in c.children):
        return True
    names = [c for c in noun.children if c.dep_ == "compound" and c.pos_ == "PROPN"]
    is_town = any(known([fold(c.text)]).get(fold(c.text), 0) >= MIDDLING and not c.text.isupper() for c in names)
    return bool(names) and (lemma in words.types or is_town or not is_actor(name_of(noun).text))


def _is_seat(noun: Word) -> bool:
    """Tell whether a name is that of a country or a capital."""
    return _is_wide(noun) or any(entry.capital for entry in entries(_folded(noun)))


def _is_wide(noun: Word) -> bool:
    """Tell whether a name is that of a country or a continent, which in a subject belongs to who acts."""
    return _kind(noun) in {"country", "continent"}


def _kind(noun: Word) -> str | None:
    """Return what kind of place the first is that bears a name."""
    return next((entry.place.kind for entry in entries(_folded(noun))), None)
