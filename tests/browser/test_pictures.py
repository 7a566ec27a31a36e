"""Pictures of what was found: the element outlined, and before and after what is done with it."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

import nyx_audit
from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session
from nyx_audit.catalogue.load import Catalogue
from nyx_audit.engine.pictures import way_of
from nyx_audit.examples.server import page, serving
from nyx_audit.model.evidence.visit import Plan
from nyx_audit.model.picture import Picture, Shot, Way

BODY = """
<main><h1>Fees</h1><p id="text">A copy costs $5.</p><p><a id="link" href="/x">All fees</a></p>
<button id="more" onclick="document.getElementById('part').hidden = false">More</button>
<p id="part" style="background: #060; color: white; height: 100px" hidden>A plate costs $25.</p>
<div style="height: 3000px"></div><p id="far">Far below</p><iframe srcdoc="<p id=in>Within</p>"></iframe></main>
"""
MARK = (214, 0, 108)


async def taken(session: Session, *shots: Shot) -> dict[str, tuple[Picture, ...]]:
    with serving({"/": page(BODY)}) as server:
        return await session.pictures(VisitRequest(server.url + "/", Plan({})), shots)


def pixels(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.image)).convert("RGB")


def has_outline(picture: Picture) -> bool:
    distance = np.abs(np.asarray(pixels(picture), dtype=int) - MARK)
    return bool((distance < 40).all(axis=2).any())


@pytest.mark.parametrize("selector", ["#text", "#far"])
async def test_the_element_is_outlined_wherever_it_stands(session: Session, selector: str) -> None:
    (picture,) = (await taken(session, Shot("a", selector)))["a"]
    assert has_outline(picture)
    assert pixels(picture).size == (picture.width, picture.height)
    assert picture.caption == "on a desktop"


async def test_the_focus_is_shown_beside_its_absence_and_without_our_outline(session: Session) -> None:
    without, with_focus = (await taken(session, Shot("a", "#link", Way.FOCUS)))["a"]
    assert without.image != with_focus.image
    assert not has_outline(without)
    assert (without.caption, with_focus.caption) == ("on a desktop, without the focus", "on a desktop, with the focus")


async def test_what_opens_is_shown_beside_what_was_closed(session: Session) -> None:
    closed, opened = (await taken(session, Shot("a", "#more", Way.PRESS)))["a"]
    assert opened.height > closed.height
    assert opened.image != closed.image


async def test_a_phone_s_finding_is_shown_on_a_phone(session: Session) -> None:
    (picture,) = (await taken(session, Shot("a", "#text", phone=True)))["a"]
    assert picture.width <= 390
    assert picture.caption == "on a phone"


@pytest.mark.parametrize("selector", ["#gone", "iframe >>> #in", "p["])
async def test_what_is_not_found_has_no_picture_and_costs_no_other(session: Session, selector: str) -> None:
    assert set(await taken(session, Shot("a", selector), Shot("b", "#text"))) == {"b"}


@pytest.mark.parametrize(
    ("rule", "way"),
    [("focus-visible", Way.FOCUS), ("state-told", Way.PRESS), ("shown-on-hover", Way.HOVER), ("image-alt", Way.STILL)],
)
def test_what_is_done_follows_from_the_evidence_of_the_rule(catalogue: Catalogue, rule: str, way: Way) -> None:
    assert way_of(catalogue.rules[rule]) is way


def test_the_report_shows_the_pictures_that_were_requested() -> None:
    with serving({"/": page('<main><h1>Fees</h1><img src="/x.png" width="80" height="80"></main>')}) as server:
        only = nyx_audit.Options(only=("image-alt",), pictures=True)
        summary = nyx_audit.check([server.url + "/"], options=only)
    assert 'src="data:image/jpeg;base64,' in nyx_audit.render(summary, "html")
