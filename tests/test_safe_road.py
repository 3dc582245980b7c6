"""The safe road: until the owner has confirmed it, nothing leads people at risk to a form or a mailbox."""

from __future__ import annotations

import gzip
import re
from copy import copy
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from macros.commands.repository.places import WHOLE_FILES, paths, written
from macros.core.models.archive_identity import IDENTITY_PATH, Identity
from macros.core.models.kinds import KINDS
from macros.session import Session
from macros.site.site import Site
from tests.oddities import with_contact
from tests.support import INVENTED, REPOSITORY, THOROUGH, files, real_archive

UNSAFE = re.compile(r"security/advisories|mailto:")
NO_WAY = {
    "en": "There is no safe way to reach us yet; please send nothing.",
    "ko": "아직 저희에게 안전하게 연락할 방법이 없습니다. 아무것도 보내지 마십시오.",
    "zh": "目前还没有安全的联系方式，请不要向我们发送任何内容。",  # Chinese punctuation
}
NOT_YET = ("There is no safe way yet.", "아직 안전한 방법이 없습니다.", "目前还没有安全的方式。")
"""How the last part of the page, the place of the form, begins in each language."""
AT_RISK = (REPOSITORY / "docs/about/at-risk.md").read_text("utf-8")
SAYS = {
    "en": "or the DPRK/the name of anyone/where they are/can be reached/how they left/who helped/no papers/maintainers/"
    "can compel/name of the account/do not publish/cannot promise",
    "ko": "중국이나 북한/이름/있는 곳/연락처/떠났는지/도왔는지/서류, 사진/관리자/강제할 수 있는/"
    "계정 이름도 볼 수/공개하지 않습니다/약속할 수 없습니다",
    "zh": "中国或朝鲜/姓名/在哪里/联系到他们/怎样离开/谁帮助过/证件、照片/维护者/强制GitHub/"
    "看到您的账号名称/不会公开/无法承诺",
}
"""What the page says in each language: never from there, never this, who reads it, what is not promised."""


def _raw(identity: Identity) -> dict[str, str]:
    """The files that GitHub shows, as they are written for an identity."""
    texts = {path: (REPOSITORY / path).read_text("utf-8") for path in paths()}
    return written(identity, texts)


THREE = {"", "#ko", "#zh"}
"""Where links to the page end: at its top, and at its parts in Korean and Chinese."""


def _to_the_page(text: str) -> set[str]:
    """The ends of the links to the page for people at risk, in a template or as they are shown."""
    return set(re.findall(r"about/at-risk/(?:' \| url }})?(#?[a-z]*)\"", text))


BELOW = ["about/", pytest.param("", marks=THOROUGH)]
"""The pages that say how to reach the archive, and all, indexes of records among them."""


def _prose_of(root: Path) -> dict[str, str]:
    return dict(Session(root).rendered_docs())


def _prose(identity: Identity, below: str = "about/") -> dict[str, str]:
    """The prose pages of this repository below a folder, as they are shown for an identity."""
    whole, session = real_archive(), Session(REPOSITORY)
    archive = copy(whole.archive)
    shown = {path: text for path, text in archive.pages.items() if path.startswith(f"docs/{below}")}
    vars(archive).update(identity=identity, pages=shown)  # a copy, but of an archive that cannot be changed
    site = Site(archive, whole.relations, session.citations.cite, whole.history)
    session.__dict__ |= {"archive": archive, "relations": whole.relations, "site": site}
    return {path: text for path, text in session.rendered_docs() if path.endswith(".md")}


@pytest.fixture
def identity(request: pytest.FixtureRequest, tmp_path: Path) -> Identity:
    """The identity of this repository in the state that the test asks for."""
    (tmp_path / IDENTITY_PATH).write_bytes((REPOSITORY / IDENTITY_PATH).read_bytes())
    return with_contact(tmp_path, confirmed=request.param)


@pytest.mark.parametrize("below", BELOW)
@pytest.mark.parametrize("identity", [False], indirect=True)
def test_no_prose_page_leads_anywhere_yet(identity: Identity, below: str) -> None:
    """While nothing is confirmed no page has a link to the private form or to a mailbox, though a mailbox is named."""
    pages = _prose(identity, below)
    assert {path for path, text in pages.items() if UNSAFE.search(text)} == set()
    assert 'rel="external"' not in pages["about/at-risk.md"]
    assert [words for words in NOT_YET if words not in pages["about/at-risk.md"]] == []


@pytest.mark.parametrize("identity", [False], indirect=True)
def test_no_file_leads_anywhere_yet(identity: Identity) -> None:
    """Nor has a form, README.md, SECURITY.md, CONTRIBUTING.md or the form of a pull request."""
    raw = _raw(identity)
    assert {
        "SECURITY.md",
        "CITATION.cff",
        "README.md",
        "CONTRIBUTING.md",
        ".github/pull_request_template.md",
        *WHOLE_FILES,
    } <= set(raw)
    assert [path for path, text in raw.items() if UNSAFE.search(text) or "mailbox@" in text] == []


@pytest.mark.parametrize("below", BELOW)
@pytest.mark.parametrize("identity", [True], indirect=True)
def test_one_page_leads_to_the_form_when_confirmed(identity: Identity, below: str) -> None:
    """Once both points are confirmed our one page and SECURITY.md have the private form, and nothing else has."""
    form = f"{identity.repository}/security/advisories/new"
    pages, raw = _prose(identity, below), _raw(identity)
    assert sorted(path for path, text in pages.items() if form in text) == ["about/at-risk.md"]
    assert [path for path, text in raw.items() if form in text] == ["SECURITY.md"]
    assert pages["about/at-risk.md"].count(form) == 3
    assert pages["about/at-risk.md"].count("mailto:mailbox@archive.example") == 3
    assert sorted(path for path, text in (pages | raw).items() if "mailbox@" in text) == ["about/at-risk.md"]


@pytest.mark.parametrize("identity", [False, True], indirect=True)
@pytest.mark.parametrize("language", NO_WAY)
def test_the_state_is_said_in_each_language(identity: Identity, language: str) -> None:
    """The page and SECURITY.md say in each language that there is no safe way, exactly as long as it is so."""
    page, security = _prose(identity, "about/at-risk.md")["about/at-risk.md"], _raw(identity)["SECURITY.md"]
    assert (NO_WAY[language] in page) is not identity.is_reachable
    assert (NO_WAY[language] in security) is not identity.is_reachable


@pytest.mark.parametrize("identity", [False], indirect=True)
def test_the_state_comes_first(identity: Identity) -> None:
    """Above everything else the page says in three languages whether there is a safe way."""
    page = _prose(identity, "about/at-risk.md")["about/at-risk.md"]
    assert all(page.index(words) < page.index("## English") for words in NO_WAY.values())


@pytest.mark.parametrize("language", SAYS)
def test_the_page_says_all_in_each_language(language: str) -> None:
    """Each language says who should not write, what never to write, who can read a report, and what is not promised."""
    marks = {"en": "{#en}", "ko": "{#ko}", "zh": "{#zh}"}
    part = AT_RISK.split(marks[language], 1)[1].split("</section>", 1)[0]
    assert [words for words in SAYS[language].split("/") if words not in " ".join(part.split())] == []


def test_the_languages_say_as_much_as_each_other() -> None:
    """Each language has the same headings and lists: no part is shorter than another."""
    parts = [part.split("</section>", 1)[0] for part in re.split(r"\{#(?:en|ko|zh)\}", AT_RISK)[1:]]
    shapes = {tuple(line[0] for line in part.splitlines() if line.startswith(("### ", "- "))) for part in parts}
    assert (len(parts), len(shapes)) == (3, 1)


def test_the_page_asks_nobody_else() -> None:
    """The page itself has no outside address: the private form comes from the identity, and nothing else is needed."""
    assert "http" not in AT_RISK


@pytest.mark.parametrize("identity", [True], indirect=True)
def test_the_form_comes_after_what_never_to_write(identity: Identity) -> None:
    """In each language the link to the form and the mailbox come last, after all that is to be known before writing."""
    parts = re.split(r"\{#(?:en|ko|zh)\}", _prose(identity, "about/at-risk.md")["about/at-risk.md"])
    assert not UNSAFE.search(parts[0])
    for part in parts[1:]:
        headings = [found.start() for found in re.finditer(r"^### ", part, re.MULTILINE)]
        assert len(headings) == 6
        assert min(found.start() for found in UNSAFE.finditer(part)) > headings[-1]


def test_every_page_leads_to_it() -> None:
    """The foot of each page and the answer to unknown addresses lead to the page in each of its languages."""
    for path in ("partials/footer.html", "404.html"):
        assert THREE.issubset(_to_the_page((REPOSITORY / "overrides" / path).read_text("utf-8"))), path


def test_the_first_page_and_retired_ones_lead_to_each_language() -> None:
    """The first page leads to the page near its top, and so does the page of a retired id, in three languages."""
    pages = {page.uri: page.body() for page in Session(INVENTED).pages.values() if page.edit == "data/redirects.yml"}
    home = _prose_of(INVENTED)["index.md"]
    pages["index.md"] = home[: home.index("<h2>")]
    assert [uri for uri, text in pages.items() if not THREE.issubset(_to_the_page(text))] == []


def test_forms_lead_to_the_language_they_are_read_in() -> None:
    """In a form and in SECURITY.md the words in each language lead to the part of the page in that language."""
    texts = {path: (REPOSITORY / path).read_text("utf-8") for path in WHOLE_FILES if path.endswith((".yml", ".md"))}
    texts = {path: text for path, text in texts.items() if "[이 페이지](" in text}
    assert len(texts) == 4
    for path, text in texts.items():
        assert re.search(r"\[이 페이지\]\([^)]*at-risk/#ko\)", text), path
        assert re.search(r"\[这一页\]\([^)]*at-risk/#zh\)", text), path


def test_the_page_offers_nothing_to_edit() -> None:
    """The page for people at risk is the one page whose foot has no link for editing it in public."""
    foot = (REPOSITORY / "overrides/partials/footer.html").read_text("utf-8")
    assert 'page.edit_url and page.url != "about/at-risk/"' in foot


class _Links(HTMLParser):
    """The links of a page with their words, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append((dict(attrs).get("href") or "", ""))

    def handle_data(self, data: str) -> None:
        if self.found:
            href, words = self.found[-1]
            self.found[-1] = (href, words + data)


def _links(html: str) -> list[tuple[str, str]]:
    parser = _Links()
    parser.feed(html)
    return parser.found


def test_only_a_wrong_fact_opens_a_public_form() -> None:
    """On the page of a record our own page comes before the one link to a form, which is called after a wrong fact."""
    session = Session(INVENTED)
    for page in session.pages.values():
        links = _links(page.body())
        named = "report.fact" if page.language == "en" else "language.wrong-word"
        called = session.publication.words.say(named, page.language)
        forms = [number for number, (href, _) in enumerate(links) if "/issues/new" in href]
        own = [number for number, (href, _) in enumerate(links) if "about/at-risk/" in href]
        assert all(called in links[number][1] for number in forms), page.uri
        assert len(forms) <= 1, page.uri
        assert not forms or own[0] < forms[0], page.uri
        assert not UNSAFE.search(page.body()), page.uri


@pytest.mark.parametrize("kind", [kind.id for kind in KINDS.values() if not kind.anchored])
def test_both_ways_are_on_a_page_of_each_kind(kind: str) -> None:
    """A page of each kind asks both questions twice, fills the form in, and tells of the way without an account."""
    session = Session(INVENTED)
    english = [page for page in session.pages.values() if page.language == "en" and page.listed]
    pages = [(page, page.record) for page in english if page.record]
    mine = [(page, record) for page, record in pages if record.kind_id == kind]
    assert mine
    for page, record in mine:
        html = page.body()
        form = next(href for href, _ in _links(html) if "/issues/new" in href)
        asked = parse_qs(urlsplit(unescape(form)).query)
        assert asked["template"] == ["correct-a-fact.yml"]
        assert asked["address"] == [session.site.absolute(session.site.address(kind, record.id))]
        assert '<a href="#report">Is this about you? Something wrong?</a>' in html
        assert _to_the_page(html) == THREE
        assert "Without an account:" in html


def test_an_edition_fills_in_its_own_page() -> None:
    """The form of a page in Korean or Chinese has the address of that page, where the wrong word is."""
    session = Session(INVENTED)
    editions = [page for page in session.pages.values() if page.language != "en"]
    asked = {page.uri: [href for href, _ in _links(page.body()) if "/issues/new" in href] for page in editions}
    assert any(asked.values())
    for page in editions:
        for href in asked[page.uri]:
            told = parse_qs(urlsplit(unescape(href)).query)["address"]
            assert told == [session.site.absolute(page.address)], page.uri


def test_other_pages_lead_to_both_ways() -> None:
    """Citations lead to the end of their record; the form of a page without a record has the address of that page."""
    session = Session(INVENTED)
    cited = [page for page in session.pages.values() if "/cite" in page.uri]
    assert cited
    assert all("#report" in " ".join(href for href, _ in _links(page.body())) for page in cited)
    about = session.publication.about(session.publication.described("claims/index.md", "Claims", ""))
    assert "address=https%3A%2F%2Farchive.example%2Fclaims%2F" in about["report"]


def test_a_retired_page_leads_there_too() -> None:
    """The page of a retired id asks whether it is about the reader and leads to our own page, and to no form."""
    session = Session(INVENTED)
    retired = [page for page in session.pages.values() if page.edit == "data/redirects.yml"]
    assert retired
    for page in retired:
        assert "about/at-risk/" in page.body()
        assert "/issues/new" not in page.body()


def _text(file: Path) -> str:
    content = file.read_bytes()
    return (gzip.decompress(content) if file.suffix == ".gz" else content).decode()


@pytest.mark.slow
def test_the_built_site_leads_nowhere_yet(odd_site: Path) -> None:
    """In a site that is not confirmed no file leads to the private form or a mailbox, and each page to our page."""
    texts = (".html", ".md", ".xml", ".txt", ".json", ".csv", ".js", ".gz")
    built = [(path, file) for path, file in files(odd_site) if file.suffix in texts]
    told = re.compile(f"{UNSAFE.pattern}|mailbox@archive")
    assert [path for path, file in built if told.search(_text(file))] == []
    pages = [(path, file.read_text("utf-8")) for path, file in built if file.suffix == ".html"]
    assert len(pages) > 20
    assert [path for path, text in pages if "at-risk/" not in text] == []
