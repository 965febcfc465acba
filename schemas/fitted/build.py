"""Fit the offline coder of the bundled codebooks, so that nobody has to wait for it.

    python schemas/fitted/build.py

Run it after any change to a codebook, an actor or language table, or the code that turns examples
into features; a test says when it is due.
"""

from pathlib import Path

from eventx.codebook import MARKER, load_codebook
from eventx.engines.offline.coder import OfflineCoder
from eventx.engines.offline.fitted import packed
from eventx.resources import bundled


def main() -> None:
    """Write one file for each bundled codebook."""
    for name in bundled("schemas/codebooks", MARKER):
        coder = OfflineCoder(load_codebook(name))
        path = Path(__file__).with_name(f"{name}.npz")
        path.write_bytes(packed(coder.fit(), coder.fingerprint))
        print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
