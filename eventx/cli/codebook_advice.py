"""What would make a codebook better without being wrong: what ``eventx codebook check`` advises."""

from collections.abc import Iterator

from eventx.codebook import NO_EVENT, Codebook

SUFFIXES = {"codes": ".toml", "examples": ".tsv", "passages": ".jsonl"}
"""The files that are read in each folder of a codebook."""

NAMED = 8
"""Codes that one line of advice names."""


def advice(codebook: Codebook) -> list[str]:
    """Return what would make a codebook better, one line each."""
    return [*_undefined(codebook), *_never_silent(codebook), *_ignored(codebook)]


def _undefined(codebook: Codebook) -> Iterator[str]:
    bare = [code.code for code in codebook.codes.values() if not code.definition]
    if bare:
        more = f" and {len(bare) - NAMED} more" if len(bare) > NAMED else ""
        yield f"no definition: {', '.join(bare[:NAMED])}{more}. Language models code by definitions; offline needs none"


def _never_silent(codebook: Codebook) -> Iterator[str]:
    """Advise examples of no event, own or lent; passages teach the same by all that they tell besides their events."""
    lent = any(NO_EVENT in loan.names.values() for _, loan in codebook.lenders)
    silent = lent or any(example.code == NO_EVENT for example in codebook.examples) or bool(codebook.passages)
    if codebook.can_be_learned and not silent:
        yield (
            f"no examples with the code {NO_EVENT}: from a dozen sentences that tell no event "
            "the offline coder learns when to be silent"
        )


def _ignored(codebook: Codebook) -> Iterator[str]:
    """Name the files that nobody reads because of their suffix."""
    for folder, suffix in SUFFIXES.items():
        for path in sorted((codebook.folder / folder).glob("*")):
            if path.suffix != suffix and not path.name.startswith("."):
                yield f"{folder}/{path.name}: not read; files in {folder}/ end in {suffix}"
