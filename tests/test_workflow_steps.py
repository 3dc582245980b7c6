"""Every `run:` of the workflows, carried out here as far as it needs no GitHub: `gh` and `make` are stand-ins.

What cannot be run here is the actions of others (`uses:`) and the fetching of actionlint, which needs the network.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support import INVENTED, REPOSITORY, THOROUGH

WORKFLOWS = sorted((REPOSITORY / ".github/workflows").glob("*.yml"))
NEEDED = ("jq", "unzip", "git", "bash")
SELF = "someone/archive"
FOUND = "data/health.json"
SOUND = (INVENTED / FOUND).read_bytes()

pytestmark = pytest.mark.skipif(
    any(shutil.which(name) is None for name in NEEDED),
    reason="needs jq, unzip, git and bash: sudo apt install jq unzip",
)


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every step with a script, under the name of its file, its job and itself."""
    for path in WORKFLOWS:
        read = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 # `on` stays a word
        for name, job in read["jobs"].items():
            for step in job["steps"]:
                if "run" in step:
                    yield f"{path.stem}: {name}: {step.get('name', step['run'])}", step


STEPS = dict(steps())


class Runner:
    """A folder like the one in which a step runs, with stand-ins for `gh` and `make`."""

    def __init__(self, folder: Path, records: Path) -> None:
        self.root, self.tools, self.gh = folder / "work", folder / "tools", folder / "gh"
        for made in (self.tools, self.gh, folder / "temp"):
            made.mkdir()
        shutil.copytree(records, self.root)
        (self.root / ".venv").symlink_to(REPOSITORY / ".venv", target_is_directory=True)
        shutil.copy(REPOSITORY / "tests/gh", self.tools / "gh")
        self.stand_in("make", 'echo "$*" >> "$MADE"')
        self.made, self.summary = folder / "made", folder / "summary"
        self.commit = (self.root / ".git/refs/heads/main").read_text("ascii").strip()

    def git(self, *words: str) -> str:
        """What git says."""
        return subprocess.run(["git", *words], cwd=self.root, check=True, capture_output=True, text=True).stdout.strip()

    def stand_in(self, name: str, script: str) -> None:
        """A program of this name that does this."""
        file = self.tools / name
        file.write_text(f"#!/usr/bin/env bash\n{script}\n", "utf-8")
        file.chmod(0o755)

    def answer(self, what: str, said: object) -> None:
        """What `gh` says when asked for this; bytes as they are, the rest as JSON."""
        file = self.gh / (what.replace(" ", "_").replace("/", "_") + ".answer")
        file.write_bytes(said if isinstance(said, bytes) else json.dumps(said).encode())

    def asked(self) -> list[list[str]]:
        """What `gh` was asked."""
        file = self.gh / "asked.jsonl"
        return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []

    def run(self, step: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Carry out the script of a step as GitHub does."""
        environment = {
            "PATH": f"{self.tools}:{os.environ['PATH']}",
            "HOME": str(self.root.parent),
            "TMPDIR": str(self.root.parent / "temp"),
            "PYTHONPATH": str(REPOSITORY),
            "GITHUB_REPOSITORY": SELF,
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_ACTIONS": "true",
            "GH_TOKEN": "none",
            "GH_REPO": SELF,
            "GH_FAKE": str(self.gh),
            "MADE": str(self.made),
            **{name: text for name, text in STEPS[step].get("env", {}).items() if "${{" not in text},
            **variables,
        }
        line = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[step]["run"]]
        return subprocess.run(
            line, cwd=self.root, env=environment, capture_output=True, text=True, check=False, timeout=120
        )


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented archive with the workflows, as a repository with one commit on `main`."""
    root = tmp_path_factory.mktemp("records")
    shutil.copytree(INVENTED, root, dirs_exist_ok=True)
    shutil.copytree(REPOSITORY / ".github", root / ".github")
    (root / ".venv").symlink_to(REPOSITORY / ".venv", target_is_directory=True)
    (root / FOUND).unlink()
    for words in ("init -q -b main", "add .", "-c user.name=a -c user.email=a@b commit -qm first"):
        subprocess.run(["git", *words.split()], cwd=root, check=True, capture_output=True)
    (root / ".venv").unlink()
    return root


@pytest.fixture
def runner(tmp_path: Path, records: Path) -> Runner:
    """A runner of its own."""
    return Runner(tmp_path, records)


LOOKS = ("ci: site: Fetch what the last look at the sources found", "health: look: Fetch what the last run found")
ALONE = {
    "ci: check: make check published": "check published",
    "ci: browser: make browser": "browser",
    "ci: thorough: make thorough": "thorough",
    "ci: site: make site": "site",
    "ci: links: make links weigh": "links weigh",
    "health: look: Look at the sources": "health",
    "health: look: Build the site": "site",
}
"""Steps that only call `make`, with what they call."""
TRIED = {
    *LOOKS,
    *ALONE,
    "ci: check: Sum up the change",
    'ci: code: PATH="$RUNNER_TEMP/bin:$PATH" make lint types pytest',
    "ci: site: Unpack the copy that is read from a disk",
    "ci: site: Say how the preview is opened",
    "ci: links: Unpack it",
    "ci: gate: All six passed",
    "ci: gate: Say whether this is published",
    "ci: deploy: See that GitHub Pages is switched on",
    "health: look: Look at all other external links",
    "health: look: Sum up",
    "health: report: Open, update or close the issue",
    "health: publish: Rebuild the site",
}
NOT_TRIED = {"ci: code: Fetch actionlint"}


def test_every_step_is_tried() -> None:
    """A step that is new is tried here, or named as one that cannot be."""
    assert set(STEPS) == TRIED | NOT_TRIED


def test_scripts_are_sound() -> None:
    """ShellCheck finds nothing in any script, where it is at hand."""
    if not shutil.which("shellcheck"):
        pytest.skip("ShellCheck is not at hand: sudo apt install shellcheck")
    scripts = [(REPOSITORY / ".github/last-look.sh").read_text("utf-8"), *(step["run"] for step in STEPS.values())]
    for script in scripts:
        checked = subprocess.run(
            ["shellcheck", "--shell=bash", "-"], input=script, capture_output=True, text=True, check=False
        )
        assert checked.stdout == ""


@pytest.mark.parametrize(("step", "made"), ALONE.items())
def test_steps_that_only_make(step: str, made: str, runner: Runner) -> None:
    """These steps call `make`, whose commands are tried elsewhere."""
    assert runner.run(step).returncode == 0
    assert runner.made.read_text("utf-8") == f"{made}\n"


def test_lint_finds_what_was_fetched(runner: Runner) -> None:
    """What a step has put into the folder for programs is found by `make`."""
    assert (
        runner.run('ci: code: PATH="$RUNNER_TEMP/bin:$PATH" make lint types pytest', RUNNER_TEMP="/x").returncode == 0
    )
    assert runner.made.read_text("utf-8") == "lint types pytest\n"


def run_of(runner: Runner, number: int = 7, **changed: object) -> dict[str, object]:
    """A run as GitHub's list has it: a scheduled one of main of this repository."""
    here = {"full_name": SELF}
    usual = {
        "id": number,
        "event": "schedule",
        "head_branch": "main",
        "head_sha": runner.commit,
        "conclusion": "success",
        "path": ".github/workflows/health.yml",
        "repository": here,
        "head_repository": here,
    }
    return usual | changed


def packed(files: dict[str, bytes] | None = None, link: str = "") -> bytes:
    """An artifact that holds these files, and a link of this name to a file of the system."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in ({FOUND.split("/")[1]: SOUND} if files is None else files).items():
            pack.writestr(name, content)
        if link:
            entry = zipfile.ZipInfo(link)
            entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
            pack.writestr(entry, "/etc/passwd")
    return out.getvalue()


def left(runner: Runner, *runs: dict[str, object], pack: bytes | None = None, **changed: Any) -> None:
    """Lets GitHub have these runs, each of which has left this artifact."""
    runner.answer(f"api repos/{SELF}/actions/workflows/health.yml/runs", {"workflow_runs": runs})
    for run in runs:
        artifact = {"id": 900 + int(str(run["id"])), "name": "health", "expired": False, "size_in_bytes": 900} | changed
        runner.answer(f"api repos/{SELF}/actions/runs/{run['id']}/artifacts", {"artifacts": [artifact]})
        runner.answer(f"api repos/{SELF}/actions/artifacts/{artifact['id']}/zip", pack or packed())


def taken(runner: Runner, step: str = LOOKS[0]) -> bool:
    """Whether the step takes a file over; it never fails, and it leaves nothing else anywhere."""
    before = {path for path in runner.root.parent.rglob("*") if runner.root / ".venv" not in path.parents}
    done = runner.run(step)
    assert done.returncode == 0, done.stderr
    file = runner.root / FOUND
    after = {path for path in runner.root.parent.rglob("*") if runner.root / ".venv" not in path.parents}
    extra = {path for path in after - before if not path.is_relative_to(runner.gh)} - {file, runner.made}
    assert extra == set()
    assert file.exists() == ("No earlier look" not in done.stdout)
    assert not file.is_symlink()
    return file.exists()


@pytest.mark.parametrize(
    ("step", "event"),
    [
        (LOOKS[0], "schedule"),
        (LOOKS[1], "workflow_dispatch"),
        pytest.param(LOOKS[0], "workflow_dispatch", marks=THOROUGH),
        pytest.param(LOOKS[1], "schedule", marks=THOROUGH),
    ],
)
def test_the_look_of_a_run_of_main_is_taken(step: str, event: str, runner: Runner) -> None:
    """What a scheduled run of main left, or one that a maintainer started, is taken over."""
    left(runner, run_of(runner, event=event))
    assert taken(runner, step)
    assert json.loads((runner.root / FOUND).read_bytes())["looked"] == "2012-03-04"


@pytest.mark.parametrize(
    "changed",
    [
        {"event": "pull_request"},
        {"event": "push"},
        {"event": "pull_request_target"},
        {"head_branch": "mine"},
        {"head_branch": None},
        {"head_repository": {"full_name": "fork/archive"}},
        {"head_repository": None},
        {"repository": {"full_name": "fork/archive"}},
        {"conclusion": "failure"},
        {"conclusion": None},
        {"path": ".github/workflows/other.yml"},
        {"head_sha": "0" * 40},
        {"head_sha": "main; touch x"},
        {"id": "7; touch x"},
        {"id": "7/../8"},
    ],
    ids=str,
)
def test_no_other_run_is_taken(changed: dict[str, object], runner: Runner) -> None:
    """A run of a fork, a pull request, a branch or an unknown commit is passed over, and its artifact not fetched."""
    other = run_of(runner, 7) | changed
    left(runner, run_of(runner, 7), pack=packed())
    runner.answer(f"api repos/{SELF}/actions/workflows/health.yml/runs", {"workflow_runs": [other]})
    assert not taken(runner)
    assert not any("zip" in word for words in runner.asked() for word in words)


def test_the_newest_fitting_run_is_taken(runner: Runner) -> None:
    """Between runs of others the right one is found."""
    other = SOUND.replace(b"2012-03-04", b"2012-03-05")
    left(runner, run_of(runner, 5, event="pull_request"), pack=packed({"health.json": other}))
    left(runner, run_of(runner, 6))
    runs = [run_of(runner, 5, event="pull_request"), run_of(runner, 4), run_of(runner, 6)]
    runner.answer(f"api repos/{SELF}/actions/workflows/health.yml/runs", {"workflow_runs": runs})
    assert taken(runner)
    assert json.loads((runner.root / FOUND).read_bytes())["looked"] == "2012-03-04"


def test_a_commit_beside_main_is_not_taken(runner: Runner) -> None:
    """A run of a tag or branch called main, at a commit that main does not have, is passed over."""
    runner.git("checkout", "-qb", "side")
    runner.git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "-m", "side")
    beside = runner.git("rev-parse", "HEAD")
    runner.git("checkout", "-q", "main")
    left(runner, run_of(runner, event="workflow_dispatch", head_sha=beside))
    assert not taken(runner)


@pytest.mark.parametrize(
    "changed",
    [{"name": "comment"}, {"expired": True}, {"size_in_bytes": 6_000_000}, {"size_in_bytes": None, "expired": None}],
    ids=str,
)
def test_no_other_artifact_is_taken(changed: dict[str, Any], runner: Runner) -> None:
    """An artifact of another name, one that has expired and one that is too large are not fetched."""
    left(runner, run_of(runner), **changed)
    assert not taken(runner)


BOMB = b'{"looked": "2012-03-04", "looks": []}' + b" " * 30_000_000
PACKS: dict[str, Callable[[], bytes]] = {
    "out of the folder": lambda: packed({"../../data/health.json": SOUND, "../x.json": SOUND}),
    "absolute": lambda: packed({"/tmp/health.json": SOUND}),  # noqa: S108 # an attack, never written
    "in a folder": lambda: packed({"data/health.json": SOUND, "incidents/planted.yml": b"title: x"}),
    "a link": lambda: packed({}, link="health.json"),
    "another file": lambda: packed({"incidents/planted.yml": b"title: x"}),
    "nothing": lambda: packed({}),
    "not a pack": lambda: b"<html>",
    "empty": lambda: b"\n",
    "a bomb": lambda: packed({"health.json": BOMB}),
    "records": lambda: packed({"health.json": b"title: planted"}),
    "another form": lambda: packed({"health.json": b'{"looked": "2012-03-04", "looks": [], "extra": 1}'}),
    "a script": lambda: packed({"health.json": SOUND.replace(b"https://herald.example/archive", b"javascript:x")}),
    "the future": lambda: packed({"health.json": SOUND.replace(b"2012-03-04", b"2099-03-04")}),
    "unseen": lambda: packed({"health.json": SOUND.replace(b"in time", "in\u202etime".encode())}),
}


# These get as far as the reader of the file, a process of its own; test_kept asks it the same.
READ = {"records", "another form", "the future", "unseen"}


@pytest.mark.parametrize(
    "pack", [pytest.param(pack, id=name, marks=THOROUGH if name in READ else []) for name, pack in PACKS.items()]
)
def test_nothing_of_a_hostile_artifact_is_taken(pack: Callable[[], bytes], runner: Runner) -> None:
    """An artifact that leads out of its folder, holds a link, something else or too much leaves no file anywhere."""
    left(runner, run_of(runner), pack=pack())
    assert not taken(runner)


@pytest.mark.parametrize("step", LOOKS)
def test_a_file_that_came_with_a_change_is_not_published(step: str, runner: Runner) -> None:
    """A file in the checkout, which Git is told to leave out, is not a look of ours: it is removed."""
    (runner.root / FOUND).write_bytes(SOUND)
    assert "No earlier look" in runner.run(step).stdout
    assert not (runner.root / FOUND).exists()


def test_one_file_is_taken_and_no_other(runner: Runner) -> None:
    """Beside the file an artifact may hold what it likes: none of it is unpacked."""
    files = {"health.json": SOUND, "incidents/planted.yml": b"title: x", "../../planted": b"x", ".gitattributes": b"*"}
    left(runner, run_of(runner), pack=packed(files))
    assert taken(runner)


def test_what_is_taken_says_nothing_of_other_addresses(runner: Runner) -> None:
    """A sound file that speaks of an address which no source has is taken without that."""
    left(runner, run_of(runner), pack=packed({"health.json": SOUND.replace(b"border-watch.example", b"evil.example")}))
    assert taken(runner)
    assert b"evil.example" not in (runner.root / FOUND).read_bytes()


@pytest.mark.parametrize("missing", ["runs", "artifacts", "zip"])
def test_a_silent_github_fails_nothing(missing: str, runner: Runner) -> None:
    """Where GitHub does not answer, nothing is taken and the step passes."""
    left(runner, run_of(runner))
    for file in runner.gh.glob(f"*{missing}.answer"):
        file.unlink()
    assert not taken(runner)


def test_the_summary_of_a_change_is_bounded(runner: Runner) -> None:
    """A summary of two megabytes is cut for the page of the run and kept whole for the comment."""
    runner.stand_in("make", "head --bytes 2000000 /dev/zero | tr '\\0' x > summary.md")
    assert runner.run("ci: check: Sum up the change", NUMBER="12", BASE="origin/main").returncode == 0
    assert runner.summary.stat().st_size < 1 << 20
    assert (runner.root / "comment/comment.md").stat().st_size == 2_000_000
    assert (runner.root / "comment/number").read_text("utf-8") == "12\n"


def test_the_preview(runner: Runner) -> None:
    """The copy for a disk is unpacked, and the page of the run says how it is opened."""
    (runner.root / "site/data").mkdir(parents=True)
    with zipfile.ZipFile(runner.root / "site/data/forced-returns-archive.zip", "w") as pack:
        pack.writestr("forced-returns-archive/index.html", "x")
    assert runner.run("ci: site: Unpack the copy that is read from a disk").returncode == 0
    assert (runner.root / "preview/forced-returns-archive/index.html").exists()
    assert runner.run("ci: site: Say how the preview is opened", PREVIEW="https://x.example/1").returncode == 0
    assert "(https://x.example/1)" in runner.summary.read_text("utf-8")


def test_the_built_site_is_unpacked(runner: Runner) -> None:
    """The job that checks links has the site that the job before it built."""
    (runner.root / "built").mkdir()
    (runner.root / "built/index.html").write_text("x", "utf-8")
    (runner.root / "artifact").mkdir()
    subprocess.run(["tar", "--create", "-f", "../artifact/artifact.tar", "."], cwd=runner.root / "built", check=True)
    assert runner.run("ci: links: Unpack it").returncode == 0
    assert (runner.root / "site/index.html").exists()


@pytest.mark.parametrize(
    ("results", "passed"),
    [
        ("success success success success success success", True),
        ("success success success success success skipped", False),
        ("success cancelled success success success success", False),
        ("failure success success success success success", False),
        ("", False),
    ],
)
def test_the_gate(results: str, passed: bool, runner: Runner) -> None:
    """The gate opens when all six passed, and for a job that was skipped or cancelled it stays shut."""
    assert (runner.run("ci: gate: All six passed", RESULTS=results).returncode == 0) == passed


def test_what_is_not_published_is_said(runner: Runner) -> None:
    """Where the variable is not set, the run says that nothing is published, and where that is explained."""
    said = runner.run("ci: gate: Say whether this is published").stdout
    assert "PUBLISH" in said
    assert "docs/about/maintaining.md" in said


@pytest.mark.parametrize(
    ("pages", "passed"), [({"build_type": "workflow"}, True), ({"build_type": "legacy"}, False), (None, False)]
)
def test_pages_that_are_not_switched_on(pages: object, passed: bool, runner: Runner) -> None:
    """Where GitHub Pages is off or builds from a branch, the run says in plain words what to switch on."""
    if pages:
        runner.answer(f"api repos/{SELF}/pages", pages)
    done = runner.run("ci: deploy: See that GitHub Pages is switched on")
    assert (done.returncode == 0, "Settings, Pages" in done.stdout) == (passed, not passed)


def test_other_links(runner: Runner) -> None:
    """Our own addresses, and those of the sources, are left out where all other links are looked at."""
    (runner.root / FOUND).write_bytes(SOUND)
    (runner.root / ".venv").unlink()
    (runner.root / ".venv/bin").mkdir(parents=True)
    runner.stand_in("lychee", 'echo "$*" >> "$MADE"; exit 2')
    shutil.move(runner.tools / "lychee", runner.root / ".venv/bin/lychee")
    runner.stand_in("python", f'exec {sys.executable} "$@"')
    shutil.move(runner.tools / "python", runner.root / ".venv/bin/python")
    done = runner.run("health: look: Look at all other external links")
    assert (done.returncode, done.stdout) == (0, "Some links do not answer.\n")
    left_out = (runner.root / ".lycheeignore").read_text("utf-8").split("\n")
    assert {"^https://web\\.example/2011/report(#.*)?$", "^https://archive\\.example/"} <= set(left_out)
    assert "(+https://code.example/archive; lychee)" in runner.made.read_text("utf-8")
    assert "--exclude-all-private" in runner.made.read_text("utf-8")


LINKS = {
    "error_map": {"a": [{"url": "https://gone.example/"}]},
    "timeout_map": {"b": [{"url": "https://slow.example/"}]},
}


@pytest.mark.parametrize(
    ("links", "listed"),
    [
        (LINKS, ["gone", "slow"]),
        (None, []),
        pytest.param({"error_map": {}, "timeout_map": {}}, [], marks=THOROUGH),
        pytest.param({}, [], marks=THOROUGH),
    ],
)
def test_the_report(links: object, listed: list[str], runner: Runner) -> None:
    """What is wrong with sources and links is one report, also where the links could not be looked at to the end."""
    (runner.root / FOUND).write_bytes(SOUND)
    if links is not None:
        (runner.root / "links.json").write_text(json.dumps(links), "utf-8")
    done = runner.run("health: look: Sum up")
    assert done.returncode == 0, done.stderr
    report = (runner.root / "report/report.md").read_text("utf-8")
    assert "## Sources" in report
    assert [name for name in ("gone", "slow") if f"- <https://{name}.example/>" in report] == listed
    assert runner.summary.read_text("utf-8") == report


@pytest.mark.parametrize(
    ("opened", "report", "words"),
    [
        ([], "", []),
        ([{"number": 3}], "", ["issue close 3"]),
        ([{"number": 3}], "x", ["issue edit 3"]),
        ([], "x", ["label create source-health", "issue create --title"]),
    ],
)
def test_the_issue(opened: list[object], report: str, words: list[str], runner: Runner) -> None:
    """One issue is opened, kept up to date, and closed when all is well."""
    (runner.root / "report.md").write_text(report, "utf-8")
    runner.answer("issue list", opened)
    for what in ("issue close", "issue edit", "label create", "issue create"):
        runner.answer(what, b"")
    done = runner.run("health: report: Open, update or close the issue")
    assert done.returncode == 0, done.stderr
    assert [" ".join(said[:3]) for said in runner.asked()][1:] == words


def test_the_site_is_built_anew(runner: Runner) -> None:
    """After a look CI is started for main."""
    runner.answer("workflow run", b"")
    assert runner.run("health: publish: Rebuild the site").returncode == 0
    assert runner.asked() == [["workflow", "run", "ci.yml", "--ref", "main"]]
