"""The base of all records, and ids that are hashes of content."""

import hashlib
import json
from typing import Any

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen value with named fields and nothing else."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=False)


def content_id(prefix: str, *parts: Any) -> str:
    """Return an id made of ``prefix`` and 16 hex digits of the SHA-256 of ``parts``."""
    payload = json.dumps(parts, ensure_ascii=False, default=str, separators=(",", ":"))
    return f"{prefix}{hashlib.sha256(payload.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
