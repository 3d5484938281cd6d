"""A page from the web, bounded in size and time, and the article taken out of it."""

from __future__ import annotations

import ssl
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from socket import SHUT_RDWR, socket
from time import monotonic
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from casualty_figures import __version__

LARGEST_PAGE = 10_000_000
"""Bytes of a page, before and after it is unpacked."""
LONGEST_WAIT = 30.0
"""Seconds for everything: all redirects, all headers, the whole page."""
MOST_REDIRECTS = 5

_SCHEMES = ("http", "https")
_REDIRECTS = (301, 302, 303, 307, 308)
_PACKINGS = {"gzip": 31, "x-gzip": 31, "deflate": 15}
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_CHUNK = 65_536


class FetchError(Exception):
    """A page that cannot be had, or holds no article; says which and why."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the server sent it, unpacked."""

    url: str
    """Where it was found, after all redirects."""
    content: bytes
    charset: str | None
    """The character set that the server names."""


def download(url: str, *, largest: int = LARGEST_PAGE, seconds: float = LONGEST_WAIT) -> Page:
    """Download a page over http or https.

    Raises FetchError for another scheme, also after a redirect; for a redirect from https to http; for more than
    `largest` bytes, packed or unpacked; for more than `seconds` altogether; and for what is not found or no page.
    """
    with _watch(seconds) as watch:
        for _ in range(MOST_REDIRECTS + 1):
            _check_scheme(url)
            try:
                with watch.opener.open(_request(url), timeout=seconds) as response:
                    return _read_page(url, response, largest, watch)
            except HTTPError as error:
                with error:
                    url = _next_url(url, error)
            except (OSError, HTTPException, zlib.error, ValueError) as error:
                reason = error.reason if isinstance(error, URLError) else error
                raise FetchError(f"{url}: {watch.why_stopped() or reason or type(error).__name__}") from error
        raise FetchError(f"{url}: more than {MOST_REDIRECTS} redirects")


def extract_article(page: Page) -> str:
    """Take the article out of a page, with trafilatura: paragraphs of plain text, parted by blank lines.

    Raises FetchError where the page holds none.
    """
    try:
        from trafilatura import extract  # noqa: PLC0415 (an extra, and slow to import)
    except ImportError as error:
        raise FetchError("trafilatura is not installed; install casualty-figures[fetch]") from error
    try:
        content = page.content.decode(page.charset) if page.charset else page.content
    except (LookupError, UnicodeDecodeError):
        content = page.content
    article = extract(content, url=page.url, include_comments=False)
    if not article or not article.strip():
        raise FetchError(f"{page.url}: no article found in this page")
    return "\n\n".join(line.strip() for line in article.splitlines() if line.strip()) + "\n"


class _Watch:
    """Ends every connection of one download when its time is up, whatever it waits for."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._ends = monotonic() + seconds
        self._sockets: list[socket] = []
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._timer.start()
        self.opener = OpenerDirector()
        for handler in (
            ProxyHandler(),
            _WatchedHTTP(self),
            _WatchedHTTPS(self),
            HTTPErrorProcessor(),
            HTTPDefaultErrorHandler(),
        ):
            self.opener.add_handler(handler)

    def add(self, connection: socket) -> None:
        self._sockets.append(connection)
        if self.is_over():
            self._end()

    def is_over(self) -> bool:
        return monotonic() >= self._ends

    def why_stopped(self) -> str:
        return f"no end after {self._seconds:g} seconds" if self.is_over() else ""

    def cancel(self) -> None:
        self._timer.cancel()
        self.opener.close()

    def _end(self) -> None:
        for connection in self._sockets:
            with suppress(OSError):
                connection.shutdown(SHUT_RDWR)


@contextmanager
def _watch(seconds: float) -> Iterator[_Watch]:
    watch = _Watch(seconds)
    try:
        yield watch
    finally:
        watch.cancel()


class _WatchedHTTP(HTTPHandler):
    def __init__(self, watch: _Watch) -> None:
        super().__init__()
        self._watch = watch

    def http_open(self, req: Request) -> HTTPResponse:
        watch = self._watch

        class Connection(HTTPConnection):
            def connect(self) -> None:
                super().connect()
                watch.add(self.sock)

        return self.do_open(Connection, req)


class _WatchedHTTPS(HTTPSHandler):
    def __init__(self, watch: _Watch) -> None:
        super().__init__()
        self._watch = watch
        self._verified = ssl.create_default_context()

    def https_open(self, req: Request) -> HTTPResponse:
        watch = self._watch

        class Connection(HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                watch.add(self.sock)

        return self.do_open(Connection, req, context=self._verified)


def _request(url: str) -> Request:
    return Request(
        url,
        headers={
            "User-Agent": f"casualty-figures/{__version__}",
            "Accept": ", ".join(_PAGE_TYPES),
            "Accept-Encoding": "gzip",
        },
    )


def _check_scheme(url: str) -> None:
    try:
        parts = urlsplit(url)
        fits = parts.scheme in _SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise FetchError(f"{url}: not a url: {error}") from error
    if not fits:
        raise FetchError(f"{url}: only urls that begin with http:// or https:// are fetched")


def _next_url(url: str, error: HTTPError) -> str:
    location = error.headers.get("Location")
    if error.code not in _REDIRECTS or not location:
        raise FetchError(f"{url}: {error.code} {error.reason}")
    following = urljoin(url, location)
    if urlsplit(url).scheme == "https" and urlsplit(following).scheme == "http":
        raise FetchError(f"{url}: redirects from https to {following}, which anyone on the way could change")
    return following


def _read_page(url: str, response: Any, largest: int, watch: _Watch) -> Page:
    headers: Message = response.headers
    if headers.get("Content-Type") and headers.get_content_type() not in _PAGE_TYPES:
        raise FetchError(f"{url}: {headers.get_content_type()}, not a web page")
    packing = headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in (*_PACKINGS, "identity", ""):
        raise FetchError(f"{url}: packed as {packing}, which was not asked for")
    unpacker = zlib.decompressobj(_PACKINGS[packing]) if packing in _PACKINGS else None
    content, received = bytearray(), 0
    while chunk := response.read1(_CHUNK):
        received += len(chunk)
        content += unpacker.decompress(chunk, largest + 1 - len(content)) if unpacker else chunk
        if max(received, len(content)) > largest:
            raise FetchError(f"{url}: more than {largest:,} bytes")
        if watch.is_over():
            break
    if watch.is_over():
        raise FetchError(f"{url}: {watch.why_stopped()}")
    if (unpacker and not unpacker.eof) or (response.length or 0) > 0:
        raise FetchError(f"{url}: the page broke off after {received:,} bytes")
    return Page(url, bytes(content), headers.get_content_charset())
