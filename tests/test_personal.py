"""Personal data: its forms are found and nothing else is, and no message of any kind repeats it."""

from __future__ import annotations

import io
import shutil
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout, suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from macros.cli import main
from macros.core.archive import Archive, load
from macros.core.comparison.diff import differences
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rulebook import check
from macros.core.rules.safety import SPAN
from macros.core.verification.locator_phrases import propose
from macros.core.words.first_look import _NUMBER, _ZEROS, _numbers, holds_nothing, lines_to_read
from macros.core.words.personal import PERSONAL_FORMS, blanked, personal, withheld
from macros.site.contributing.branch_summary import summary
from macros.site.contributing.problem_pages import ProblemPages
from tests.support import INVENTED, REPOSITORY, THOROUGH

FOUND = {
    "mail": [
        "quill@herald.example",
        "quill.secret+x@mail.herald.example",
        "quill\uff20herald\uff0eexample",
        "quill (at) herald (dot) example",
        "quill [AT] herald [DOT] example",
        "quill{at}herald.example",
        "quill at gmail.com",
        "quill at gmail dot com",
        "quill#163.com",
        "quill \uace8\ubc45\uc774 naver.com",
        "quill at herald dot org",
        "quill@her\u200bald.example",
        "quill&#64;herald.example",
        "quill&commat;herald&period;example",
        "https://herald.example/?to=quill%40herald.example",
        "*quill*@<b>herald</b>.example",
    ],
    "telephone": [
        "+82 10-1234-5678",
        "+82-2-312-3456",
        "+82 (0)10 1234 5678",
        "+8613812345678",
        "+86 138 1234 5678",
        "+86-433-251-2345",
        "+850 2 381 7000",
        "+850-191-250-1234",
        "\uff0b\uff18\uff12 \uff11\uff10 \uff11\uff12\uff13\uff14 \uff15\uff16\uff17\uff18",
        "0082 10 1234 5678",
        "0086-138-1234-5678",
        "82-10-1234-5678",
        "86 138 1234 5678",
        "821012345678",
        "8613812345678",
        "010-1234-5678",
        "010.1234.5678",
        "010 1234 5678",
        "010/1234/5678",
        "01012345678",
        "010\u20131234\u20135678",
        "010-**1234**-5678",
        "010-_1234_-5678",
        r"010\-1234\-5678",
        "010-<b>1234</b>-<!-- x -->5678",
        '010-{{ place("quayside", "1234") }}-5678',
        "&#48;10-1234-5678",
        "010\u20111234\u20115678",
        "\uff10\uff11\uff10-\uff11\uff12\uff13\uff14-\uff15\uff16\uff17\uff18",
        "\u0660\u0661\u0660-\u0661\u0662\u0663\u0664-\u0665\u0666\u0667\u0668",
        "02-312-3456",
        "(02) 312-3456",
        "13812345678",
        "138-1234-5678",
        "138 1234 5678",
        "0433-2512345",
        "(0433) 2512345",
        "(212) 555-0134",
        "212-555-0134",
        "Tel. 312 3456",
        "telephone number: 312-3456",
        "\uc804\ud654 312-3456",
        "\uc5f0\ub77d\ucc98: 312 3456",
        "\u7535\u8bdd\uff1a2512345",
        "\u624b\u673a\u53f7\u7801 2512345",
        "kim-010-1234-5678",
        "kim-01012345678",
    ],
    "passport": [
        "https://archive.example/?id=M12345678",
        "M12345678",
        "m12345678",
        "M123A4567",
        "EA1234567",
        "G12345678",
        "passport number is 483920175",
        "Passport No. PS1234567",
        "\uc5ec\uad8c\ubc88\ud638 M1234567",
        "\u62a4\u7167\u53f7 E12345678",
        "901231-1234567",
        "901231 - 1234567",
        "901231 1234567",
        "9012311234567",
        "901231-1******",
        "\uff19\uff10\uff11\uff12\uff13\uff11-\uff11\uff12\uff13\uff14\uff15\uff16\uff17",
        "110105194912310021",
        "11010519491231002X",
        "110105 19491231 002x",
        "110105-19491231-0021",
        "110105491231002",
    ],
    "birth": [
        "born on 3 May 1980",
        "born on the 3rd of May 1980",
        "Born 1980-05-03",
        "born 19800503",
        "birthday: 3/5/1980",
        "DOB 03/05/80",
        "date of birth: May 3rd, 1980",
        "b. 3 May 1980",
        "1980\ub144 5\uc6d4 3\uc77c\uc0dd",
        "1980.5.3.\uc0dd",
        "\uc0dd\ub144\uc6d4\uc77c: 1980-05-03",
        "\uc0dd\ub144\uc6d4\uc77c 80.5.3",
        "1980\u5e745\u67083\u65e5\u51fa\u751f",
        "\u51fa\u751f\u4e8e1980\u5e745\u67083\u65e5",
        "\u51fa\u751f\u65e5\u671f\uff1a1980\u5e745\u67083\u65e5",
    ],
    "messenger": [
        "KakaoTalk ID: river2011",
        "kakao id river_2011",
        "\uce74\ud1a1 \uc544\uc774\ub514 river2011",
        "\uce74\uce74\uc624\ud1a1: river2011",
        "WeChat: wxid_ab12",
        "WeChat ID: riverwatch",
        "\u5fae\u4fe1\u53f7\uff1ariverwatch",
        "\u5fae\u4fe1 river_2011",
        "Telegram @riverwatch",
        "Telegram: @river_watch",
        "WhatsApp account: river-2011",
        "QQ 123456789",
        "LINE ID: riverwatch",
        "write to t.me/riverwatch",
        "wa.me/qr/ABCDEF",
        "open.kakao.com/o/abcdef",
    ],
    "home": [
        "101\ub3d9 1203\ud638",
        "3\u53f7\u697c2\u5355\u5143501\u5ba4",
    ],
    "coordinates": [
        "42.96712, 129.84321",
        "42\u00b057'58\" N",
    ],
}
"""What is found, by a word of its kind; every person, number and address is invented."""

NOT_FOUND = [
    "arrested on 3 May 1980",
    "children born in 1998 or later",
    "children born after the war of 1950-53, which ended on 27 July 1953",
    "2012-02-08/2012-03, 24 to 41 of 1,170",
    "2012-02-08, 2012-02-24 and 2012-03-14",
    "between 8 and 12 February 2012, 1,170 people of 2,000 to 3,000",
    "A/HRC/25/63, A/RES/70/172, A/C.3/70/L.35, CCPR/C/PRK/CO/2, E/CN.4/2005/34",
    "1577 UNTS 3, 189 UNTS 137, 606 UNTS 267, 993 UNTS 3",
    "ISBN 978-0-19-920763-3, ISBN 0-306-40615-2, ISBN 9788912345678, ISBN 979-11-5664-123-4",
    "ISSN 1234-5678, doi:10.1093/ijrl/eex012, 10.1017/S0020589300012345",
    "AEN20120224007851315, PYH2012022400713, idxno=39909, 2012022400713",
    "https://www.hrw.org/news/2012/03/14/international-coalition-stop-crimes",
    "https://www.donga.com/en/article/all/20210719/2802925/1",
    "https://rfa.org/english/news/korea/china-repatriates-north-korean-defectors-10122023004404.html",
    "https://www.chosun.com/site/data/html_dir/2012/02/24/2012022400713.html",
    "http://stopnkcrimes.org/bbs/board.php?bo_table=news_icnk&page=16&wr_id=25",
    "https://medium.com/@riverwatch/a-report",
    "https://medium.com/%40riverwatch/a-report",
    '{{ claim("returned-41", "41") }} of {{ claim("held-1170", "1,170") }} in {{ incident("shenyang-2012", "2012") }}',
    "| 2012 | 41 | **1,170** | `2023-10-09` |",
    "Case No. 2011-11-022, (2019) Jilin 01 Criminal First Instance No. 123, 2013\ud5cc\ub9c81234",
    "Order No. 105, General Comment No. 31, paragraphs 94-96, Articles 33(1) and 3(2)",
    "sha256 5da8c528c541c54c1f0e3a7d2b6c9e8f5da8c528c541c54c1f0e3a7d2b6c9e8f, commit a1b2c3d",
    "at 41.25 degrees, 42.97 north and 129.84 east, 0 people, in 2012",
    "held at gmail's office; a report at 163 pages",
    "the telegram: a note of 2012; Telegram of 24 February 2012; WeChat posts of 2021",
    "phone calls in 2012; 30 telephone interviews, 2012-02-08",
    "passports of 2012, the passport law of 1996",
    "\uc0dd\ud65c 2012, 2012\ub144 2\uc6d4 8\uc77c \uc0dd\uc874\uc790",
    "\u636e\u62a5\u9053\uff0c\u9063\u8fd4\u53d1\u751f\u4e8e2023\u5e7410\u67088\u65e5",
    "\uc11c\uc6b8 \uc885\ub85c\uad6c 2012\ub3d9 \ud68c\uc758",
    "Room 2255, Rayburn House Office Building, 14 June 2023, 10:00-12:00",
    "$1,234,567.89 in 2012-2013; 100,000 won; 12.5 per cent; 3.1415",
    "0.1234, 1.5 and 2.75; version 1.2.0; 127.0.0.1:8000",
]
"""What looks like it and is something else."""

BEGINNINGS = (
    *("1", "0", "1-", "+", "+1", "+1 ", "+-", "( ", "a@", "a@a.", "@a.a", "(at)", "at ", "a at ", "tel", "tel.", "qq"),
    *("qq ", "WeChat id", "901231", "901231-", "1101051949", "born ", "b. ", "born 1", "A1", "AB1234567", "passport "),
    *(
        "passport no",
        "1.1234",
        "1\ub3d9",
        "3\u53f7",
        "010-",
        "82-",
        "#",
        "\uff11",
        "\u200b",
        "1980\ub144 ",
        "dot ",
        "a.",
    ),
    *("-", "  ", "m1234567", "*", "t.me/", "[ at ", "a (at) a (dot) ", "1. 1. ", "1\u00b0", "born a"),
)
"""What forms begin with, over and over."""

VALUES = {
    "quill.secret@herald.example": "quill.secret",
    "+82-10-1234-5678": "5678",
    "010-1234-5678": "5678",
    "010 1234 5678": "5678",
    "\uff10\uff11\uff10-\uff11\uff12\uff13\uff14-\uff15\uff16\uff17\uff18": "\uff15\uff16\uff17\uff18",
    "901231-1234567": "1234567",
    "11010519491231002X": "1949",
    "M12345678": "12345678",
    "kim-m12345678": "12345678",
    "born on 3 May 1980": "may 1980",
    "KakaoTalk ID: river2011": "river2011",
    "101\ub3d9 1203\ud638": "1203",
}
"""What somebody may write anywhere, and what no message may repeat of it."""
FEW = ("quill.secret@herald.example", "010 1234 5678")
MORE = ("010-1234-5678", "11010519491231002X", "kim-m12345678")
EVERYWHERE = [pytest.param(FEW, id="few"), pytest.param(MORE, id="more", marks=THOROUGH)]
"""Some of them, which are tried in every place."""


def _field(name: str, kind: str = "event") -> Callable[[str], tuple[str, str]]:
    folder = {"event": "events", "organization": "organizations", "incident": "incidents"}[kind]
    return lambda value: (f"data/{folder}/hostile.yml", f"title: A vote\ndate: 2011\n{name}: {value!r}\n")


PLACES: dict[str, Callable[[str], tuple[str, str]]] = {
    "date": _field("date"),
    "term": _field("kind"),
    "id": _field("works"),
    "address": _field("address", "organization"),
    "list of ids": lambda v: ("data/events/hostile.yml", f"title: A vote\ndate: 2011\nplaces: [{v!r}]\n"),
    "unknown field": lambda v: ("data/events/hostile.yml", f"title: A vote\n{v!r}: x\n"),
    "field in a field": lambda v: ("data/incidents/hostile.yml", f"title: A\nplaces:\n  {v!r}: [x]\n"),
    "id of a claim": lambda v: ("data/incidents/hostile.yml", f"title: A\nclaims:\n  {v!r}: {{count: 3}}\n"),
    "count": lambda v: ("data/incidents/hostile.yml", f"title: A\nclaims:\n  a: {{count: {v!r}}}\n"),
    "doubled key": lambda v: ("data/events/hostile.yml", f"title: A vote\n{v!r}: x\n{v!r}: y\n"),
    "broken YAML": lambda v: ("data/events/hostile.yml", f'title: "{v}\nkind: vote\n'),
    "tag": lambda v: ("data/events/hostile.yml", f"title: !{v.replace(' ', '_')} x\n"),
    "alias": lambda v: ("data/events/hostile.yml", f"title: *{v.replace(' ', '_')}\n"),
    "call": lambda v: (
        "data/events/hostile.yml",
        f"title: A vote\nsummary: '{{{{ place({v!r}) }}}}'\n".replace("'(", "("),
    ),
    "text": lambda v: ("data/events/hostile.yml", f"title: A vote\nsummary: Ask at {v} for 30 people.\n"),
    "annotation": lambda v: ("docs/archive/report-2011.md", f"\nAsk {v} for 30 people, 40% of them.\n"),
    "page, call": lambda v: ("docs/about/hostile.md", f'---\ntitle: A\n---\n{{{{ org("{v}") }}}}\n'),
    "page, name of a macro": lambda v: (
        "docs/about/hostile.md",
        f"---\ntitle: A\n---\n{{{{ m_{v.replace('-', '_')} }}}}\n",
    ),
    "page, keyword": lambda v: (
        "docs/about/hostile.md",
        f'---\ntitle: A\n---\n{{{{ law("river-treaty", "{v}", how="identified") }}}}\n',
    ),
    "page, words": lambda v: ("docs/about/hostile.md", f"---\ntitle: A\n---\nPlease write: {v}\n"),
    "page, link": lambda v: ("docs/about/hostile.md", f'---\ntitle: A\n---\n<a href="javascript:{v}">x</a>\n'),
    "page, head": lambda v: ("docs/about/hostile.md", f"---\n{v!r}: A\n---\nx\n"),
    "picture": lambda v: ("docs/about/hostile.svg", f"<svg><text>{v}</text><script>{v}</script></svg>"),
    "published id": lambda v: ("data/published.txt", f"incidents/{v}\n"),
    "retired id": lambda v: ("data/redirects.yml", f"{v!r}: {{reason: x, since: 2012}}\n"),
    "reason": lambda v: ("data/redirects.yml", f"incidents/x: {{reason: {v!r}, since: 2012, to: {v!r}}}\n"),
    "file name": lambda v: (f"data/events/{v}.yml", "title: A vote\n"),
    "name of a page": lambda v: (f"docs/about/{v}.md", "---\nx: y\n---\n{{ z }}\n"),
    "folder": lambda v: (f"data/events/{v}/x.yml", "title: A vote\n"),
    "stray file": lambda v: (f"docs/about/{v}.pdf", "x"),
    "key of a work": lambda v: ("bibliography.bib", f"@online{{{v},\n  title = {{A}},\n}}\n"),
    "field of a work": lambda v: ("bibliography.bib", f"@online{{a-2011,\n  title = {{A}},\n  url = {{{v}}},\n}}\n"),
    "broken BibTeX": lambda v: ("bibliography.bib", f"@online{{a-2011,\n  title = {{A}},\n  {v} = {{x\n}}\n"),
    "term of a list": lambda v: ("data/vocabulary.yml", f"kinds:\n  {v!r}: {{label: x, definition: {v!r}}}\n"),
    "mailbox": lambda v: ("CITATION.cff", f"cff-version: 1.2.0\nurl: {v!r}\ncontact: [{{name: x, email: {v!r}}}]\n"),
}
"""A file for each place whose content a message repeats."""


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in FOUND.items() for text in texts])
def test_personal_data_is_found(kind: str, text: str) -> None:
    """Each form of personal data is found, alone and within a sentence, by the name of its kind."""
    assert kind in personal(text)
    assert kind in personal(f"Ask for it, {text}, before Monday.")


@pytest.mark.parametrize("text", NOT_FOUND)
def test_other_numbers_are_left_alone(text: str) -> None:
    """Dates, figures, symbols, case numbers, addresses of the web and citations are not taken for personal data."""
    assert personal(text) == ""
    assert withheld(text) == text


def test_the_number_of_a_report_in_an_address_is_none_of_a_passport() -> None:
    """A broadcaster numbers its reports as passports are; only its own name for such a number is let pass."""
    assert personal("https://news.jtbc.co.kr/article/article.aspx?news_id=NB12198061") == ""
    assert "passport" in personal("https://news.jtbc.co.kr/article/article.aspx?id=NB12198061")


def test_the_archive_holds_none() -> None:
    """No line of the records, pages and messages of the archive is taken for personal data."""
    files = [path for folder in ("data", "docs") for path in (REPOSITORY / folder).rglob("*.*") if path.is_file()]
    for path in (*files, REPOSITORY / "bibliography.bib"):
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            assert personal(line) == "", f"{path}:{number}"


@pytest.mark.parametrize("unit", BEGINNINGS)
def test_long_texts_take_no_time(unit: str) -> None:
    """Twenty thousand characters of whatever begins a form are read in a moment."""
    text = (unit * 20_000)[:20_000]
    begun = time.process_time()
    for long in (text, f"x {text} x", f"{text}@", f"{text} dot com", f"+{text}"):
        personal(long)
        withheld(long)
    assert time.process_time() - begun < 2.0


@given(st.text())
def test_any_text_can_be_asked(text: str) -> None:
    """Any text is read without an error, and what is withheld holds nothing."""
    assert personal(text) == "" or personal(text) in PERSONAL_FORMS
    assert personal(withheld(text)) == ""


@cache
def _invented() -> Archive:
    return load(INVENTED)


def _put(root: Path, path: str, text: str) -> None:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    before = target.read_text("utf-8") if target.exists() else ""
    target.write_text(before + text, "utf-8")


@pytest.mark.parametrize("values", EVERYWHERE)
@pytest.mark.parametrize("place", PLACES)
def test_no_message_repeats_personal_data(place: str, values: tuple[str, ...], tmp_path: Path) -> None:
    """Wherever personal data is, a problem is found, and no form of reporting problems repeats it."""
    for number, value in enumerate(values):
        secret = VALUES[value]
        root = shutil.copytree(INVENTED, tmp_path / f"copy-{number}")
        _put(root, *PLACES[place](value))
        now = load(root)
        found = check(now, Relations(now))
        assert found, value
        told = [*(problem.as_text() for problem in found), *(problem.as_github() for problem in found)]
        told.append(summary(found, differences(_invented(), now), now, "0" * 40, broken=0))
        told += [ProblemPages(root, found).body(uri) for uri in ("index.md", "about/hostile.md", "events/hostile.md")]
        for text in told:
            assert secret.lower() not in text.lower(), (
                value,
                text[max(0, text.lower().find(secret.lower()) - 200) :][:400],
            )


@pytest.mark.parametrize("value", VALUES)
def test_a_problem_keeps_personal_data_to_itself(value: str) -> None:
    """Message, field and path of any problem are without personal data, whatever rule it is of."""
    found = Problem(f"data/people/{value}.yml", 3, f"claims.{value}.count", f"'{value}' is not a count", "value")
    assert found.message.startswith("holds what seems to be ")
    assert (found.path, found.field.removesuffix(".count")) == ("data/people/\u2026", "claims.\u2026")
    assert VALUES[value].lower() not in f"{found.as_text()}{found.as_github()}".lower()


@pytest.mark.parametrize(
    ("way", "joint", "left"),
    [
        ("claims.returned-41.count", ".", "claims.returned-41.count"),
        ("claims.quill.secret@herald.example.count", ".", "claims.\u2026"),
        ("a.010-1234-5678.b.M12345678", ".", "a.\u2026.b.\u2026"),
        ("docs/about/01012345678/x.md", "/", "docs/about/\u2026/x.md"),
        ("x" * 100_000, ".", "x" * 100_000),
        ("a." * 3_000 + "010-1234-5678", ".", "a." * 3_000 + "\u2026"),
    ],
)
def test_a_way_is_blanked_where_it_holds_personal_data(way: str, joint: str, left: str) -> None:
    """Of the way to a field, and of a path, only the part is left out that holds personal data."""
    assert blanked(way, joint) == left


def _said(*arguments: str) -> str:
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out), suppress(SystemExit):
        main(arguments)
    return out.getvalue()


@pytest.mark.parametrize("value", [*FEW, *(pytest.param(one, marks=THOROUGH) for one in VALUES if one not in FEW)])
def test_no_command_repeats_personal_data(value: str, invented: Path, tmp_path: Path) -> None:
    """What is given to a command is not repeated where it is refused, and no record is made under such an id."""
    pasted = tmp_path / "pasted.bib"
    pasted.write_text(
        f"@misc{{{value}, title = {{A}}, date = {{{value}}}, note = {{{value}}}, url = {{{value}}}}}", "utf-8"
    )
    root = ("--root", str(invented))
    before = sorted(invented.rglob("*"))
    runs = [
        ("new", "person", value),
        ("new", "person", "a", "--from", value),
        ("new", value, "a"),
        ("new", "source", "a", "--text", str(tmp_path / value)),
        ("check", "--base", value),
        ("verify", "--captures", str(tmp_path / value)),
        ("health", "--only", value),
        ("schema", value),
        (value,),
    ]
    for run in runs:
        said = _said(*root, *run)
        assert said
        assert VALUES[value].lower() not in said.lower(), run
    assert sorted(invented.rglob("*")) == before
    assert VALUES[value].lower() not in _said(*root, "new", "work", "a", "--from", str(pasted)).lower()


def test_no_phrase_with_personal_data_is_proposed() -> None:
    """A locator phrase that `verify` proposes holds nothing that leads to a person."""
    passages = ["Ask quill@herald.example", "Call 010-1234-5678"]
    assert propose(1, passages) == "Ask"
    assert propose(2, passages) == "Call"


@pytest.mark.parametrize(
    "field",
    [
        "claims.a\n::error::x",
        "claims.a\r::stop-commands::x",
        "claims.%0A::warning::x",
        "a,line=9::x",
        "a:b,file=/etc/passwd",
        "a\x1b[31m\u202e\u2028\x85b",
        "`code` <b>@founders</b> #1 | [x](javascript:y)",
        "--> ]]> ${{ secrets.X }}",
    ],
)
def test_hostile_fields_stay_text(field: str) -> None:
    """The name of a field begins no command of GitHub's, no line of its own, no markup and no mention."""
    found = Problem("data/events/x.yml", 3, field, f"{field} is wrong", "unknown-field")
    github, text = found.as_github(), found.as_text()
    assert github.isprintable()
    assert text.isprintable()
    assert github.startswith("::error file=data/events/x.yml,line=3,title=")
    properties = github.removeprefix("::error ").split("::", 1)[0]
    assert [part.partition("=")[0] for part in properties.split(",")] == ["file", "line", "title"]
    archive = load(INVENTED)
    told = summary([found], differences(archive, archive), archive, "0" * 40, broken=0)
    line = next(line for line in told.split("\n") if line.startswith("- [ ] `data/events/x.yml`"))
    outside = "".join(line.split("`")[0::2]) if line.count("``") == 0 else ""
    assert "<b>" not in outside
    assert "@founders" not in outside


BITS = (
    *("\n", "\n\n", " ", "*", "_", "<b>", "<", ">", "{{", "}}", '{{ org("a-1", "', '") }}', "12", "1234", "+82 ", "-"),
    *(
        " at ",
        "(at)",
        "@",
        "gmail",
        ".com",
        "dot",
        "line",
        " id ",
        "signal\n",
        "number",
        "wei",
        "xin",
        "b. ",
        "1.5.1988",
    ),
    *("%40", "&#64;", "\u200b", "\u0661", "\uff11", "Xinhua", "passport", "tel", ". 555", "travel", "document", "163"),
)
"""What is put between and into texts."""


@given(st.lists(st.one_of(st.sampled_from(BITS), st.sampled_from([*FOUND["mail"], *FOUND["telephone"]])), max_size=9))
def test_the_first_look_overlooks_nothing(parts: list[str]) -> None:
    """A line that holds personal data, alone or together with the line before, is one of those to read."""
    text = "".join(parts)
    lines, read = text.split("\n"), lines_to_read(text)
    for number, line in enumerate(lines):
        before = lines[number - 1].strip() if number else ""
        held = _read_in_full(line) or (before and _read_in_full(f"{before[-SPAN:]} {line.strip()[:SPAN]}"))
        assert not held or number in read
    assert not (holds_nothing(text) and _read_in_full(text))


@example("126.")
@example("123A4")
@example("1.2345")
@given(st.text("0126369 ().,/+*xX\n-AB", max_size=20))
def test_texts_without_numbers_are_told_at_once(text: str) -> None:
    """What is said to have no numbers has none when each digit is looked at."""
    found = _numbers(text, text.translate(_ZEROS))
    assert [one.span() for one in found] == [one.span() for one in _NUMBER.finditer(text)]


@pytest.mark.parametrize("text", [text for texts in FOUND.values() for text in texts])
def test_the_first_look_finds_each_form(text: str) -> None:
    """Each form of personal data is read in full, whatever is before and after it."""
    assert [*lines_to_read(f"First.\nSee {text} there.\nLast.")][:1] != []
    assert not holds_nothing(text)


def _read_in_full(text: str) -> str:
    """What a text is found to hold without a first look: the sign at its end lets that be certain of nothing."""
    return personal(f"{text} <")
