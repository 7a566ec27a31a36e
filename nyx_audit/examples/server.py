"""A local web server whose pages are written out: those of a rule's examples, and of tests."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import BinaryIO, cast

# Writes all that goes to the client, the status line included; the event is set when the server stops.
Raw = Callable[[BinaryIO, threading.Event], None]


@dataclass
class Answer:
    """What the server says; `wait` in seconds before it says it. `raw` takes the place of all of it."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    raw: Raw | None = None


@dataclass(frozen=True)
class Seen:
    """A request that reached the server."""

    method: str
    path: str
    headers: dict[str, str]


Handler = Callable[[Seen], Answer]


@dataclass
class Server:
    """`pages` by path (with its query); a handler for what is not there. `seen` is every request."""

    pages: dict[str, Answer | str]
    seen: list[Seen] = field(default_factory=list)
    handler: Handler | None = None
    port: int = 0
    host: str = "127.0.0.1"

    @property
    def url(self) -> str:
        """The address of the server, without a slash."""
        return f"http://{self.host}:{self.port}"

    def answer(self, seen: Seen) -> Answer:
        """Return what a request is answered."""
        found = self.pages.get(seen.path, self.pages.get(seen.path.split("?")[0]))
        if found is None:
            return self.handler(seen) if self.handler else Answer(b"<title>404 Not Found</title>", 404)
        return Answer(found.encode()) if isinstance(found, str) else found


def page(body: str, *, title: str = "Example", head: str = "") -> str:
    """Return a whole document without defects around a body."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{head}</head><body>{body}</body></html>'
    )


@contextmanager
def serving(pages: dict[str, Answer | str], handler: Handler | None = None) -> Iterator[Server]:
    """Serve the pages on loopback for as long as the block runs."""
    server = Server(dict(pages), handler=handler)

    class Requests(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            seen = Seen(self.command, self.path, {name.lower(): value for name, value in self.headers.items()})
            server.seen.append(seen)
            length = int(self.headers.get("Content-Length", 0) or 0)
            self.rfile.read(length)
            answer = server.answer(seen)
            if answer.wait:
                stopping.wait(answer.wait)
            if answer.raw:
                self.close_connection = True
                answer.raw(cast("BinaryIO", self.wfile), stopping)
                return
            self.send_response(answer.status)
            headers = {
                "Content-Type": "text/html; charset=utf-8",
                **answer.headers,
                "Content-Length": str(len(answer.body)),
            }
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.body)

        do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = do_PATCH = _answer

        def log_message(self, *_arguments: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

        def handle_error(self, *_arguments: object) -> None:
            pass  # a browser that hangs up early is no news

    stopping = threading.Event()
    http = Quiet(("127.0.0.1", 0), Requests)
    server.port = http.server_port
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        stopping.set()
        http.shutdown()
        http.server_close()
        thread.join()


def document(html: str) -> str:
    """Return a whole document, made of a body where it is only that."""
    return html if html.lstrip().lower().startswith(("<!doctype", "<html")) else page(html)
