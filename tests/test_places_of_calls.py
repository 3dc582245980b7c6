"""Calls in prose pages: each place where one would be torn, hidden or shown as markup is told, and no other."""

from __future__ import annotations

import pytest

from macros.core.reading.places_of_calls import misplaced

HEAD = "---\ntitle: A\ndescription: B.\n---\n\n"
LINK, VALUE, PART = '{{ org("a") }}', '{{ on_site("data/") }}', "{{ place_map() }}"


@pytest.mark.parametrize(
    "body",
    [
        f"`{LINK}`",
        f"    {LINK}",
        f"```\n{LINK}\n```",
        f"~~~\n{PART}\n~~~",
        f"<code>{LINK}</code>",
        f"[x]({LINK})",
        f"![x]({LINK})",
        f"[{LINK}](index.md)",
        f'<a href="index.md">{LINK}</a>',
        "<span title=\"{{ org('a') }}\">x</span>",
        f"[x]: {LINK}".replace(" }}", "}}").replace("{{ ", "{{"),
        f"# {PART}",
        f"words {PART}",
        f"- {PART}",
        f"*{PART}*",
        f"| a |\n|---|\n| {PART} |",
        f"x[^1]\n\n[^1]: {PART} and words",
    ],
)
def test_a_call_in_a_wrong_place_is_told(body: str) -> None:
    """A call is told once, with its line, wherever its markup would not be read as such."""
    (fault,) = misplaced(f"{HEAD}{body}\n")
    assert fault.line == 6 + body[: body.index("{{")].count("\n")


@pytest.mark.parametrize(
    "body",
    [
        LINK,
        f"words {LINK}, and *{LINK}*",
        f"# {LINK}",
        f"- {LINK}\n- {LINK}",
        f"> {LINK}",
        f"| a |\n|---|\n| {LINK} |",
        f"x[^1]\n\n[^1]: {LINK}",
        f"[x]({VALUE})",
        f"<{VALUE}>",
        f"`{VALUE}`",
        f"```\n{VALUE}\n```",
        PART,
        f"{PART}\n\n{{{{ home() }}}}",
        f"<div markdown>\n\n{PART}\n\n</div>",
        f"<p>words {LINK}</p>",
        "{{ org( }}",
    ],
)
def test_a_call_in_a_right_place_is_not_told(body: str) -> None:
    """Sentences, lists, tables and notes hold links; code and addresses hold what gives mere words."""
    assert misplaced(f"{HEAD}{body}\n") == ()
