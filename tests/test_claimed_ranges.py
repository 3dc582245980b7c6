"""The figures claimed for an incident, from the lowest to the highest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from macros.core.values.counts import parse_count
from macros.session import Session
from macros.site.claims.claimed_ranges import claimed_range
from macros.site.claims.shown_claims import ShownClaim
from tests.support import INVENTED

SITE = Session(INVENTED).site


def _with(counts: list[str]) -> list[ShownClaim]:
    """The claim of the invented archive that 41 people were arrested, once for each count."""
    row = SITE.claims["report-2011.arrested-41"]
    made = [row.recorded.model_copy(update={"count": parse_count(text)}) for text in counts]
    return [replace(row, recorded=one, count=one.count, figure=text) for one, text in zip(made, counts, strict=True)]


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        (["41"], "41"),
        (["about 600", "41", "at least 50"], "41 to about 600"),
        (["30", "about 30"], "about 30"),
        (["50", "nearly 50", "more than 50"], "nearly 50 or more than 50"),
        (["8", "at least 8"], "8 or at least 8"),
        (["600 to 2,000", "nearly 2,000"], "600 to nearly 2,000"),
        (["200 to 300", "about 200", "more than 650"], "about 200 to more than 650"),
        (["200 to 300", "more than 650", "500 to 700"], "200 to 700"),
        (["500 to 700", "more than 650", "200"], "200 to 700"),
    ],
)
def test_both_ends_keep_their_limits(counts: list[str], text: str) -> None:
    """The lowest and the highest figure are as they are printed, and a limit counts where the numbers are the same.

    Then they are two wordings of one number, not a range.
    Of a figure that has two ends itself, only its outer end is the lowest or the highest.
    """
    found = claimed_range(_with(counts), ["returned", "arrested"])
    assert found
    assert (found.text, found.measured) == (text, "arrested")


def test_parts_and_denials_give_no_figure() -> None:
    """A part of a group, a share and a figure that is disputed are in no range."""
    rows = [SITE.claims[f"report-2011.{name}"] for name in ("arrested-17", "women-share", "far-bank-survey")]
    assert claimed_range(rows, ["arrested", "share", "population"]) is None


def test_the_first_measure_with_figures_leads() -> None:
    """The measures are asked in the order of the kind of incident."""
    rows = SITE.claims.of(SITE.relations.ledger())
    found = [claimed_range(rows, leads) for leads in (["returned", "arrested"], ["arrested", "returned"], ["nothing"])]
    assert [one.measured if one else None for one in found] == ["returned", "arrested", None]
