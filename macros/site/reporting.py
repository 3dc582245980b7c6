"""Where an error is reported: the issue form, with the place and the revision filled in."""

from __future__ import annotations

from urllib.parse import urlencode

from macros.core.models import Record
from macros.site.site import Site

FORM = "report-an-error.yml"


def report_address(site: Site, record: Record, anchor: str = "") -> str:
    """The address of the form for a record, or for a place on its page. Fields are named as in the form itself."""
    revision = site.history.of(record.path)
    place = site.absolute(site.address(record.kind_id, record.id)) + (f"#{anchor}" if anchor else "")
    fields = {"template": FORM, "address": place} | ({"revision": revision.label} if revision else {})
    return f"{site.archive.citation.repository_code.rstrip('/')}/issues/new?{urlencode(fields)}"
