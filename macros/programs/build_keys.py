"""What a build depends on besides the records that its outputs read: code, templates, settings, programs.

`code_key` is part of the key of every output. `everything_key` stands for a whole build: while it is the same, nothing
that a build reads has changed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from macros.core.archive import RECORDS
from macros.core.noting.fingerprints import FINGERPRINT_SIZE

_CODE = Path(__file__).resolve().parent.parent
_ENVIRONMENT = ("SOURCE_DATE_EPOCH", "TZ", "LANG", "LC_ALL", "LC_TIME")
"""Variables that may change what a program writes."""
_BESIDE = ("Makefile", "mkdocs.yml")
"""Files at the top that pages read, or that say how they are built."""
_INSTALLED = (".dist-info", ".egg-info", ".egg-link", ".pth")


def code_key(root: Path, theme: Path, settings: str) -> bytes | None:
    """The key of our own code, templates and styles, of what is installed, and of the settings of the generator.

    None if the code is no longer that with which this process began: what it makes is made by neither.
    """
    if _key_of([_CODE]) != _AT_START:
        return None
    given = [sys.version, settings, *(f"{name}={os.environ.get(name)}" for name in _ENVIRONMENT), *_installed()]
    told = "\0".join(given).encode("utf-8", "surrogateescape")
    return _key_of([theme, _CODE.parent / "Makefile", *(root / name for name in _BESIDE)], _AT_START + told)


def everything_key(root: Path, code: bytes, told: bytes) -> bytes:
    """The key of everything: the code, what is told of history and day, every file with records or prose."""
    return _key_of([root / name for name in RECORDS], code + told)


def _key_of(places: Iterable[Path], told: bytes = b"") -> bytes:
    found = blake2b(told, digest_size=FINGERPRINT_SIZE)
    for path, content in _contents(places):
        found.update(b"%d %d %b%b" % (len(path), len(content), path, content))
    return found.digest()


def _installed() -> list[str]:
    """Every distribution with its version, as the names of its folders say."""
    folders = [Path(folder) for folder in sys.path if folder.endswith("-packages") and Path(folder).is_dir()]
    return sorted(one.name for folder in folders for one in folder.iterdir() if one.name.endswith(_INSTALLED))


def _contents(places: Iterable[Path]) -> Iterator[tuple[bytes, bytes]]:
    """Every file at or below some places, with its path below the place.

    A link to a folder is not followed; since nothing is known of what is there, it has another content each time. So
    has a file that cannot be read: the check says what is wrong with it.
    """
    for place in places:
        if place.is_file():
            yield place.name.encode(), _content(place)
        for folder, inner, names in os.walk(place):
            inner[:] = sorted(name for name in inner if name != "__pycache__")
            for name in filter(lambda name: Path(folder, name).is_symlink(), inner):
                yield name.encode("utf-8", "surrogateescape"), os.urandom(FINGERPRINT_SIZE)
            for name in sorted(names):
                file = Path(folder, name)
                path = f"{place.name}/{file.relative_to(place).as_posix()}".encode("utf-8", "surrogateescape")
                yield path, _content(file) if file.is_file() else b""


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return os.urandom(FINGERPRINT_SIZE)


_AT_START = _key_of([_CODE])
"""The key of our own code when this process began: modules and templates are read once."""
