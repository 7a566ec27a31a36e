"""Pictures that move, as a page draws them."""

from __future__ import annotations

import io

from PIL import Image

from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session
from nyx_audit.catalogue.load import Catalogue
from nyx_audit.catalogue.plan import plan_for
from nyx_audit.examples.server import Answer, page, serving
from nyx_audit.model.evidence.moving import MOVING, MovingPictures


async def test_a_picture_that_a_style_sheet_draws_is_read(session: Session, catalogue: Catalogue) -> None:
    body = '<div style="width: 200px; height: 100px; background: url(/boat.gif)">Boats</div>'
    found = await _found(session, catalogue, body)
    assert [(one.width, one.seconds) for one in found.pictures] == [(200, None)]


async def test_a_picture_that_is_drawn_twice_is_two(session: Session, catalogue: Catalogue) -> None:
    body = '<img src="/boat.gif" alt="A boat" width="200" height="100">' * 2
    assert len((await _found(session, catalogue, body)).pictures) == 2


async def test_what_is_too_small_to_be_looked_at_is_not_read(session: Session, catalogue: Catalogue) -> None:
    assert not (await _found(session, catalogue, '<img src="/boat.gif" alt="A boat" width="1" height="1">')).pictures


async def _found(session: Session, catalogue: Catalogue, body: str) -> MovingPictures:
    with serving({"/": page(body), "/boat.gif": Answer(_gif(), headers={"Content-Type": "image/gif"})}) as server:
        evidence = await session.visit(VisitRequest(server.url + "/", plan_for([catalogue.rules["moving-picture"]])))
    found = evidence.get(MOVING)
    assert isinstance(found, MovingPictures)
    return found


def _gif() -> bytes:
    first, other = (Image.new("RGB", (20, 20), colour) for colour in ("white", "navy"))
    written = io.BytesIO()
    first.save(written, "GIF", save_all=True, append_images=[other], duration=400, loop=0)
    return written.getvalue()
