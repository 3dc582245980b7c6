"""Personal data in free text: what can be told by its form alone.

Names cannot be told from other words, so that nobody is named is seen by people who read each change. What is found
here is only what has a form; and no message repeats it, since messages are public.
"""

from __future__ import annotations

import re

_MONTH = (
    r"(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = rf"(?:\d{{4}}[-./]\d\d?[-./]\d\d?|\d\d?[-./]\d\d?[-./]\d{{4}}|\d\d? {_MONTH},? \d{{4}}|{_MONTH} \d\d?,? \d{{4}})"
_MAYBE = re.compile(r"[@\uff20]|[\[(] ?at ?[\])]|\d{4}|\d[ .)-]+\d", re.IGNORECASE)
"""Most texts have none of these, and are done with at one look."""

FORMS: dict[str, re.Pattern[str]] = {
    "an e-mail address": re.compile(
        r"(?<=[\w+-])(?:[@\uff20]| ?[\[(] ?(?:at|AT) ?[\])] ?)[\w-]+(?: ?(?:\.|[\[(] ?(?:dot|DOT) ?[\])]) ?[\w-]+)+"
    ),
    "a telephone number": re.compile(
        r"\+\d{1,3}[ ().-]*\d(?:[ ().-]*\d){5,12}(?!\w)|(?<![\w.,/-])\(?0\d{1,3}\)?[ .-]\d{3,4}[ .-]\d{4}(?![\w-])"
        r"|(?<![\w.,/-])1[3-9]\d{9}(?!\w)"
        r"|(?:[Tt]el|TEL|[Pp]hone|[Mm]obile|[Cc]ell|[Ff]ax)(?: number)?[.: ]+\+?\d(?:[ ().-]*\d){5,}"
    ),
    "the number of a passport or identity card": re.compile(
        r"(?<![\w/.-])(?:[A-Z]{1,2}\d{7,9}|\d{6}-[1-8]\d{6}|\d{17}[\dXx])(?!\w)"
    ),
    "a date of birth": re.compile(
        rf"(?:[Bb]orn|[Bb]irth|DOB|[Dd]\.o\.b|D\.O\.B)[^;\d]{{0,20}}{_DAY}"
        r"|\d{4}(?:년 ?\d\d?월 ?\d\d?일 ?|年\d\d?月\d\d?日出?)[생生]"
    ),
}
"""What is looked for, by what it is called."""


def personal(text: str) -> str:
    """What a text seems to hold of a person: an address, a number, a date of birth; nothing where it holds none."""
    if not _MAYBE.search(text):
        return ""
    return next((kind for kind, form in FORMS.items() if form.search(text)), "")
