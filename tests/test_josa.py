"""Korean particles after whatever a record is called."""

from __future__ import annotations

import pytest

from macros.core.models.pattern_forms import ENDINGS, PARTICLES
from macros.core.models.sentence_patterns import Wording
from macros.session import Session
from macros.site.claims.edition_speakers import name_in
from macros.site.languages.josa import PAIRS, REPORTED, filled, particle, reported, sound
from tests.support import REPOSITORY

SOUNDS = {
    "closed": (
        *(
            "한국",
            "유엔",
            "CNN",
            "UN",
            "YTN",
            "전환기정의워킹그룹(TJWG)",
            "‘탈북민’",
            "600명",
            "8,230건",
        ),
        *(
            "2013",
            "6",
            "Tokyo Shimbun",
            "Beijing",
            "David Alton",
            "Liberty in Time",
            "NKnet",
            "Facebook",
            "KBS 월드라디오방송",
        ),
        *("휴먼라이츠재단(HRF)", "International Crime"),
    ),
    "rieul": (
        "이름을 밝히지 않은 소식통들(2012년) (연합뉴스)",
        "NKHR",
        "LFNKR",
        "HTML",
        "서울",
        "11월 1",
        "뉴스 7",
        "People",
        "8",
        "Jubilee Channel",
        "9월",
    ),
    "open": (
        *(
            "휴먼라이츠워치(HRW)",
            "TJWG",
            "CECC",
            "RFA",
            "VOA",
            "NKDB",
            "90%",
            "30만 배",
            "2",
            "4",
            "The Hindu",
            "NK Times",
        ),
        *("Sisa Weekly", "Christian Post", "AsiaNews", "NK Insider", "Yahoo", "Fiona Bruce", "Tomás Ojea Quintana"),
        *(
            "Global Rights Compliance",
            "Newsweek’s",
            "아시아",
            "뉴스1(News1)의 보도",
            "David Alton (영국 상원의원)의 사이트",
        ),
    ),
}


@pytest.mark.parametrize(("word", "last"), [(word, last) for last, words in SOUNDS.items() for word in words])
def test_the_last_sound_is_that_of_the_word_read_aloud(word: str, last: str) -> None:
    """Acronyms are read letter by letter, other Latin words as Korean writes them; brackets and marks are not read."""
    assert sound(word) == last


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("{x:은는}", ("북한은", "휴먼라이츠워치(HRW)는", "NKHR은")),
        ("{x:이가}", ("북한이", "휴먼라이츠워치(HRW)가", "NKHR이")),
        ("{x:을를}", ("북한을", "휴먼라이츠워치(HRW)를", "NKHR을")),
        ("{x:과와}", ("북한과", "휴먼라이츠워치(HRW)와", "NKHR과")),
        ("{x:으로}", ("북한으로", "휴먼라이츠워치(HRW)로", "NKHR로")),
        ("{x:이다}", ("북한이다", "휴먼라이츠워치(HRW)다", "NKHR이다")),
    ],
)
def test_each_particle_fits_what_is_before_it(pattern: str, said: tuple[str, ...]) -> None:
    """After a vowel, after a consonant, and after ㄹ."""
    assert tuple(filled(pattern, x=name) for name in ("북한", "휴먼라이츠워치(HRW)", "NKHR")) == said


@pytest.mark.parametrize(
    ("clause", "quoted", "before_noun"),
    [
        ("북한으로 송환됐다", "북한으로 송환됐다고", "북한으로 송환됐다는"),
        ("여성이 90%를 넘는다", "여성이 90%를 넘는다고", "여성이 90%를 넘는다는"),
        ("여성이 80%다", "여성이 80%라고", "여성이 80%라는"),
        ("아동이 9명이다", "아동이 9명이라고", "아동이 9명이라는"),
        ("보호받아야 한다", "보호받아야 한다고", "보호받아야 한다는"),
        ("2배이다", "2배라고", "2배라는"),
    ],
)
def test_a_clause_becomes_reported_speech(clause: str, quoted: str, before_noun: str) -> None:
    """-다 becomes -다고, 이다 -이라고 or -라고."""
    assert (reported(clause, "고"), reported(clause, "는")) == (quoted, before_noun)


def test_patterns_may_ask_for_what_there_is() -> None:
    """What the check lets a pattern ask for is what a sentence can be given."""
    assert set(PARTICLES) == set(PAIRS)
    assert set(ENDINGS) == set(REPORTED)


def test_every_name_of_the_archive_gets_one_particle() -> None:
    """No organization, person or voice is left with both particles, or with none."""
    archive = Session(REPOSITORY).site.archive
    wording: Wording = archive.patterns.wordings["ko"]
    for kind in ("organization", "person", "voice", "place", "instrument"):
        for record in archive.records_of(kind).values():
            for name in (
                name_in(record, wording),
                record.short_text,
                record.title_text,
                *getattr(record, "aliases", ()),
            ):
                assert name, record.id
                assert {particle(name, pair) for pair in PAIRS} <= {one for pair in PAIRS.values() for one in pair}
