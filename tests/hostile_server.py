"""A web server on loopback that means harm: it sends without end, packs bombs, and leads to where nobody should go."""

from __future__ import annotations

import gzip
import io
import time
from collections.abc import Iterable
from http.server import ThreadingHTTPServer

from tests.health_server import PAGE, SAID, Handler, Server

WANTED = "<p>the whole company, “over the river”</p>"
ENOUGH = 40_000_000
"""Bytes after which an endless answer ends all the same: a test that fails comes to an end."""


class HostileServer(Server):
    """As the server beside it, with the answers below, and with bytes for a robots.txt."""

    def __init__(self, robots: bytes | None = None) -> None:
        ThreadingHTTPServer.__init__(self, ("127.0.0.1", 0), HostileHandler)
        self.state(None)
        self.raw_robots = robots
        self.leads_to = ""


class HostileHandler(Handler):
    """One answer for each path."""

    server: HostileServer

    def raw(self, pieces: Iterable[bytes], pause: float = 0) -> None:
        """Bytes as they are, until the client has had enough."""
        self.close_connection = True
        sent = 0
        for piece in pieces:
            self.wfile.write(piece)
            sent += len(piece)
            time.sleep(pause)
            if sent > ENOUGH:
                break

    def html(self, text: str, **headers: str) -> None:
        """A page of this text."""
        self.send(200, f"<html><body>{text}".encode("utf-8", "surrogatepass"), **headers)

    def answer_robots_txt(self) -> None:
        """The bytes of the robots.txt; endless where it is to be endless."""
        robots = self.server.raw_robots
        if robots is None:
            return self.not_found()
        if robots == b"away":
            return self.send(302, Location=self.server.leads_to)
        if robots == b"long head":
            return self.answer_long_head()
        if robots == b"slow at first":
            time.sleep(1.5 if len(self.server.asked("/robots.txt")) == 1 else 0)
            return self.not_found()
        if robots == b"endless":
            head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
            return self.raw([head, *([b"Disallow: /private\n" * 5_000] * 1_000)])
        return self.send(200, robots, Content_Type="text/plain")

    def answer_away(self) -> None:
        """A redirect to where the test says."""
        self.send(302, Location=self.server.leads_to)

    def answer_dripping_head(self) -> None:
        """A header that comes a letter at a time."""
        self.raw([b"HTTP/1.1 200 OK\r\nX: ", *([b"a"] * 100)], 0.05)

    def answer_long_head(self) -> None:
        """A header of a hundred megabytes."""
        self.raw([b"HTTP/1.1 200 OK\r\nX: ", *([b"a" * 100_000] * 1_000)])

    def answer_many_heads(self) -> None:
        """A million headers."""
        self.raw([b"HTTP/1.1 200 OK\r\n", *([b"X: a\r\n" * 10_000] * 100)])

    def answer_continue(self) -> None:
        """Go on, go on, go on."""
        self.raw([b"HTTP/1.1 100 Continue\r\n\r\n" * 1_000] * 2_000)

    def answer_hints(self) -> None:
        """A hint in place of an answer."""
        self.raw([b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"])

    def answer_old(self) -> None:
        """No head at all."""
        self.raw([b"<p>the whole company"])

    def answer_garbage(self) -> None:
        """Bytes of no kind."""
        self.raw([bytes(range(256)) * 100])

    def answer_bomb(self) -> None:
        """A gigabyte of spaces that is sent as a megabyte."""
        self.packed(self.zipped(b" " * 100_000_000))

    def answer_bomb_in_bomb(self) -> None:
        """The same packed twice."""
        self.packed(gzip.compress(self.zipped(b" " * 100_000_000)), "gzip, gzip")

    def answer_empty_packs(self) -> None:
        """Packs of nothing, one behind the other."""
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
        self.raw([head, *([gzip.compress(b"") * 5_000] * 1_000)])

    def answer_packs_without_end(self) -> None:
        """Encodings of encodings."""
        self.packed(b"x", ", ".join(["gzip"] * 3_000))

    def answer_mispacked(self) -> None:
        """Something that says that it is packed."""
        self.packed(b"<p>the whole company")

    def packed(self, body: bytes, encoding: str = "gzip") -> None:
        """A body with the encoding that it is said to have."""
        self.send(200, body, Content_Encoding=encoding)

    @staticmethod
    def zipped(body: bytes) -> bytes:
        """Packed by gzip."""
        out = io.BytesIO()
        with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=1) as pack:
            pack.write(body)
        return out.getvalue()

    def answer_crumbs(self) -> None:
        """Chunks of one letter without end."""
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
        self.raw([head, *([b"1\r\n \r\n" * 10_000] * 1_000)])

    def answer_chunk_line(self) -> None:
        """A chunk whose length has no end."""
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
        self.raw([head, *([b"0" * 100_000] * 1_000)])

    def answer_trailers(self) -> None:
        """Headers behind the body, without end."""
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
        self.raw([head, *([b"X: a\r\n" * 10_000] * 1_000)])

    def answer_two_lengths(self) -> None:
        """Two lengths that differ."""
        self.raw([b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef"])

    def answer_less_than_nothing(self) -> None:
        """A length below zero."""
        self.raw([b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: -5\r\n\r\n" + WANTED.encode()])

    def answer_stream(self) -> None:
        """A body without an end."""
        self.raw([b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", *([b"<p>words " * 10_000] * 1_000)])

    def answer_odd_headers(self) -> None:
        """The page, with headers that no file can hold."""
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=%s\r\nETag: \xff\xfe\x00\r\nLast-Modified: %s\r\n"
        body = WANTED.encode()
        self.raw([head % (b"x" * 20_000, b"y" * 20_000), b"Content-Length: %d\r\n\r\n" % len(body), body])

    def answer_tags(self) -> None:
        """Tags that are opened and never closed."""
        self.html("<a " * 100_000 + ">" + WANTED)

    def answer_comments(self) -> None:
        """Comments that are opened and never closed."""
        self.html(WANTED + "<!--" * 70_000)

    def answer_sections(self) -> None:
        """Sections that HTML does not have."""
        self.html("<![CDATA[" * 30_000 + ">" + WANTED)

    def answer_depth(self) -> None:
        """A hundred thousand blocks within blocks."""
        self.html("<div>" * 50_000 + WANTED)

    def answer_attribute(self) -> None:
        """One attribute of a quarter of a megabyte."""
        self.html(f"<a title='{'y' * 250_000}'>{WANTED}")

    def answer_references(self) -> None:
        """Character references of every wrong kind."""
        self.html("&#" * 50_000 + "&amp" * 20_000 + "&#99999999999999;" + WANTED)

    def answer_nuls(self) -> None:
        """Zeros between the words."""
        self.html("\0" * 100_000 + WANTED)

    def answer_halves(self) -> None:
        """Halves of characters."""
        self.html("\ud800\udfff" * 30_000 + WANTED)

    def answer_marks(self) -> None:
        """Marks over marks over one letter."""
        self.html(f"a{'̖́' * 60_000}{WANTED}")

    def answer_ligatures(self) -> None:
        """Characters that expand to eighteen."""
        self.html("ﷺ" * 80_000 + WANTED)

    def answer_entities(self) -> None:
        """Entities of entities, as XML would unfold them."""
        lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
        body = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{lol}]><x>&l9;{WANTED}</x>'
        self.send(200, body.encode(), Content_Type="application/xhtml+xml")

    def answer_binary(self) -> None:
        """Noise that is said to be a page."""
        self.send(200, bytes(n * n % 251 for n in range(200_000)) + PAGE.format(SAID).encode())
