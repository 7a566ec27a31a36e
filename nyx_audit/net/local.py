"""Serves a folder on loopback for as long as a run: nothing above it, no listing, a random port.

Local files are audited over HTTP, since a browser gives `file:` addresses other rights and no origin.
"""

from __future__ import annotations

import mimetypes
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote, unquote, urlsplit

# A drawing in a folder is a picture of its pages, seldom a page: it is audited where it is named.
PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".xht")
TYPES = {".vtt": "text/vtt", ".svg": "image/svg+xml", ".xhtml": "application/xhtml+xml", ".xht": "application/xhtml+xml",
         ".js": "text/javascript", ".mjs": "text/javascript", ".woff2": "font/woff2", ".webp": "image/webp"}  # fmt: skip
INDEX = "index.html"
NOTHING: Mapping[str, bytes] = MappingProxyType({})


@contextmanager
def serve_folder(root: Path, beside: Mapping[str, bytes] = NOTHING) -> Iterator[str]:
    """Serve the files of a folder; the value is the address of its root, ending in a slash.

    `beside` are pages that are no files, by name.
    """
    folder = root.resolve()

    class Files(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer(body=True)

        def do_HEAD(self) -> None:
            self._answer(body=False)

        def _answer(self, *, body: bool) -> None:
            name = unquote(urlsplit(self.path).path).lstrip("/")
            path = Path(name) if name in beside else _find(folder, self.path)
            data = beside[name] if name in beside else path.read_bytes() if path else b""
            self.send_response(HTTPStatus.OK if path else HTTPStatus.NOT_FOUND)
            self.send_header("Content-Type", _type(path) if path else "text/plain")
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "max-age=60")
            self.end_headers()
            if body:
                self.wfile.write(data)

        def log_message(self, *_arguments: object) -> None:
            return

    with _Quiet(("127.0.0.1", 0), Files) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def address_of(root: str, folder: Path, file: Path) -> str:
    """Return the address of a file below the folder that is served at `root`."""
    # Links are left as they are: the server decides whether one leads out of the folder.
    return root + quote(file.absolute().relative_to(folder.absolute()).as_posix())


def pages_below(folder: Path) -> list[Path]:
    """Return the pages of a folder and of those below it, in the order of their paths; hidden ones left out."""
    found = (path for path in folder.rglob("*") if path.suffix.lower() in PAGE_ENDINGS and path.is_file())
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_arguments: object) -> None:
        """A browser that hangs up early is no news."""


def _find(folder: Path, target: str) -> Path | None:
    path = unquote(urlsplit(target).path).lstrip("/")
    if "\0" in path:
        return None
    try:
        file = (folder / path).resolve()
        if file.is_dir():
            file /= INDEX
        # Links inside the folder may point out of it.
        return file.resolve() if file.resolve().is_relative_to(folder) and file.is_file() else None
    except OSError:
        return None


def _type(path: Path) -> str:
    kind = TYPES.get(path.suffix.lower()) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return (
        f"{kind}; charset=utf-8" if kind.startswith("text/") and path.suffix.lower() not in (".html", ".htm") else kind
    )
