"""What the browser measures of a load on a slow phone."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session
from nyx_audit.errors import PageFailed
from nyx_audit.examples.server import Answer, page, serving
from nyx_audit.model.evidence.visit import Plan


def picture() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((600, 600), 80).save(out, "PNG")
    return out.getvalue()


async def test_a_large_picture_is_painted_late_and_weighs(session: Session) -> None:
    large = Answer(picture(), headers={"Content-Type": "image/png"})
    pages: dict[str, Answer | str] = {
        "/": page("<h1>Fees</h1><img src='/large.png' alt='' width=380 height=380>"),
        "/large.png": large,
    }
    with serving(pages) as server:
        found = await session.measure(VisitRequest(server.url + "/", Plan({})))
    # At 184 kB a second, the picture alone takes this long.
    assert found["lcp"] > len(large.body) / 184
    assert found["bytes"] > len(large.body)
    assert found["requests"] >= 2


async def test_a_notice_that_comes_late_shifts_the_page(session: Session) -> None:
    late = (
        "<script>new PerformanceObserver(() => setTimeout(() => document.body.insertAdjacentHTML('afterbegin', "
        "'<p style=height:300px>Closed</p>'), 200)).observe({type: 'paint', buffered: true})</script>"
    )
    with serving(
        {"/": page(f"<main style='height:500px'>Fees</main>{late}"), "/still": page("<main>Fees</main>")}
    ) as server:
        moved = await session.measure(VisitRequest(server.url + "/", Plan({})))
        still = await session.measure(VisitRequest(server.url + "/still", Plan({})))
    assert moved["cls"] > 0.1
    assert still["cls"] == 0


async def test_a_script_that_holds_the_page_blocks_it(session: Session) -> None:
    busy = "<script>requestAnimationFrame(() => setTimeout(() => { const end = performance.now() + 400; while (performance.now() < end); }, 100))</script>"
    with serving({"/": page(f"<main>Fees</main>{busy}")}) as server:
        found = await session.measure(VisitRequest(server.url + "/", Plan({})))
    assert found["tbt"] > 200


async def test_a_page_that_answers_with_an_error_has_no_figures(session: Session) -> None:
    with serving({"/": Answer(b"", 503)}) as server, pytest.raises(PageFailed, match="503"):
        await session.measure(VisitRequest(server.url + "/", Plan({})))
