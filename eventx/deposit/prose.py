"""What people read in a deposit: README and citation, filled from templates."""

from pathlib import Path
from string import Template

from eventx.codebook import CodebookHead
from eventx.deposit.tables import Deposited
from eventx.quoting import SHORT, Quotes

_TEMPLATES = Path(__file__).with_name("templates")
_QUOTED: dict[Quotes, str] = {
    "none": "no quotes: the columns `quote` and `raw` are empty.",
    "short": f"quotes of at most {SHORT} characters, cut at a word's end and then marked '...'.",
    "full": "full quotes, a sentence or paragraph each.",
}


def title(deposited: Deposited) -> str:
    """Return the title of the dataset."""
    settings = deposited.settings
    name = deposited.codebook.name if deposited.codebook else settings.codebook
    return f"Political event data coded from news articles (codebook {name}, engine {settings.engine})"


def description(deposited: Deposited) -> str:
    """Return in a sentence what the dataset holds and how it was made."""
    counts = deposited.counts
    return (
        f"{counts.events:,} events in {counts.mentions:,} coded passages of {counts.coded:,} news articles: "
        f"who did what to whom, when and where, coded with eventx {deposited.settings.eventx_version}."
    )


def readme(deposited: Deposited) -> str:
    """Return the README of the deposit."""
    head = deposited.codebook.head if deposited.codebook else None
    return _filled(
        "README.md", deposited,
        files="\n".join(f"| `{t.csv.path}`, `.parquet` | {t.rows:,} | {t.title} |" for t in deposited.tables),
        quoted=_QUOTED[deposited.quotes],
        about_codebook=_paragraph(f"{head.title}.", head.description) if head else "Not at hand when this was written.",
        codebook_licence=head.licence if head else "See its authors.",
        scales=_scales(head) if head else "",
    )  # fmt: skip


def citation(deposited: Deposited) -> str:
    """Return a citation file with blanks for what eventx cannot know."""
    return _filled("CITATION.cff", deposited)


def _filled(template: str, deposited: Deposited, **values: str) -> str:
    text = (_TEMPLATES / template).read_text(encoding="utf-8")
    counts = {f"n_{name}": f"{number:,}" for name, number in deposited.counts.model_dump().items()}
    settings = deposited.settings
    facts = {name: str(getattr(settings, name)) for name in ("engine", "codebook_version", "eventx_version")}
    facts |= {"title": title(deposited), "description": description(deposited)}
    return Template(text).substitute(counts | facts | values)


def _scales(head: CodebookHead) -> str:
    told = {"Quad classes": head.quad_mapping, "Scores": head.goldstein_scale}
    return "\n".join(f"- {name}: {scale}" for name, scale in told.items() if scale)


def _paragraph(*parts: str) -> str:
    return " ".join(" ".join(parts).split())
