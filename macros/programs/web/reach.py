"""Which addresses may be requested: only public web pages, whatever a record, redirect or name server says."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

from urllib3.util import Url

PORTS = (None, 80, 443)
LOCAL = re.compile(r"(?:.+\.)?(?:localhost|local|internal|home\.arpa)\.?", re.IGNORECASE)
"""Names that are never public hosts (RFC 6761, 6762, 8375; `.internal` is reserved by ICANN)."""
NUMERIC = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)\.?", re.IGNORECASE)
"""Hosts that a browser reads as a number (WHATWG URL): 127.1, 2130706433, 0x7f000001, 017700000001."""
PUBLIC_6 = ipaddress.ip_network("2000::/3")
"""All IPv6 addresses that IANA assigns as public; mapped and translated IPv4 is not in this block."""
TUNNELS = tuple(ipaddress.ip_network(block) for block in ("2002::/16", "2001::/23", "3fff::/20"))
"""Blocks in it that carry IPv4 or are for documentation."""
RELAYS = ipaddress.ip_network("192.88.99.0/24")


@dataclass(frozen=True)
class Reach:
    """Which hosts a look may reach. `loopback` also allows this machine, on any port: only for tests."""

    loopback: bool = False

    def refusal(self, place: Url) -> str:
        """Why an address may not be requested, in words that follow "leads to"; empty if it may be."""
        if place.scheme not in ("http", "https") or not place.host:
            return "something that is not a web address"
        if place.auth is not None:
            return "an address with a user name in it"
        if place.port not in PORTS and not self.loopback:
            return f"port {place.port}; only 80 and 443 are allowed"
        return self._of_host(place.host.strip("[]"))

    def _of_host(self, host: str) -> str:
        try:
            return "" if self.admits(host) else "a private or local address"
        except ValueError:
            pass
        if NUMERIC.fullmatch(host) or "%" in host:
            return "a host that is written as an odd number"
        return "a local name" if LOCAL.fullmatch(host) else ""

    def admits(self, address: str) -> bool:
        """Whether an IP address is a public one. Raises ValueError if it is not an IP address."""
        found = ipaddress.ip_address(address)
        if self.loopback and found.is_loopback:
            return True
        if isinstance(found, ipaddress.IPv6Address):
            return found.is_global and found in PUBLIC_6 and not any(found in block for block in TUNNELS)
        return found.is_global and not found.is_multicast and not found.is_reserved and found not in RELAYS


PUBLIC = Reach()
