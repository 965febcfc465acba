"""The engine's hash tells whether drafts can be the same; a damaged cache costs time alone."""

from pathlib import Path

import pytest

from eventx.codebook import load_codebook
from eventx.engines.offline import engine as module
from eventx.engines.offline import fitted
from eventx.engines.offline.classifier import Classifier
from eventx.engines.offline.engine import OfflineEngine


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The modules that read articles, in a folder where they can be changed."""
    for folder in module.CODE:
        (tmp_path / folder.name).mkdir()
        for path in folder.glob("*.py"):
            (tmp_path / folder.name / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(module, "CODE", tuple(tmp_path / folder.name for folder in module.CODE))
    return tmp_path


def test_the_fingerprint_is_a_hash_and_tells_of_statements() -> None:
    cameo = load_codebook("cameo")
    hashes = {OfflineEngine(cameo, statements=wanted).fingerprint for wanted in (False, True)}
    assert len(hashes) == 2
    assert all(len(found) == 64 and int(found, 16) for found in hashes)


@pytest.mark.parametrize("name", ["offline/story.py", "offline/parties.py", "resolving/actor_scenes.py"])
def test_the_fingerprint_changes_with_every_module_that_reads_or_resolves(copied: Path, name: str) -> None:
    reader = OfflineEngine(load_codebook("cameo"))
    module._code_hash.cache_clear()
    before = reader.fingerprint
    (copied / name).write_text("CHANGED = True\n", encoding="utf-8")
    module._code_hash.cache_clear()
    assert reader.fingerprint != before
    module._code_hash.cache_clear()


def test_the_fingerprint_knows_the_word_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []
    monkeypatch.setattr(module, "folder_hash", lambda *folders: hashed.extend(f.name for f in folders) or "")
    module._tables_hash.cache_clear()
    reader = OfflineEngine(load_codebook("cameo"))
    before = reader.fingerprint
    module._tables_hash.cache_clear()
    assert {"actors", "language", "places"} <= set(hashed)
    monkeypatch.setattr(module, "words_hash", lambda: "other words")
    assert reader.fingerprint != before
    module._tables_hash.cache_clear()


@pytest.mark.parametrize("left", [0, 10, 400, -30])
def test_a_cut_cache_counts_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: int) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    kept = fitted.load_fitted("plover", module.OfflineCoder(load_codebook("plover")).fingerprint, vectors=True)
    assert kept
    assert all(isinstance(classifier, Classifier) for classifier in kept.values())
    fitted.keep_fitted(kept, "own", "print", vectors=True)
    assert fitted.load_fitted("own", "print", vectors=True)
    (path,) = tmp_path.rglob("own-*.npz")
    path.write_bytes(path.read_bytes()[:left])
    assert fitted.load_fitted("own", "print", vectors=True) is None
