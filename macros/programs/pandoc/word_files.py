"""Documents for word processors (DOCX, ECMA-376), made by pandoc and kept by content.

An unchanged document is not made again, and two builds of the same records give the same bytes.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from macros.programs.pandoc.program import run
from macros.programs.pandoc.word_blocks import pandoc_json
from macros.site.documents.blocks import ReadyDocument

_HERE = Path(__file__).parent
_SCRIPT, _LOOK = _HERE / "word.lua", _HERE / "word"
_NUMBERS = "word/numbering.xml"
_ROOM = (b'w:left="720" w:hanging="360"', b'w:left="720" w:hanging="600"')
MOST_AT_ONCE = 200
"""How many documents one run of pandoc writes."""


def word_files(documents: Iterable[ReadyDocument], cache: Path) -> Iterator[tuple[str, bytes]]:
    """Every document as (path below the site's root, content). Raises ProcessorError.

    What was kept is used if it is whole; a folder that cannot be written only costs time.
    """
    files: list[tuple[str, Path]] = []
    made: dict[Path, bytes] = {}
    missing: dict[Path, tuple[str, str]] = {}
    for document in documents:
        text = json.dumps(pandoc_json(document), ensure_ascii=False, sort_keys=True)
        file = cache / "documents" / f"{_key(document.day, text)}.docx"
        files.append((document.path, file))
        if kept := _kept(file):
            made[file] = kept
        else:
            missing[file] = (document.day, text)
    made |= _make(missing)
    for path, file in files:
        yield path, made[file]


def _kept(file: Path) -> bytes:
    """A document that was made before; empty if there is none, or if it is damaged."""
    try:
        content = file.read_bytes()
        with ZipFile(BytesIO(content)) as packed:
            return b"" if packed.testzip() else content
    except (OSError, EOFError, RuntimeError, ValueError, BadZipFile, zlib.error):
        return b""


def _keep(file: Path, content: bytes) -> None:
    partial = file.with_suffix(".part")  # an interrupted build leaves no half document
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(content)
        partial.replace(file)


def _key(day: str, text: str) -> str:
    return sha256(f"{fingerprint()}\n{day}\n{text}".encode()).hexdigest()


def _make(missing: dict[Path, tuple[str, str]]) -> dict[Path, bytes]:
    """Write the documents: those of one day in one run, since the run has the time that stands in them."""
    made: dict[Path, bytes] = {}
    by_day = sorted(missing.items(), key=lambda item: (item[1][0], item[0]))
    for day, items in groupby(by_day, lambda item: item[1][0]):
        documents = [(file, text) for file, (_, text) in items]
        for start in range(0, len(documents), MOST_AT_ONCE):
            made |= _written(day, documents[start : start + MOST_AT_ONCE])
    return made


def _written(day: str, documents: list[tuple[Path, str]]) -> dict[Path, bytes]:
    made: dict[Path, bytes] = {}
    with TemporaryDirectory() as folder:
        look = Path(folder, "look.docx")
        look.write_bytes(reference())
        for number, (_, text) in enumerate(documents, 1):
            Path(folder, f"{number}.json").write_text(text, "utf-8")
        line = ["lua", str(_SCRIPT), str(look), folder, str(len(documents))]
        run(line, "write documents", {"SOURCE_DATE_EPOCH": str(_seconds(day))})
        for number, (file, _) in enumerate(documents, 1):
            made[file] = _with_room(Path(folder, f"{number}.docx").read_bytes())
            _keep(file, made[file])
    return made


def _with_room(content: bytes) -> bytes:
    """The same document with room for numbers of three digits: pandoc leaves 18 points, and they would run on."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as packed, ZipFile(made, "w", ZIP_DEFLATED) as changed:
        for part in packed.infolist():
            data = packed.read(part)
            changed.writestr(part, data.replace(*_ROOM) if part.filename == _NUMBERS else data)
    return made.getvalue()


def _seconds(day: str) -> int:
    """The beginning of an ISO day (UTC) in seconds since 1970; without a day that of the oldest day a ZIP can hold."""
    return int(datetime.fromisoformat(day or "1980-01-01").replace(tzinfo=UTC).timestamp())


@lru_cache(maxsize=1)
def reference() -> bytes:
    """The document with our styles, page and foot, whose parts are the files of the folder `word`."""
    made = BytesIO()
    with ZipFile(made, "w") as packed:
        for file in sorted(_LOOK.rglob("*")):
            if file.is_file():
                packed.writestr(ZipInfo(file.relative_to(_LOOK).as_posix()), file.read_bytes())
    return made.getvalue()


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """What a document depends on besides its content: the version of pandoc, our script and the look."""
    own = sha256(_SCRIPT.read_bytes() + reference() + repr(_ROOM).encode()).hexdigest()
    return f"{version('pypandoc_binary')} {own}"
