"""``eventx engines``: ways of reading articles."""

from eventx.cli.app import new_group, say

group = new_group("Ways of reading articles.")


@group.command("list")
def list_() -> None:
    """List the engines, and what each lacks on this machine."""
    from eventx.engines import available_engines

    for engine in available_engines():
        say(f"{engine.name:<24} {f'ready {engine.missing}' if engine.ready else engine.missing}".rstrip())
