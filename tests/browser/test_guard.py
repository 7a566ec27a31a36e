"""Only GET and HEAD leave the browser, whatever a page tries; held in every chromium build of the machine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from nyx_audit.browser.axe import load_engine
from nyx_audit.browser.find import Browser, candidates
from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session, open_session
from nyx_audit.errors import PageFailed
from nyx_audit.examples.server import Answer, Server, page, serving
from nyx_audit.model.evidence.visit import Plan
from nyx_audit.model.outcome import View
from tests.support.evidence import words_of

BUILDS = {browser.path.name if browser.path else "playwright": browser for browser in candidates()}
WORKER = "onmessage = null; fetch(URL_, {method: 'POST', body: 'worker'}).catch(() => {});"
ATTEMPTS = {
    "fetch": "fetch('/out', {method: 'POST', body: 'x'}).catch(() => {})",
    "fetch with keepalive": "fetch('/out', {method: 'POST', body: 'x', keepalive: true}).catch(() => {})",
    "a cross-site fetch that needs a preflight": "fetch(OTHER + '/out', {method: 'PUT', headers: {'X-A': 'b'}}).catch(() => {})",
    "a cross-site GET that needs a preflight": "fetch(OTHER + '/out', {headers: {'X-A': 'b'}}).catch(() => {})",
    "XMLHttpRequest": "{ const x = new XMLHttpRequest(); x.open('DELETE', '/out'); x.send(); }",
    "a beacon": "navigator.sendBeacon('/out', 'x')",
    "a beacon on leaving": "addEventListener('pagehide', () => navigator.sendBeacon('/out', 'x'))",
    "a form": "document.querySelector('form').submit()",
    "a form into a frame": "{ const f = document.querySelector('form'); f.target = 'inner'; f.submit(); }",
    "a form into a popup": "{ const f = document.querySelector('form'); f.target = '_blank'; f.submit(); }",
    "a popup": "{ const w = window.open('about:blank'); if (w) w.fetch('/out', {method: 'POST', body: 'x'}).catch(() => {}); }",
    "a worker": "new Worker('/worker.js')",
    "a blob worker": "new Worker(URL.createObjectURL(new Blob([WORKER])))",
    "a nested worker": "new Worker(URL.createObjectURL(new Blob(['new Worker(' + JSON.stringify(location.origin + '/worker.js') + ')'])))",
    "a shared worker": "new SharedWorker('/shared.js')",
    "a service worker": "navigator.serviceWorker && navigator.serviceWorker.register('/service.js').catch(() => {})",
    "a cross-site frame": "{ const f = document.createElement('iframe'); f.src = OTHER + '/frame'; document.body.append(f); }",
    "a srcdoc frame": "{ const f = document.createElement('iframe'); f.srcdoc = '<script>fetch(\"/out\", {method: \"POST\", body: 1})</' + 'script>'; document.body.append(f); }",
    "a ping of a link": "{ const a = document.createElement('a'); a.href = '#x'; a.ping = '/out'; document.body.append(a); a.click(); }",
    "a report of a policy": "{ const i = new Image(); i.src = 'http://127.0.0.1:9/x.png'; document.body.append(i); }",
    "a web socket": "{ try { new WebSocket('ws://' + location.host + '/socket'); } catch {} }",
}
FORM = '<form method="post" action="/out"><input name="a" value="b" aria-label="A"></form><iframe name="inner" title="Inner"></iframe>'


@pytest.fixture(scope="module", params=sorted(BUILDS))
async def guarded(request: pytest.FixtureRequest) -> AsyncIterator[Session]:
    browser: Browser = BUILDS[request.param]
    async with open_session(browser, load_engine({})) as session:
        yield session


def _pages(server: Server, attempt: str) -> None:
    other = server.url.replace("127.0.0.1", "localhost")
    worker = WORKER.replace("URL_", f"'{server.url}/out'")
    script = f"const OTHER = '{other}', WORKER = {worker!r}; {attempt};"
    csp = {"Content-Security-Policy": "img-src 'self'; report-uri /out"}
    server.pages.update(
        {
            "/": Answer(
                page(f"<h1>A page</h1>{FORM}<script>addEventListener('load', () => {{ {script} }})</script>").encode(),
                headers=csp,
            ),
            "/frame": page(f"<h1>A frame</h1><script>fetch('{other}/out', {{method: 'POST', body: 'x'}})</script>"),
            "/worker.js": Answer(worker.encode(), headers={"Content-Type": "text/javascript"}),
            "/service.js": Answer(worker.encode(), headers={"Content-Type": "text/javascript"}),
            "/shared.js": Answer(worker.encode(), headers={"Content-Type": "text/javascript"}),
            "/after": page("<h1>The next page</h1>"),
        }
    )


@pytest.mark.parametrize("attempt", ATTEMPTS)
async def test_nothing_but_get_and_head_leaves_by(attempt: str, guarded: Session) -> None:
    with serving({}) as server:
        _pages(server, ATTEMPTS[attempt])
        await guarded.visit(VisitRequest(f"{server.url}/", Plan({}), site=attempt))
        await asyncio.sleep(0.3)
        await guarded.visit(VisitRequest(f"{server.url}/after", Plan({}), site=attempt))
        await asyncio.sleep(0.2)
        methods = {(seen.method, seen.path) for seen in server.seen if seen.method not in ("GET", "HEAD")}
        assert not methods
        assert not [seen for seen in server.seen if seen.headers.get("upgrade")]
        assert "/after" in {seen.path for seen in server.seen}


SOCKET = "try { new WebSocket('ws://HOST/out') } catch {}; "
STREAM = "try { new WebSocketStream('ws://HOST/out').opened.catch(() => {}) } catch {}; "
IN_WORKER = "new Worker(URL.createObjectURL(new Blob([`SCRIPT`])))"
TURN = """const config = {iceServers: [{urls: 'turn:HOST?transport=tcp', username: 'a', credential: 'b'}]};
    const peer = new RTCPeerConnection(config); peer.setConfiguration(config); peer.createDataChannel('x');
    peer.createOffer().then((offer) => peer.setLocalDescription(offer)); setTimeout(() => peer.restartIce(), 100);"""
RULES = '{"prefetch": [{"urls": ["http://HOST/out"], "eagerness": "immediate"}], "prerender": [{"urls": ["http://HOST/out"], "eagerness": "immediate"}]}'
ADDED = f"const s = document.createElement('script'); s.type = 'speculationrules'; s.textContent = '{RULES}'; "
PAST_THE_DEBUGGER = {
    "a web socket of a worker": f"<script>{IN_WORKER.replace('SCRIPT', SOCKET)}</script>",
    "a web socket of a nested worker": "<script>new Worker(URL.createObjectURL(new Blob(["
    + f'"{IN_WORKER.replace("SCRIPT", SOCKET)}"'
    + "])))</script>",
    "a stream of a web socket": f"<script>{STREAM}</script>",
    "a stream of a web socket of a worker": f"<script>{IN_WORKER.replace('SCRIPT', STREAM)}</script>",
    "a relay over TCP": f"<script>{TURN}</script>",
    "a relay over TCP of a frame": f'<iframe title="A" srcdoc="<script>{TURN}</script>"></iframe>',
    "WebTransport": "<script>try { new WebTransport('https://HOST/out') } catch {}</script>",
    "speculation rules": f'<script type="speculationrules">{RULES}</script>',
    "speculation rules of a script": f"<script>{ADDED} document.head.append(s)</script>",
    "speculation rules in a shadow tree": f"<div></div><script>{ADDED} document.querySelector('div').attachShadow({{mode: 'closed'}}).append(s)</script>",
    "speculation rules of a frame": f'<iframe title="A" srcdoc=\'<script type="speculationrules">{RULES}</script>\'></iframe>',
}


@asynccontextmanager
async def recording() -> AsyncIterator[tuple[str, list[bytes]]]:
    """Yield the host and port of a server, and what each connection to it sent first."""
    sent: list[bytes] = []

    async def record(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        sent.append(await reader.read(400))
        writer.close()

    server = await asyncio.start_server(record, "127.0.0.1", 0)
    yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}", sent
    server.close()


@pytest.mark.parametrize("way", PAST_THE_DEBUGGER)
async def test_nothing_leaves_past_the_debugger_by(way: str, guarded: Session) -> None:
    async with recording() as (host, sent):
        with serving({"/": page(f"<h1>A page</h1>{PAST_THE_DEBUGGER[way].replace('HOST', host)}")}) as server:
            await guarded.visit(VisitRequest(f"{server.url}/", Plan({}), site=way))
            await asyncio.sleep(0.5)
        assert not sent


async def test_speculation_rules_of_a_header_are_not_followed(guarded: Session) -> None:
    async with recording() as (host, sent):
        rules = Answer(
            RULES.replace("HOST", host).encode(), headers={"Content-Type": "application/speculationrules+json"}
        )
        here = Answer(page("<h1>A page</h1>").encode(), headers={"Speculation-Rules": '"/rules.json"'})
        with serving({"/": here, "/rules.json": rules}) as server:
            await guarded.visit(VisitRequest(f"{server.url}/", Plan({}), site="header"))
            await asyncio.sleep(0.5)
            assert "/rules.json" in {seen.path for seen in server.seen}
        assert not sent


async def test_a_peer_connection_is_made_and_finds_no_way(session: Session) -> None:
    here = page("<h1>A page</h1><script>new RTCPeerConnection(); document.querySelector('h1').append(' made')</script>")
    with serving({"/": here}) as server:
        assert "made" in words_of(await session.visit(VisitRequest(f"{server.url}/", Plan({}))))


async def test_a_page_says_how_many_of_its_requests_were_refused(session: Session) -> None:
    with serving({}) as server:
        _pages(server, ATTEMPTS["fetch"])
        evidence = await session.visit(VisitRequest(f"{server.url}/", Plan({})))
        assert evidence.refused == 1


async def test_a_refused_navigation_leaves_the_page_as_it_is(session: Session) -> None:
    with serving({}) as server:
        _pages(server, ATTEMPTS["a form"])
        evidence = await session.visit(VisitRequest(f"{server.url}/", Plan({})))
        assert "A page" in words_of(evidence)
        assert evidence.final_url == f"{server.url}/"


@pytest.mark.parametrize(
    "way",
    [
        '<meta http-equiv="refresh" content="0; url=/elsewhere">',
        "<script>location.href = '/elsewhere'</script>",
        "<script>addEventListener('load', () => location.replace('/elsewhere'))</script>",
    ],
)
async def test_check_audits_the_document_that_answered_and_notes_where_it_wanted_to_go(
    way: str, session: Session
) -> None:
    with serving({"/": page(f"<h1>Here</h1>{way}"), "/elsewhere": page("<h1>There</h1>")}) as server:
        evidence = await session.visit(VisitRequest(f"{server.url}/", Plan({})))
        assert "Here" in words_of(evidence)
        assert evidence.navigations == (f"{server.url}/elsewhere",)
        assert "/elsewhere" not in {seen.path for seen in server.seen}


async def test_loading_a_page_again_as_a_phone_is_no_redirect(session: Session) -> None:
    here = Answer(page("<h1>Here</h1>").encode(), headers={"Vary": "User-Agent"})
    with serving({"/old": Answer(status=301, headers={"Location": "/new"}), "/new": here}) as server:
        plan = Plan({View.MOBILE: ("document-title",)})
        seen = await session.visit(VisitRequest(server.url + "/old", plan))
        assert [one.path for one in server.seen].count("/new") == 2
        assert (seen.redirects, seen.final_url) == ((server.url + "/old",), server.url + "/new")


async def test_a_dialog_does_not_stop_the_visit(session: Session) -> None:
    with serving({"/": page("<h1>Here</h1><script>alert(1); confirm(2); prompt(3)</script>")}) as server:
        evidence = await session.visit(VisitRequest(f"{server.url}/", Plan({}), seconds=20))
        assert "Here" in words_of(evidence)


async def test_a_download_is_refused_and_is_no_page(session: Session) -> None:
    answer = Answer(
        b"PK", headers={"Content-Type": "application/zip", "Content-Disposition": "attachment; filename=a.zip"}
    )
    with serving({"/a": answer}) as server, pytest.raises(Exception, match="a download"):
        await session.visit(VisitRequest(f"{server.url}/a", Plan({})))


async def test_a_page_that_never_ends_a_script_fails_within_its_deadline(session: Session) -> None:
    endless = page("<h1>Here</h1><script>addEventListener('load', () => setTimeout(() => { for (;;); }, 10))</script>")
    with serving({"/": endless, "/after": page("<h1>After</h1>")}) as server:
        with pytest.raises(PageFailed, match="took longer than 3 s"):
            await session.visit(VisitRequest(f"{server.url}/", Plan({}), seconds=3))
        evidence = await session.visit(VisitRequest(f"{server.url}/after", Plan({})))
        assert "After" in words_of(evidence)


def test_both_builds_of_chromium_are_held_where_they_are_installed() -> None:
    assert BUILDS
    assert all(browser.path is None or Path(browser.path).exists() for browser in BUILDS.values())
