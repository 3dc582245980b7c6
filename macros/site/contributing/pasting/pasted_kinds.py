"""Kinds of works as BibTeX, RIS and CSL name them, as entry types of the bibliography and words for its `type`."""

from __future__ import annotations

from typing import NamedTuple


class PastedKind(NamedTuple):
    """An entry type, the words for the kind of document, and the field that holds what the work appeared in.

    A work of no other type is `online` if it has an address. `within` is empty where nothing is known of a container.
    """

    entrytype: str
    words: str = ""
    within: str = ""


_ARTICLE, _CHAPTER, _WEB = "journaltitle", "booktitle", "publisher"
_OTHER = "misc"

BIBTEX = {
    **dict.fromkeys(("article", "suppperiodical", "review"), PastedKind("article", "", _ARTICLE)),
    **dict.fromkeys(
        ("book", "mvbook", "collection", "mvcollection", "proceedings", "mvproceedings"), PastedKind("book")
    ),
    **dict.fromkeys(("booklet", "manual", "reference", "mvreference"), PastedKind("book")),
    **dict.fromkeys(
        ("incollection", "inbook", "bookinbook", "suppbook", "suppcollection"), PastedKind("incollection", "", _CHAPTER)
    ),
    **dict.fromkeys(("inproceedings", "conference"), PastedKind("incollection", "conference paper", _CHAPTER)),
    "inreference": PastedKind("incollection", "encyclopedia article", _CHAPTER),
    **dict.fromkeys(("report", "techreport"), PastedKind("report")),
    "thesis": PastedKind("thesis"),
    "phdthesis": PastedKind("thesis", "PhD thesis"),
    "mastersthesis": PastedKind("thesis", "MA thesis"),
    **dict.fromkeys(("online", "electronic", "www", "webpage"), PastedKind("online", "", _WEB)),
    "misc": PastedKind(_OTHER),
    "dataset": PastedKind(_OTHER, "data set"),
    **dict.fromkeys(("video", "movie"), PastedKind(_OTHER, "video")),
    "letter": PastedKind(_OTHER, "letter"),
    "legislation": PastedKind(_OTHER, "law"),
    **dict.fromkeys(("jurisdiction", "legal"), PastedKind(_OTHER, "decision of a court")),
    "unpublished": PastedKind(_OTHER, "unpublished work"),
}
"""By the type of an entry; a type that is not listed is named in words."""

RIS = {
    **dict.fromkeys(("JOUR", "EJOUR", "JFULL", "ABST", "INPR"), PastedKind("article", "journal article", _ARTICLE)),
    "NEWS": PastedKind("article", "news article", _ARTICLE),
    "MGZN": PastedKind("article", "magazine article", _ARTICLE),
    **dict.fromkeys(("ELEC", "WEB"), PastedKind("online", "", _WEB)),
    "BLOG": PastedKind("online", "blog post", _WEB),
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK", "SER", "CLSWK"), PastedKind("book", "", "series")),
    **dict.fromkeys(("CHAP", "ECHAP"), PastedKind("incollection", "", _CHAPTER)),
    **dict.fromkeys(("CONF", "CPAPER"), PastedKind("incollection", "conference paper", _CHAPTER)),
    "ENCYC": PastedKind("incollection", "encyclopedia article", _CHAPTER),
    "DICT": PastedKind("incollection", "dictionary article", _CHAPTER),
    "RPRT": PastedKind("report", "", "series"),
    "THES": PastedKind("thesis"),
    **dict.fromkeys(("GEN", "UNPB"), PastedKind(_OTHER)),
    "GOVDOC": PastedKind(_OTHER, "", "series"),
    **dict.fromkeys(("DATA", "DBASE", "AGGR"), PastedKind(_OTHER, "data set")),
    **dict.fromkeys(("VIDEO", "MPCT", "MULTI", "ADVS"), PastedKind(_OTHER, "video")),
    **dict.fromkeys(("PCOMM", "ICOMM"), PastedKind(_OTHER, "letter")),
    "HEAR": PastedKind(_OTHER, "hearing"),
    **dict.fromkeys(("STAT", "LEGAL"), PastedKind(_OTHER, "law")),
    "ANCIENT": PastedKind("book", "ancient text"),
    "CHART": PastedKind(_OTHER, "chart"),
    "COMP": PastedKind(_OTHER, "software"),
    "CTLG": PastedKind("book", "catalogue"),
    "EQUA": PastedKind(_OTHER, "equation"),
    "FIGURE": PastedKind(_OTHER, "picture"),
    "GRANT": PastedKind(_OTHER, "grant"),
    "MUSIC": PastedKind(_OTHER, "music"),
    "STAND": PastedKind("report", "standard"),
    "UNBILL": PastedKind(_OTHER, "bill"),
    "BILL": PastedKind(_OTHER, "bill"),
    "CASE": PastedKind(_OTHER, "decision of a court"),
    "ART": PastedKind(_OTHER, "picture"),
    "MAP": PastedKind(_OTHER, "map"),
    "PAT": PastedKind(_OTHER, "patent"),
    "SLIDE": PastedKind(_OTHER, "slides"),
    "SOUND": PastedKind(_OTHER, "sound recording"),
    **dict.fromkeys(("MANSCPT", "PAMP"), PastedKind(_OTHER, "manuscript")),
}
"""By the reference type of RIS."""

CSL = {
    "article-journal": PastedKind("article", "journal article", _ARTICLE),
    "article-newspaper": PastedKind("article", "news article", _ARTICLE),
    "article-magazine": PastedKind("article", "magazine article", _ARTICLE),
    **dict.fromkeys(("article", "review", "review-book", "periodical"), PastedKind("article", "", _ARTICLE)),
    **dict.fromkeys(("webpage", "post"), PastedKind("online", "", _WEB)),
    "post-weblog": PastedKind("online", "blog post", _WEB),
    **dict.fromkeys(("book", "classic", "collection"), PastedKind("book")),
    "chapter": PastedKind("incollection", "", _CHAPTER),
    "paper-conference": PastedKind("incollection", "conference paper", _CHAPTER),
    "entry-encyclopedia": PastedKind("incollection", "encyclopedia article", _CHAPTER),
    **dict.fromkeys(("entry-dictionary", "entry"), PastedKind("incollection", "dictionary article", _CHAPTER)),
    "report": PastedKind("report", "", "series"),
    "thesis": PastedKind("thesis"),
    "document": PastedKind(_OTHER),
    "dataset": PastedKind(_OTHER, "data set"),
    **dict.fromkeys(("motion_picture", "broadcast"), PastedKind(_OTHER, "video")),
    "personal_communication": PastedKind(_OTHER, "letter"),
    **dict.fromkeys(("legislation", "regulation", "statute"), PastedKind(_OTHER, "law")),
    "standard": PastedKind("report", "standard"),
    "pamphlet": PastedKind("book", "pamphlet"),
    "legal_case": PastedKind(_OTHER, "decision of a court"),
    "graphic": PastedKind(_OTHER, "picture"),
}
"""By the type of CSL; a type that is not listed is named in words."""

THESES = {"phdthesis": "PhD thesis", "mathesis": "MA thesis", "bathesis": "BA thesis", "candthesis": "thesis"}
"""Words that biblatex would translate, as a style prints them in English."""
WRITTEN_OUT = THESES | {"techreport": "technical report", "resreport": "research report", "software": "software"}


def kind_of(table: dict[str, PastedKind], pasted: str) -> PastedKind:
    """The kind of a pasted type; one that is not listed is `misc`, or `online` with an address, and named in words."""
    words = pasted.lower().replace("_", " ").replace("-", " ")
    return table.get(pasted) or PastedKind(_OTHER, words)


def with_address(kind: PastedKind) -> PastedKind:
    """The kind of a work that has an address: what has no better type is then `online`, encyclopedias among them."""
    reference = kind.words in ("encyclopedia article", "dictionary article")
    if kind.entrytype == _OTHER or reference:
        return PastedKind("online", kind.words, kind.within if not reference else _WEB)
    return kind
