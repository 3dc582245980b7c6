"""The site as one archive file for reading from a disk: without server or network, but with links and search.

It is made from a finished site. When browsers read from a disk, they do not look for `index.html` in a folder, so
every link to a folder is completed. What only works with a server is left out. Search and comparison are
those of the site: their files are packed as scripts, since a page on a disk may not read other files.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from macros.commands.whole_files import put

NAME = "forced-returns-archive"
PLACE = "data"
LOADED = re.compile(r"search/(?:pagefind|words)/|compare/(?:sides|lists)/")
"""The files that scripts read: those of the search and of the comparison."""
PICTURES = re.compile(r"(?:archive|incidents)/[^/]+/(?:cards/[^/]+|picture-[a-z]+)\.svg$")
"""Pictures to take away: readers open them and a script draws them as PNG, so they are also packed as scripts."""
LEFT_OUT = re.compile(r"sitemap|404\.html$|.*/linkset\.json$|data/[^/]*\.zip")
_LINK = re.compile(r'(\s(?:href|action|src)=(?:"(?=[^"]*")|(?!")))([^\s":#?<>]*)([#?][^\s"<>]*)?(?=["\s>])(?=[^<>]*>)')
"""The address in a tag, in quotes or without, up to what follows its path."""
FOR_SERVERS = re.compile(r'<meta http-equiv="?Content-Security-Policy[^>]*>|<link rel="?(?:preload|linkset)\b[^>]*>')
_LOADING_SCRIPT = re.compile(r'<script src="?([^">\s]*)assets/js/(?:search-words|compare|cards)\.[0-9a-f]+\.js')
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the archive, the earliest of the format, so that the same site gives the same bytes."""


def offline(site: Path) -> Path:
    """Write the archive file and its checksum into the site's data folder, each whole. Returns the archive file."""
    target = site / PLACE / f"{NAME}.zip"
    partial = target.with_name(f".{target.name}.part")
    try:
        _pack(site, partial)
        whole = sha256(partial.read_bytes()).hexdigest()
        put(target.with_suffix(".zip.sha256"), f"{whole}  {target.name}\n")
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return target


def _pack(site: Path, target: Path) -> None:
    sums: list[str] = []
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=9) as packed:
        for path, content in _files(site):
            sums.append(f"{sha256(content).hexdigest()}  {path}\n")
            _add(packed, path, content)
        _add(packed, "SHA256SUMS", "".join(sums).encode())


def _files(site: Path) -> Iterator[tuple[str, bytes]]:
    disk = next((path.name for path in site.glob("assets/js/disk.*.js")), "")
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site).as_posix()
        if not file.is_file() or LEFT_OUT.match(path):
            continue
        content = file.read_bytes()
        if LOADED.match(path) or PICTURES.match(path):
            yield f"{path}.js", f'onDisk.file("{path}", "{b64encode(content).decode()}");\n'.encode()
        if not LOADED.match(path):
            yield path, local(content.decode("utf-8"), disk).encode() if file.suffix == ".html" else content


def local(html: str, disk: str) -> str:
    """A page as it works from a disk; those that load files have one script more, the file `disk`."""
    more = rf'<script src="\1assets/js/{disk}" defer></script>\n\g<0>'
    page = _LOADING_SCRIPT.sub(more, FOR_SERVERS.sub("", html))
    return _LINK.sub(lambda found: f"{found[1]}{_complete(found[2])}{found[3] or ''}", page)


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
