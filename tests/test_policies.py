"""The policies: each is tied to rules that exist, and what they promise of forms, fields and private ways is so."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from macros.core.models import MODELS, Organization
from macros.core.models.field_values import words
from macros.core.models.model_fields import fields_of
from macros.core.models.vocabulary import Retired
from macros.core.rulebook import RULES
from macros.core.rules.safety import GUARDED
from macros.core.words.personal import personal
from macros.site.contributing.reporting import FORM
from tests.support import REPOSITORY, real_archive

POLICIES = (REPOSITORY / "docs/about/policies.md").read_text("utf-8")
FORMS = REPOSITORY / ".github/ISSUE_TEMPLATE"
TIED = ("Safety", "Corrections", "Removal and retirement", "Rights", "Tone")
LINK = re.compile(r"\(rules\.md#rule-([a-z-]+)\)")
SHAPES: tuple[type[BaseModel], ...] = (*MODELS.values(), Retired)
FORMAL = frozenset(
    [
        "about",
        "address",
        "archiveurl",
        "at",
        "claims",
        "file",
        "incident",
        "langid",
        "part-of",
        "rests-on",
        "seenat",
        "sha256",
        "url",
        "work",
    ]
)
"""Fields of text that has a form of its own: addresses of the web, ids, tags, fingerprints, names of files."""


def _section(title: str) -> str:
    return POLICIES.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize("title", TIED)
def test_every_policy_is_tied_to_rules(title: str) -> None:
    """Every policy names at least one rule, and each rule that it names exists."""
    named = LINK.findall(_section(title))
    assert named
    assert set(named) <= set(RULES)


def _texts(model: type[BaseModel]) -> set[str]:
    """The fields of a model, and of the shapes in it, whose values are text and no id or word of a list."""
    found: set[str] = set()
    for field in fields_of(model):
        found |= {name for shape in field.shapes for name in _texts(shape)}
        formal = field.refers_to or field.vocabulary or (field.repeats == "mapping" and field.shapes)
        found |= {field.name} if field.text and not formal else set()
    return found


def test_no_field_with_words_is_forgotten() -> None:
    """Every field that holds text may not hold personal data, but for those of a form of their own."""
    assert {name for model in SHAPES for name in _texts(model)} - GUARDED == FORMAL


def test_words_are_read_wherever_a_value_may_hold_them() -> None:
    """Names by language are words; where a fact was checked, words are, and an address is not."""
    written = {"name": "A", "kind": "ngo", "native": {"ko": "B"}, "checked": ["a letter", "https://a.example/1"]}
    found = [text for _, text in words(Organization.model_validate(written))]
    assert sorted(found) == ["A", "B", "a letter", "ko"]


def test_the_policies_list_the_fields() -> None:
    """The page of policies lists every field that may not hold personal data."""
    page = real_archive()._carried_out(POLICIES, "about/policies.md")
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


def _form(name: str) -> dict[str, Any]:
    form: dict[str, Any] = yaml.safe_load((FORMS / name).read_text("utf-8"))
    return form


ALL = sorted(path.name for path in FORMS.glob("*.yml") if path.name != "config.yml")
LANGUAGES = {
    "en": ("Public: never name or describe anyone at risk.", "You may write in English, Korean or Chinese."),
    "ko": ("공개됩니다. 위험에 처한 사람을 밝히지 마십시오.", "한국어, 중국어, 영어로 쓸 수 있습니다."),
    "zh": ("内容公开，切勿提及处境危险者。", "可使用中文、韩文或英文填写。"),  # Chinese punctuation
}
"""In each language what every field of a form says, and that one may write in any of the three."""


def test_issues_begin_in_a_form() -> None:
    """Blank issues are off, and the first thing offered is our own page, not a form."""
    chooser = _form("config.yml")
    assert chooser["blank_issues_enabled"] is False
    assert chooser["contact_links"][0]["url"].endswith("/about/at-risk/")


@pytest.mark.parametrize("name", ALL)
def test_forms_are_sound(name: str) -> None:
    """Every form has a name, a description and fields with ids of their own, and ends with a box to tick."""
    form = _form(name)
    assert form["name"]
    assert form["description"]
    first, *fields = form["body"]
    assert first["type"] == "markdown"
    ids = [field["id"] for field in fields]
    assert len(ids) == len(set(ids))
    assert fields[-1]["attributes"]["options"][0]["required"] is True


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ALL)
def test_forms_warn_in_three_languages(name: str, language: str) -> None:
    """A form says at its head and at every field that takes words what never to write, in three languages."""
    warning, welcome = LANGUAGES[language]
    first, *fields = _form(name)["body"]
    assert welcome in first["attributes"]["value"]
    words = [field["attributes"]["description"] for field in fields if field["type"] in ("input", "textarea")]
    assert words
    assert [text for text in words if warning not in text] == []


@pytest.mark.parametrize("name", ALL)
def test_a_form_sends_people_at_risk_away(name: str) -> None:
    """A form begins with the question whether it is about oneself, and leads to our own page and to no other form."""
    head = _form(name)["body"][0]["attributes"]["value"]
    assert head.startswith("**Is this about you, or is someone at risk? Close this form and write nothing here.**")
    assert head.count("/about/at-risk/") == 3
    assert "/issues/new" not in head


def test_forms_ask_only_what_is_needed() -> None:
    """A form has at most four fields besides the box, and no more than three of them must be filled in."""
    for name in ALL:
        fields = [field for field in _form(name)["body"] if field["type"] not in ("markdown", "checkboxes")]
        required = [field for field in fields if field["validations"]["required"]]
        assert (len(fields) <= 4, len(required) <= 3) == (True, True), name


def test_the_form_of_every_page_takes_place_and_revision() -> None:
    """The form that each page links has the fields that the link fills in."""
    assert {"address", "revision"} <= {field.get("id") for field in _form(f"{FORM}.yml")["body"]}


def test_a_removal_is_asked_for_without_personal_details() -> None:
    """The form for removal takes an address and a choice, and safety is not among its reasons."""
    body = _form("request-removal.yml")["body"]
    assert {field["type"] for field in body} == {"markdown", "input", "dropdown", "checkboxes"}
    reasons = " ".join(next(field for field in body if field["type"] == "dropdown")["attributes"]["options"])
    assert not re.search(r"safe|risk|danger|안전|위험|安全|危险", reasons)


def test_links_of_the_forms_lead_to_the_policies() -> None:
    """Every anchor of the policies that a form names is a heading there, and so is the one that was always there."""
    headings = {re.sub(r"[^a-z]+", "-", title.lower()) for title in re.findall(r"^#+ (.+)$", POLICIES, re.MULTILINE)}
    forms = "".join(path.read_text("utf-8") for path in FORMS.glob("*.yml"))
    assert {"if-someone-is-at-risk", *re.findall(r"about/policies/#([a-z-]+)", forms)} <= headings


def test_forms_that_pages_name_are_there() -> None:
    """Every public form that a page of prose leads to is one of the forms."""
    pages = "".join(page.read_text("utf-8") for page in (REPOSITORY / "docs").rglob("*.md"))
    named = set(re.findall(r'public_form\("([a-z-]+)"\)', pages))
    assert named
    assert {f"{name}.yml" for name in named} <= set(ALL)


def test_three_reasons_remove() -> None:
    """The policy removes for safety, for rights, and where a law or a court requires it, and names no fourth reason."""
    removed = POLICIES.split("### What is removed", 1)[1].split("###", 1)[0]
    assert re.findall(r"^- \*\*(\w+)\.\*\*", removed, re.MULTILINE) == ["Safety", "Rights", "Law"]
