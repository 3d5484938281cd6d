"""`casualty-figures fetch`, against a real web server on this machine."""

import gzip
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from email.message import Message
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError

import pytest

from casualty_figures import fetch
from casualty_figures.commands import main
from casualty_figures.fetch import FetchError, Page, download, extract_article

SENTENCES = (
    "The ferry to Marrow Bay ran onto the rocks before dawn, and the coast guard searched the water until noon.",
    "Six passengers were killed and fourteen were injured, the harbour master told the newspaper on Monday.",
    "The company that runs the line stopped all crossings and opened a telephone line for the families.",
)
PAGE = (
    "<!doctype html><html><head><meta charset='utf-8'><title>Ferry runs aground</title></head><body>"
    "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
    f"<article><h1>Ferry runs aground</h1>{''.join(f'<p>{sentence}</p>' for sentence in SENTENCES)}</article>"
    "<footer>All rights reserved. Subscribe to our letter.</footer></body></html>"
).encode()


class Handler(BaseHTTPRequestHandler):
    """One path per kind of page."""

    def do_GET(self) -> None:
        page: Callable[[], None] = getattr(self, f"page_{self.path.strip('/').replace('-', '_')}", self.page_not_found)
        try:
            page()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def answer(self, content: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def page_good(self) -> None:
        self.answer(PAGE, Content_Length=str(len(PAGE)))

    def page_packed(self) -> None:
        self.answer(gzip.compress(PAGE), Content_Encoding="gzip")

    def page_deflated(self) -> None:
        self.answer(zlib.compress(PAGE), Content_Encoding="deflate")

    def page_latin(self) -> None:
        self.answer(PAGE.replace(b"Marrow", b"S\xe3o"), Content_Type="text/html; charset=iso-8859-1")

    def page_large(self) -> None:
        self.answer(PAGE + b" " * 300_000)

    def page_bomb(self) -> None:
        self.answer(gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")

    def page_endless(self) -> None:
        self.answer(PAGE)
        while True:
            self.wfile.write(b" " * 65_536)

    def page_slow(self) -> None:
        self.answer(b"<html>")
        for _ in range(200):
            self.wfile.write(b" ")
            time.sleep(0.05)

    def page_silent(self) -> None:
        time.sleep(3)

    def page_slow_headers(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\n")
        for number in range(90):
            self.wfile.write(f"X-{number}: 1\r\n".encode())
            time.sleep(0.05)

    def page_broken_off(self) -> None:
        self.answer(PAGE, Content_Length=str(len(PAGE) + 100))

    def page_broken_gzip(self) -> None:
        self.answer(gzip.compress(PAGE)[:-20], Content_Encoding="gzip")

    def page_not_gzip(self) -> None:
        self.answer(PAGE, Content_Encoding="gzip")

    def page_picture(self) -> None:
        self.answer(b"\x89PNG", Content_Type="image/png")

    def page_brotli(self) -> None:
        self.answer(PAGE, Content_Encoding="br")

    def page_moved(self) -> None:
        self.answer(b"", 301, Location="/good")

    def page_to_file(self) -> None:
        self.answer(b"", 302, Location="file:///etc/hostname")

    def page_to_ftp(self) -> None:
        self.answer(b"", 302, Location="ftp://127.0.0.1/page")

    def page_circle(self) -> None:
        self.answer(b"", 302, Location="/circle")

    def page_redirect_endless(self) -> None:
        self.answer(b"", 302, Location="/good")
        while True:
            self.wfile.write(b" " * 65_536)

    def page_empty(self) -> None:
        self.answer(b"<html><body></body></html>")

    def page_not_found(self) -> None:
        self.answer(b"gone", 404)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.daemon_threads = True
        threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


@pytest.mark.parametrize("name", ["good", "packed", "deflated", "moved", "redirect-endless"])
def test_a_good_page_gives_its_article(server: str, name: str) -> None:
    article = extract_article(download(f"{server}/{name}"))
    assert [line for line in article.split("\n\n") if line.strip() in SENTENCES]
    assert all(sentence in article for sentence in SENTENCES)
    assert "Subscribe" not in article


def test_the_character_set_of_the_server_is_used(server: str) -> None:
    assert "São Bay" in extract_article(download(f"{server}/latin"))


def test_an_unknown_character_set_is_guessed() -> None:
    assert SENTENCES[1] in extract_article(Page("http://127.0.0.1/", PAGE, "klingon"))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("large", "more than 200,000 bytes"),
        ("bomb", "more than 200,000 bytes"),
        ("endless", "more than 200,000 bytes"),
        ("slow", "no end after 1 seconds"),
        ("silent", "no end after 1 seconds"),
        ("slow-headers", "no end after 1 seconds"),
        ("broken-off", "broke off"),
        ("broken-gzip", "broke off"),
        ("not-gzip", "incorrect header"),
        ("picture", "image/png, not a web page"),
        ("brotli", "packed as br"),
        ("to-file", "file:///etc/hostname: only urls that begin with http"),
        ("to-ftp", "only urls that begin with http"),
        ("circle", "more than 5 redirects"),
        ("nothing-here", "404 Not Found"),
    ],
)
def test_a_bad_page_is_refused_in_time(server: str, name: str, message: str) -> None:
    started = time.monotonic()
    with pytest.raises(FetchError, match=message):
        download(f"{server}/{name}", largest=200_000, seconds=1)
    assert time.monotonic() - started < 2.5


@pytest.mark.parametrize(
    "url",
    ["file:///etc/hostname", "ftp://127.0.0.1/a", "data:text/html,a", "http:///a", "a", "http://[", "http://h:x/"],
)
def test_only_web_addresses_are_fetched(url: str) -> None:
    with pytest.raises(FetchError, match=r"only urls that begin with http|not a url"):
        download(url)


def test_a_server_that_is_not_there_is_said_to_be() -> None:
    with pytest.raises(FetchError, match="refused"):
        download("http://127.0.0.1:9/", seconds=2)


def test_a_redirect_from_https_to_http_is_refused() -> None:
    headers = Message()
    headers["Location"] = "http://127.0.0.1/"
    error = HTTPError("https://127.0.0.1/", 302, "Found", headers, None)
    with error, pytest.raises(FetchError, match="anyone on the way could change"):
        fetch._next_url("https://127.0.0.1/", error)


def test_a_page_without_an_article_is_said_to_hold_none(server: str) -> None:
    with pytest.raises(FetchError, match="no article found"):
        extract_article(download(f"{server}/empty"))


@pytest.fixture
def checkout(tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "sources" / "marrow-bay"
    folder.mkdir(parents=True)
    (folder / "source.csv").write_text(f"source_id,url,text_sha256\nmarrow-bay,{server}/good,\n", encoding="utf-8")
    (tmp_path / "build.py").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_source_is_written_where_texts_belong(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fetch", "marrow-bay"]) == 0
    content = (checkout / "sources" / "marrow-bay" / "text.txt").read_bytes()
    assert SENTENCES[1] in content.decode()
    said = capsys.readouterr().out
    assert f"{len(content.decode())} characters, sha256 {sha256(content).hexdigest()}" in said


def test_a_copy_whose_hash_fits_is_said_to_fit(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["fetch", "marrow-bay"])
    digest = sha256((checkout / "sources" / "marrow-bay" / "text.txt").read_bytes()).hexdigest()
    row = checkout / "sources" / "marrow-bay" / "source.csv"
    row.write_text(row.read_text(encoding="utf-8").rstrip() + digest + "\n", encoding="utf-8")
    assert main(["fetch", "marrow-bay"]) == 0
    assert "the copy that the marks were made in" in capsys.readouterr().out


def test_another_copy_is_not_overwritten(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = checkout / "sources" / "marrow-bay" / "text.txt"
    text.write_text("kept", encoding="utf-8")
    assert main(["fetch", "marrow-bay"]) == 2
    assert "holds another copy" in capsys.readouterr().err
    assert text.read_text(encoding="utf-8") == "kept"


def test_a_page_that_fails_leaves_nothing_behind(checkout: Path, server: str) -> None:
    row = checkout / "sources" / "marrow-bay" / "source.csv"
    row.write_text(f"source_id,url\nmarrow-bay,{server}/nothing-here\n", encoding="utf-8")
    assert main(["fetch", "marrow-bay"]) == 2
    assert sorted(path.name for path in row.parent.iterdir()) == ["source.csv"]


@pytest.mark.parametrize("target", ["../marrow-bay", "no-such-source", "marrow-bay/../marrow-bay"])
def test_a_source_that_is_none_is_one_clear_line(
    checkout: Path, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fetch", target]) == 2
    error = capsys.readouterr().err
    assert error.startswith("casualty-figures fetch: ")
    assert error.count("\n") == 1


def test_the_article_of_a_url_goes_to_standard_output(server: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fetch", f"{server}/good"]) == 0
    assert SENTENCES[1] in capsys.readouterr().out
