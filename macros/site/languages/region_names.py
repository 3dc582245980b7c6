"""Names of countries and provinces, which the records of places give in English, in Korean and Chinese."""

from __future__ import annotations

from macros.core.models.page_labels import PageLabels

REGIONS = (
    "region.china",
    "region.dprk",
    "region.russia",
    "region.south-korea",
    "region.japan",
    "region.laos",
    "region.switzerland",
    "region.united-kingdom",
    "region.united-states",
    "region.china-and-dprk",
    "region.various",
    "region.beijing",
    "region.chagang",
    "region.england",
    "region.geneva",
    "region.guangxi",
    "region.inner-mongolia",
    "region.jilin",
    "region.liaoning",
    "region.north-hamgyong",
    "region.north-pyongan",
    "region.ryanggang",
    "region.seoul",
    "region.shandong",
    "region.yunnan",
)
"""The labels of countries and provinces; their English is what the records say."""


def region_in(labels: PageLabels, text: str, language: str) -> str:
    """A country or province in a language; empty if there is no label for it."""
    return next((labels.text(key, language) for key in REGIONS if labels.text(key) == text), "")
