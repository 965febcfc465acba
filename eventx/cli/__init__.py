"""The command line: parse, call the public functions, print. Data goes to stdout, talk to stderr.

Exit codes: 0 all fine, 1 some articles failed, 2 misuse, 130 stopped by the user.
"""

import sys
from io import TextIOWrapper

from eventx.cli import (
    aggregate,
    codebook,
    engines,
    evaluate,
    export,
    extract,
    lookup,
    prompt,
    read,
    recode,
    report,
    schema,
    show,
)
from eventx.cli.app import app

__all__ = ["app", "main"]

for module in (extract, read, show, export, aggregate, report, recode, evaluate):
    module.add_to(app)
for name, group in {
    "schema": schema.group,
    "codebook": codebook.group,
    "engines": engines.group,
    "prompt": prompt.group,
    "actors": lookup.actors,
    "places": lookup.places,
}.items():
    app.add_typer(group, name=name)


def main() -> None:
    """Run the command line; output is UTF-8 on every platform."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app(prog_name="eventx")
