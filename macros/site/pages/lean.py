"""A finished page without what HTML lets it leave out: closing tags that follow by themselves, quotes of plain values.

The syntax is that of the HTML Standard, sections 13.1.2.3 and 13.1.2.4. Drawings keep all their tags; their numbers
lose a nought behind the point, and places where everything begins anyway are left out. Texts that are shown as they are
typed stay as they are, and data in scripts. Of several breaks between two words one stays: programs that take the words
of a page would join its lines without it. The head has no words, so it needs none.
"""

from __future__ import annotations

import re

from macros.core.reading.drawings import PICTURE

_APART = re.compile(rf"({PICTURE}|<pre\b.*?</pre>|<script\b.*?</script>)", re.DOTALL)
_QUOTED = re.compile(r'="([\w./#:%~+,\ufdd0-\ufdd5-]+)"(?!/>)(?=[^<>]*>)', re.ASCII)
"""A value without spaces, quotes, `=`, `<`, `>` and `&`, in a tag: a `>` in text is written as `&gt;`. Before `/>` it
keeps its quotes: the stroke would belong to it, and the element would not end."""
_BLOCK = "address|blockquote|div|dl|form|h[1-6]|hr|ol|p|pre|table|ul"
"""Elements that end a paragraph for parsers of HTML 4 too; those that came with HTML 5 do not."""
_PARENT = "article|aside|blockquote|dd|details|div|figure|footer|header|li|main|section|td|th"
_CLOSED = re.compile(
    r"</(?:li>(?=\s*(?:<li\b|</[uo]l>))"
    r"|t[dh]>(?=\s*(?:<t[dh]\b|</tr>))"
    r"|tr>(?=\s*(?:<tr\b|</t(?:able|body|head|foot)>))"
    r"|(?:tbody|thead)>(?=\s*(?:<tbody\b|</table>))"
    r"|d[td]>(?=\s*(?:<d[td]\b|</d(?:l|iv)>))"
    r"|option>(?=\s*(?:<option\b|</select>))"
    rf"|p>(?=\s*<(?:(?:{_BLOCK})\b|/(?:{_PARENT})>)))"
)
_LINES = re.compile(r"\n\s*\n")
_GROUP = (
    "article|aside|blockquote|body|d[dlt]|details|div|figure|footer|form|head|header|html|li|main|nav|ol|section|t[dhr]"
    "|table|tbody|thead|ul"
)
_BREAK = re.compile(rf"\n(?:(?=</(?:{_GROUP})>\n|<(?:meta|link|script|title)\b)|((?:<(?:{_GROUP})\b[^<>]*>\n(?=<))+))")
"""A break that can go: before a closing tag that has another behind it, and in the head. Or tags in lines of their own:
the break before them parts the words around them, and the one behind each can go.

It begins with the break, which Python searches for quickly; an expression that looks back for it tries every letter.
"""
_WHOLE = re.compile(
    r'( (?:c?[xy]|[xy][12]|r|rx|ry|width|height)="-?\d+| viewBox="0 -?\d+ [\d.]+ \d+'
    r'| transform="translate\([\d.-]+ -?\d+)\.0(?=["\)])'
)
"""A place or size in a drawing that is written with nothing behind its point."""
_AT_NOUGHT = re.compile(r' (?:c?[xy]|[xy][12])="0"(?=[^<>]*>)')
"""A place in a drawing where its element begins without being told. Parts of a line of text would begin elsewhere."""
_ROBUST = re.compile(r' data-originalurl="[^"]*"\s+data-versiondate="[^"]*"(?:\s+data-versionurl="[^"]*")?')

_EXTERNAL = ' rel="external"'
"""What a link to another site says, as its address does: the list of addresses on paper was made with it before."""


def lean(html: str) -> str:
    """The same page in fewer bytes: a browser makes the same elements and texts of it, with the same attributes.

    Where several links of a page lead to one document, the first tells programs its address and its archived copy.
    """
    parts = _APART.split(_told_once(html.replace(_EXTERNAL, "")))
    parts[::2] = [_broken(_CLOSED.sub("", _unquoted(part))) for part in parts[::2]]
    parts[1::2] = [_drawn(part) if part.startswith("<svg") else part for part in parts[1::2]]
    return "".join(parts)


def _broken(text: str) -> str:
    parts = _BREAK.split(_LINES.sub("\n", text))
    parts[1::2] = ["\n" + begun.replace(">\n", ">") if begun else "" for begun in parts[1::2]]
    return "".join(parts)


def lean_drawing(drawing: str) -> str:
    """The same drawing without noughts that say nothing, as SVG in a file of its own too."""
    text = "".join(_WHOLE.split(drawing)).replace('="-0"', '="0"')  # the group is what stays; a sum may end at -0.0
    return text if "<tspan" in text else _AT_NOUGHT.sub("", text)


def _drawn(drawing: str) -> str:
    return _unquoted(lean_drawing(drawing))


def _unquoted(text: str) -> str:
    """A text without quotes of plain values. It is split: `sub` calls Python for each of its hundreds."""
    parts = _QUOTED.split(text)
    parts[1::2] = [f"={value}" for value in parts[1::2]]
    return "".join(parts)


def _told_once(html: str) -> str:
    """A page whose Robust Links say once what they lead to: the attributes of a document stand at its first link."""
    seen: set[str] = set()

    def first(found: re.Match[str]) -> str:
        again = found[0] in seen
        seen.add(found[0])
        return "" if again else found[0]

    return _ROBUST.sub(first, html)
