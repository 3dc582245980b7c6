"""Writing files that people keep: each is replaced whole, so that no interruption or full disk leaves half of it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path


def put(file: Path, content: str | bytes) -> None:
    """Write a file beside its place and move it there; it keeps its permissions. Raises OSError.

    A link is followed. What is not a plain file, such as a terminal, is written to.
    """
    target = file.resolve() if file.is_symlink() else file
    if target.exists() and not target.is_file():
        target.write_bytes(_bytes(content))
        return
    partial = _partial(target)
    try:
        _write_beside(target, content)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def put_all(root: Path, texts: Mapping[str, str | None]) -> None:
    """Write plain files by their paths, and remove those with None. If one cannot be, all stay; raises OSError.

    All are written beside their places before the first is moved, since moving takes no room on the disk.
    """
    before = {path: (root / path).read_bytes() if (root / path).exists() else None for path in texts}
    try:
        for path, text in texts.items():
            if text is not None:
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                _write_beside(root / path, text)
        for path, text in texts.items():
            _move(root / path, gone=text is None)
    except BaseException:
        for path, content in before.items():
            _restore(root / path, content)
        raise
    finally:
        for path in texts:
            _partial(root / path).unlink(missing_ok=True)


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _partial(target: Path) -> Path:
    return target.with_name(f".{target.name}.part")


def _write_beside(target: Path, content: str | bytes) -> None:
    """Write what is to be moved. An error names the file that it is for, which is the one that people know."""
    try:
        _partial(target).write_bytes(_bytes(content))
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error
    if target.exists():
        target.open("r+b").close()  # one that is kept from being written stays
        shutil.copymode(target, _partial(target))


def _move(target: Path, *, gone: bool) -> None:
    if gone:
        target.unlink()
    else:
        _partial(target).replace(target)


def _restore(target: Path, content: bytes | None) -> None:
    if content is None:
        target.unlink(missing_ok=True)
    elif not target.exists() or target.read_bytes() != content:
        target.write_bytes(content)
