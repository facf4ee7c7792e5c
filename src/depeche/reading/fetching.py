"""Fetches one page over http(s), and nothing else.

Every address that is connected to is checked, redirects included: private, loopback and
link-local addresses are refused, except a loopback host that the user typed. Size and time
are capped; no cookies, credentials or referrer are sent.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import socket
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

import httpcore
import httpx

from ..errors import InputError
from .text import MAX_BYTES

TIMEOUT = 20.0
MAX_HOPS = 5
_AGENT = "depeche/0.1 (+reads one page on request)"


class _CheckedBackend(httpcore.SyncBackend):
    """Connects only to addresses that are allowed."""

    def __init__(self, typed: str) -> None:
        super().__init__()
        self.typed = typed

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        for address in _addresses(host, port):
            if _allowed(address, host, self.typed):
                return super().connect_tcp(address, port, timeout, local_address, socket_options)
        raise httpcore.ConnectError(f"the address of {host!r} is not a public one")


def _addresses(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise httpcore.ConnectError(f"{host!r} cannot be resolved: {error}") from None
    return [str(item[4][0]) for item in found]


def _allowed(address: str, host: str, typed: str) -> bool:
    """Public addresses; loopback only for a loopback host that the user typed himself.

    >>> _allowed("127.0.0.1", "evil.example", "evil.example")
    False
    >>> _allowed("127.0.0.1", "localhost", "localhost")
    True
    """
    found = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    if found.is_loopback:
        return host == typed and typed in {"localhost", "127.0.0.1", "::1"}
    return found.is_global and not found.is_multicast


def fetch(url: str) -> tuple[bytes, str, str]:
    """(bytes, final URL, day of retrieval in ISO) of one page.

    Raises InputError naming the URL for refused addresses, errors, time-outs and pages
    over the size cap.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise InputError(url, "only http and https addresses can be read")
    if parts.username or parts.password:
        raise InputError(url, "addresses with a user name or password are refused")
    transport = httpx.HTTPTransport()
    transport._pool = httpcore.ConnectionPool(
        ssl_context=httpx.create_ssl_context(), network_backend=_CheckedBackend(parts.hostname)
    )
    headers = {"User-Agent": _AGENT, "Accept": "text/html,text/plain,*/*;q=0.5"}
    try:
        with httpx.Client(
            transport=transport, timeout=TIMEOUT, headers=headers,
            follow_redirects=True, max_redirects=MAX_HOPS,
        ) as client, client.stream("GET", url) as answer:  # fmt: skip
            if answer.status_code >= 400:
                raise InputError(url, f"the server answered {answer.status_code}")
            return _body(answer, url), str(answer.url), dt.date.today().isoformat()
    except httpx.TooManyRedirects:
        raise InputError(url, f"more than {MAX_HOPS} redirects") from None
    except httpx.TimeoutException:
        raise InputError(url, f"no answer within {TIMEOUT:g} s") from None
    except (httpx.HTTPError, httpcore.ConnectError) as error:
        raise InputError(url, str(error) or type(error).__name__) from None


def _body(answer: httpx.Response, url: str) -> bytes:
    found = bytearray()
    for part in answer.iter_bytes():
        found.extend(part)
        if len(found) > MAX_BYTES:
            raise InputError(url, f"larger than {MAX_BYTES // 1_000_000} MB")
    return bytes(found)
