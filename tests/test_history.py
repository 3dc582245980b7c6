"""Revisions: what one `git log` says of every file, and when there is nothing to say."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.cli import main
from macros.core.history import History, parse_log, parse_status
from macros.core.values.revisions import Revision
from macros.programs.git import ShallowClone, read_history
from macros.session import Session
from tests.support import INVENTED, REPOSITORY

IDENTITY = ("-c", "user.name=Archivist", "-c", "user.email=archivist@example.org", "-c", "commit.gpgsign=false")
ODD = '투먼 "q" – a\nb.yml'
FIRST, SECOND = "a" * 40, "b" * 40


def run_git(folder: Path, *arguments: str, when: str = "2026-11-20T12:00:00+00:00") -> str:
    """Run git with an identity of its own and a fixed date; what it says."""
    dates = {"GIT_AUTHOR_DATE": "2001-01-01T00:00:00+00:00", "GIT_COMMITTER_DATE": when}
    line = ["git", *IDENTITY, *arguments]
    done = subprocess.run(line, cwd=folder, env={**os.environ, **dates}, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new repository without commits, which no configuration of the user's reaches."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    folder = tmp_path / "repository"
    folder.mkdir()
    run_git(folder, "init", "--quiet", "-b", "main")
    return folder


@pytest.fixture
def commit(root: Path) -> Callable[..., str]:
    """Write files, commit all there is, and give the commit; a file without text is taken away."""

    def made(files: dict[str, str | None], when: str = "2026-11-20T12:00:00+00:00") -> str:
        for path, text in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                target.unlink()
            else:
                target.write_text(text, "utf-8")
        run_git(root, "add", "--all")
        run_git(root, "commit", "--quiet", "--allow-empty", "-m", "A change\n\ndata/a.yml", when=when)
        return run_git(root, "rev-parse", "HEAD")

    return made


def test_log_is_read_newest_first() -> None:
    """The newest commit of a file gives its revision, the oldest its first day, and every commit counts once."""
    log = f"//{SECOND} 2026-11-20\0\na.yml\0//{FIRST} 2026-11-18\0\na.yml\0b c.yml\0"
    history = parse_log(log, ["b c.yml", "never.yml"])
    assert history.of("a.yml") == Revision("2026-11-20", SECOND, 2, "2026-11-18")
    assert history.of("b c.yml") == Revision("2026-11-18", FIRST, 1, "2026-11-18", dirty=True)
    assert history.of("never.yml") is None
    assert history.latest == Revision("2026-11-20", SECOND, 2, "2026-11-18", dirty=True)


def test_days_to_come_are_not_believed() -> None:
    """A commit of a day to come bears that of the commit after it, and the last one bears today."""
    log = f"//{SECOND} 2099-01-01\0\na.yml\0//{FIRST} 2026-11-18\0\nb.yml\0//{SECOND} 2077-01-01\0\nc.yml\0"
    history = parse_log(log, today="2026-11-27")
    days = {path: revision.date for path, revision in history.revisions.items()}
    assert days == {"a.yml": "2026-11-27", "b.yml": "2026-11-18", "c.yml": "2026-11-18"}
    assert history.latest
    assert history.latest.date == "2026-11-27"


def test_the_day_of_a_session_is_handed_on(root: Path, commit: Callable[..., str]) -> None:
    """A session knows the day: a commit of a year to come does not lead the feed, and no record may bear such a day."""
    commit({"data/a.yml": "1"}, "2099-11-20T23:30:00+00:00")
    session = Session(root)
    revision = session.history.of("data/a.yml")
    assert revision
    assert revision.date == session.today < "2099"
    assert session.archive.as_of == session.today


def test_labels() -> None:
    """A revision is called by its day and seven digits of its commit, and says what is not committed."""
    revision = Revision("2026-11-20", "3f2c1ab" + "0" * 33, 1, "2026-11-20")
    assert revision.label == "2026-11-20 (3f2c1ab)"
    dirty = Revision("2026-11-20", "3f2c1ab" + "0" * 33, 1, "2026-11-20", dirty=True)
    assert dirty.label == "2026-11-20 (3f2c1ab), with changes not yet committed"


@pytest.mark.parametrize("text", ["", "\0", "//short 2026-11-20\0"])
def test_log_without_commits(text: str) -> None:
    """A log without a commit gives a history without a latest revision."""
    assert parse_log(text).latest is None


def test_status_is_read() -> None:
    """The paths of changed files are read as they are, in whatever way they were changed."""
    assert parse_status(f" M data/a.yml\0D  {ODD}\0AM -c\0") == ["data/a.yml", ODD, "-c"]


def test_an_empty_history_knows_nothing() -> None:
    """An empty history has no latest revision and none of any file."""
    assert History().latest is None
    assert History().of("data/a.yml") is None


def test_days_are_those_of_the_committer_in_utc(root: Path, commit: Callable[..., str]) -> None:
    """A revision bears the day on which it was committed, in UTC, wherever that was."""
    made = commit({"data/a.yml": "1"}, "2026-11-20T23:30:00-05:00")
    assert read_history(root).of("data/a.yml") == Revision("2026-11-21", made, 1, "2026-11-21")


def test_every_commit_of_a_file_counts(root: Path, commit: Callable[..., str]) -> None:
    """Commits are counted for each file and for the whole archive, those without a change for the archive alone."""
    commit({"data/a.yml": "1", "data/b.yml": "1"}, "2026-11-01T00:00:00+00:00")
    changed = commit({"data/a.yml": "2"}, "2026-11-02T00:00:00+00:00")
    last = commit({}, "2026-11-03T00:00:00+00:00")
    history = read_history(root)
    assert history.of("data/a.yml") == Revision("2026-11-02", changed, 2, "2026-11-01")
    assert history.latest == Revision("2026-11-03", last, 3, "2026-11-01")


def test_names_are_read_as_they_are(root: Path, commit: Callable[..., str]) -> None:
    """Korean, quotes, line breaks and leading signs in the name of a file do not hide it."""
    names = [f"data/{ODD}", "-c", "\nfirst", 'a\\"b\\tc', ":x", "-- y/ z"]
    commit(dict.fromkeys(names, "1"))
    (root / names[0]).write_text("2", "utf-8")
    history = read_history(root)
    assert set(history.revisions) == set(names)
    assert [name for name in names if (history.revisions[name]).dirty] == names[:1]


def test_a_renamed_file_begins_anew(root: Path, commit: Callable[..., str]) -> None:
    """A file under another name is another record: its history begins with that name."""
    commit({"data/old.yml": "a long enough text\n" * 9}, "2026-11-01T00:00:00+00:00")
    run_git(root, "mv", "data/old.yml", "data/new.yml")
    staged = read_history(root)
    assert staged.of("data/new.yml") is None
    assert staged.revisions["data/old.yml"].dirty
    renamed = commit({}, "2026-11-02T00:00:00+00:00")
    history = read_history(root)
    assert history.of("data/new.yml") == Revision("2026-11-02", renamed, 1, "2026-11-02")


@pytest.fixture
def two_branches(root: Path, commit: Callable[..., str]) -> str:
    """A branch `side` and the main one, which both changed one file on other lines; the last commit of `side`."""
    commit({"data/a.yml": "1\n2\n3\n4\n5\n", "data/b.yml": "1\n"}, "2026-11-01T00:00:00+00:00")
    run_git(root, "checkout", "--quiet", "-b", "side")
    side = commit({"data/a.yml": "1\n2\n3\n4\nfive\n", "data/b.yml": "2\n"}, "2026-11-03T00:00:00+00:00")
    run_git(root, "checkout", "--quiet", "main")
    commit({"data/a.yml": "one\n2\n3\n4\n5\n"}, "2026-11-02T00:00:00+00:00")
    return side


def test_merges(root: Path, two_branches: str) -> None:
    """A merge is a change of a file where the file is that of neither side, and none where it is that of one."""
    run_git(root, "merge", "--quiet", "-m", "Together", "side", when="2026-11-09T00:00:00+00:00")
    merge, history = run_git(root, "rev-parse", "HEAD"), read_history(root)
    assert history.of("data/a.yml") == Revision("2026-11-09", merge, 4, "2026-11-01")
    assert history.of("data/b.yml") == Revision("2026-11-03", two_branches, 2, "2026-11-01")
    assert history.latest == Revision("2026-11-09", merge, 4, "2026-11-01")


def test_what_is_not_committed(root: Path, commit: Callable[..., str]) -> None:
    """A changed file says so, staged or not; one that was never committed has no revision."""
    commit({"data/a.yml": "1", "data/b.yml": "1", "data/c.yml": "1"})
    (root / "data/a.yml").write_text("2", "utf-8")
    (root / "data/b.yml").write_text("2", "utf-8")
    (root / "data/new.yml").write_text("2", "utf-8")
    run_git(root, "add", "data/b.yml")
    history = read_history(root)
    assert {path for path, revision in history.revisions.items() if revision.dirty} == {"data/a.yml", "data/b.yml"}
    assert history.of("data/new.yml") is None
    assert history.latest
    assert history.latest.dirty


def test_reading_leaves_the_repository_alone(root: Path, commit: Callable[..., str]) -> None:
    """Nothing is written into the repository, its index included."""
    commit({"data/a.yml": "1"})
    os.utime(root / "data/a.yml", (1, 1))
    before = (root / ".git/index").read_bytes()
    read_history(root)
    assert (root / ".git/index").read_bytes() == before


def test_configuration_does_not_matter(root: Path, commit: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the configuration nor the environment of a user changes what is read."""
    commit({"data/a.yml": "a long enough text\n" * 9}, "2026-11-01T23:30:00-05:00")
    commit({"data/a.yml": None, f"data/{ODD}": "a long enough text\n" * 9}, "2026-11-02T20:00:00+00:00")
    expected = read_history(root)
    settings = {
        "log.showSignature": "true",
        "log.showRoot": "false",
        "log.date": "relative",
        "log.diffMerges": "off",
        "log.follow": "true",
        "format.pretty": "oneline",
        "diff.renames": "copies",
        "status.renames": "copies",
        "status.short": "true",
        "status.branch": "true",
        "core.quotePath": "true",
        "core.pager": "false",
        "color.ui": "always",
    }
    for name, value in settings.items():
        run_git(root, "config", name, value)
    for name, value in {
        "TZ": "Asia/Seoul",
        "LC_ALL": "ko_KR.UTF-8",
        "GIT_DIR": "/nowhere",
        "GIT_PAGER": "false",
    }.items():
        monkeypatch.setenv(name, value)
    assert read_history(root) == expected
    assert len(expected.revisions) == 2


def test_a_shallow_clone_says_so_and_stops(root: Path, commit: Callable[..., str], tmp_path: Path) -> None:
    """In a shallow clone nothing is read; the message says why, and what to do at home and in GitHub Actions."""
    commit({"data/a.yml": "1"})
    commit({"data/a.yml": "2"})
    run_git(tmp_path, "clone", "--quiet", "--depth", "1", root.as_uri(), "shallow")
    with pytest.raises(ShallowClone, match=r"shallow clone: .*date.*git fetch --unshallow.*fetch-depth: 0"):
        read_history(tmp_path / "shallow")
    run_git(tmp_path / "shallow", "fetch", "--quiet", "--unshallow")
    assert read_history(tmp_path / "shallow") == read_history(root)


def test_a_shallow_clone_stops_the_command(
    root: Path, commit: Callable[..., str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A comparison in a shallow clone ends with 2 and the same message."""
    commit({"data/a.yml": "1", "docs/a.md": "1"})
    commit({"data/a.yml": "2"})
    run_git(tmp_path, "clone", "--quiet", "--depth", "1", root.as_uri(), "shallow")
    assert main(["--root", str(tmp_path / "shallow"), "check", "--base", "HEAD"]) == 2
    assert "fetch-depth: 0" in capsys.readouterr().err


def test_outside_a_repository_nothing_is_known(tmp_path: Path) -> None:
    """A folder outside any repository, and one that does not exist, have an empty history with the reason."""
    folder = Path(shutil.copytree(INVENTED, tmp_path / "archive"))
    assert read_history(folder).latest is None
    assert "not a git repository" in read_history(folder).reason
    assert "is not a folder" in read_history(tmp_path / "nowhere").reason


def test_a_folder_inside_a_repository_has_no_history(root: Path, commit: Callable[..., str]) -> None:
    """The history of a repository is not that of a folder in it, the invented archive included."""
    commit({"data/a.yml": "1"})
    for folder in (root / "data", root / ".git", INVENTED):
        history = read_history(folder)
        assert not history.revisions
        assert history.latest is None
        assert history.reason


def test_a_link_to_the_top_is_the_top(root: Path, commit: Callable[..., str], tmp_path: Path) -> None:
    """The top of a repository is known by whichever way one comes to it."""
    commit({"data/a.yml": "1"})
    (tmp_path / "link").symlink_to(root, target_is_directory=True)
    assert read_history(tmp_path / "link").of("data/a.yml")


def test_a_repository_without_commits(root: Path) -> None:
    """A repository without a commit has an empty history with the reason."""
    assert read_history(root).latest is None
    assert read_history(root).reason


def test_a_repository_of_someone_else(root: Path, commit: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git refuses to read a repository that belongs to another user, the history is empty and says so."""
    commit({"data/a.yml": "1"})
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert read_history(root).latest is None
    assert "ownership" in read_history(root).reason


def test_without_git(root: Path, commit: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git the history is empty and says so."""
    commit({"data/a.yml": "1"})
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_history(root) == History(reason="git is not installed")


def test_the_workflow_has_the_whole_history() -> None:
    """Every job of the workflow that checks, tests or builds has the whole history; the one for links reads none."""
    jobs = (REPOSITORY / ".github/workflows/ci.yml").read_text("utf-8").split("    steps:\n")
    readers = [job for job in jobs if "actions/checkout@" in job and "make links" not in job]
    assert len(readers) == 5
    assert all("fetch-depth: 0" in job for job in readers)
