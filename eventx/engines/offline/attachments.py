"""What words depend on, where the parser is wrong in a plain way."""

from spacy.tokens import Token

from eventx.engines.offline.grammar import english

_TENSED = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_OWN = frozenset({"nsubj", "nsubjpass", "aux", "auxpass"})


def head_of(token: Token) -> Token:
    """Return what a word depends on, the word itself for the root of a sentence.

    A verb that goes on with the subject of one further up is hung on the one right before it: "asked Peru to leave and
    expelled its envoy", "said the talks had failed and blamed Peru".
    """
    above = token.head
    if token.dep_ != "conj" or token.tag_ not in _TENSED or any(child.dep_ in _OWN for child in token.children):
        return above
    if above.tag_ == "VB":
        finite = next((a for a in above.ancestors if a.tag_ in _TENSED), None)
        return finite if finite is not None and finite.tag_ == token.tag_ else above
    says = above.dep_ == "ccomp" and above.head.lemma_ in english().attribution and above.i > above.head.i
    is_next = says and above.head.tag_ == token.tag_ and token.lemma_ in english().addressing
    return above.head if is_next else above
