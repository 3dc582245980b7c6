"""What the search page says, by the name that its template and its script have for it; `{n}` is a number."""

from __future__ import annotations

PAGE_WORDS: dict[str, str | dict[str, str]] = {
    "field": "Words, names or numbers, in English, Korean or Chinese",
    "how": "Words in quotation marks are found as they stand together; a hyphen before a word leaves it out. "
    "A word also finds other words for its subject, and a name its other spellings, in all three languages.",
    "narrow": "Narrow the results",
    "any": "any",
    "results": "Results",
    "more": "More results",
    "one": "1 result",
    "many": "{n} results",
    "atMost": "at most {n} results",
    "none": "Nothing matches “{words}” exactly.",
    "near": "These pages have some of it:",
    "missing": "Not found anywhere: {words}.",
    "perhaps": "Perhaps you meant:",
    "also": "“{words}” is searched as the subject “{topic}”, with its other words, such as {others}.",
    "same": "{n} more on the same page",
    "claim": "Claim:",
    "lists": "The lists",
    "listed": "Everything in the archive is in one of these lists.",
    "script": "The search needs a script of this site.",
    "unloaded": "The search could not be loaded; the lists below have everything.",
    "values": {},
}
"""The words in English. `values` are the names of kinds and of other facets that differ from those of the index."""
