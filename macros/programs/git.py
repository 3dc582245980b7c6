"""Git: the only module that runs it. What git answers is read in `macros/core/history.py`.

Git is only read: nothing is written into the repository and no server is contacted. Settings of the user that could
change the form of an answer are overridden here.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath

from macros.core.archive import PUBLISHED_PATH, RECORDS
from macros.core.history import DAY_FORMAT, LOG_FORMAT, History, parse_log, parse_status
from macros.core.reading.unexpected_files import left_behind
from macros.core.values.dates import OPEN_END

_MAIN = "main"
"""The branch from which the archive is published."""
_SETTINGS = (
    "core.quotePath=false",
    "core.fsmonitor=false",
    "core.fileMode=false",
    "color.ui=false",
    "log.follow=false",
    f"core.attributesFile={os.devnull}",
)
_ENVIRONMENT = {
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
    "TZ": "UTC",
}
_ELSEWHERE = {
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_ATTR_SOURCE",
    "GIT_SHALLOW_FILE",
    "GIT_GRAFT_FILE",
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
}
"""Variables with which a hook or a shell could point git to another repository or change the meaning of paths."""


class GitError(Exception):
    """Git cannot answer; the message says what to do."""


class ShallowClone(GitError):  # noqa: N818 # named after the cause
    """The clone has only part of the history, so every date would be wrong."""

    def __init__(self) -> None:
        super().__init__(
            "this is a shallow clone: older commits are missing, so records would have the date of the oldest "
            "commit at hand. Get the whole history with `git fetch --unshallow`; in GitHub Actions give "
            "actions/checkout `fetch-depth: 0`"
        )


def read_history(root: Path, today: str = OPEN_END) -> History:
    """The history of an archive whose root is the top of a git work tree; elsewhere an empty one, with the reason.

    A commit dated after `today` has the day of the commit that came after it, or today. Files that differ from
    the last commit are marked; files that were never committed have no revision. Raises
    ShallowClone.
    """
    if reason := _no_repository(root):
        return History(reason=reason)
    head = _git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    log, text = _log(root, "HEAD") if head.returncode else _log_until(root, _text(head).strip())
    if log.returncode:
        _log_until.cache_clear()
        return History(reason=_said(log))
    status = _git(root, "status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=no", "--ignore-submodules")
    return parse_log(text, parse_status(_text(status)), today)


@lru_cache(maxsize=1)
def _log_until(root: Path, commit: str) -> tuple[subprocess.CompletedProcess[bytes], str]:
    """The log up to a commit, which never changes: while the site is served each saved file asks for it."""
    return _log(root, commit)


def _log(root: Path, commit: str) -> tuple[subprocess.CompletedProcess[bytes], str]:
    """What git answered, and what it wrote as text."""
    listing = ("--no-show-signature", "--no-color", "--date-order", "--root", "-c", "--no-renames", "--name-only", "-z")
    log = _git(root, "log", *listing, f"--date={DAY_FORMAT}", f"--format={LOG_FORMAT}", commit, "--")
    return log, _text(log)


def origin(root: Path) -> str:
    """The address of the remote `origin`, as it is written there; empty if there is no remote or no repository."""
    if shutil.which("git") is None or not root.is_dir():
        return ""
    asked = _git(root, "config", "--get", "remote.origin.url")
    return "" if asked.returncode else _text(asked).strip()


def ignored(root: Path, paths: Sequence[str]) -> set[str]:
    """Those of some paths below a root that git ignores, by whatever it reads for that.

    Where git or its repository is missing, the names that systems and editors leave behind are taken.
    """
    if shutil.which("git") is None:
        return left_behind(root, paths)
    asked = _git(root, "check-ignore", "-z", "--stdin", given="\0".join(paths).encode("utf-8", "surrogateescape"))
    if asked.returncode not in (0, 1):  # 1 says that none of them is ignored
        return left_behind(root, paths)
    return set(_text(asked).split("\0")) - {""}


def base_ids(root: Path) -> set[str] | None:
    """The ids that are published on the base branch; None where no base branch can be asked.

    That is `main` of the remote `upstream` or `origin`, else the local `main` or, on it, its last commit.
    """
    if shutil.which("git") is None or not root.is_dir():
        return None
    on_main = _text(_git(root, "symbolic-ref", "--quiet", "--short", "HEAD")).strip() == _MAIN
    for reference in (
        f"refs/remotes/upstream/{_MAIN}",
        f"refs/remotes/origin/{_MAIN}",
        "HEAD" if on_main else f"refs/heads/{_MAIN}",
    ):
        asked = _git(root, "show", f"{reference}:./{PUBLISHED_PATH}")
        if not asked.returncode:
            return set(_text(asked).split("\n"))
    return None


def unpack_base(root: Path, reference: str, folder: Path) -> str:
    """Write the records of a base branch, at the commit where this branch began, into a folder. Returns that commit.

    The files are copied byte by byte: no attribute of the repository (`export-ignore`, `export-subst`, filters) can
    leave one out or alter it.

    `reference` is whatever git resolves to a commit, such as `origin/main`. Raises GitError if it cannot, and
    ShallowClone.
    """
    if reason := _no_repository(root):
        raise GitError(f"there is nothing to compare with: {reason}")
    commit = _base_commit(root, reference)
    listed = _asked(root, "ls-tree", "-r", "-z", commit, "--", *RECORDS).split("\0")
    files = dict(found for entry in listed if entry and (found := _plain_file(entry)))
    answer = _git(root, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in files.values()).encode())
    if answer.returncode:
        raise GitError(_said(answer))
    contents = io.BytesIO(answer.stdout)
    for path in files:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_next_blob(contents))
    return commit


def _plain_file(entry: str) -> tuple[str, str] | None:
    """Path and blob of one entry of a tree; None for links, submodules and paths outside the folder."""
    about, _, path = entry.partition("\t")
    mode, *_, blob = about.split(" ")
    way = PurePosixPath(path)
    plain = mode.startswith("100") and not way.is_absolute() and ".." not in way.parts
    return (path, blob) if plain else None


def _next_blob(contents: io.BytesIO) -> bytes:
    """The next content in the output of `cat-file --batch`: a line `blob type size`, the bytes, a line feed."""
    head = contents.readline().split()
    if len(head) != len(("blob", "type", "size")) or head[1] != b"blob":
        raise GitError("git lacks a file of the base branch; fetch the whole branch")
    content = contents.read(int(head[2]))
    contents.read(1)
    return content


def _base_commit(root: Path, reference: str) -> str:
    """The last commit that a reference and the present one have in common; else that of the reference."""
    asked = "" if reference.startswith("-") else reference  # a name that begins with - would be read as an option
    resolved = _git(root, "rev-parse", "--verify", "--quiet", f"{asked}^{{commit}}")
    if resolved.returncode:
        raise GitError(f"'{reference}' is not a commit here; name a branch that was fetched, such as origin/main")
    commit = _text(resolved).strip()
    common = _git(root, "merge-base", commit, "HEAD")
    return _text(common).strip() or commit


def _no_repository(root: Path) -> str:
    """Why there is no history to read; empty if there is. Raises ShallowClone."""
    if shutil.which("git") is None:
        return "git is not installed"
    if not root.is_dir():
        return f"{root} is not a folder"
    found = _git(root, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-cdup")
    if found.returncode:
        return _said(found)
    inside, shallow, way_up = (*_text(found).split("\n"), "", "")[:3]
    if inside != "true" or way_up:
        return "the archive's folder is not the top of a git work tree"
    if shallow == "true":
        raise ShallowClone
    return ""


def _asked(root: Path, *arguments: str) -> str:
    answer = _git(root, *arguments)
    if answer.returncode:
        raise GitError(_said(answer))
    return _text(answer)


def _git(root: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("git") or "git"
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    environment = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE} | _ENVIRONMENT
    line = [program, "--no-pager", *settings, *arguments]
    return subprocess.run(  # noqa: S603 # a list and no shell; every argument is ours or was resolved to a commit
        line, cwd=root, env=environment, input=given, capture_output=True, check=False
    )


def _text(answer: subprocess.CompletedProcess[bytes]) -> str:
    """What git wrote; names that are not UTF-8 are kept as Python keeps them in paths."""
    return answer.stdout.decode("utf-8", "surrogateescape")


def _said(answer: subprocess.CompletedProcess[bytes]) -> str:
    """The first line of git's error message, without its prefix."""
    lines = answer.stderr.decode("utf-8", "replace").strip().split("\n")
    return lines[0].removeprefix("fatal: ") or "git gave no answer"
