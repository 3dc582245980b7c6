"""The table of kinds: every row has what it promises elsewhere."""

from __future__ import annotations

import pytest

from macros.core.models import KINDS
from macros.core.models.kinds import INDEXES, PAGED, Index, Kind
from macros.core.reading.reference_calls import SIGNATURES
from macros.site.templates import TEMPLATE_FOLDER
from tests.support import REPOSITORY


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_a_kind_with_pages_has_a_template(kind: Kind) -> None:
    """Each kind whose records have pages has a template of its name, and no other kind has one."""
    assert (TEMPLATE_FOLDER / "pages" / f"{kind.id}.html.j2").exists() == (kind.id in PAGED)


@pytest.mark.parametrize("index", INDEXES.values(), ids=list(INDEXES))
def test_the_page_of_an_index_calls_its_macro(index: Index) -> None:
    """The page to which an index leads shows it."""
    assert f"{{{{ {index.macro}() }}}}" in (REPOSITORY / "docs" / index.folder / "index.md").read_text("utf-8")


def test_no_two_kinds_share_a_name() -> None:
    """Kinds differ in id, plural and folder, and each leads to its own index."""
    for names in ([kind.plural for kind in KINDS.values()], [kind.index.name for kind in KINDS.values()]):
        assert len(set(names)) == len(KINDS)


def test_a_call_leads_to_each_kind_but_sources() -> None:
    """Every kind but a source can be mentioned; a source is cited as the work that it annotates."""
    assert set(KINDS) - {signature.refers_to for signature in SIGNATURES.values()} == {"source"}
