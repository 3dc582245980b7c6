"""Source health against a real server on loopback, and what is made of the answers."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from macros.cli import main
from macros.core.archive import load
from macros.core.models.last_look import COPIES, HEALTH_PATH, VERDICTS, Health, Look
from macros.core.reading.health_file import parse_health, read_health
from macros.programs.web.agenda import Sought, Target, targets
from macros.programs.web.fetch import Client
from macros.programs.web.limits import Limits
from macros.programs.web.reach import Reach
from macros.programs.web.report import joined, look_at, summary
from macros.programs.web.text import absent, comparable, visible
from tests.health_server import HUGE, SAID, Server, serving
from tests.support import INVENTED, problems

Captured = pytest.CaptureFixture[str]
TODAY = "2026-01-02"
LIMITS = Limits(
    connect=30, read=30, total=60, size=HUGE // 2, delay=0.01, backoff=0.01, patience=1.5, tries=2, redirects=3
)
LOOPBACK = Reach(loopback=True)
HURRIED = replace(LIMITS, read=0.3, total=0.6)
"""For the answers that never come; all others have time: a slow machine gives the same verdicts."""
PHRASES = (Sought("the whole company", 1, "report-2011.arrested-41"), Sought('"Over the river"', 3, ""))


@pytest.fixture
def server() -> Iterator[Server]:
    """A server without a robots.txt."""
    with serving() as running:
        yield running


def look(server: Server, path: str, before: Health | None = None, *phrases: Sought, copy: str = "original") -> Look:
    """What one look at a path of the server finds."""
    target = Target("report-2011", copy, f"{server.address}/{path}", phrases or PHRASES)
    limits = HURRIED if path in ("stall", "drip") else LIMITS
    return look_at([target], before, Client(limits, LOOPBACK), TODAY, lambda _: None)[0]


@pytest.mark.parametrize(
    ("path", "verdict", "status"),
    [
        ("ok", "fine", "200"),
        ("moved", "moved", "200"),
        ("elsewhere", "fine", "200"),
        ("loop", "unreachable", None),
        ("nowhere", "refused", None),
        ("stall", "unreachable", None),
        ("drip", "unreachable", None),
        ("truncated", "unreachable", None),
        ("dropped", "unreachable", None),
        ("liar", "fine", "200"),
        ("nonsense", "fine", "200"),
        ("forbidden", "blocked", "403"),
        ("absent", "gone", "404"),
        ("gone", "gone", "410"),
        ("busy", "fine", "200"),
        ("later", "blocked", "429"),
        ("flaky", "fine", "200"),
        ("broken", "unreachable", "500"),
        ("huge", "unread", "200"),
        ("pdf", "fine", "200"),
    ],
)
def test_every_behaviour_has_its_verdict(path: str, verdict: str, status: str | None, server: Server) -> None:
    """Pages that are served, moved, stalled, truncated, refused, broken or dropped have different verdicts."""
    found = look(server, path)
    assert (found.verdict, found.status) == (verdict, status)
    assert found.missing == []
    assert (found.detail is not None) == (
        path in {"huge", "pdf", "nowhere"} or (verdict == "unreachable" and path != "broken")
    )


def test_a_move_names_the_new_address(server: Server) -> None:
    """A permanent redirect gives the address at its end; for an archived copy a redirect is the usual answer."""
    assert look(server, "moved").moved_to == f"{server.address}/ok"
    assert look(server, "elsewhere").moved_to is None
    assert look(server, "moved", copy="archived").verdict == "fine"


def test_nobody_there() -> None:
    """A port on which nothing listens is unreachable, with a reason."""
    with serving() as server:
        pass
    found = look(server, "ok")
    assert found.verdict == "unreachable"
    assert "cannot be reached" in (found.detail or "")


def test_a_changed_sentence_is_named(server: Server) -> None:
    """A phrase that is gone makes the page changed, and its passage and claim are named."""
    assert look(server, "ok").verdict == "fine"
    server.said = SAID.replace("whole", "entire")
    found = look(server, "ok")
    assert found.verdict == "changed"
    assert [(item.phrase, item.passage, item.claim) for item in found.missing] == [
        ("the whole company", 1, "report-2011.arrested-41")
    ]
    assert found.detail is None


def test_a_moved_page_may_be_changed_too(server: Server) -> None:
    """Of a page that moved and lost all phrases both is said, and that it may be another page."""
    server.said = "Welcome."
    found = look(server, "moved")
    assert (found.verdict, found.moved_to, len(found.missing)) == ("changed", f"{server.address}/ok", 2)
    assert "any of the phrases" in (found.detail or "")


def test_a_hidden_charset_is_found(server: Server) -> None:
    """A page in a Korean charset that claims to be UTF-8 is read all the same."""
    assert look(server, "korean", None, Sought("강제 북송을")).verdict == "fine"
    assert look(server, "korean", None, Sought("강제 송환을")).verdict == "changed"


def test_an_unchanged_page_is_not_sent_again(server: Server) -> None:
    """The second request is conditional; the answer 304 leaves what was read as it was, with the new day."""
    first = look(server, "ok")
    before = Health.model_construct(looked=first.looked, looks=[first])
    again = look_at(
        [Target("report-2011", "original", first.address, PHRASES)],
        before,
        Client(LIMITS, LOOPBACK),
        "2026-02-03",
        print,
    )
    assert server.asked("/ok")[1]["If-None-Match"] == '"v1"'
    assert again[0] == first.model_copy(update={"looked": again[0].looked})
    assert again[0].looked.text == "2026-02-03"


def test_other_phrases_need_the_page_again(server: Server) -> None:
    """Where other phrases are looked for, an unchanged page is asked for in full."""
    first = look(server, "ok")
    before = Health.model_construct(looked=first.looked, looks=[first])
    found = look(server, "ok", before, Sought("the entire company", 1))
    assert "If-None-Match" not in server.asked("/ok")[1]
    assert found.verdict == "changed"


def test_a_page_unchanged_at_a_new_address(server: Server) -> None:
    """A page that has moved without a change is reported as moved, though it is not sent again."""
    first = look(server, "ok")
    moved = first.model_copy(update={"address": f"{server.address}/moved"})
    before = Health.model_construct(looked=first.looked, looks=[moved])
    found = look(server, "moved", before)
    assert (found.verdict, found.moved_to) == ("moved", f"{server.address}/ok")


def test_robots_are_heeded() -> None:
    """What robots.txt forbids is not asked for, at the end of a redirect neither; the rest is."""
    rules = "User-agent: ForcedReturnsArchive\nDisallow: /ok\n\nUser-agent: *\nDisallow: /\n"
    with serving(rules) as server:
        found = look(server, "ok")
        assert (found.verdict, found.status) == ("blocked", None)
        assert "robots.txt" in (found.detail or "")
        assert look(server, "moved").verdict == "blocked"
        assert server.asked("/ok") == []
        assert look(server, "gone").verdict == "gone"


def test_requests_are_polite(server: Server) -> None:
    """A host gets one request at a time, with a pause between two, from an agent that says whose it is."""
    paths = ("ok", "gone", "forbidden", "elsewhere", "liar", "moved")
    asked = [Target("report-2011", "original", f"{server.address}/{path}", PHRASES) for path in paths]
    done: list[str] = []
    look_at(
        asked,
        None,
        Client(replace(LIMITS, delay=0.05), LOOPBACK, whose="https://code.example/archive"),
        TODAY,
        done.append,
    )
    times = [seen for _, seen, _ in server.seen]
    assert server.most == 1
    assert min(later - earlier for earlier, later in pairwise(times)) >= 0.045
    agents = {headers["User-Agent"] for _, _, headers in server.seen}
    assert agents == {"ForcedReturnsArchive/1 (+https://code.example/archive; looks weekly at cited sources)"}
    assert sorted(done) == sorted(target.address for target in asked)
    assert len(server.asked("/robots.txt")) == 1


def test_retries_wait_as_asked(server: Server) -> None:
    """A wait that the server asks for is kept; one that is too long ends the look instead of being cut short."""
    start = time.monotonic()
    look(server, "busy")
    assert time.monotonic() - start >= 1
    look(server, "later")
    assert len(server.asked("/later")) == 1
    assert len(server.asked("/broken")) == 0
    look(server, "broken")
    assert len(server.asked("/broken")) == LIMITS.tries


@pytest.mark.parametrize(
    ("page", "phrase", "found"),
    [
        ("<p>41 per<wbr>sons</p>", "41 persons", True),
        ("<td>held</td><td>returned</td>", "heldreturned", False),
        ("<p>at least 415</p>", "at least 41", False),
        ("<p>China’s “law” – so-called</p>", 'China\'s "law" - so\u2011called', True),
        ("<script>the quay</script><style>p{}</style>", "the quay", False),
        ("<![foo[ odd ]><p>the quay</p>", "the quay", True),
        ("<p>the\u00ad quay", "THE QUAY", True),
    ],
)
def test_text_is_compared_as_it_is_read(page: str, phrase: str, found: bool) -> None:
    """Typography, markup inside words and letter case make no difference; script and parts of words do not count."""
    assert (absent([phrase], page.encode(), "text/html") == set()) == found
    assert comparable(visible(page)) == comparable(comparable(visible(page)))


def test_targets_are_originals_and_copies() -> None:
    """Each source is looked at under its own address and in the archive, with its phrases and their places."""
    found = {(target.source, target.copy): target for target in targets(load(INVENTED))}
    assert found["report-2011", "archived"].address == "https://web.example/2011/report"
    address = found["herald-2011", "archived"].address
    assert address == "https://web.archive.org/web/20110612/https://herald.example/2011/06/12"
    assert Sought("the whole company", 1, "report-2011.arrested-41") in found["report-2011", "original"].sought
    assert {target.copy for target in found.values()} <= set(COPIES)
    assert {target.source for target in targets(load(INVENTED), "herald-2011")} == {"herald-2011"}


def test_the_command_looks_writes_and_sums_up(
    invented: Path, capsys: Captured, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`health` ends with 0 though sources are ill, and writes a file that reads the same and is summed up."""
    bibliography = invented / "bibliography.bib"
    text = bibliography.read_text("utf-8").replace("https://web.example/2011", f"{server.address}/gone")
    text = text.replace("https://border-watch.example/reports/2011", f"{server.address}/ok")
    bibliography.write_text(text, "utf-8")
    options = ["--root", str(invented), "health"]
    monkeypatch.setattr("macros.commands.health.Client", partial(Client, reach=LOOPBACK))
    monkeypatch.setattr("macros.core.values.types._unreachable", lambda _: "")  # the server is on this machine
    assert main([*options, "--only", "report-2011", "--timeout", "30", "--delay", "0"]) == 0
    out, progress = capsys.readouterr()
    assert "1 changed, 1 gone" in out
    assert progress.splitlines()[-1].startswith("2 of 2 http://127.0.0.1")
    health, wrong = read_health(invented)
    assert health
    assert wrong == []
    assert health.as_text() == (invented / HEALTH_PATH).read_text("utf-8")
    assert [entry.source for entry in health.looks] == ["herald-2011"] * 2 + ["report-2011"] * 2
    assert problems(invented) == []
    assert main([*options, "--summary"]) == 0
    told = capsys.readouterr().out
    assert f"**gone** (404) <{server.address}/gone/report>" in told
    assert "claim `report-2011.arrested-day`" in told


def test_the_command_that_cannot_run(invented: Path, capsys: Captured) -> None:
    """`health` ends with 2 for an unknown source, for a summary of nothing, and in an archive with problems."""
    options = ["--root", str(invented), "health"]
    assert main([*options, "--only", "nobody"]) == 2
    (invented / HEALTH_PATH).unlink()
    assert main([*options, "--summary"]) == 2
    (invented / "data/events/bad.yml").write_text("what: no", "utf-8")
    assert main(options) == 2
    assert capsys.readouterr().err.count("\n") == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"looked": "2012-03-04", "looks": 3}',
        '{"looks": []}',
        "[" * 100_000,
        '{"looked": ' + "[" * 900 + "]" * 900 + "}",
        '{"looked": "2012-03-04", "looks": [{"source": "x", "verdict": "ill"}]}',
        '{"looked": "2012-03-04", "looks": [{"source": "x", "address": "javascript:x"}]}',
        '{"looked": NaN, "looks": [null]}',
    ],
)
def test_a_bad_file_is_a_problem(text: str, invented: Path) -> None:
    """A file that is not one of ours is reported under its path and never raises."""
    (invented / HEALTH_PATH).write_text(text, "utf-8")
    found = problems(invented)
    assert found
    assert {problem.path for problem in found} == {HEALTH_PATH}
    assert {problem.rule for problem in found} <= {"value", "missing-field", "unknown-field"}


def test_problems_have_their_line(tmp_path: Path) -> None:
    """A problem of the file is at the line of the look that has it."""
    file = tmp_path / "health.json"
    lines = (INVENTED / HEALTH_PATH).read_text("utf-8").replace('"unreachable"', '"poorly"')
    file.write_text(lines, "utf-8")
    assert [problem.as_text().split(" '")[0] for problem in parse_health(file, "health.json")[1]] == [
        "health.json:5: looks.1.verdict:"
    ]


def test_a_file_of_a_retired_source_is_no_problem(invented: Path) -> None:
    """A look at a source or claim that is no longer recorded is passed over; the web's file may be older."""
    file = invented / HEALTH_PATH
    file.write_text(file.read_text("utf-8").replace('"source": "herald-2011"', '"source": "herald-1911"'), "utf-8")
    assert problems(invented) == []


def test_every_verdict_has_a_meaning_and_a_fine_archive_no_summary() -> None:
    """Every verdict is explained, and where all is fine there is nothing to open an issue for."""
    health, _ = read_health(INVENTED)
    assert health
    assert all(VERDICTS.values())
    assert "herald-2011" in summary(health)
    fine = health.model_copy(update={"looks": [entry for entry in health.looks if entry.verdict == "fine"]})
    assert summary(fine) == ""
    assert len(summary(health.model_copy(update={"looks": health.looks * 400}))) < 65_000
    assert json.loads(joined([], health, [], TODAY).as_text()) == {"looked": TODAY, "looks": []}
