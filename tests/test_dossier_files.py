"""The files of the dossier: whole, findable by what a tick names, and with nothing that may not be shown."""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64decode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from macros.session import Session
from macros.site.documents.dossier_files import DOSSIER_RECORDS, dossier_files
from macros.site.documents.matters import Matters
from macros.site.documents.paragraphs import paragraphs
from macros.site.documents.word_template import word_template
from macros.site.pages.view import View
from tests.support import BOTH, REPOSITORY

SCRIPTS = REPOSITORY / "overrides" / "assets" / "js"
FFLATE = "462ef8041fc970e3615a20a9dd2b2e3047a073b2da729ef4f02b634bba8b7b83"
"""The SHA-256 of `umd/index.js` in the package fflate 0.8.3 of npm, whose licence lies beside it."""
_CALL = re.compile(r'archiveDossier\("([a-z0-9.-]+)",(?:(\{.*\})|"([A-Za-z0-9+/=]+)")\);\n', re.DOTALL)


@cache
def opened(root: Path) -> Session:
    """An archive with its citations."""
    session = Session(root)
    session.prepare()
    return session


@cache
def files(root: Path) -> dict[str, dict[str, Any]]:
    """The content of every file by its name; each is one call with its own name."""
    found = {}
    for path, make in dossier_files(opened(root).site):
        call = _CALL.fullmatch(make())
        assert call, path
        assert path in (f"{DOSSIER_RECORDS}/{call[1]}.js", f"dossier/{call[1]}.js")
        found[call[1]] = json.loads(call[2] or gzip.decompress(b64decode(call[3])))
    return found


@pytest.mark.parametrize("root", BOTH)
def test_what_speaks_against_a_claim_is_in_its_file(root: Path) -> None:
    """From the file of its record each claim is found, and in that file every claim that contradicts it, whole."""
    relations, found = opened(root).relations, files(root)
    matters = Matters(relations)
    for ref, stated in relations.claims.items():
        own = found[stated.owner]
        home = found[stated.owner if ref in own["claims"] else own["homes"][ref]]
        assert set(matters.against(ref)) <= set(home["claims"]), ref
        for row in (home["claims"][one] for one in (ref, *matters.against(ref))):
            assert row["note"][0] in home["documents"]
            assert row["figure"]
            assert row["sentence"]


@pytest.mark.parametrize("root", BOTH)
def test_every_place_can_be_ticked_and_found(root: Path) -> None:
    """The script takes the name of every paragraph for a place, and its file has it."""
    site, found = opened(root).site, files(root)
    written = re.search(r"const PLACE = /(.+)/;", (SCRIPTS / "ticks.js").read_text("utf-8"))
    assert written
    for kind in ("source", "incident", "instrument"):
        for record in site.archive.records_of(kind).values():
            for one in paragraphs(View(site, "dossier/index.md"), record):
                assert re.fullmatch(written[1].removeprefix("^").removesuffix("$"), one.ref), one.ref
                assert one.kind == "claim" or one.anchor in found[record.id]["items"]
                for ref in one.figures:
                    home = found[record.id]["homes"].get(ref, record.id)
                    assert ref in found[home]["claims"]


@pytest.mark.parametrize("root", BOTH)
def test_a_quiet_id_is_in_no_file(root: Path) -> None:
    """A retired id that tells what was removed is not among those that moved."""
    redirects = opened(root).archive.redirects
    assert set(files(root)["moved"]) == set(redirects.shown().root)


def test_what_packs_the_word_file_is_the_library_unchanged() -> None:
    """The script of others is the one of its package, and its licence is published beside it."""
    assert sha256((SCRIPTS / "fflate.js").read_bytes()).hexdigest() == FFLATE
    assert "Permission is hereby granted" in (SCRIPTS / "fflate.txt").read_text("utf-8")


def test_a_word_file_has_the_styles_of_ready_documents() -> None:
    """Every style that the script names is among the styles that it is given."""
    call = _CALL.fullmatch(word_template())
    assert call
    named = set(re.findall(r'"(Title|Heading\d|BodyText|FirstParagraph|Compact|Footnote\w+|Footer|Hyperlink)"',
                           (SCRIPTS / "dossier-word.js").read_text("utf-8")))  # fmt: skip
    assert len(named) > 6
    assert named <= set(re.findall(r'w:styleId="(\w+)"', json.loads(call[2])["styles"]))
