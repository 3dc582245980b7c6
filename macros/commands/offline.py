"""The site as one archive file for reading from a disk: without server or network, but with links and search.

It is made from a finished site. When browsers read from a disk, they do not look for `index.html` in a folder, so
every link to a folder is completed. What only works with a server is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

NAME = "forced-returns-archive"
PLACE = "data"
INDEX = "search/offline-index.js"
LEFT_OUT = re.compile(r"search/pagefind/|sitemap|404\.html$|.*/linkset\.json$|data/[^/]*\.zip")
_LINK = re.compile(r'(\s(?:href|action|src)=")([^":#?]*)([#?][^"]*)?(")')
FOR_SERVERS = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>|<link rel="preload"[^>]*>')
SEARCH_SCRIPT = re.compile(r'assets/js/search\.js"( type="module")?')
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the archive, the earliest of the format, so that the same site gives the same bytes."""


def offline(site: Path, records: Iterable[dict[str, str]]) -> Path:
    """Write the archive file and its checksum into the site's data folder. Returns the path of the archive file.

    `records` are what the copy's search can find: address, title, kind and text of each.
    """
    target = site / PLACE / f"{NAME}.zip"
    sums: list[str] = []
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=9) as packed:
        for path, content in _files(site, records):
            sums.append(f"{sha256(content).hexdigest()}  {path}\n")
            _add(packed, path, content)
        _add(packed, "SHA256SUMS", "".join(sums).encode())
    whole = sha256(target.read_bytes()).hexdigest()
    target.with_suffix(".zip.sha256").write_text(f"{whole}  {target.name}\n", "utf-8")
    return target


def _files(site: Path, records: Iterable[dict[str, str]]) -> Iterator[tuple[str, bytes]]:
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site).as_posix()
        if file.is_file() and not LEFT_OUT.match(path):
            content = file.read_bytes()
            yield path, local(content.decode("utf-8")).encode() if file.suffix == ".html" else content
    yield INDEX, f"window.archiveRecords = {json.dumps(list(records), ensure_ascii=False)};\n".encode()


def local(html: str) -> str:
    """A page as it works from a disk."""
    page = SEARCH_SCRIPT.sub('assets/js/offline-search.js" defer', FOR_SERVERS.sub("", html))
    return _LINK.sub(lambda found: f"{found[1]}{_complete(found[2])}{found[3] or ''}{found[4]}", page)


def _complete(path: str) -> str:
    """The relative address of a folder, completed to that of its page."""
    if path in (".", "..") or path.endswith(("/.", "/..")):
        path += "/"
    return f"{path}index.html" if path.endswith("/") else path


def _add(packed: ZipFile, path: str, content: bytes) -> None:
    entry = ZipInfo(f"{NAME}/{path}", EPOCH)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    packed.writestr(entry, content)
