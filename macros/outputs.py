"""The table of outputs: what a build writes beside its pages, each row with the function that makes it.

MkDocs' door, `render` and `export` run this table and nothing else, so a new kind of file is one row. A function gives
each file as its path and a function that makes its content, so files that are not wanted are never made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest

from macros.core.models.translations import EDITIONS
from macros.programs.pagefind.index import INDEX_FOLDER, index_files
from macros.session import Session
from macros.site import addresses
from macros.site.documents.dossier_files import dossier_files
from macros.site.documents.word_files import word_files
from macros.site.documents.word_template import WORD_TEMPLATE, word_template
from macros.site.exports import exports
from macros.site.exports.catalogue import DATA_FOLDER, FORMS_TO_TAKE
from macros.site.exports.database import DATABASE_PATH, database
from macros.site.exports.datapackage import Written, written
from macros.site.heads import claims_files, linksets
from macros.site.heads.annotation_files import annotation_files
from macros.site.heads.edition_feed import edition_feed
from macros.site.heads.feed import feed
from macros.site.heads.llms import llms_txt
from macros.site.heads.page_feeds import page_feeds
from macros.site.heads.sitemap import sitemaps
from macros.site.pages.comparing.side_files import LISTS_FOLDER, SIDES_FOLDER, side_files
from macros.site.pages.incident_files import incident_files
from macros.site.pictures.cards import cards
from macros.site.pictures.drawn_letters import forget_letters
from macros.site.pictures.figure_files import figure_files
from macros.site.searching.entries import everything
from macros.site.searching.word_tables import TABLES_FOLDER, word_tables

Content = str | bytes
OutputFile = tuple[str, Callable[[], Content]]
"""The path of a file below the site's root, and what makes its content."""


@dataclass(frozen=True)
class OutputRow:
    """A row of the table. `paths` are the beginnings or ends (`*` before them) of the paths of its files."""

    paths: tuple[str, ...]
    files: Callable[[Session], Iterator[OutputFile]]
    """Its files. What makes one is a function with all that it is given; whatever else it reads is noted."""
    everywhere: bool = False
    """Whether another generator is given these files too: `render` and `export` write them."""
    forget: tuple[Callable[[], None], ...] = ()
    """Lets go of something large that nothing asks for once a build has written these files."""

    def holds(self, path: str) -> bool:
        """Whether a file of this path belongs to the row."""
        return any(path.endswith(one[1:]) if one.startswith("*") else path.startswith(one) for one in self.paths)


def _data(session: Session) -> Iterator[OutputFile]:
    """The data files. The data package has size and fingerprint of the others too, so these are made before it.

    None is held until all are made.
    """
    named: list[Written] = []
    yield from _noted(annotation_files(session.site), named)
    yield from _noted(_whole_database(session), named)
    yield from _made(exports(session.site, named))


def _noted(files: Iterable[tuple[str, Content]], named: list[Written]) -> Iterator[OutputFile]:
    """The same files; what the data package says of them is added to `named`."""
    for path, content in files:
        if path.removeprefix(DATA_FOLDER) in FORMS_TO_TAKE:
            named.append(written(path, content))
        yield path, partial(same, content)
        del content  # before the next is made


def _whole_database(session: Session) -> Iterator[tuple[str, bytes]]:
    yield DATABASE_PATH, database(session.site)


def _linksets(session: Session) -> Iterator[OutputFile]:
    return _made(linksets(session.site))


def _claims(session: Session) -> Iterator[OutputFile]:
    """The claims about each incident for programs."""
    yield from claims_files(session.site)


def _feeds(session: Session) -> Iterator[OutputFile]:
    """The feeds of all records, in each language, and those of single pages."""
    yield "feed.xml", partial(feed, session.site)
    for language in EDITIONS:
        yield f"{language}/feed.xml", partial(edition_feed, session.site, session.publication.words, language)
    yield from page_feeds(session.site)


def _llms(session: Session) -> Iterator[OutputFile]:
    yield "llms.txt", partial(llms_txt, session.site)


def _sitemaps(session: Session) -> Iterator[OutputFile]:
    """Of the pages that were written so far; so the pages come before the table."""
    publication = session.publication
    return _made(sitemaps(session.site.base, publication.written, publication.words))


def _cards(session: Session) -> Iterator[OutputFile]:
    return cards(session.site)


def _figures(session: Session) -> Iterator[OutputFile]:
    """Pictures of claims and incidents to take away."""
    yield from figure_files(session.site)
    yield from incident_files(session.site)


def _documents(session: Session) -> Iterator[OutputFile]:
    """Word files and the files of the dossier, the two of a record one after the other: both need its paragraphs."""
    for both in zip_longest(word_files(session.site), dossier_files(session.site)):
        yield from filter(None, both)
    yield from _made([(WORD_TEMPLATE, word_template())])


def _search(session: Session) -> Iterator[OutputFile]:
    return _made(index_files(everything(session.site, session.lexicon), session.cache / "search"))


def _word_tables(session: Session) -> Iterator[OutputFile]:
    return _made(word_tables(session.site))


def _sides(session: Session) -> Iterator[OutputFile]:
    return side_files(session.site)


def _made(files: Iterable[tuple[str, Content]]) -> Iterator[OutputFile]:
    for path, content in files:
        yield path, partial(same, content)
        del content  # before the next is made


def same(content: Content) -> Content:
    """The content of a file that is made together with others."""
    return content


OUTPUTS = (
    OutputRow(("data/", "bibliography/"), _data, everywhere=True, forget=(database.forget,)),
    OutputRow(("*/linkset.json",), _linksets),
    OutputRow(("*/claims.jsonld",), _claims),
    OutputRow(("*feed.xml",), _feeds),
    OutputRow(("llms.txt",), _llms),
    OutputRow(("sitemap",), _sitemaps),
    OutputRow(("*card.png",), _cards, forget=(forget_letters,)),
    OutputRow(("*.svg",), _figures),
    OutputRow((f"*{addresses.DOCUMENT_ENDING}", "dossier/"), _documents),
    OutputRow((f"{TABLES_FOLDER}/",), _word_tables),
    OutputRow((f"{SIDES_FOLDER}/", f"{LISTS_FOLDER}/"), _sides),
    OutputRow((f"{INDEX_FOLDER}/",), _search),
)
"""The rows in the order in which they are written."""


def outputs(session: Session, *, everywhere: bool = False) -> Iterator[OutputFile]:
    """Every file beside the pages; with `everywhere` those alone that another generator is given too.

    Raises SearchIndexError when the search index cannot be made.
    """
    for row in OUTPUTS:
        if row.everywhere or not everywhere:
            yield from row.files(session)
