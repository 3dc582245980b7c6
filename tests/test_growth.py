"""The measurements: what a command costs, what is kept of a run, and the page that is made from it."""

from __future__ import annotations

import csv
import json
import os
import sys
from dataclasses import asdict, replace
from pathlib import Path
from unittest import mock

import pytest

from benchmarks import trees
from benchmarks.aims import aims
from benchmarks.bytes_of import kind_of, site_bytes
from benchmarks.collection_table import write_table
from benchmarks.growth import KEPT, PAGE, page_with
from benchmarks.growth_figure import figure
from benchmarks.measure import Cost, FailedError, measure
from benchmarks.processes import Most
from benchmarks.results import OURS, Results
from benchmarks.rivals import RIVALS, MissingError

MEGABYTES = 40
CHILDREN = f"""
import os, time
kept = bytearray(os.urandom(1)) * {MEGABYTES}_000_000
if not os.fork():
    more = bytearray(b"x") * {2 * MEGABYTES}_000_000
    time.sleep(1.5)
    os._exit(0)
end = time.process_time() + 0.2
while time.process_time() < end: pass
os.wait()
"""
COST = Cost(seconds=6.0, processor=10.0, ours=100.0, workers=120.0, other=50.0, together=150.0)
BESIDE = f"""
import subprocess, sys
subprocess.run(["/bin/sh", "-c", "x=$(head -c {MEGABYTES}000000 /dev/zero | tr '\\\\0' x); sleep 1.5"], check=True)
"""


def test_a_cost_counts_children(tmp_path: Path) -> None:
    """Time is that of all processors; memory is that of the first process, and of it with all that it started."""
    cost = measure((sys.executable, "-c", CHILDREN), tmp_path, os.environ)
    assert cost.seconds >= 1.5
    assert 0.2 <= cost.processor < cost.seconds + 1
    assert MEGABYTES < cost.ours < 2 * MEGABYTES + 20
    assert cost.ours + 1.5 * MEGABYTES < cost.workers == cost.together
    assert cost.other == 0


def test_another_program_is_told_apart(tmp_path: Path) -> None:
    """What another program holds is not that of workers, and is part of the whole."""
    cost = measure((sys.executable, "-c", BESIDE), tmp_path, os.environ)
    assert cost.workers == cost.ours < MEGABYTES < cost.other
    assert cost.together > MEGABYTES


def test_a_command_that_fails_or_takes_too_long_says_so(tmp_path: Path) -> None:
    """The message has the last lines of a command that failed, and why one was stopped, for its time or its memory."""
    with pytest.raises(FailedError, match=r"failed with 3.*\nwhy"):
        measure((sys.executable, "-c", "print('why'); raise SystemExit(3)"), tmp_path, os.environ)
    with pytest.raises(FailedError, match="stopped after 1 s"):
        measure((sys.executable, "-c", "import time; time.sleep(60)"), tmp_path, os.environ, Most(seconds=1))
    with pytest.raises(FailedError, match="stopped when it held 0 GB"):
        measure((sys.executable, "-c", CHILDREN), tmp_path, os.environ, Most(memory=MEGABYTES * 1e6))


def test_results_are_there_after_each_program(tmp_path: Path) -> None:
    """Whatever was measured is in the file at once, and a later run replaces only what it measures again."""
    file = tmp_path / "growth.json"
    Results(file).add(400, OURS, COST, first_search={"one word": 1})
    Results(file).skip(400, "hugo", "hugo is not installed\nmore")
    Results(file).add(400, OURS, replace(COST, seconds=7.0))
    told = json.loads(file.read_text("utf-8"))["sizes"]["400"]
    assert told["hugo"] == {"skipped": "hugo is not installed"}
    assert told[OURS] == asdict(COST) | {"seconds": 7.0}
    assert Results(file).cost(400, "hugo") == {}


@pytest.mark.parametrize("name", ["hugo", "collectionbuilder"])
def test_a_generator_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    """Without the program, or without the template that it needs, the message says what to do."""
    with (
        mock.patch("benchmarks.rivals.shutil.which", return_value=None),
        pytest.raises(MissingError, match="apt install"),
    ):
        RIVALS[name](tmp_path, tmp_path, tmp_path, "")
    with (
        mock.patch("benchmarks.rivals.shutil.which", return_value="/bin/jekyll"),
        pytest.raises(MissingError, match="name a"),
    ):
        RIVALS["collectionbuilder"](tmp_path, tmp_path, tmp_path, "")


def test_the_table_has_the_words_of_the_sources(tmp_path: Path) -> None:
    """CollectionBuilder gets one row a source, with the words that a reader sees and no call."""
    trees.archive(tmp_path / "archive", 8, 1)
    write_table(tmp_path / "archive", tmp_path / "table.csv")
    with (tmp_path / "table.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["objectid"] for row in rows] == [f"source-{number:05d}" for number in range(8)]
    for row in rows:
        assert all(row.values())
        assert len(row["description"].split()) > 200
        assert "{" not in row["description"]


def test_pages_are_weighed_by_kind(tmp_path: Path) -> None:
    """Of each kind of address the largest page is told, as it is and as it is sent."""
    for path, size in {"archive/a": 10, "archive/b": 2000, "archive/b/cite": 30, "about/x": 5}.items():
        (tmp_path / path).mkdir(parents=True, exist_ok=True)
        (tmp_path / path / "index.html").write_text("a" * size, "utf-8")
    site = site_bytes(tmp_path)
    assert (site.files, site.pages, site.size) == (4, 4, 2045)
    assert set(site.largest) == {"archive/…/", "archive/…/cite/", "prose and lists"}
    assert site.largest["archive/…/"][:2] == ("archive/b/", 2000)
    assert site.largest["archive/…/"].sent < 100
    assert kind_of("zh/claims/list-2012/index.html") == "zh/claims/list-…/"
    assert kind_of("archive/un-coi-2014/from-passage-41/index.html") == "archive/…/from-…/"


def test_aims_are_told_as_reached_or_missed(tmp_path: Path) -> None:
    """Each aim that can be told of has its number, and a source that grows dearer is missed."""
    results = Results(tmp_path / "growth.json")
    for size, processor in ((400, 20.0), (1000, 80.0)):
        results.add(size, OURS, replace(COST, processor=processor))
        results.told["sizes"][str(size)][OURS]["bytes"] = size * 190_000
    lines = aims(results).split("\n")
    assert "reached: 400 sources, cold, processor time 20 s, at most 25 s" in lines
    assert "MISSED: processor a source, 1,000 against 400 sources 1.60, at most 1.15" in lines
    assert "reached: bytes a source, 1,000 against 400 sources 1.00, at most 1.15" in lines


def test_the_page_has_what_was_measured() -> None:
    """The tables and the figure of the page are made from the results that are kept: `make growth` makes them anew."""
    results = Results(KEPT)
    assert page_with(PAGE.read_text("utf-8"), results) == PAGE.read_text("utf-8")
    assert figure(results) == PAGE.with_suffix(".svg").read_text("utf-8")
