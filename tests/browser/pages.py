"""The pages that the browser visits: one of each kind, by what it is called in a test."""

from __future__ import annotations

from typing import Any

import pytest

PREFIX = "/archive/"
PATIENCE = 30_000
"""Milliseconds that anything may take: a machine may be busy, and what never comes is found all the same."""

LEDGER = "claims/list-2023/"
"""A part of the ledger of claims, which is split by year."""

RECORDS = {
    "source": "archive/icnk-2012/",
    "incident": "incidents/shenyang-2012/",
    "event": "events/2012-02-24-unhcr/",
    "organization": "organizations/unhcr/",
    "person": "people/kanae-doi/",
    "instrument": "instruments/cat-1984/",
    "place": "places/tumen/",
}
INDEXES = {
    "sources": "archive/",
    "incidents": "incidents/",
    "organizations": "organizations/",
    "people": "people/",
    "instruments": "instruments/",
    "places": "places/",
    "claims": "claims/",
    "ledger": LEDGER,
    "discrepancies": "discrepancies/",
    "known": "known/",
    "bibliography": "bibliography/",
}
PICTURES = {"timeline": "timeline/", "map": "map/"}
PROSE = {
    "about": "about/",
    "method": "about/method/",
    "policies": "about/policies/",
    "how to cite": "about/cite/",
    "guidelines": "about/guidelines/",
    "contributing": "about/contributing/",
    "rules": "about/rules/",
    "architecture": "about/architecture/",
    "data": "data/",
    "fields": "data/fields/",
    "questions": "data/questions/",
    "health": "data/health/",
}
OTHERS = {
    "home": "",
    "cite page": "archive/icnk-2012/cite/",
    "search": "search/",
    "origins": "incidents/shenyang-2012/origins/",
    "compare": "compare/",
    "compared pair": "compare/#a=icnk-2012&b=cecc-2012",
    "documents of an incident": "compare/october-2023/",
    "dossier": "dossier/",
    "missing": "there-is-no-such-page/",
}
EDITIONS = {
    "Korean home": "ko/",
    "Korean incident": "ko/incidents/shenyang-2012/",
    "Korean origins": "ko/incidents/october-2023/origins/",
    "Korean incidents": "ko/incidents/",
    "Chinese source": "zh/archive/hrf-2023/",
    "Chinese sources": "zh/archive/",
    "Korean ledger": f"ko/{LEDGER}",
    "Chinese claims": "zh/claims/",
    "Chinese timeline": "zh/timeline/",
    "Korean map": "ko/map/",
    "Chinese known": "zh/known/",
    "Korean discrepancies": "ko/discrepancies/",
    "Korean organization": "ko/organizations/hrw/",
    "Chinese organizations": "zh/organizations/",
    "Chinese law": "zh/instruments/refugee-convention-1951/",
    "Korean laws": "ko/instruments/",
    "Korean people": "ko/people/",
    "Chinese person": "zh/people/phil-robertson/",
    "Korean place": "ko/places/tumen/",
    "Chinese event": "zh/events/2023-10-12-wang/",
    "Korean policies": "ko/about/policies/",
}
KINDS = OTHERS | RECORDS | INDEXES | PICTURES | PROSE | EDITIONS

# For what is slow or depends little on the content.
HANDFUL = {
    name: KINDS[name]
    for name in ("home", "source", "incident", "instrument", "claims", "ledger", "map", "timeline", "search")
}

# `make test` asks of these what `make browser` and CI ask of the handful or of every kind.
CORE = ("home", "source", "search")
FEW = ("source", "search")
"""A document and a form: for what takes a second or more, or depends on the content least."""
THOROUGH = pytest.mark.thorough
EACH = [pytest.param(name, marks=[] if name in CORE else [THOROUGH]) for name in KINDS]
COSTLY = [pytest.param(name, marks=[] if name in FEW else [THOROUGH]) for name in KINDS]
SOME = [pytest.param(name, marks=[] if name in FEW else [THOROUGH]) for name in HANDFUL]


def thorough(*values: Any) -> list[Any]:
    """Parameters that are left to `make browser` and CI."""
    return [pytest.param(*(value if isinstance(value, tuple) else (value,)), marks=THOROUGH) for value in values]
