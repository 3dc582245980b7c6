"""Values, names and parts of pages that some later program reads as something else."""

from __future__ import annotations

VALUES = (
    *("<script>alert(1)</script>", "</script><svg onload=alert(1)>", "</title><b>", "<!--", "]]>", "-->", "<br>"),
    *("&lt;b&gt; &amp; &#60;", "&#8238;", "&zwj;", "&nbsp", "a < b > c", "\"quoted\" 'twice'", "''''", '""""', "`x`"),
    *("{{ home() }}", "{% raw %}", "{# a #}", "<!--# a #-->", "{a}", "}}", "${a}", "%(a)s", "%s", "{0}", "{{"),
    *("[a](javascript:alert(1))", "[a](b) ![c](d)", "*two* _three_ **four**", "# one", "> two", "| a | b |", "\\"),
    *("<https://example.org>", "[^1]", "[a]: b", "{: onclick=x}", "~~~", "```", "1. one", "- one", "+ one", "***"),
    *("javascript:alert(1)", "data:text/html,x", "vbscript:x", "//evil.example", "file:///etc/passwd", "mailto:a@b.c"),
    *("https://example.org/?a=b&c=d#e", "https://[::1", "https://x:99999/", "https://u:p@evil.example", "http://a b/"),
    *("https://example.org/%", "https://example.org/%zz", "https://example.org/가", "https://EXAMPLE.org", "https://a"),
    *("https://example.org/\u00e9?x='\"<>", "https://web.archive.org/web/2011/https://a.example/", "https://xn--a/"),
    *("\u202ex", "a\u200bb", "\ufeff", "\x00", "a\x0bb", "\u2028", "\ud7ff", "\U000e0041", "\u3164", "\u00ad"),
    *("난민 難民 难民", "עברית العربية", "e\u0301 ñ Å", "\U0001d4b3 😀", "ß ﬁ Ǆ", "\u00a0a\u00a0", "…—–-", "İı"),
    *("\U00013430", "\ufffc", "\u0600", "a\u0300" * 40, "\u0e33" * 20, "\U0001f468\u200d\U0001f469", "١٢", "½", "Ⅷ"),
    *("x" * 300, "a " * 400, "word " * 90, "가" * 500, "x" * 9_999, "<" * 200, "&" * 300, "[" * 300, "_a*" * 90),
    *("", " ", ".", "..", "...", "---", "/", "'", '"', "|", "~", "@", "%", "?", "a\nb", "a\n\nb", "a\r\nb", "\t"),
    *("9" * 30, "1e999", "-1", "-0", "0", "1", "00", "1,170", "1_000", "0x10", "1.5", "+1", "inf", "nan", "NaN"),
    *("null", "Null", "yes", "no", "true", "on", "None", "undefined", "Infinity", "[]", "{}", "!!str a", "&a", "*a"),
    *("2011-02-30", "0000", "9999-12-31", "-0001", "2011-02-29~", "2011?/2012~", "../2011", "2011/..", "/", "2011-21"),
    *("2012-02", "1583-10-10", "2011-05-08/2011-05-12", "2026-11-26", "12/05/2011", "2011-W20", "201X", "20110508"),
    *("at least 41", "about 0", "up to 1,170", "dozens", "nearly 9999999999", "more than 100%", "5 to 3", "40 to 24"),
    *("=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "+1+1", "-2+3", "\t=1", "'=1", "ER  - ", "TY  - BOOK", "\\input{x}"),
    *("@misc{x,", "$\\alpha$ %20 100%", "\\url{x}", "{\\bf x}", "{a}", "{{Whole}}", "Quill, Ada", "a and b", "a # b"),
    *("constructor", "__proto__", "toString", "hasOwnProperty", "index", "cite", "ko", "zh", "en", "con", "404", "q"),
    *("passage", "claim", "org", "home", "vocabulary", "see", "law", "report-2011", "quayside-2011", "border-watch"),
    *("report-2011.arrested-41", "quayside-2011.held-24-40", "ada-quill", "nowhere-2011", "river-treaty", "quayside"),
    *("\\input{x} $\\alpha$ %20 100%", "@x", "#one", "*two* _three_ `four`", "Ελλάδα Україна", ": a", "- a", "? a"),
    *("@a", "%a", "null\\u0000", "a\\nb", "2011-01-01"),
    *("C:\\a\\b", "a/b/../c", "../../x", "%2e%2e/", "a%00b", "a;b", "a,b", "a:b", "a: b", "a #b", "1:30", "\\u0000"),
)
"""What replaces a value or is added to it."""

BLOCKS = (
    *(
        "# A\n\n## A\n\n### A\n",
        "a | b\n--|--\n1 | 2\n",
        "- a\n    - b\n        - c\n",
        "> a\n> > b\n",
        "```\n<b>\n```\n",
    ),
    *("a[^1]\n\n[^1]: b\n", "*a* **b** `c`\n", "<p class='x'>a</p>\n", '<div markdown="1">\n\na\n\n</div>\n', "\n\n\n"),
    *(
        "---\n---\n",
        "---\ntitle: other\n---\n",
        "---\ntitle: <script>\n...\n<script>alert(1)</script>\n",
        "...\n",
        "---\n",
    ),
    *(
        "a  \nb\n",
        "1. a\n2. b\n",
        "[a]\n\n[a]: ../index.md\n",
        "![a](b.svg)\n",
        "# a {#b .c}\n",
        "<https://example.org>\n",
    ),
    *('{{ place("quayside", "a & b") }}\n', "Term\n: text\n", "+ a\n\n+ b\n"),
    *('{{ org("border-watch") }}\n', '{{ place("quayside", "a & <b>") }}\n', "a &amp; b &copy; c\n", "[a](#b)\n"),
    *(
        "난민\n====\n\n難民\n----\n",
        "<br>\n",
        "<details><summary>a</summary>b</details>\n",
        "a@example.org\n",
        "\\# a\n",
    ),
    *("<script>alert(1)</script>\n", "<svg><a xlink:href='javascript:x'>a</a></svg>\n", "<style>@import 'x'</style>\n"),
    *(
        "[x](java&#115;cript:alert(1))\n",
        "[x](&#1;javascript:x)\n",
        "<a href=javascript:x>a</a>\n",
        "# a {: onclick=x }\n",
    ),
    *(
        "<a name=x>a</a>\n",
        '<img src="https://x.example/a.png" alt="">\n',
        "<b\n>a</b>\n",
        "<p <b>a</p>\n",
        "<a/href=x>\n",
    ),
    *(
        "<x-y>a</x-y>\n",
        "</article></main>\n",
        "</div>\n",
        "<table><p>a</table>\n",
        "<h2 id=content>a</h2>\n",
        "<!-- a -->\n",
    ),
    *("<p id=find>a</p>\n", "<select><b>a</select>\n", "<p>a<p>b\n", "<a href='#'><a href='#'>b</a></a>\n", "<li>a\n"),
    *(
        "{{ vocabulary('measures') }}\n",
        "{{ record_fields('claim') }}\n",
        "{{ on_site('nowhere/') }}\n",
        "{{ home() }}\n",
    ),
    *("[a]({{ on_site('data/') }})\n", "[a]({{ in_repository('\"><b>') }})\n", "{{ public_form('correct-a-fact') }}\n"),
    *(
        '{{ see("report-2011", 3) }}\n',
        '{{ law("river-treaty", "4(2)", how="identified") }}\n',
        "{{ home( }}\n",
        "{{ 1 }}\n",
        "{% if x %}\n",
    ),
    *("{{ claim_index() }}\n\n{{ claim_index() }}\n", "{{ place_map() }} {{ place_map() }}\n", "`{{ home() }}`\n"),
    *(
        "```\n{{ timeline() }}\n```\n",
        "> {{ bibliography() }}\n",
        "# {{ home() }}\n",
        "[{{ home() }}](x)\n",
        "&#x202e;a\n",
    ),
    *(
        "- {{ safe_state('all') }}\n",
        "{{ safe_way('ko') }}\n",
        "{{ safe_way('xx') }}\n",
        "a\u2028b\n",
        "| {{ home() }} |\n|-|\n",
    ),
)
"""What somebody puts into the body of a page."""

CALLS = (
    *('{{ org("border-watch", "a *b* <i>") }}', '{{ place("quayside", "x]y") }}', '{{ cite("letter-2011", "a_b_c") }}'),
    *('{{ see("herald-2011", 1, "a`b`") }}', '{{ claim("arrested-41", "<b>41</b>") }}', '{{ org("river-guard", "") }}'),
    *('{{ law("river-treaty", "4(2)", "a & b", how="identified") }}', '{{ person("tomas-venn", "\\u202ea") }}'),
    *('{{ voice("guard-officer", named="<b>") }}', '{{ org("border-watch", role="nobody") }}', "{{ passage(1) }}"),
    *(
        '{{ event("2010-vote", "]]>") }}',
        '{{ incident("quayside-2011", "x" ~ "y") }}',
        '{{ cite("wire-2011", "\\"") }}',
    ),
)
"""What somebody puts into running text."""

NAMES = (
    *("index", "cite", "ko", "zh", "en", "con", "nul", "com1", "404", "readme", "README", "card", "linkset", "feed"),
    *("list-2", "voices-list-1", "constructor", "proto", "true", "null", "no", "1e5", "2011", "0", "a", "x" * 60),
    *("x" * 61, "a--b", "-a", "a-", "a_b", "A", "a.b", "a b", "a%20b", "가", "..", "a/b", "content", "find", "search"),
    *("claims", "p1", "art-4", "report-2011", "herald-2011", "quayside", "toc", "q", "a" * 40 + "-1", "href", "id"),
)
"""Ids, of which some are reserved, odd, or those of others."""

PATHS = (
    *("docs/archive/report-2011.json.md", "docs/about/X.json.md", "docs/README.md", "docs/about/index.html.md"),
    *("docs/archive/README.md", "docs/incidents/quayside-2011.md", "docs/about/extra.md", "docs/ko/about/extra.md"),
    *("docs/zh/index.md", "docs/about/extra/index.md", "docs/feed.xml.md", "docs/about/a.svg.md", "docs/data/extra.md"),
    *("docs/about/extra.svg", "docs/map/extra.svg", "docs/assets/js/find.js", "docs/overrides/main.html", "docs/.x.md"),
    *("data/people/extra.yaml", "data/extra.yml", "data/people/sub/extra.yml", "data/events/index.yml", "docs/CNAME"),
    *(
        "docs/about/extra.MD",
        "docs/About/extra.md",
        "docs/about/extra.markdown",
        "docs/about/extra.html",
        "docs/robots.txt",
    ),
    *("docs/events/index.md", "docs/known/index.md", "docs/compare/index.md", "docs/about/404.md", "docs/404.md"),
    *(
        "docs/dossier/index.md",
        "docs/ko/index.md",
        "docs/ko/map/index.md",
        "docs/data/claims.md",
        "docs/about/about.md",
    ),
)
"""Where somebody puts a file."""

PICTURES = (
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>a &amp; b</title><rect width="9"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><style>rect { fill: #fff }</style><text>난민 &lt;b&gt;</text></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    '<svg xmlns="http://www.w3.org/2000/svg"><a href="javascript:x"><text>a</text></a></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><style>@import url(//x.example)</style></svg>',
    '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
    '<x:svg xmlns:x="http://www.w3.org/2000/svg"><x:script/></x:svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><rect fill="url(#a)"/><linearGradient id="a"/></svg>',
)

FIELDS = (
    *(
        "title",
        "name",
        "note",
        "uncertain",
        "checked",
        "changes",
        "layout",
        "template",
        "hide",
        "crumbs",
        "render_macros",
    ),
    *(
        "description",
        "id",
        "path",
        "claims",
        "notes",
        "short",
        "aliases",
        "native",
        "related",
        "in-short",
        "reply",
        "rights",
    ),
    *(
        "seen",
        "chapters",
        "distinct-from",
        "title-translated",
        "reading",
        "capture",
        "passages",
        "ko",
        "zh",
        "__class__",
    ),
)
"""Names of fields, known and unknown."""

BIBLIOGRAPHY = (
    "@misc{extra-2011,\n  title = {Extra},\n  date = {2011},\n}\n",
    "@online{extra-2012,\n  author = {{A \\& B}},\n  title = {One {Two} \\'e \\\"o $x$ 100\\%},\n  url = {https://a.example},\n}\n",
    "@book{report-2011,\n  title = {Twice},\n}\n",
    "@string{x = {y}}\n",
    "@comment{x}\n",
    '@preamble{"\\input{x}"}\n',
    "@online{Extra,\n  title = x # y,\n}\n",
    "@article{extra-2013,\n  title = {{=1+1}},\n  journaltitle = {ER  - },\n  author = {others},\n}\n",
    "@online{index,\n  title = {A},\n}\n",
    "@online{extra-2014,\n  title = {[A <i>b</i>]},\n  titleaddon = {with *c*},\n  author = {d and e and others},\n}\n",
    "@report{extra-2015,\n  title = {?},\n  subtitle = {!},\n  langid = {ko},\n  date = {../2011},\n}\n",
    "@online{extra-2016, title = {a\n\n  b}, date = {2011-05-31}, }\n",
)
"""Entries that somebody adds."""

LINES = (
    *(
        "works/nowhere\n",
        "claims/report-2011.arrested-41\n",
        "\n\n",
        "# a\n",
        "people/ada-quill\n",
        "x y z\n",
        "notes/\n",
    ),
    *("incidents/x: {reason: a, since: 2012, to: incidents/x}\n", "works/report-2011: {reason: a, since: 2012}\n"),
    *("incidents/gone: {reason: '<b> & \"c\"', since: 2012, to: incidents/quayside-2011}\n", "places/gone-1: {}\n"),
    *(
        "people/gone: {reason: safety, since: 2012-02-03}\n",
        "claims/report-2011.gone: {reason: =1+1, since: 2012-01}\n",
    ),
    *("events/gone: {reason: 'twice [a](b)', since: 2012, to: events/2010-vote}\n", "instruments/gone: {reason: a}\n"),
    *("notes/report-2011.gone: {reason: a, since: 2012, to: notes/report-2011.count}\n", "sources/gone: {since: x}\n"),
    *(
        "works/gone: {reason: a, since: 2012-01-05, to: works/wire-2011}\n",
        "incidents/list-1: {reason: a, since: 2012}\n",
    ),
    *(
        "voices/gone: {reason: a, since: 2012-01-05, to: people/ada-quill}\n",
        "organizations/ferry-union: {reason: b}\n",
    ),
)
"""Lines that somebody adds to a list: published ids, and retired ones."""
