"""The flame graph of a build: bars as wide as their share of the time, over their callers."""

from __future__ import annotations

import re
import time
from multiprocessing import get_context
from pathlib import Path

from benchmarks.flame import PROGRAMS, Sampler
from benchmarks.flame_picture import ROW, WIDTH, flame_picture


def _bars(svg: str) -> dict[str, tuple[float, float]]:
    """Top and width of each bar by its title."""
    found = re.findall(r'translate\(0 (\d+)\)"><rect x="[\d.]+" width="([\d.]+)".*?<title>(.*?):', svg)
    return {name: (float(top), float(width)) for top, width, name in found}


def test_bars_are_as_wide_as_their_share_and_stand_over_their_callers() -> None:
    """A function with a quarter of the time has a quarter of the width, one row over who calls it."""
    bars = _bars(flame_picture({("a", "b"): 1.0, ("a", "<c>"): 3.0}))
    assert {name: width for name, (_, width) in bars.items()} == {
        "all": WIDTH,
        "a": WIDTH,
        "b": WIDTH / 4,
        "&lt;c&gt;": WIDTH * 3 / 4,
    }
    assert bars["a"][0] - bars["b"][0] == ROW


def _busy() -> None:
    until = time.process_time() + 0.2
    while time.process_time() < until:
        pass


def test_the_work_of_forked_processes_is_counted(tmp_path: Path) -> None:
    """A forked process tells its own functions."""
    sampler = Sampler(tmp_path)
    process = get_context("fork").Process(target=_busy)
    process.start()
    process.join()
    sampler.finish()
    told = [file.read_text("utf-8") for file in tmp_path.glob("*.stacks")]
    assert any("_busy" in text for text in told)


def test_the_time_of_a_forked_process_is_not_that_of_a_program(tmp_path: Path) -> None:
    """Who waits for a forked process counts none of its time, though the clock may ring before the wait is over."""
    sampler = Sampler(tmp_path)
    process = get_context("fork").Process(target=_busy)
    process.start()

    def wait() -> None:
        process.join()
        _busy()

    sampler.not_counting(wait)()
    sampler.finish()
    assert not any(PROGRAMS in stack for stack in sampler.seconds)
