"""Where readers are led when something is wrong: to a public form for facts alone, with the page and its revision."""

from __future__ import annotations

from urllib.parse import urlencode

from macros.core.models import Record
from macros.core.values.revisions import in_address
from macros.site.site import Site

FORM = "correct-a-fact"


def form_address(site: Site, form: str, **fields: str) -> str:
    """The address of a public form with some of its fields filled in; their names are those of the form."""
    query = in_address(urlencode({"template": f"{form}.yml"} | fields))
    return f"{site.archive.identity.repository}/issues/new?{query}"


def report_address(site: Site, record: Record) -> str:
    """The address of the form for a wrong fact, with the page of a record and its revision."""
    revision = site.history.of(record.path)
    return page_report(site, site.address(record.kind_id, record.id), revision.label if revision else "")


def page_report(site: Site, address: str, revision: str) -> str:
    """The same with any page, by its address from the root of the site."""
    fields = {"revision": revision} if revision else {}
    return form_address(site, FORM, address=site.absolute(address), **fields)
