"""Addresses that are not those of a page: they follow a reader, open it for one visitor, or lead on to another one."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_FOLLOWS = re.compile(
    r"[?&#;](utm_\w+|fbclid|gclid|dclid|wbraid|gbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_[ce]id|share_token)=",
    re.IGNORECASE,
)
_VISIT = re.compile(
    r"[?&#;](token|access_token|session(?!=\d{1,4}(?![^&#;]))|session_?id|jsessionid|phpsessid|auth|auth_?token|password|passwd|pwd|api_?key|"
    r"signature|x-amz-\w+)=",
    re.IGNORECASE,
)
"""Parts of one visit. A session with a short number is one of a parliament."""
_SHORT = (
    *("t.co", "bit.ly", "tinyurl.com", "goo.gl", "is.gd", "me2.do", "url.kr", "han.gl", "ow.ly", "buff.ly", "lnkd.in"),
    *("t.cn", "dwz.cn", "j.mp", "fb.me", "naver.me", "kko.to", "rb.gy", "cutt.ly", "dlvr.it", "l.facebook.com"),
    *("lm.facebook.com", "translate.google.com", "webcache.googleusercontent.com", "link.zhihu.com"),
)
"""Hosts whose addresses lead on to the page of another, or show it in another form."""
_ONWARD = re.compile(
    r"(?:www\.)?google\.[\w.]+/url\?|[\w-]+\.translate\.goog/|duckduckgo\.com/l/|(?:www\.)?bing\.com/ck/"
)
_OF_SENTENCE = re.compile(r"[,;!]\Z|(?<!\.)(?<!_Inc)(?<!_Ltd)(?<!_Co)\.\Z")
_OWN = ("mail.google.com", "mail.naver.com", "mail.daum.net", "outlook.live.com", "outlook.office.com", "mail.qq.com")
"""Hosts on which everybody sees their own letters."""
_WITHOUT = "write the address without that part"
_UNSEEN = (".onion", ".i2p")
_WAYBACK = "web.archive.org"


def detour(address: str) -> str:
    """What is wrong with an address that is not that of a page which everybody sees; empty if nothing is."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    follows, visit = _FOLLOWS.search(address), _VISIT.search(address)
    told = {
        "": host == _WAYBACK,  # what was copied cannot be changed
        f"has `{follows and follows[1]}`, which follows who opens it; {_WITHOUT}": follows,
        f"has `{visit and visit[1]}`, which is one visitor's own; {_WITHOUT}": visit,
        "leads on to another address; open it, and write the address of the page itself": host in _SHORT
        or _ONWARD.match(f"{parts.netloc}{parts.path}?{parts.query}"),
        f"ends with `{address[-1:]}`, which seems to be of the sentence around it; take it out": _OF_SENTENCE.search(
            address
        )
        or (address.endswith(")") and address.count("(") < address.count(")")),
        "leads to what most readers cannot open; write the address of a public page, or leave it out": host in _OWN
        or host.endswith(_UNSEEN),
    }
    return next((wrong for wrong, found in told.items() if found), "")
