"""What a company is called on the net: `https://www.Acme.de/jobs` and `eva@acme.de` both mean acme.de."""

from __future__ import annotations

import re

DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


def domain_of(text: str) -> str:
    """The domain in an address, or nothing if the text is no address."""
    host = text.strip().casefold().rpartition("://")[2].partition("/")[0].rpartition("@")[2].removeprefix("www.")
    return host if DOMAIN.fullmatch(host) else ""
