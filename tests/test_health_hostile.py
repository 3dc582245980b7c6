"""Source health against a server that means harm: each answer has its verdict in time, and costs no other address."""

from __future__ import annotations

import json
import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from urllib3.util import parse_url

from macros.cli import main
from macros.core.models.last_look import HEALTH_PATH, VERDICTS, Health, Look
from macros.core.reading.health_file import parse_health
from macros.programs.web.agenda import Sought, Target
from macros.programs.web.answer import Answer
from macros.programs.web.fetch import Client
from macros.programs.web.limits import Limits
from macros.programs.web.reach import PUBLIC, Reach
from macros.programs.web.reader import Reader
from macros.programs.web.report import look_at
from macros.programs.web.taking import taken
from macros.programs.web.wire import looked_up
from tests.health_server import running
from tests.hostile_server import HostileServer
from tests.support import written

TODAY = "2026-01-02"
LOOPBACK = Reach(loopback=True)
LIMITS = Limits(
    connect=30, read=30, total=60, size=400_000, heads=100_000, delay=0, backoff=0.01, patience=1, tries=1, redirects=3
)
HURRIED = replace(LIMITS, read=0.5, total=1)
PHRASES = (Sought("the whole company", 1, "report-2011.arrested-41"), Sought('"Over the river"', 3, ""))


@pytest.fixture
def server() -> Iterator[HostileServer]:
    """A server without a robots.txt."""
    with running(HostileServer()) as hostile:
        yield hostile


def look(
    server: HostileServer, path: str, limits: Limits = LIMITS, reach: Reach = LOOPBACK, reader: Reader | None = None
) -> Look:
    """What one look at a path of the server finds."""
    target = Target("report-2011", "original", f"{server.address}/{path}", PHRASES)
    return look_at([target], None, Client(limits, reach, reader), TODAY, lambda _: None)[0]


@pytest.mark.parametrize(
    ("path", "verdict", "said"),
    [
        ("dripping-head", "unreachable", "in time"),
        ("long-head", "unread", "more than a program reads"),
        ("many-heads", "unreachable", "as a web server does"),
        ("continue", "unread", "more than a program reads"),
        ("hints", "unreachable", ""),
        ("old", "unreachable", "as a web server does"),
        ("garbage", "unreachable", "as a web server does"),
        ("bomb", "unread", "too large"),
        ("bomb-in-bomb", "unread", "too large"),
        ("empty-packs", "unread", "more than a program reads"),
        ("packs-without-end", "unreachable", "cannot be unpacked"),
        ("mispacked", "unreachable", "cannot be unpacked"),
        ("crumbs", "unread", "more than a program reads"),
        ("chunk-line", "unreachable", "breaks"),
        ("trailers", "unread", "more than a program reads"),
        ("two-lengths", "unreachable", "cannot be reached"),
        ("less-than-nothing", "fine", ""),
        ("stream", "unread", "too large"),
        ("odd-headers", "fine", ""),
        ("tags", "fine", ""),
        ("comments", "fine", ""),
        ("sections", "fine", ""),
        ("depth", "fine", ""),
        ("attribute", "fine", ""),
        ("references", "fine", ""),
        ("nuls", "fine", ""),
        ("halves", "fine", ""),
        ("ligatures", "fine", ""),
        ("binary", "fine", ""),
    ],
)
def test_a_hostile_answer_has_its_verdict(path: str, verdict: str, said: str, server: HostileServer) -> None:
    """Whatever a server sends, a verdict in plain words comes of it, and soon."""
    start = time.monotonic()
    found = look(server, path, HURRIED if path == "dripping-head" else LIMITS)
    assert (found.verdict, said in (found.detail or "")) == (verdict, True), found.detail
    assert time.monotonic() - start < 40


@pytest.mark.parametrize("path", ["marks", "entities"])
def test_a_page_that_no_reader_can_follow_ends(path: str, server: HostileServer) -> None:
    """A page that is slow to read or that no parser agrees on gets some verdict; the next page is read."""
    reader = Reader(seconds=3)
    assert look(server, path, reader=reader).verdict in {"fine", "changed", "unread"}
    assert look(server, "tags", reader=reader).verdict == "fine"
    reader.close()


@pytest.mark.parametrize("text", ["<b></p>" * 700_000, "a" + "\u0301\u0316" * 800_000])
def test_a_reader_that_is_kept_busy_is_ended(text: str) -> None:
    """What takes too long is not read, and the reader takes the next text."""
    reader = Reader(seconds=1)
    reader.absent(["x"], b"warm", "text/html")
    start = time.monotonic()
    assert reader.absent(["x"], text.encode(), "text/html") is None
    assert time.monotonic() - start < 10
    assert reader.absent(["held", "x"], b"<p>held</p>", "text/html") == {"x"}
    reader.close()


def test_a_reader_without_memory_says_so() -> None:
    """A text that needs more memory than there is for it is not read; the reader goes on."""
    reader = Reader(memory=500_000_000)
    assert reader.absent(["x"], b"\xef\xb7\xba" * 20_000_000, "text/html") is None
    assert reader.absent(["held"], b"<p>held</p>", "text/html") == set()
    reader.close()


ROBOTS = {
    "open bracket alone": b"User-agent: *\nDisallow: //[\n",
    "open bracket": b"User-agent: *\nDisallow: //[\nDisallow: /private",
    "power": "User-agent: *\nCrawl-delay: ²\nDisallow: /private".encode(),
    "long number": b"User-agent: *\nCrawl-delay: " + b"9" * 200_000 + b"\nDisallow: /private",
    "infinite": b"User-agent: *\nCrawl-delay: inf\nCrawl-delay: nan\nCrawl-delay: 1e999\nDisallow: /private",
    "negative": b"User-agent: *\nCrawl-delay: -5\nDisallow: /private",
    "binary": bytes(range(256)) * 100 + b"\nUser-agent: *\nDisallow: /private",
    "zeros": b"User-agent: *\nDisallow: \0\0\nDisallow: /private\n" + b"\0" * 10_000,
    "mark": b"\xef\xbb\xbfUser-agent: *\nDisallow: /private",
    "half a character": b"User-agent: *\nDisallow: /\xed\xa0\x80\nDisallow: /private",
    "per cent": b"User-agent: *\nDisallow: /%zz%\nDisallow: /private",
    "stars": b"User-agent: *\nDisallow: /" + b"*a" * 100_000 + b"\nDisallow: /private",
    "rate": b"User-agent: *\nRequest-rate: 1/0\nVisit-time: 99-99\nDisallow: /private",
    "page": b"<html><body>Not found: /",
    "others": b"User-agent: github\nDisallow: /\n\nUser-agent: https\nDisallow: /",
    "large": b"User-agent: *\nDisallow: /private\n" + b"# remark\n" * 1_000_000,
    "endless": b"endless",
}


@pytest.mark.parametrize("robots", ROBOTS.values(), ids=ROBOTS.keys())
def test_no_robots_txt_ends_the_look(robots: bytes) -> None:
    """Lines that cannot be read are passed over; the others hold."""
    with running(HostileServer(robots)) as server:
        assert look(server, "tags").verdict == "fine"
        closed = look(server, "private").verdict
        assert closed == ("blocked" if b"Disallow: /private" in robots else "gone")


def test_a_robots_txt_that_multiplies_is_not_obeyed_for_ever() -> None:
    """Rules for thousands of programs at once take too long to be read: then the site is left alone."""
    text = b"".join(b"User-agent: a%d\n" % n for n in range(16_000)) + b"Allow: /\n" * 25_000
    with running(HostileServer(text)) as server:
        reader = Reader(seconds=1)
        found = look(server, "tags", reader=reader)
        assert (found.verdict, server.asked("/tags")) == ("blocked", [])
        assert "too complex" in (found.detail or "")
        reader.close()


def test_one_target_never_costs_the_others(server: HostileServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address at which our own program fails has a verdict that says so, and the others have theirs."""
    paths = ("tags", "depth", "nuls")
    targets = [Target("report-2011", "original", f"{server.address}/{path}", PHRASES) for path in paths]
    client = Client(LIMITS, LOOPBACK)
    usual = client.get

    def get(address: str, headers: dict[str, str] | None = None) -> Answer:
        if address.endswith("depth"):
            raise RecursionError("planted")
        return usual(address, headers)

    monkeypatch.setattr(client, "get", get)
    told: list[str] = []
    found = look_at(targets, None, client, TODAY, told.append)
    assert [entry.verdict for entry in found] == ["fine", "unread", "fine"]
    assert "our own program failed (RecursionError)" in (found[1].detail or "")
    assert len(told) == len(paths)


def test_an_exception_of_a_library_is_a_verdict(server: HostileServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unforeseen error within a request is reported as such."""

    def broken(*_: object) -> None:
        raise KeyError("planted")

    monkeypatch.setattr("macros.programs.web.fetch.asked", broken)
    assert "our own program failed (KeyError)" in (look(server, "tags").detail or "")


def test_an_address_has_its_time(server: HostileServer) -> None:
    """Redirects, tries and pauses of one address end together when its time is over."""
    server.leads_to = f"{server.address}/dripping-head"
    start = time.monotonic()
    found = look(server, "away", replace(LIMITS, target=1.5, tries=9, delay=0.2))
    assert (found.verdict, found.detail) == ("unreachable", "does not answer in time")
    assert time.monotonic() - start < 8


def test_a_host_does_not_pay_for_who_leads_to_it(server: HostileServer) -> None:
    """Where a redirect left no time for the robots.txt of another host, that host is asked again for its own page."""
    with running(HostileServer(b"slow at first")) as other:
        server.leads_to = f"{other.address}/tags"
        client = Client(replace(LIMITS, target=1), LOOPBACK)
        assert client.get(f"{server.address}/away").fault == "does not answer in time"
        assert client.get(f"{other.address}/tags").status == 200


def test_an_address_that_the_file_cannot_hold(server: HostileServer) -> None:
    """An address that is too long, or odd, costs no other: it is left out, and the others are looked at."""
    addresses = [f"{server.address}/{'a' * 3_000}", "http://[", f"{server.address}/tags"]
    targets = [Target("report-2011", "original", address, PHRASES) for address in addresses]
    found = look_at(targets, None, Client(LIMITS, LOOPBACK), TODAY, lambda _: None)
    assert [entry.address for entry in found] == [addresses[2]]


def test_the_look_has_its_time(server: HostileServer) -> None:
    """When the time for all is over, the rest is left for the next look, which begins with what is oldest."""
    targets = [Target("report-2011", "original", f"{server.address}/{path}", PHRASES) for path in ("tags", "nuls")]
    assert look_at(targets, None, Client(replace(LIMITS, run=0), LOOPBACK), TODAY, print) == []
    first = look(server, "tags")
    before = Health.model_construct(looked=first.looked, looks=[first])
    look_at(targets, before, Client(LIMITS, LOOPBACK), TODAY, lambda _: None)
    assert [path for path, _, _ in server.seen if path != "/robots.txt"] == ["/tags", "/nuls", "/tags"]


ELSEWHERE = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://0/",
    "http://0.0.0.0/",
    "http://10.1.2.3/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://192.88.99.1/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:8.8.8.8]/",
    "http://[::7f00:1]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fc00::1]/",
    "http://[fd00:ec2::254]/",
    "http://[ff02::1]/",
    "http://[fec0::1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[3fff::1]/",
    "http://localhost/",
    "http://localhost./",
    "http://a.LOCALHOST/",
    "http://printer.local/",
    "http://metadata.google.internal/",
    "https://someone@web.example/",
    "https://a:b@web.example/",
    "https://web.example:8443/",
    "http://web.example:22/",
    "http://web.example:0/",
    "ftp://web.example/",
    "file:///etc/passwd",
    "gopher://web.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "http:///x",
    "http://[::1",
    "http://web.example:99999/",
    "http://" + "a" * 5_000 + ".example/",
]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_where_nobody_is_sent(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that is not a public web page is refused before a name is looked up or a connection opened."""
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("connected"))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("looked up"))
    answer = Client(LIMITS, PUBLIC).get(address)
    assert (answer.verdict, answer.fault.startswith("leads to ")) == ("refused", True)


@pytest.mark.parametrize(
    "address", ["http://10.0.0.1/", "http://169.254.169.254/", "ftp://a.example/", "//0x0a000001/"]
)
def test_a_redirect_is_not_followed_there(address: str, server: HostileServer) -> None:
    """A redirect to such an address is refused like the address itself."""
    server.leads_to = address
    assert look(server, "away").verdict == "refused"


@pytest.mark.parametrize(("robots", "verdict"), [(b"away", "refused"), (b"long head", "unread")])
def test_a_robots_txt_may_be_as_hostile_as_a_page(robots: bytes, verdict: str) -> None:
    """A robots.txt that leads to a private address, or has no end, is named, and the page is not asked for."""
    with running(HostileServer(robots)) as server:
        server.leads_to = "http://169.254.169.254/robots.txt"
        found = look(server, "tags")
        assert (found.verdict, (found.detail or "")[:15]) == (verdict, "its robots.txt ")
        assert server.asked("/tags") == []


def test_loopback_is_for_tests(server: HostileServer) -> None:
    """Without the parameter that tests give, this very machine is refused too."""
    assert look(server, "tags", LIMITS, PUBLIC).verdict == "refused"
    assert server.seen == []


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "8.8.8.8"])
def test_public_addresses_are_asked(address: str) -> None:
    """Public addresses, by name or by number, are not refused."""
    host = f"[{address}]" if ":" in address else address
    assert PUBLIC.admits(address)
    assert PUBLIC.refusal(parse_url(f"https://{host}/x?y")) == ""
    assert PUBLIC.refusal(parse_url("https://人权.example:443/x")) == ""


def _answers(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Lets the name server give these answers one after the other; returns whose name was looked up."""
    left, seen = list(answers), []

    def said(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        seen.append(host)
        lines = left.pop(0)
        kinds = [socket.AF_INET6 if ":" in line else socket.AF_INET for line in lines]
        return [(kind, socket.SOCK_STREAM, 6, "", (line, port)) for kind, line in zip(kinds, lines, strict=True)]

    monkeypatch.setattr(socket, "getaddrinfo", said)
    return seen


@pytest.mark.parametrize(
    "answer",
    [["10.0.0.1"], ["127.0.0.1"], ["93.184.216.34", "169.254.169.254"], ["2606:4700::1", "::1"], ["::ffff:10.0.0.1"]],
)
def test_a_name_that_stands_for_a_private_address(answer: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A name of which any address is private is refused without a connection."""
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("connected"))
    _answers(monkeypatch, answer, answer)
    assert Client(LIMITS, PUBLIC).get("http://web.example/").verdict == "refused"


def test_the_checked_address_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is looked up once for a connection: a second answer, which could be another, is never asked for."""
    connected: list[object] = []

    def connect(_: socket.socket, address: object) -> None:
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", connect)
    seen = _answers(monkeypatch, ["93.184.216.34"], ["127.0.0.1"])
    assert Client(LIMITS, PUBLIC).get("http://web.example/robots.txt").verdict == "unreachable"
    assert (seen, connected) == (["web.example"], [("93.184.216.34", 80)])


def test_a_name_server_has_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that keeps silent costs no more than the time for a connection."""

    def silent(*_: object, **__: object) -> list[object]:
        threading.Event().wait(2)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", silent)
    with pytest.raises(TimeoutError):
        looked_up("web.example", 80, 0.1)


def test_encrypted_answers_are_bounded_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over TLS the certificate is checked against the name, and what comes is counted as over plain HTTP."""
    if not shutil.which("openssl"):
        pytest.skip("there is no openssl to make a certificate")
    line = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=test -addext subjectAltName=IP:127.0.0.1"
    line += " -addext keyUsage=critical,digitalSignature,keyCertSign"
    subprocess.run([*line.split(), "-keyout", "key", "-out", "cert"], cwd=tmp_path, check=True, capture_output=True)
    monkeypatch.setattr(
        "tests.health_server.Server.address", property(lambda self: f"https://127.0.0.1:{self.server_port}")
    )
    hostile = HostileServer()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert", tmp_path / "key")
    hostile.socket = context.wrap_socket(hostile.socket, server_side=True)
    with running(hostile) as server:
        assert "certificate" in (look(server, "tags").detail or "")
        client = Client(HURRIED, LOOPBACK)
        client._tls.load_verify_locations(tmp_path / "cert")
        client._tls.verify_flags |= ssl.VERIFY_X509_STRICT  # the default from Python 3.13 on
        assert client.get(f"{server.address}/tags").status == 200
        assert client.get(f"{server.address}/long-head").verdict == "unread"
        assert client.get(f"{server.address}/dripping-head").fault == "does not answer in time"


LOOK = {
    "source": "report-2011",
    "copy": "original",
    "address": "https://border-watch.example/reports/2011",
    "verdict": "fine",
    "looked": "2012-03-04",
}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("looked", "2012-03"),
        ("looked", "2012-03-04/2012-03-05"),
        ("looked", "2012-03-04~"),
        ("looked", "2012-02-30"),
        ("looked", ["2012-03-04"]),
        ("status", "2000"),
        ("status", "OK"),
        ("status", True),
        ("address", "javascript:alert(1)"),
        ("address", "https://user@web.example/"),
        ("address", "https://web.example/" + "a" * 3_000),
        ("moved-to", "data:text/html,x"),
        ("moved-to", "https://web.example/\u202e"),
        ("detail", "x" * 400),
        ("detail", "right\u202eleft"),
        ("detail", {"x": "y"}),
        ("etag", "ü"),
        ("etag", "x" * 300),
        ("sought", "<script>"),
        ("source", "../../etc"),
        ("source", "x" * 100 + "/"),
        ("copy", "mine"),
        ("verdict", "splendid"),
        ("missing", [{"phrase": "one two three four five six seven"}]),
        ("missing", [{"phrase": "x" * 400}]),
        ("missing", [{"phrase": "x", "passage": -1}]),
        ("missing", [{"phrase": "x", "claim": "<b>"}]),
        ("missing", [{"phrase": "x"}] * 600),
        ("style", "x"),
        ("__proto__", {}),
    ],
)
def test_a_look_of_another_form_is_refused(field: str, value: object, tmp_path: Path) -> None:
    """A file of which one field holds too much, or something else, is not taken, and the problem has its line."""
    file = tmp_path / "health.json"
    file.write_text(json.dumps({"looked": "2012-03-04", "looks": [{**LOOK, field: value}]}), "utf-8")
    found, problems = parse_health(file, "health.json")
    assert (found, bool(problems)) == (None, True)
    assert {problem.path for problem in problems} == {"health.json"}
    file.write_text(json.dumps({"looked": "2012-03-04", "looks": [LOOK]}), "utf-8")
    assert parse_health(file, "health.json")[1] == []


@pytest.mark.parametrize(
    "text",
    [
        '{"looked": "2012-03-04", "looked": "2012-03-05", "looks": []}',
        '{"looked": "2012-03-04", "looks": [], "looks": [{}]}',
        '{"looked": "2012-03-04", "looks": ' + json.dumps([LOOK] * 60_000) + "}",
        '{"looked": "2012-03-04", "looks": []}' + " " * 20_000_001,
        "\ufeff{}",
        "null",
        "1e999",
        "[" * 1_000_000,
    ],
    ids=["twice", "twice more", "many", "large", "mark", "null", "number", "deep"],
)
def test_a_file_of_another_form_is_refused(text: str, tmp_path: Path) -> None:
    """A field given twice, too many looks, too many bytes: each is a problem, and soon."""
    file = tmp_path / "health.json"
    file.write_text(text, "utf-8")
    start = time.monotonic()
    assert (parse_health(file, "health.json")[0], parse_health(file, "health.json")[1] == []) == (None, False)
    assert time.monotonic() - start < 30


def test_what_is_taken_over_speaks_of_our_addresses(tmp_path: Path) -> None:
    """Of a sound file only the looks at our own addresses are taken, with phrases that are sought there."""
    ours = [Target("report-2011", "original", LOOK["address"], PHRASES)]
    strange = [
        {**LOOK, "address": "https://evil.example/"},
        {**LOOK, "source": "nobody"},
        {**LOOK, "copy": "archived"},
        {**LOOK, "missing": [{"phrase": "words of another"}]},
    ]
    file = tmp_path / "health.json"
    file.write_text(json.dumps({"looked": "2012-03-04", "looks": [*strange, LOOK]}), "utf-8")
    health, problems = taken(file, ours, TODAY)
    assert health
    assert (problems, [Health.dump(entry) for entry in health.looks]) == ([], [LOOK])


@pytest.mark.parametrize(("verdict", "detail"), [("unread", "is too large"), ("refused", "leads to a local name")])
def test_the_page_shows_it_in_plain_words(verdict: str, detail: str, invented: Path) -> None:
    """The page of source health names the verdict and what was found, and says what the verdict means."""
    look = LOOK | {"verdict": verdict, "detail": detail}
    (invented / HEALTH_PATH).write_text(json.dumps({"looked": "2012-03-04", "looks": [look]}), "utf-8")
    page = written(invented, "about/reference.md")
    assert f'<span class="label label-{verdict}">{verdict}</span><br>{detail}</td>' in page
    assert VERDICTS[verdict] in page


@pytest.mark.parametrize("where", ["file", "look"])
def test_a_look_that_is_still_to_come(where: str, tmp_path: Path) -> None:
    """A day after tomorrow is refused; tomorrow is taken, since the clocks of two machines may differ."""
    ours = [Target("report-2011", "original", LOOK["address"], PHRASES)]
    file = tmp_path / "health.json"
    for day, refused in (("2026-01-03", False), ("2026-01-04", True), ("9999-12-31", True)):
        days = {"file": day if where == "file" else TODAY, "look": day if where == "look" else TODAY}
        file.write_text(json.dumps({"looked": days["file"], "looks": [{**LOOK, "looked": days["look"]}]}), "utf-8")
        health, problems = taken(file, ours, TODAY)
        assert (health is None, bool(problems)) == (refused, refused)
        assert {problem.path for problem in problems} <= {file.as_posix()}, "a path can be opened from the message"


@pytest.mark.parametrize("kind", ["link", "folder", "pipe", "absent", "other"])
def test_the_command_takes_a_plain_file_alone(kind: str, invented: Path, tmp_path: Path) -> None:
    """`health --take` ends with 2 for whatever is not a plain, sound file, and leaves what is there as it is."""
    before = (invented / HEALTH_PATH).read_bytes()
    file, other = tmp_path / "health.json", tmp_path / "other.json"
    other.write_bytes(before)
    make: dict[str, Callable[[], object]] = {
        "link": lambda: file.symlink_to(other),
        "folder": file.mkdir,
        "pipe": lambda: os.mkfifo(file),
        "absent": lambda: None,
        "other": lambda: file.write_text("{}"),
    }
    make[kind]()
    options = ["--root", str(invented), "health", "--take"]
    assert main([*options, str(file)]) == 2
    assert (invented / HEALTH_PATH).read_bytes() == before
    (invented / HEALTH_PATH).unlink()
    assert main([*options, str(other)]) == 0
    assert parse_health(invented / HEALTH_PATH, "")[1] == []
