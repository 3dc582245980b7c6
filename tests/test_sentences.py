"""What each claim says, as one sentence from closed lists: read once by eye, and kept as text."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from macros.core.models.claims import Claim
from macros.core.models.kinds import SPEAKERS
from macros.core.models.vocabulary import Vocabulary
from macros.core.rules.sayable import GIVEN
from macros.core.values.counts import ORDER_WORDS
from macros.core.values.dates import parse_date
from macros.core.values.speakers import parse_speaker
from macros.session import Session
from macros.site.claims.claimed_ranges import claimed_range
from macros.site.claims.differing import FEW, Comparison, comparisons, in_short
from macros.site.claims.named_speakers import named_chain
from macros.site.claims.sentences import AGAINST, in_citation, position, sentence
from macros.site.languages.clauses import clause, figure, on
from macros.site.site import Site
from tests.support import REPOSITORY

GOLDEN = Path(__file__).parent / "sentences.txt"
IN_CITATIONS = Path(__file__).parent / "citations_of_claims.txt"
SLOTS = {"count", "whom", "were", "date"}
END = re.compile(r"^(?:the highest is )?(?:the (?:lower|upper) end of )?")


@pytest.fixture(scope="module")
def site() -> Site:
    """The archive of this repository."""
    return Session(REPOSITORY).site


@pytest.fixture(scope="module")
def words(site: Site) -> Vocabulary:
    """Its closed lists."""
    return site.archive.vocabulary


def claim(**fields: str) -> Claim:
    """A claim with these fields, read as from a record."""
    given = {"measure": "returned", "who": "people", "said-by": ["a"], "stance": "asserts"} | fields
    return Claim.model_validate(given)


def test_every_claim_has_the_sentence_that_was_read(site: Site, request: pytest.FixtureRequest) -> None:
    """The sentence of every claim was read; a changed or new one is read, then taken with `--accept`."""
    claims = site.relations.claims
    now = sorted(f"{ref}: {sentence(site.relations, stated)}" for ref, stated in claims.items())
    if request.config.getoption("--accept"):
        GOLDEN.write_text("\n".join(now) + "\n", "utf-8")
    assert now == GOLDEN.read_text("utf-8").splitlines(), "read tests/sentences.txt after --accept"


def test_every_citation_has_the_words_that_were_read(site: Site, request: pytest.FixtureRequest) -> None:
    """What a citation says of every claim was read, too, and so was what the claims about an incident say together."""
    claims = site.relations.claims
    now = sorted(f"{ref}: {in_citation(site.relations, stated)}" for ref, stated in claims.items())
    for key in sorted(site.archive.records_of("incident")):
        now += ["", f"{key}:", *(one.text for one in together(site, key))]
    if request.config.getoption("--accept"):
        IN_CITATIONS.write_text("\n".join(now) + "\n", "utf-8")
    assert now == IN_CITATIONS.read_text("utf-8").splitlines(), "read tests/citations_of_claims.txt after --accept"


def together(site: Site, incident: str) -> list[Comparison]:
    """What the claims about an incident say together, in the order in which they were said."""
    claims = sorted(site.claims_about(incident), key=lambda claim: (claim.day, claim.ref))
    return list(comparisons(site.relations, (site.relations.claims[claim.ref] for claim in claims)))


def test_every_citation_carries_its_speakers_and_its_hedge(site: Site) -> None:
    """A citation has every speaker, the hedge and the clause; no slot or doubled mark is left."""
    for ref, stated in site.relations.claims.items():
        said = in_citation(site.relations, stated)
        assert not re.search(r"[{}]|,,| ,|\.\.|\.$|\b(\w+) \1\b", said), ref
        assert (stated.claim.hedge or "") in said, ref
        assert clause(stated.claim, site.archive.vocabulary).lower() in said.lower(), ref
        for link in named_chain(site.relations, stated):
            assert link.text in said, ref


def test_sentences_about_an_incident_merge_no_figures(site: Site) -> None:
    """Each figure is there once with its speakers; parts and other groups are left out, denials have a sentence."""
    for key in site.archive.records_of("incident"):
        found = together(site, key)
        refs = [by.ref for one in found for given in one.figures for by in given.by]
        assert len(refs) == len(set(refs)), key
        for stated in site.relations.claims_of.get(key, ()):
            apart = stated.claim.aside or stated.claim.part_of
            assert not (apart and stated.ref in refs), stated.ref
            assert apart or stated.claim.stance not in AGAINST or stated.ref in refs, stated.ref
        for one in found:
            figures = [given.text for given in one.figures]
            assert len(figures) == len(set(figures)), one.text
            assert all(given.by for given in one.figures), one.text
            assert one.text.endswith("."), one.text
            differ = len({re.sub(r" (in|on|since|between|by|around) .*", "", text) for text in figures}) > 1
            assert differ or not one.text.startswith("Different figures"), one.text
            assert not re.search(r"[{}]|,,| ,|\.\.|how many what", one.text), one.text


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("hrw-2021.held-tumen-325", "[among at least 1,170 in all: people called refugees, held in Tumen]"),
        ("hrw-2021.sentenced-450", "[among at least 1,170 (in detention): men serving sentences"),
        ("hrf-2023.executions-tenfold", "compared with 2022"),
        ("shenyang-2012.held-220-chosun", "not this group alone]"),
        ("cecc-2012.returned-30-official", "who is not named said on 9 March 2012 that about 30"),
        ("cecc-2012.detained-february", "citing the Korea Herald (14 February 2012)"),
        ("standing-practice.returned-denied-qian", "said that China had never returned them by force]"),
        ("hankyung-2003-09-29.not-returned-prc", "who according to China had not been returned yet]"),
    ],
)
def test_a_sentence_says_of_whom_and_when_where_it_would_mislead(site: Site, ref: str, said: str) -> None:
    """Parts name their total, other groups and changes say what is counted, and the day is beside who said it then."""
    assert said in sentence(site.relations, site.relations.claims[ref])


def test_a_part_of_a_total_from_elsewhere_does_not_take_it(site: Site) -> None:
    """A total that another report gives is not put into the mouth of this one."""
    stated = site.relations.claims["shenyang-2012.arrested-5-donga"]
    other = replace(stated, work=None)
    said = sentence(site.relations, other)
    assert said.endswith("[part of a total that another report gives].")
    assert "33" not in said


def test_every_sentence_carries_its_speakers_and_its_hedge(site: Site) -> None:
    """The sentence has every speaker of a chain, and the hedge; it is one sentence, and no slot is left."""
    for ref, stated in site.relations.claims.items():
        said = sentence(site.relations, stated)
        assert said.endswith("."), ref
        assert not re.search(r"[{}]|,,| ,|\.\.|\b(\w+) \1\b", said), ref
        assert (stated.claim.hedge or "") in said, ref
        for link in stated.claim.said_by:
            record = next(r for r in map(site.archive.records_of, SPEAKERS) if link.id in r)[link.id]
            assert (getattr(record, "in_text", None) or record.short_text).lower() in said.lower(), ref
        assert clause(stated.claim, site.archive.vocabulary) in said, ref


def test_a_denial_that_a_document_doubts_is_not_given_as_one(site: Site) -> None:
    """Where a document only takes words for a denial, sentence, citation and short form say "seems"."""
    found = 0
    for stated in site.relations.claims.values():
        if stated.claim.stance == "denies":
            seems = bool(stated.claim.hedge) and len(stated.claim.said_by) > 1
            found += seems
            assert ("seems to have denied" in sentence(site.relations, stated)) == seems
            assert ("seems to deny" in position(site.relations, stated)) == seems
            assert in_citation(site.relations, stated).startswith("Apparent denial" if seems else "Denial")
    assert found


@pytest.mark.parametrize("stance", ["asserts", "reports", "relays", "denies", "disputes"])
@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_no_link_of_a_chain_is_left_out(site: Site, stance: str, length: int) -> None:
    """However long a chain and whatever the stance, a sentence and a citation name each of its links, once."""
    stated = site.relations.claims["cecc-2012.returned-30-yonhap"]
    chain = [parse_speaker(name) for name in ("cecc", "yonhap", "cnn", "ap")[:length]]
    given = stated.claim.model_copy(update={"said_by": chain, "stance": stance, "who": "people"})
    names = ("ongressional-Executive Commission on China", "Yonhap", "CNN", "AP")[:length]
    for say in (sentence, in_citation):
        said = say(site.relations, replace(stated, claim=given))
        assert [said.count(name) for name in names] == [1] * length, said


def test_a_number_that_disputes_another_makes_a_sentence(site: Site) -> None:
    """Whether a dispute gives a number or says "far fewer", its sentence says that another figure is disputed."""
    number = site.relations.claims["cecc-2012.returned-30-yonhap"]
    given = replace(number, claim=number.claim.model_copy(update={"stance": "disputes", "hedge": None}))
    for stated in (given, site.relations.claims["kh-2023.returned-fewer-korea-herald"]):
        for said in (sentence(site.relations, stated), in_citation(site.relations, stated)):
            assert "contrary to another figure" in said
            assert " than another" not in said


def test_who_speaks_beside_the_author_is_not_cited(site: Site) -> None:
    """Co-signatories state with the author; a person for a body is in apposition; several speak in the plural."""
    said = {ref: sentence(site.relations, stated) for ref, stated in site.relations.claims.items()}
    assert said["hrf-2023.women-90"].startswith(
        "The Human Rights Foundation (HRF) and its co-signatories (13 October 2023) state that"
    )
    assert (
        " and its co-signatories (21 September 2023) report, citing unnamed reports, that"
        in said["hrwxi-2023.held-2000"]
    )
    assert (
        "Wang Wenbin, spokesperson of China's Foreign Ministry, denied on 12 October 2023 that"
        in said["hindu-2023.returned-denied-prc"]
    )
    assert said["nkhr-2015.held-9-nkhr"].startswith(
        "The Citizens' Alliance for North Korean Human Rights and the Asia Pacific Refugee Rights Network"
        " (1 December 2015) state that"
    )


def test_every_clause_is_a_sentence_without_a_fault_of_grammar(site: Site) -> None:
    """No number word is doubled, no verb disagrees with one, no slot and no word of a list is left over."""
    for ref, stated in site.relations.claims.items():
        said = clause(stated.claim, site.archive.vocabulary)
        words_alone = re.sub(r"\b(?:on|between|and|about|around|to) [0-9]+\b|[0-9]+,[0-9]+", "", said)
        assert not re.search(r"[{}]|\b(\w+) \1\b|\bone \w+s\b|\b[0-9]\b|life-long", words_alone), ref
        assert not re.search(r"\bin (?:around|about|on)\b|\bwere returned .* since\b", said), ref


def test_a_pattern_has_known_slots_alone(words: Vocabulary) -> None:
    """Each pattern of each measure can be filled, and one that counts has the count."""
    for key, measure in words.list("measures").items():
        assert measure.clause, key
        patterns = {given: getattr(measure.clause, given) for given in GIVEN}
        assert any(patterns.values()), key
        for given, pattern in patterns.items():
            assert set(re.findall(r"{(\w+)}", pattern or "")) <= SLOTS, (key, given)
            assert given != "counted" or not pattern or "{count}" in pattern, key
            assert given not in ("dated", "since") or not pattern or "{date}" in pattern, key
        assert set(measure.clause.units) <= set(words.list("units")), key


def test_every_word_in_place_of_a_number_is_in_the_list(words: Vocabulary) -> None:
    """What `count` may hold beside numbers has a label, and units that are in their list."""
    for word in ORDER_WORDS:
        term = words.order_word(word)
        assert term, word
        assert set(term.units) <= set(words.list("units")), word


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"count": "1"}, "one person was returned to North Korea"),
        ({"count": "1", "whom": "refugees"}, "one North Korean refugee was returned to North Korea"),
        ({"count": "at least 1"}, "at least one person was returned to North Korea"),
        ({"count": "dozens"}, "dozens of people were returned to North Korea"),
        ({"count": "24 to 40", "date": "2024/.."}, "24 to 40 people have been returned to North Korea since 2024"),
        ({"count": "nearly 1", "unit": "months", "measure": "held-for"}, "people were held for nearly one month"),
        ({"count": "months", "unit": "months", "measure": "held-for"}, "people were held for months"),
        (
            {"count": "a considerable number", "measure": "children"},
            "a considerable number of those returned were children",
        ),
        ({"stance": "denies"}, "people were returned to North Korea"),
    ],
)
def test_a_clause_agrees_with_its_number(words: Vocabulary, fields: dict[str, str], said: str) -> None:
    """Singular and plural, words in place of numbers, and a time that reaches into the present."""
    assert clause(claim(**fields), words) == said


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2012-02-08", "on 8 February 2012"),
        ("2012-02", "in February 2012"),
        ("2012-02~", "around February 2012"),
        ("2021-07-14?", "on 14 July 2021 (uncertain)"),
        ("2012-02-08/2012-02-12", "between 8 and 12 February 2012"),
        ("2021-07-12~/2021-07-18~", "around 12 to 18 July 2021"),
        ("2012-02/2012-03", "between February and March 2012"),
        ("2011-12/2012-03", "between December 2011 and March 2012"),
        ("2003-05-23/2003-06-23", "between 23 May and 23 June 2003"),
        ("2012-02?/2012-03", "between February 2012 (uncertain) and March 2012"),
        ("1998/..", "since 1998"),
        ("../2012-03", "by March 2012"),
        ("../2025", "by the end of 2025"),
    ],
)
def test_a_date_has_its_preposition(date: str, said: str) -> None:
    """Days have "on", months and years "in", intervals both their ends."""
    assert on(parse_date(date)) == said


def test_a_figure_has_its_unit_once(words: Vocabulary) -> None:
    """Months are not doubled, one month is not a plural, people are left to the column, a year or a week is said."""
    assert figure(claim(count="months", unit="months", measure="held-for"), words) == "months"
    assert figure(claim(count="nearly 1", unit="months", measure="held-for"), words) == "nearly 1 month"
    assert figure(claim(count="at least 41"), words) == "at least 41"
    assert figure(claim(count="thousands", unit="people-a-year", measure="crossing"), words) == "thousands a year"
    assert figure(claim(count="70 to 80", unit="people-a-week"), words) == "70 to 80 a week"
    assert figure(claim(count="life-long", unit="term", measure="imprisoned"), words) == "for life"


def test_a_measure_says_nothing_else(words: Vocabulary) -> None:
    """A measure without a pattern is refused, not guessed at."""
    with pytest.raises(KeyError, match="duration says nothing dated"):
        clause(claim(measure="duration", date="2012"), words)


def test_a_measure_within_a_sentence_keeps_its_names(site: Site) -> None:
    """The label of a measure begins in lower case within a line, and China stays China."""
    row = site.claims["hrf-2023.population-100000"]
    assert (row.measure, row.measured) == ("Living in China", "living in China")


def test_in_short_an_incident_has_the_lowest_and_the_highest_and_every_denial(site: Site) -> None:
    """Of many figures two are left, each with whoever gives it; nothing is added, and nobody who denies is left out."""
    ends = 0
    for key in site.archive.records_of("incident"):
        stated = [site.relations.claims[claim.ref] for claim in site.claims_about(key)]
        short = list(in_short(site.relations, stated))
        figures = {given.text for one in comparisons(site.relations, stated) for given in one.figures}
        for one in short:
            ends += one.text.startswith("Of the numbers recorded for how many ")
            assert one.text.endswith(".")
            assert not re.search(r"[{}]|,,| ,|\.\.", one.text), one.text
            assert len(one.figures) <= FEW or "time" in one.before
            assert all(END.sub("", given.text) in figures and given.by for given in one.figures)
        told = {by.text for one in short for given in one.figures for by in given.by}
        whole = [one for one in stated if not one.claim.aside and not one.claim.part_of]
        against = [one for one in whole if one.claim.stance in AGAINST]
        origins = {one.claim.said_by[-1] for one in against if sentence(site.relations, one) in told}
        assert origins == {one.claim.said_by[-1] for one in against}, key
    assert ends


def test_the_ends_of_a_sentence_are_those_of_the_figures_at_the_head(site: Site) -> None:
    """The lowest and the highest figure of a sentence stand behind those of the range, with the same limits."""
    seen = 0
    for key in site.archive.records_of("incident"):
        rows = {row.ref: row for row in site.claims_about(key)}
        for one in in_short(site.relations, [site.relations.claims[ref] for ref in rows]):
            if one.before.startswith("Of the numbers recorded"):
                named = [rows[given.by[0].ref] for given in one.figures]
                found = claimed_range(rows.values(), [named[0].recorded.measure])
                assert found
                assert [row.figure for row in named] == [found.lowest, found.highest]
                seen += 1
    assert seen


@pytest.mark.parametrize(
    ("incident", "said"),
    [
        ("detained-2021", "the lowest is the lower end of 600 to 2,000, according to Hanna Song"),
        ("shenyang-2012", "the lowest is the lower end of 24 to 40 in February 2012, according to unnamed groups"),
        (
            "tumen-2004",
            "Apart from the times given with figures, one time is recorded for when people were arrested: in",
        ),
        ("crackdown-2017", "What is recorded for other groups or days is left out."),
        ("october-2023", "Also recorded, without a comparable number: hundreds; many."),
        ("standing-practice", "thousands a year, according to Amnesty International, and in one other document."),
        ("shenyang-2017-06", "five, according to Human Rights Watch (“are currently believed”)."),
        ("beijing-2002", "Different figures are recorded for how many people were to be allowed to leave China: "),
        ("jilin-2002", "They may come from one origin. What is recorded for other groups or days is left out."),
        ("beijing-2004", "They may count different people. What is recorded for other groups"),
    ],
)
def test_a_sentence_that_is_copied_alone_says_what_it_leaves_out(site: Site, incident: str, said: str) -> None:
    """One time is not the only one beside those of numbers, one speaker twice is not two, and words are not hidden."""
    claims = sorted(site.claims_about(incident), key=lambda claim: (claim.day, claim.ref))
    short = list(in_short(site.relations, [site.relations.claims[claim.ref] for claim in claims]))
    assert any(said in one.text for one in short)


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("hindu-2023.returned-denied-prc", "China's Foreign Ministry denies it"),
        ("kh-2023.returned-fewer-korea-herald", "A source that is not named disputes another figure"),
        ("hrf-2023.returned-600", ""),
    ],
)
def test_a_denial_is_a_short_sentence(site: Site, ref: str, said: str) -> None:
    """Where a claim has no figure, a sentence says who denies or disputes it, never the word alone."""
    assert position(site.relations, site.relations.claims[ref]) == said
    assert site.claims[ref].headline == (site.claims[ref].figure or said)
