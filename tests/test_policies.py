"""The policies: each is tied to rules that exist, and what they promise of forms, fields and private ways is so."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.core.citation import CITATION_PATH
from macros.core.comparison import COMPARISON_RULES
from macros.core.models import MODELS
from macros.core.models.base import Shape, kebab
from macros.core.personal import personal
from macros.core.rules import RULES
from macros.core.rules.safety import GUARDED
from macros.core.vocabulary import Retired
from macros.core.walk import parts
from macros.session import Session
from macros.site.reporting import FORM
from tests.support import INVENTED, REPOSITORY

POLICIES = (REPOSITORY / "docs/about/policies.md").read_text("utf-8")
FORMS = REPOSITORY / ".github/ISSUE_TEMPLATE"
TIED = ("Safety", "Corrections", "Removal and retirement", "Rights", "Tone")
LINK = re.compile(r"\(rules\.md#rule-([a-z-]+)\)")
FORMAL = frozenset(
    """
    address archiveurl checked claims edition file langid notes number pages pagetotal part-of provisions relatedtype
    sha256 status symbol to unts url volume
    """.split()  # noqa: SIM905 # a list of words is read more easily than one of quoted words
)
"""Fields without words in them: addresses of the web, ids, numbers, references to where facts were checked."""


def _section(title: str) -> str:
    return POLICIES.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize("title", TIED)
def test_every_policy_is_tied_to_rules(title: str) -> None:
    """Every policy names at least one rule, and each rule that it names exists."""
    named = LINK.findall(_section(title))
    assert named
    assert set(named) <= {*RULES, *COMPARISON_RULES}


def _texts(shape: type[Shape]) -> set[str]:
    """The fields of a shape, and of the shapes in it, that hold text and no id or word of a list."""
    found: set[str] = set()
    for name, info in shape.model_fields.items():
        inside = (info.annotation, *parts(info.annotation))
        for part in inside:
            found |= _texts(part) if isinstance(part, type) and issubclass(part, Shape) else set()
        found |= {kebab(name)} if str in inside and not info.json_schema_extra else set()
    return found


def test_no_field_with_words_is_forgotten() -> None:
    """Every field that holds text either may not hold personal data or has no words in it."""
    shapes: list[type[Shape]] = [*MODELS.values(), Retired]
    fields = {name for shape in shapes for name in _texts(shape)}
    assert fields == GUARDED | FORMAL
    assert GUARDED.isdisjoint(FORMAL)


def test_the_policies_list_the_fields() -> None:
    """The page of policies lists every field that may not hold personal data."""
    page = Session(REPOSITORY)._carried_out(POLICIES, "about/policies.md")
    assert [field for field in GUARDED if f"<code>{field}</code>" not in page] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("write to a.b@c.example", "mail"),
        ("a (at) c (dot) example", "mail"),
        ("a [at] c.example", "mail"),
        ("a\uff20c.example", "mail"),
        ("+86 138 0000 0000", "telephone"),
        ("010-1234-5678", "telephone"),
        ("13800000000", "telephone"),
        ("Tel. 555 0100 200", "telephone"),
        ("M12345678", "passport"),
        ("920101-1234567", "passport"),
        ("11010519491231002X", "passport"),
        ("born on 3 May 1980", "birth"),
        ("Born 1980-05-03", "birth"),
        ("date of birth: May 3, 1980", "birth"),
        ("1980년 5월 3일생", "birth"),
        ("1980年5月3日出生", "birth"),
        ("arrested on 3 May 1980", ""),
        ("children born in 1998 or later", ""),
        ("2012-02-08/2012-03, 24 to 41 of 1,170", ""),
        ("A/HRC/25/63, 1577 UNTS 3, 189 UNTS 137", ""),
        ("AEN20120224007851315", ""),
        ("at 41.25 degrees, 0 people, in 2012", ""),
    ],
)
def test_what_is_taken_for_personal_data(text: str, kind: str) -> None:
    """Mail addresses, telephone and identity numbers and days of birth are found; dates, counts and symbols are not."""
    assert kind in personal(text)
    assert bool(personal(text)) == bool(kind)


def test_a_mailbox_is_named_if_there_is_one(invented: Path) -> None:
    """The way without an account names the mailbox of the citation file, and says so where there is none."""
    assert 'href="mailto:mailbox@archive.example"' in Session(INVENTED)._carried_out("{{ contact() }}", "x.md")
    file = invented / CITATION_PATH
    text = re.sub(r"contact:\n(?: .*\n)+", "", file.read_text("utf-8"))
    file.write_text(text, "utf-8")
    assert Session(invented).problems == []
    assert "no mailbox" in Session(invented)._carried_out("{{ contact() }}", "x.md")


def _form(name: str) -> dict[str, Any]:
    form: dict[str, Any] = yaml.safe_load((FORMS / name).read_text("utf-8"))
    return form


@pytest.mark.parametrize("name", sorted(path.name for path in FORMS.glob("*.yml") if path.name != "config.yml"))
def test_forms_are_sound(name: str) -> None:
    """Every form has a name, a description and fields with ids of their own, and begins with what is never written."""
    form = _form(name)
    assert form["name"]
    assert form["description"]
    first, *fields = form["body"]
    assert first["type"] == "markdown"
    assert "Issues are public" in first["attributes"]["value"]
    ids = [field["id"] for field in fields]
    assert len(ids) == len(set(ids))
    assert fields[-1]["attributes"]["options"][0]["required"] is True


def test_the_form_of_every_page_takes_place_and_revision() -> None:
    """The form that each page links has the fields that the link fills in."""
    assert {"address", "revision"} <= {field.get("id") for field in _form(FORM)["body"]}


def test_a_removal_is_asked_for_without_personal_details() -> None:
    """The form for removal takes an address and a choice, and no text in which somebody could be told of."""
    kinds = {field["type"] for field in _form("request-removal.yml")["body"]}
    assert kinds == {"markdown", "input", "dropdown", "checkboxes"}
    assert _form("request-removal.yml")["body"][0]["attributes"]["value"].startswith("**If you or someone else is at")


def test_links_of_the_forms_lead_to_the_policies() -> None:
    """Every anchor of the policies that a form or a contact link names is a heading there."""
    headings = {re.sub(r"[^a-z]+", "-", title.lower()) for title in re.findall(r"^#+ (.+)$", POLICIES, re.MULTILINE)}
    forms = "".join(path.read_text("utf-8") for path in FORMS.glob("*.yml"))
    named = re.findall(r"about/policies/#([a-z-]+)", forms)
    assert "if-someone-is-at-risk" in named
    assert set(named) <= headings
