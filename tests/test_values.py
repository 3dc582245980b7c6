"""Counts, dates and hints as values: what is read is what was written, and bounds are in order."""

from __future__ import annotations

import re
from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from macros.core.values.counts import MODIFIERS, ORDER_WORDS, parse_count
from macros.core.values.dates import parse_date
from macros.core.values.short_texts import InShort
from macros.core.values.types import Paragraphs

NUMBERS = st.integers(0, 9_999_999)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@st.composite
def edtf(draw: st.DrawFn) -> str:
    """A day, month or year, perhaps marked as approximate or uncertain."""
    day = draw(DAYS).isoformat()
    return day[: draw(st.sampled_from((4, 7, 10)))] + draw(st.sampled_from(("", "~", "?", "%")))


@given(NUMBERS, st.sampled_from(sorted(MODIFIERS)), st.booleans())
def test_counts_round_trip(number: int, modifier: str, percent: bool) -> None:
    """A count keeps its text, its number and its modifier, and its bounds are in order."""
    number = number or int(MODIFIERS[modifier] != "exactly")
    number = min(number, 99) if percent else number  # a part is no more than the whole
    text = f"{modifier} {number:,}".strip() + "%" * percent
    count = parse_count(text)
    assert (count.text, count.number, count.percent) == (text, number, percent)
    assert count.modifier == MODIFIERS[modifier]
    assert parse_count(count.text) == count
    low, high = count.minimum, count.maximum
    assert low is None or high is None or low <= high


@given(NUMBERS, NUMBERS)
def test_ranges_are_ordered(low: int, high: int) -> None:
    """A range is read when it runs upwards, and refused otherwise."""
    text = f"{low:,} to {high:,}"
    if low < high:
        count = parse_count(text)
        assert (count.text, count.modifier, count.minimum, count.maximum) == (text, "range", low, high)
    else:
        with pytest.raises(ValueError, match="not a range"):
            parse_count(text)


@pytest.mark.parametrize(
    "text", ["about 0", "at least 0", "up to 0%", "more than 0", "041", "about 09", "0,600", "00", "1 to 05"]
)
def test_counts_that_no_document_prints_are_refused(text: str) -> None:
    """A number that begins with 0 is refused, and so is a limit around nothing; nobody is told another figure."""
    with pytest.raises(ValueError, match="compare") as refused:
        parse_count(text)
    assert not re.search(r"\d", str(refused.value).replace(text, "").replace("begin with 0", ""))


@pytest.mark.parametrize("word", sorted(ORDER_WORDS))
def test_words_of_order_have_no_number(word: str) -> None:
    """A word of order stays a word: no number is made of it."""
    count = parse_count(word)
    assert (count.text, count.modifier, count.number) == (word, "order", None)


@given(st.text(max_size=30))
def test_any_text_is_a_count_or_a_value_error(text: str) -> None:
    """Any text is read as a count that keeps it, or refused with a message that names it."""
    try:
        found = parse_count(text).text
    except ValueError as error:
        found = str(error).partition("' is no")[0].removeprefix("'")
    assert found == text


@given(edtf())
def test_dates_round_trip(text: str) -> None:
    """A date keeps its text, begins before it ends, and can be said in words."""
    found = parse_date(text)
    assert found.text == text
    assert found.first <= found.last
    assert found.first[:4] == text[:4] == found.year
    assert text[:4] in found.in_words()


@given(edtf(), edtf())
def test_intervals_are_ordered(start: str, end: str) -> None:
    """An interval is read when it runs forwards and spans both its ends, which differ, and is refused otherwise."""
    first, last = parse_date(start).first, parse_date(end).last
    if start.rstrip("?~%") == end.rstrip("?~%"):
        with pytest.raises(ValueError, match="write it once"):
            parse_date(f"{start}/{end}")
    elif first <= last:
        found = parse_date(f"{start}/{end}")
        assert (found.text, found.first, found.last) == (f"{start}/{end}", first, last)
    else:
        with pytest.raises(ValueError, match="before it begins"):
            parse_date(f"{start}/{end}")


@given(edtf())
def test_open_dates_have_bounds(text: str) -> None:
    """An interval without an end or a beginning reaches to the end or the beginning of all dates."""
    assert parse_date(f"{text}/..").last == "9999-12-31"
    assert parse_date(f"../{text}").first == "0001-01-01"


@given(st.sampled_from(("2011-02-29", "2011-02-30", "2100-02-29", "2011-04-31", "2011-01-00", "2011-12-32")), edtf())
def test_days_that_the_calendar_lacks_are_refused(lacking: str, other: str) -> None:
    """A day that no calendar has is refused alone, with a mark, and at either end of an interval."""
    for text in (lacking, f"{lacking}~", f"../{lacking}", f"{lacking}/..", f"{lacking}/{other}", f"{other}/{lacking}?"):
        with pytest.raises(ValueError, match="not a day of the calendar"):
            parse_date(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2012-02-08", ("exact", "one_day")),
        ("2012-02", ("exact",)),
        ("2012-02~", ("approximate",)),
        ("2012-02-08?", ("uncertain",)),
        ("2012%", ("approximate", "uncertain")),
        ("1998/..", ("interval", "open_end")),
        ("../2012-02-08~", ("approximate", "interval", "open_start")),
        ("2012-02/2012-03?", ("interval", "uncertain")),
    ],
)
def test_dates_know_what_they_are(text: str, said: tuple[str, ...]) -> None:
    """A date says whether it is exact or one day, which end is open, and what its marks mean."""
    names = ("approximate", "exact", "interval", "one_day", "open_end", "open_start", "uncertain")
    assert tuple(name for name in names if getattr(parse_date(text), name)) == tuple(sorted(said))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2012-02-08", "8 Feb 2012"),
        ("2012-02", "Feb 2012"),
        ("2012-02-08?", "8 Feb 2012?"),
        ("2012-02~", "about Feb 2012"),
        ("2012%", "about 2012?"),
        ("2012-03-09/2012-03-10", "9–10 Mar 2012"),
        ("2012-02-28/2012-03-01", "28 Feb–1 Mar 2012"),
        ("2024-10/2024-12", "Oct–Dec 2024"),
        ("2003-12/2004-01", "Dec 2003–Jan 2004"),
        ("1998/2004", "1998–2004"),
        ("2012/2012-03", "2012–Mar 2012"),
        ("2012-03-09?/2012-03-10", "9 Mar 2012?–10 Mar 2012"),
        ("1998/..", "since 1998"),
        ("../2012-03~", "by about Mar 2012"),
    ],
)
def test_a_short_date_says_no_more_than_the_date(text: str, said: str) -> None:
    """A date in short keeps its marks and both its ends."""
    assert parse_date(text).short() == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2012-03-09/2012-03-10", "9 to 10 March 2012"),
        ("2012-02-28/2012-03-01", "28 February to 1 March 2012"),
        ("2003-12/2004-01", "December 2003 to January 2004"),
        ("2012/2012-03", "2012 to March 2012"),
        ("2012-03-09~/2012-03-10", "about 9 March 2012 to 10 March 2012"),
        ("2012-03-09/2012-03", "9 March to March 2012"),
    ],
)
def test_an_interval_says_its_month_and_year_once(text: str, said: str) -> None:
    """The beginning of an interval leaves out what its end has too; a mark on one end is of that end alone."""
    assert parse_date(text).in_words() == said


@pytest.mark.parametrize(
    ("text", "two"), [("04/05/2020", True), ("4.5.2020", True), ("5/5/2020", False), ("25/05/2020", False)]
)
def test_a_date_that_can_be_two_days_is_called_that(text: str, two: bool) -> None:
    """Of two numbers that may both be the month, nobody is told to write one: the writer has to find out."""
    with pytest.raises(ValueError, match="write YYYY-MM-DD") as refused:
        parse_date(text)
    assert ("two different days; find out which number is the month" in str(refused.value)) == two


@given(st.one_of(st.text(max_size=45), st.text("0123456789-~?%/.XuY()", max_size=24)))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    """Any text is read as a date that keeps it, with ordered bounds and words, or refused with a ValueError."""
    try:
        found = parse_date(text)
    except ValueError:
        return
    assert found.text == text
    assert found.first <= found.last
    assert found.in_words()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("One sentence.", "has 1 sentence; say in two to four what the document says"),
        ("One. Two. Three. Four. Five.", "has 5 sentences; say in two to four what the document says"),
        ("One. Two", "should end with a full stop, as sentences do"),
        ('One. {{ org("x") }} says two.', "has a call that is not claim(…); write names as plain words"),
    ],
)
def test_in_short_is_two_to_four_sentences(text: str, said: str) -> None:
    """What a document says in short has two to four sentences, and no call but claims."""
    with pytest.raises(ValueError, match=re.escape(said)):
        TypeAdapter(InShort).validate_python(text)


@pytest.mark.parametrize(
    "text", ['It says {{ claim("a", "41. Or more") }}. It was read.', "He says that “it is so.” Nobody answers."]
)
def test_in_short_counts_sentences_and_not_points(text: str) -> None:
    """A point within a claim ends no sentence, and one before a closing mark does."""
    assert TypeAdapter(InShort).validate_python(text) == text


def test_paragraphs_are_what_yaml_leaves_apart() -> None:
    """An empty line in a folded text begins a paragraph; every other break of a line is a space."""
    adapter = TypeAdapter(Paragraphs)
    folded = yaml.safe_load("a: >-\n  One goes\n  on.\n\n  Two.\n")["a"]
    assert adapter.validate_python(folded) == "One goes on.\nTwo."
    assert adapter.validate_python(" One  goes.\n\n\nTwo. ") == "One goes.\nTwo."
    with pytest.raises(ValidationError, match="is empty"):
        adapter.validate_python(" \n ")
