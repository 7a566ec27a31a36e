"""A small agency on loopback: public pages, a sign-in with a session, a permit form in three steps, a staging gate.

    with serve_agency() as agency:
        agency.url              # http://127.0.0.1:PORT/
        agency.pages["/news/"]  # the body of a public page, which a test may change, add to or delete
        agency.expire()         # all sessions end
        agency.requests         # what came, in order
        agency.sent             # the applications that were sent

The sign-in is at /login; the pages behind it are /account/ and those below it. /apply/ is the form, which keeps what
was answered in the session of the visitor, and is checked for a token against forged requests. /redirect?ADDRESS leads to an address.
"""

from __future__ import annotations

import secrets
import ssl
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import trustme

USER, PASSWORD = "auditor@agency.example", 'c0rrect-horse-"battery" & staple'
PAGES = {
    "/": "<h1>Permits and licenses</h1><p>Apply for a permit, or look after your account.</p>"
    "<ul><li><a href='/apply/'>Apply for a permit</a></li><li><a href='/account/'>Your account</a></li>"
    "<li><a href='/news/'>News of the agency</a></li></ul>",
    "/news/": "<h1>News</h1><p>The office is closed on Monday.</p>",
}
ACCOUNT = {
    "/account/": "<h1>Your account</h1><p>Signed in as {user}.</p><ul><li><a href='/account/permits/'>Your permits</a></li>"
    "<li><a href='/account/letters/'>Your letters</a></li><li><a href='/account/end'>Log out</a></li></ul>",
    "/account/permits/": "<h1>Your permits</h1><p>There is one permit.</p><p><a href='/account/'>Back to your account</a></p>",
    "/account/letters/": "<h1>Your letters</h1><p>There are no letters.</p><p><a href='/account/'>Back to your account</a></p>",
}
APPLY = {
    "1": ("About you", "Full name", "name"),
    "2": ("Your address", "Street and number", "street"),
}


@dataclass(frozen=True)
class Request:
    """What came."""

    method: str
    path: str
    headers: dict[str, str]


@dataclass
class Agency:
    """The agency while it serves. `lasts` is how many requests a session lasts; 0 is without end.

    `header` is one that every request must bear, `basic` a user and a password that the whole host asks for. What is in
    `echoes` stands on every page that is asked for with `?echo`, in its title, its text and its links.
    """

    url: str = ""
    pages: dict[str, str] = field(default_factory=lambda: dict(PAGES))
    account: dict[str, str] = field(default_factory=lambda: dict(ACCOUNT))
    lasts: int = 0
    header: tuple[str, str] | None = None
    basic: tuple[str, str] | None = None
    echoes: tuple[str, ...] = ()
    requests: list[Request] = field(default_factory=list)
    logins: int = 0
    sent: list[dict[str, str]] = field(default_factory=list)
    _sessions: dict[str, dict[str, str]] = field(default_factory=dict)
    _left: dict[str, int] = field(default_factory=dict)

    def expire(self) -> None:
        """End all sessions."""
        self._sessions.clear()

    def came(self, path: str) -> list[Request]:
        """Return the requests of a path."""
        return [one for one in self.requests if one.path == path]


@dataclass(frozen=True)
class Certificates:
    """The agency's own authority, which nobody trusts; `context` is what its host shows, with `client` what it asks for."""

    authority: trustme.CA = field(default_factory=trustme.CA)

    def server(self, *, asks: bool = False) -> ssl.SSLContext:
        """Return what a host shows on loopback; one that `asks` lets only clients of the authority in."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.authority.issue_cert("127.0.0.1", "localhost").configure_cert(context)
        if asks:
            context.verify_mode = ssl.CERT_REQUIRED
            self.authority.configure_trust(context)
        return context

    def client(self) -> tuple[bytes, bytes]:
        """Return a client's certificate and its key, in PEM."""
        issued = self.authority.issue_cert("auditor@agency.example")
        return b"".join(one.bytes() for one in issued.cert_chain_pems), issued.private_key_pem.bytes()


@contextmanager
def serve_agency(agency: Agency | None = None, tls: ssl.SSLContext | None = None) -> Iterator[Agency]:
    """Serve an agency on a port of loopback for as long as the block runs."""
    one = agency or Agency()
    with _Server(("127.0.0.1", 0), type("Answers", (_Answers,), {"agency": one})) as server:
        if tls:
            # The handshake is the handler's: a client that is refused must not end the server.
            server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        one.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}/"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield one
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_arguments: object) -> None:
        """A browser that hangs up early, or shows no certificate, is no news."""


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    agency: Agency
    timeout = 20

    def do_GET(self) -> None:
        path, query = self._begin()
        if self._is_let_in(path):
            self._get(path, query)

    do_HEAD = do_GET

    def do_POST(self) -> None:
        path, _ = self._begin()
        length = int(self.headers.get("Content-Length") or 0)
        fields = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
        if self._is_let_in(path):
            self._post(path, fields)

    def log_message(self, *_arguments: object) -> None:
        return

    def _begin(self) -> tuple[str, str]:
        self._new_cookie = ""
        parts = urlsplit(self.path)
        self.agency.requests.append(Request(self.command, parts.path, dict(self.headers)))
        cookies = SimpleCookie(self.headers.get("Cookie", ""))
        self._key = cookies["session"].value if "session" in cookies else ""
        return parts.path, parts.query

    def _is_let_in(self, path: str) -> bool:
        agency = self.agency
        if path == "/robots.txt":
            self._answer(404, "")
            return False
        if agency.header and self.headers.get(agency.header[0]) != agency.header[1]:
            self._answer(403, _page("Forbidden", "<h1>Staging is closed</h1>"))
            return False
        expected = "Basic " + b64encode(":".join(agency.basic or ("", "")).encode()).decode()
        if agency.basic and self.headers.get("Authorization") != expected:
            self._answer(
                401, _page("Who are you?", "<h1>Who are you?</h1>"), ("WWW-Authenticate", 'Basic realm="staging"')
            )
            return False
        return True

    def _get(self, path: str, query: str) -> None:
        agency = self.agency
        if path == "/style.css":
            self._answer(200, "body {font: 1em/1.5 sans-serif}", kind="text/css")
        elif path == "/login":
            self._answer(200, _login_page(self._session()["token"], query))
        elif path.startswith("/account/"):
            self._private(path)
        elif path.startswith("/apply/"):
            self._form(path.removeprefix("/apply/"))
        elif path == "/redirect":
            self._redirect(query)
        elif path in agency.pages:
            heard = agency.echoes if "echo" in query else ()
            self._answer(200, _page(_title(agency.pages[path], heard), agency.pages[path] + _echo(heard)))
        else:
            self._answer(404, _page("Not found", "<h1>There is no such page</h1>"))

    def _private(self, path: str) -> None:
        user = self._session().get("user") if self._is_alive() else None
        if not user:
            self._redirect(f"/login?back={path}")
        elif path == "/account/end":
            self.agency._sessions.pop(self._key, None)
            self._redirect("/")
        elif path in self.agency.account:
            body = self.agency.account[path].replace("{user}", escape(user))
            self._answer(200, _page(_title(body), body))
        else:
            self._answer(404, _page("Not found", "<h1>There is no such page</h1>"))

    def _form(self, step: str) -> None:
        session = self._session()
        if step in ("", "1"):
            self._answer(200, _form_page("1", session["token"]))
        elif step == "2" and "name" in session:
            self._answer(200, _form_page("2", session["token"]))
        elif step == "3" and "street" in session:
            self._answer(200, _review_page(session))
        else:
            self._redirect("/apply/")

    def _post(self, path: str, fields: dict[str, str]) -> None:
        session = self._session()
        if fields.get("token") != session["token"]:
            self._answer(403, _page("Forbidden", "<h1>The form is too old</h1>"))
        elif path == "/login":
            self._sign_in(fields)
        elif path == "/apply/3":
            self.agency.sent.append(dict(session))
            self._redirect("/")
        elif path in ("/apply/1", "/apply/2"):
            self._answered(path[-1], fields.get(APPLY[path[-1]][2], "").strip())
        else:
            self._answer(404, _page("Not found", "<h1>There is no such page</h1>"))

    def _sign_in(self, fields: dict[str, str]) -> None:
        if (fields.get("user"), fields.get("password")) != (USER, PASSWORD):
            self._answer(200, _login_page(self._session()["token"], "", "The e-mail address or the password is wrong."))
            return
        self.agency.logins += 1
        self.agency._sessions.pop(self._key, None)
        self._key = ""
        self._session()["user"] = USER
        self.agency._left[self._key] = self.agency.lasts
        self._redirect("/account/")

    def _answered(self, step: str, answer: str) -> None:
        session = self._session()
        if not answer:
            self._answer(200, _form_page(step, session["token"], "This field must not be empty."))
            return
        session[APPLY[step][2]] = answer
        self._redirect(f"/apply/{int(step) + 1}")

    def _session(self) -> dict[str, str]:
        """The session of the visitor; a new one where there is none."""
        if self._key not in self.agency._sessions:
            self._key = self._new_cookie = secrets.token_hex(16)
            self.agency._sessions[self._key] = {"token": secrets.token_hex(16)}
        return self.agency._sessions[self._key]

    def _is_alive(self) -> bool:
        """Whether the session has not had all its requests."""
        left = self.agency._left
        if not self.agency.lasts or self._key not in left:
            return True
        left[self._key] -= 1
        if left[self._key] < 0:
            self.agency._sessions.pop(self._key, None)
        return left[self._key] >= 0

    def _redirect(self, where: str) -> None:
        self._answer(303, "", ("Location", where))

    def _answer(self, status: int, body: str, *more: tuple[str, str], kind: str = "text/html") -> None:
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        is_public = self.command != "POST" and urlsplit(self.path).path in (*self.agency.pages, "/style.css")
        self.send_header("Cache-Control", "no-cache" if is_public else "no-store")
        if self._new_cookie:
            self.send_header("Set-Cookie", f"session={self._new_cookie}; HttpOnly; Path=/; SameSite=Lax")
        for name, value in more:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


def _page(title: str, main: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} - Permit agency</title>'
        '<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/style.css"></head>'
        f'<body><header><a href="/">Permit agency</a></header><main>{main}</main>'
        "<footer><p>Permit agency of the test suite</p></footer></body></html>"
    )


def _title(body: str, heard: tuple[str, ...] = ()) -> str:
    heading = body.partition("<h1>")[2].partition("</h1>")[0]
    return " ".join([heading, *map(escape, heard)])


def _echo(heard: tuple[str, ...]) -> str:
    """What a careless page does with what it was told: in text, an image without a text, a link, a field."""
    return "".join(
        f"<p style='color:#ccc'>You said {escape(one)}</p><img src='/missing.png?said={escape(one, quote=True)}'>"
        f"<a href='/news/?access={escape(one, quote=True)}'></a><input value='{escape(one, quote=True)}'>"
        for one in heard
    )


def _login_page(token: str, query: str, problem: str = "") -> str:
    alert = f'<p role="alert">{problem}</p>' if problem else ""
    return _page(
        "Sign in",
        f'<h1>Sign in</h1>{alert}<form method="post" action="/login?{escape(query)}">'
        f'<input type="hidden" name="token" value="{token}">'
        '<p><label for="user">E-mail</label> <input id="user" name="user" type="email" autocomplete="username"></p>'
        '<p><label for="password">Password</label> '
        '<input id="password" name="password" type="password" autocomplete="current-password"></p>'
        "<p><button>Sign in</button></p></form>",
    )


def _form_page(step: str, token: str, problem: str = "") -> str:
    title, label, name = APPLY[step]
    alert = f'<p role="alert" id="problem">{problem}</p>' if problem else ""
    described = ' aria-invalid="true" aria-describedby="problem"' if problem else ""
    return _page(
        f"{title} - step {step} of 3",
        f'<h1>{title}</h1>{alert}<form method="post" action="/apply/{step}">'
        f'<input type="hidden" name="token" value="{token}"><p><label for="{name}">{label}</label> '
        f'<input id="{name}" name="{name}"{described}></p><p><button>Continue</button></p></form>',
    )


def _review_page(session: dict[str, str]) -> str:
    """The page before the application is sent, with a defect that only who comes this far meets: a picture without text."""
    return _page(
        "Review - step 3 of 3",
        f"<h1>Review your application</h1><p>Name: {escape(session['name'])}</p><p>Street: {escape(session['street'])}</p>"
        '<p><img src="/seal.png"></p><form method="post" action="/apply/3">'
        f'<input type="hidden" name="token" value="{session["token"]}"><p><button>Send the application</button></p></form>',
    )
