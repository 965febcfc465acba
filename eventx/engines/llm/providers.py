"""Who answers: providers, their addresses and the variables that hold their keys, and prices."""

import csv
import os
from functools import lru_cache
from importlib.util import find_spec
from typing import Literal, NamedTuple

from pydantic import Field

from eventx.errors import EngineError
from eventx.resources import data_folder, read_toml
from eventx.schema.record import Record

Mode = Literal["strict", "json_schema", "tools", "json"]
"""How structured output is asked for: a schema that binds the provider, one it may bind, a tool call, or words."""

SERVER_KEY = "EVENTX_LLM_KEY"
"""The variable with the key of a server named by its address; a provider's key goes to the provider alone."""


class Provider(Record):
    """One entry of ``schemas/llm/providers.toml``."""

    url: str
    key: str | None = Field(default=None, description="The environment variable of the key, if one is needed.")
    dialect: Literal["openai", "anthropic"] = "openai"
    package: str = Field(default="openai", description="The Python package that speaks the dialect.")
    mode: Mode = "json_schema"
    limit: str = Field(default="max_tokens", description="The request field that caps the length of an answer.")
    seed: bool = Field(default=True, description="Whether requests may carry a seed.")


class Connection(Record):
    """A model at an address. It knows where the key is, and never the key."""

    reference: str
    provider: Provider
    model: str
    named: bool = Field(default=True, description="False when the user gave the address.")

    @property
    def own_server(self) -> bool:
        """Whether the model runs at an address that the user gave, or on this machine."""
        return not self.named or self.provider.key is None

    @property
    def key_variable(self) -> str | None:
        """The environment variable that holds the key."""
        return self.provider.key if self.named else SERVER_KEY

    def key(self) -> str:
        """Return the key; a server without one is sent a word that means nothing."""
        return os.environ.get(self.key_variable or "", "").strip() or "none"


class Availability(NamedTuple):
    """Whether an engine can be used here, and what is missing or must be running."""

    name: str
    ready: bool
    missing: str = ""


class Price(NamedTuple):
    """US dollars for a million tokens."""

    input: float
    cached_input: float
    cache_write: float
    output: float


@lru_cache(maxsize=1)
def providers() -> dict[str, Provider]:
    """Return the known providers by name."""
    table = read_toml("schemas", "llm", "providers.toml")
    return {name: Provider.model_validate(entry) for name, entry in table.items()}


def connect(reference: str, base_url: str | None = None) -> Connection:
    """Return the connection that ``provider/model`` names.

    Args:
        reference: ``openai/gpt-5-mini``; with ``base_url`` the part before the slash is free.
        base_url: the address of an OpenAI-compatible server, such as ``http://localhost:8000/v1``.

    Raises:
        EngineError: no such provider, no model, no key, or a package is missing.
    """
    name, _, model = reference.partition("/")
    if not model:
        raise EngineError(f"engine {reference!r}: name a model too, such as {name or 'openai'}/MODEL")
    if base_url is not None:
        return Connection(reference=reference, provider=_server(base_url), model=model, named=False)
    if name not in providers():
        raise EngineError(
            f"no provider {name!r}; there are: {', '.join(providers())}. Any other server: give its base_url"
        )
    missing = _missing(providers()[name])
    if missing:
        raise EngineError(f"engine {reference!r}: {missing}")
    return Connection(reference=reference, provider=providers()[name], model=model)


def available() -> list[Availability]:
    """Return each provider with what it lacks on this machine; nothing is sent anywhere."""
    rows = ((name, provider, _missing(provider)) for name, provider in providers().items())
    return [
        Availability(f"{name}/MODEL", not missing, missing or _needed(provider)) for name, provider, missing in rows
    ]


def scrub(text: str, connection: Connection) -> str:
    """Return a text without the connection's key."""
    key = connection.key()
    return text.replace(key, "[key]") if key != "none" else text


@lru_cache(maxsize=1)
def _prices() -> dict[tuple[str, str], Price]:
    with data_folder("schemas", "llm", "prices.csv").open(encoding="utf-8", newline="") as file:
        return {(row["provider"], row["model"]): _price(row) for row in csv.DictReader(file)}


def price(connection: Connection) -> Price | None:
    """Return the price of a model, or None when it is not known."""
    name = connection.reference.partition("/")[0]
    return _prices().get((name, connection.model)) if connection.named else None


def _price(row: dict[str, str]) -> Price:
    full = float(row["input"])
    cached, written = (float(row[field] or full) for field in ("cached_input", "cache_write"))
    return Price(full, cached, written, float(row["output"]))


def _server(base_url: str) -> Provider:
    if set("@?#") & set(base_url):
        raise EngineError(
            f"base_url: give the bare address, without user, password or query; a key goes into {SERVER_KEY}"
        )
    if not base_url.startswith(("http://", "https://")):
        raise EngineError(f"base_url {base_url!r}: it must begin with http:// or https://")
    return Provider(url=base_url.rstrip("/"), key=SERVER_KEY)


def _needed(provider: Provider) -> str:
    return "" if provider.key else f"when a server answers at {provider.url}"


def _missing(provider: Provider) -> str:
    if find_spec(provider.package) is None:
        return f"needs the package {provider.package!r}: pip install {provider.package}"
    if provider.key and not os.environ.get(provider.key, "").strip():
        return f"no key: set the environment variable {provider.key}"
    return ""
