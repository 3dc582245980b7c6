"""Whether two web addresses lead to one page: both are reduced to what a server needs to find it."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

_TRACKERS = re.compile(
    r"utm_\w+|pk_\w+|mtm_\w+|hsa_\w+|mc_[ce]id|_hs\w+|_ga|_gl|fbclid|gclid|gclsrc|dclid|wbraid|gbraid|msclkid|yclid|twclid|"
    r"ttclid|igshid|igsh|li_fat_id|s_cid|smid|smtyp|ocid|cmpid|ncid|spm|guccounter|guce_referr\w+|__twitter_impression|"
    r"ref_src|ref_url|share_token|at_medium|at_campaign|amp|outputType",
    re.IGNORECASE,
)
"""Names of values that say how a reader came to a page, and never which page it is."""
_HOST = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)|:(?:80|443)$|\.$")
_COPY = re.compile(r"^https?://web\.archive\.org/web/[\d*]+(?:[a-z]{2}_)?/(?=https?://)", re.IGNORECASE)
_AMP = re.compile(r"^/amp(?=/)|/amp/?$|\.amp(?=\.html?$)")
_END = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$|/+$")


def page_of(address: str) -> str:
    """An address without its scheme, trackers and fragment, the same for all addresses of one page.

    `www.` and the host for phones, a slash at the end and the order of the values are not compared either. Of a copy
    in the Wayback Machine the address that was copied is taken. A fragment that begins with `!` or `/` names a page,
    and stays.
    """
    try:
        found = urlsplit(_COPY.sub("", address.strip()))
        host = _HOST.sub("", _HOST.sub("", found.netloc.lower()))
        values = [pair for pair in parse_qsl(found.query, keep_blank_values=True) if not _TRACKERS.fullmatch(pair[0])]
    except ValueError:
        return address
    path = _END.sub("", _AMP.sub("", quote(unquote(found.path), safe="/")))
    routed = f"#{found.fragment}" if found.fragment.startswith(("!", "/")) else ""
    return f"{host}{path}{'?' * bool(values)}{urlencode(sorted(values))}{routed}"
