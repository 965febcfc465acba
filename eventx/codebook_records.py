"""What a codebook is made of: codes, attributes, examples, passages, cues, and its head."""

from typing import Literal, NamedTuple, Self

from pydantic import Field, model_validator

from eventx.schema.record import Record


class Code(Record):
    """One event code with its rules and scales."""

    code: str = Field(min_length=1, max_length=80)
    label: str
    parent: str | None = None
    root: str = ""
    quad_class: int | None = None
    goldstein: float | None = None
    plover: str | None = None
    reciprocal: Literal["", "joint", "always"] = Field(
        "", description="always: the act binds both sides; joint: it does when the sides are named as one subject."
    )
    definition: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


class Attribute(Record):
    """A typed value that a codebook asks for beside the code."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")
    type: Literal["text", "integer", "number", "boolean", "choice"] = "text"
    values: tuple[str, ...] = ()
    description: str = ""

    @model_validator(mode="after")
    def _choices_named(self) -> Self:
        if (self.type == "choice") != bool(self.values):
            raise ValueError("values are given for attributes of type 'choice', and only for those")
        return self


class Example(Record):
    """A sentence with its code and the marked words of source, action and target."""

    code: str
    text: str
    contrast: str | None = None
    source: tuple[int, int] | None = None
    action: tuple[int, int] | None = None
    target: tuple[int, int] | None = None


class PassageEvent(Record):
    """One event that a passage reports; the words stand in the passage."""

    code: str
    action: str = Field(min_length=1)
    source: str = ""
    target: str = ""


class Passage(Record):
    """A paragraph with all the events it reports: whatever else it says is none."""

    text: str
    events: tuple[PassageEvent, ...] = ()


class Cue(Record):
    """A frame of words that points to a code: see ``cues.tsv``."""

    code: str
    head: str
    dependents: tuple[str, ...] = ()


class Turn(Record):
    """A code that is another by who acts, on whom, and what that one did before; what is empty does not matter."""

    code: str
    done_by: tuple[str, ...] = Field((), description="CAMEO roles of the actor, or first three letters of the code.")
    done_to: tuple[str, ...] = Field((), description="The same of the target.")
    after: tuple[str, ...] = Field((), description="Roots of what the target is told to have done before.")
    becomes: str


class Loan(NamedTuple):
    """What the codes of another codebook are called in one that learns from it."""

    names: dict[tuple[str, str], str]
    """By code and head; the empty head stands for all predicates that no other row of the code names."""

    @property
    def codes(self) -> set[str]:
        """The codes that are lent."""
        return {code for code, _ in self.names}

    def name(self, code: str, head: str) -> str | None:
        """Return what an act with a code and the lemma of its predicate is called here; None if it is not lent."""
        return self.names.get((code, head)) or self.names.get((code, ""))


class CodebookHead(Record):
    """What ``codebook.toml`` says besides its codes."""

    name: str = Field(pattern=r"^[a-z][a-z0-9-]{0,31}$")
    version: str
    title: str = ""
    description: str = ""
    licence: str = ""
    quad_mapping: str | None = Field(None, description="Which published mapping of roots to quad classes is used.")
    goldstein_scale: str | None = Field(None, description="Which published scale the Goldstein values come from.")
    speech_acts: tuple[str, ...] = Field(
        (),
        description="Roots whose very content is future, conditional or denied: promises, demands, threats, refusals.",
    )
    refusals: tuple[str, ...] = Field((), description="Roots and codes of refusals: a negation belongs to the act.")
    spoken: tuple[str, ...] = Field((), description="Roots of acts done by speaking; verbs of saying state no others.")
    one_sided: tuple[str, ...] = Field((), description="Roots of acts that need no target to be an event.")
    demanding: tuple[str, ...] = Field((), description="Roots of what a speaker does who says that others must act.")
    accusing: tuple[str, ...] = Field((), description="Roots of accusations; a claim about oneself is none.")
    inward: tuple[str, ...] = Field((), description="Roots of acts that are done at home unless another land is named.")
    domestic: tuple[str, ...] = Field((), description="Roots and codes of acts meant for one's own land.")
    undirected: tuple[str, ...] = Field((), description="Roots of what is said to nobody when nobody is named.")
    violent: tuple[str, ...] = Field((), description="Roots of acts of force, which strike the land they are done in.")
    residual: tuple[str, ...] = Field((), description="Codes of what is only said; the offline engine leaves them out.")
    private: tuple[str, ...] = Field(
        (),
        description="CAMEO roles, or kinds of actors without one, whose acts among themselves are no events; "
        "force and protest are.",
    )
    sideless: tuple[str, ...] = Field((), description="Roots of acts that are events even when nobody is named.")
    untargeted: tuple[str, ...] = Field((), description="Roots and codes of acts that have no target.")
    turns: tuple[Turn, ...] = Field((), description="Codes that are others by the sides.")
    attributes: tuple[Attribute, ...] = ()
    codes: tuple[Code, ...] = ()
