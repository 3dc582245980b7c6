"""From an answer to a verdict: fine, moved, changed, gone, blocked, refused, unread, unreachable."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from pydantic import ValidationError

from macros.core.models.last_look import MAX_MISSING, Look
from macros.programs.web.agenda import Sought, Target
from macros.programs.web.answer import Answer
from macros.programs.web.reader import Reader

OK = range(200, 300)
UNCHANGED = 304
GONE = (404, 410)
REFUSED = range(400, 500)
_KEPT = ("etag", "last-modified")
_LONGEST = 200


def verdict(target: Target, answer: Answer, before: Look | None, today: str, reader: Reader) -> Look:
    """The verdict on an address from this answer, on this day (ISO 8601).

    If the page has not changed since the previous look, that look's result still holds.
    """
    if answer.status == UNCHANGED and before and not answer.fault:
        return _again(target, answer, before, today)
    status = {"status": str(answer.status)} if answer.status else {}
    known = {"source": target.source, "copy": target.copy, "address": target.address, "looked": today, **status}
    return _valid(known | _found(target, answer, reader))


def _again(target: Target, answer: Answer, before: Look, today: str) -> Look:
    """The previous look with this day and the present address of the page."""
    moved = _moved(target, answer)
    word = "changed" if before.missing else "moved" if moved else "fine"
    now = _valid({"source": target.source, "copy": target.copy, "address": target.address, "looked": today} | moved)
    return before.model_copy(update={"looked": now.looked, "moved_to": now.moved_to, "verdict": word})


def _moved(target: Target, answer: Answer) -> dict[str, str]:
    """The new address after a permanent redirect; not for archives, which redirect to the nearest copy."""
    return {} if "archived" in target.copy or not answer.moved else {"moved-to": _written(answer.address)}


def failed(target: Target, error: Exception, today: str) -> Look | None:
    """The look for an address at which our own program failed, so that the others are still looked at.

    None for an address that is too long for the file.
    """
    known = {"source": target.source, "copy": target.copy, "address": target.address, "looked": today}
    detail = f"was not looked at: our own program failed ({type(error).__name__})"
    try:
        return _valid(known | {"verdict": "unread", "detail": detail})
    except ValidationError:
        return None


def _found(target: Target, answer: Answer, reader: Reader) -> dict[str, Any]:
    if answer.fault:
        return {"verdict": answer.verdict, "detail": answer.fault}
    if answer.status in GONE:
        return {"verdict": "gone"}
    if answer.status in REFUSED:
        return {"verdict": "blocked"}
    if answer.status not in OK:
        return {"verdict": "unreachable"}
    return _read(target, answer, reader)


def _read(target: Target, answer: Answer, reader: Reader) -> dict[str, Any]:
    """The result for a page that was fetched: whether it has the phrases, and whether it has moved."""
    lost, detail = _lost(target, answer, reader)
    moved = _moved(target, answer)
    if lost is None:
        return {"verdict": "unread", "detail": detail} | moved
    found: dict[str, Any] = {"verdict": "changed" if lost else "moved" if moved else "fine"}
    found |= {"sought": target.fingerprint} | moved | _validators(answer)
    found |= {"detail": detail} if detail else {}
    return found | ({"missing": [_missing(item) for item in lost[:MAX_MISSING]]} if lost else {})


def _lost(target: Target, answer: Answer, reader: Reader) -> tuple[list[Sought] | None, str]:
    """The missing phrases, and a remark on the search; None if the words could not be read."""
    kind = answer.headers.get("Content-Type", "")
    if not target.sought:
        return [], ""
    if answer.body.startswith(b"%PDF") or not re.match(r"text/|application/(?:xhtml|xml)|$", kind.strip().lower()):
        return [], "is not a web page; phrases were not looked for"
    gone = reader.absent({item.phrase for item in target.sought}, answer.body, kind)
    if gone is None:
        return None, "is too complex to be read by a program"
    lost = [item for item in target.sought if item.phrase in gone]
    if lost and not answer.whole:
        return None, "is too large to be read to its end; phrases may be further down"
    if lost and len(gone) == len({item.phrase for item in target.sought}):
        return lost, "does not have any of the phrases; it may be another page, or need a browser"
    return lost, ""


def _missing(item: Sought) -> dict[str, str]:
    passage = {"passage": str(item.passage)} if item.passage else {}
    return {"phrase": item.phrase, **passage} | ({"claim": item.claim} if item.claim else {})


def _validators(answer: Answer) -> dict[str, str]:
    """The values for a conditional next request (RFC 9110), if they are plain text of a reasonable length."""
    named = {name: answer.headers.get(name, "").strip() for name in _KEPT} if answer.whole else {}
    return {name: value for name, value in named.items() if re.fullmatch(rf"[ -~]{{1,{_LONGEST}}}", value)}


def _written(address: str) -> str:
    """An address from a server, with forbidden characters percent-encoded."""
    return quote(address, safe="/:?#[]@!$&()*+,;=%~")


def _valid(fields: dict[str, Any]) -> Look:
    """The look; an address from a server that cannot be recorded is left out."""
    whole = {"verdict": "fine"} | fields
    try:
        return Look.model_validate(whole)
    except ValidationError:
        return Look.model_validate({name: value for name, value in whole.items() if name != "moved-to"})
