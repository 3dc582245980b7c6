"""Numbers in words: found where they are about people, and nowhere else."""

from __future__ import annotations

import pytest

from macros.core.words.numbers_of_people import numbers_alone

ABOUT_PEOPLE = """
Thirty were sent back.
Scores of others were held.
A dozen of them died.
Some forty escaped, it says.
Hundreds are said to be waiting.
A handful were let go.
A couple crossed the river.
Two thirds were women.
The group of thirty-one was moved.
Half of them were sent back.
Tens of thousands live there.
Thirty-one others followed.
Five more were arrested.
Two were arrested.
Dozens remained in custody.
Nobody counted the ten who drowned.
A quarter of those returned were men.
Three hundred passed through.
Twenty-odd were seen.
Two dozen wives waited.
It speaks of several dozen.
A twelve-strong group waited.
A score or more were held.
It names a hundred and twenty mothers.
"""
ABOUT_OTHERS = """
One of those two sentences is long.
It took two sentences and three pages.
The report has three parts; two are short.
In one of its two letters it asks again.
The ministers of two countries met.
It lists ten demands and four norms.
Two of the demands concern the river.
The first were released, and a third group was moved.
It was signed with two others.
A group of ten organizations signs.
Half of the text repeats a letter.
Hundreds of documents were read, and dozens of pages copied.
Both were sent back, and none was freed.
It scores the states by thirteen measures.
"""


@pytest.mark.parametrize("sentence", ABOUT_PEOPLE.strip().split("\n"))
def test_a_number_about_people_is_found_in_words(sentence: str) -> None:
    """A number in words is found with its people, also where only what happened to them says that they are people."""
    assert len(list(numbers_alone(sentence))) == 1


@pytest.mark.parametrize("sentence", ABOUT_OTHERS.strip().split("\n"))
def test_a_number_of_other_things_passes(sentence: str) -> None:
    """Sentences, pages, demands and bodies may be counted in words, and "one of" is not a number of people."""
    assert list(numbers_alone(sentence)) == []


@pytest.mark.parametrize("number", ["01 0123 45 678", "12-345-678", "02 . 1234 . 5678", "1234 5678 90"])
def test_no_half_of_a_telephone_number_is_repeated(number: str) -> None:
    """Digits in groups are one find without words, whatever number they are, since a message is public."""
    assert all(not any(map(str.isdigit, found)) for found, _ in numbers_alone(f"Its number is {number} it says"))


def test_years_in_a_row_are_years() -> None:
    """A list of years is not taken for a telephone number."""
    assert list(numbers_alone("In 2011, 2012 and 2013 it reported again.")) == []
