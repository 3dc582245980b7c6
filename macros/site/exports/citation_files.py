"""The citation files: every work as BibTeX, RIS and CSL-JSON, alone and together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from macros.core.models import Work
from macros.site.site import Site
from macros.site.works.bibtex_files import bibtex
from macros.site.works.csl_files import csl_json
from macros.site.works.ris import ris


class Format(NamedTuple):
    """A format of citation files: the end of their names, its name, and who writes it.

    Who writes it is given the works and the archive's name.
    """

    suffix: str
    label: str
    write: Callable[[Iterable[Work], str], str]


FORMATS = (
    Format("bib", "BibTeX", bibtex),
    Format("ris", "RIS", ris),
    Format("csl.json", "CSL-JSON", csl_json),
)
"""The formats on offer, in their order."""


def work_files(site: Site) -> Iterator[tuple[str, str]]:
    """Every citation file as (path below the site's root, text). Names of files are made of ids alone."""
    works, archive = site.archive.works, site.archive.identity.name
    for form in FORMATS:
        yield f"data/bibliography.{form.suffix}", form.write(works.values(), archive)
        for key, work in works.items():
            yield work_file(key, form), form.write([work], archive)


def work_file(key: str, form: Format) -> str:
    """The path of a work's citation file below the site's root: `bibliography/icnk-2012.ris`."""
    return f"bibliography/{key}.{form.suffix}"
