"""The pages of a run, and the addresses of its frontiers, as rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from nyx_audit.crawl.items import FrontierRow, State
from nyx_audit.model.audit import Audit
from nyx_audit.model.page import Carried, Page, PageStatus
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.store import schema
from nyx_audit.store.dedup import store_deduplicated
from nyx_audit.store.sheets import read_sheets, store_sheet
from nyx_audit.store.text import digest_of, from_time, safe, to_json, to_time


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it is stored: its row, and the key by which it is the same page in another run."""

    id: int
    page: Page
    key: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class Finished:
    """What the pages of a run become: those of its audit, under its sites' rows.

    `key` gives that of a page that was not recorded; of a run that was `stopped`, such pages are provisional.
    """

    audit: Audit
    sites: Mapping[str, int]
    key: Callable[[Page], str]
    stopped: bool


def store_page(
    connection: Connection, site: int, page: Page, key: str, *, number: int | None = None, provisional: bool = False
) -> int:
    """Write a page of a site's row, and return its sheet; it replaces the one of the same address."""
    url = safe(page.url)
    address = _deduplicated(connection, schema.address, {"url": url})
    place = {
        "key": safe(key),
        "final_url": safe(page.final_url),
        "title": safe(page.title),
        "linked_from": to_json(page.linked_from),
        "redirects": to_json(page.redirects),
        "notes": to_json(page.notes),
        "role": safe(page.role),
        "role_reason": safe(page.role_reason),
        "journeys": to_json(page.journeys),
        "template": safe(page.template),
    }
    sheet = store_sheet(connection, page.outcomes)
    connection.execute(delete(schema.page).where(schema.page.c.site == site, schema.page.c.address == address))
    connection.execute(
        insert(schema.page).values(
            site=site,
            address=address,
            place=_deduplicated(connection, schema.place, place),
            sheet=sheet,
            status=page.status.value,
            **_reason(page.reason),
            http_status=page.http_status,
            start=page.start,
            refused=page.refused,
            seconds=page.seconds,
            number=number,
            provisional=provisional,
            **_carried(page.carried),
        )
    )
    return sheet


def read_pages(connection: Connection, run: int, site: str | None = None) -> list[Kept]:
    """Return the pages of a run (of one site), in the order of the finished audit; before that, of their visits."""
    page, place, address = schema.page.c, schema.place.c, schema.address.c
    query = (
        select(schema.page, schema.site.c.site.label("site_id"), address.url, *_but(place, "id", "digest"))
        .join_from(schema.page, schema.site, page.site == schema.site.c.id)
        .join(schema.address, page.address == address.id)
        .join(schema.place, page.place == place.id)
        .where(schema.site.c.run == run)
        .order_by(page.number.is_(None), page.number, page.id)
    )
    if site is not None:
        query = query.where(schema.site.c.site == site)
    rows = connection.execute(query).all()
    sheets = read_sheets(connection, (row.sheet for row in rows))
    return [
        Kept(
            row.id,
            Page(
                url=row.url,
                status=PageStatus(row.status),
                site=row.site_id,
                final_url=row.final_url,
                http_status=row.http_status,
                reason=_read_reason(row.reason, row.reason_code),
                title=row.title,
                start=row.start,
                linked_from=tuple(json.loads(row.linked_from)),
                redirects=tuple(json.loads(row.redirects)),
                notes=tuple(json.loads(row.notes)),
                refused=row.refused,
                seconds=row.seconds,
                role=row.role,
                role_reason=row.role_reason,
                journeys=tuple(json.loads(row.journeys)),
                template=row.template,
                carried=_read_carried(row.audited_in, row.audited_at),
                outcomes=sheets[row.sheet],
            ),
            row.key,
            row.provisional,
        )
        for row in rows
    ]


def finish_pages(connection: Connection, run: int, finished: Finished) -> None:
    """Make the pages of a run those of its audit, in its order. Raises ValueError for a page of none of its sites."""
    before = {(kept.page.site, kept.page.url): kept for kept in read_pages(connection, run)}
    same: list[dict[str, int]] = []
    for number, page in enumerate(finished.audit.pages):
        kept = before.pop((page.site, safe(page.url)), None)
        if kept and kept.page == page and (finished.stopped or not kept.provisional):
            same.append({"of_id": kept.id, "at": number})
            continue
        site = finished.sites.get(page.site or "")
        if site is None:
            raise ValueError(f"run {run} has no site {page.site!r}")
        provisional = finished.stopped and (kept is None or kept.provisional)
        name = kept.key if kept else finished.key(page)
        store_page(connection, site, page, name, number=number, provisional=provisional)
    page_id = schema.page.c.id
    if same:
        place = update(schema.page).where(page_id == bindparam("of_id")).values(number=bindparam("at"))
        connection.execute(place, same)
    if before:
        gone = [{"of_id": kept.id} for kept in before.values()]
        connection.execute(delete(schema.page).where(page_id == bindparam("of_id")), gone)


def read_keys(connection: Connection, site: int) -> dict[str, str]:
    """Return the key of each page of a site's row, by its address."""
    page, place, address = schema.page.c, schema.place.c, schema.address.c
    rows = connection.execute(
        select(address.url, place.key)
        .join_from(schema.page, schema.place, page.place == place.id)
        .join(schema.address, page.address == address.id)
        .where(page.site == site)
    )
    return dict(rows.all())


def store_frontier(connection: Connection, site: int, rows: Iterable[FrontierRow]) -> None:
    """Write addresses of a site's frontier; each replaces the one of its url."""
    table = schema.frontier
    new = {
        url: {
            "site": site,
            "url": url,
            "state": State(row.state).value,
            "depth": row.depth,
            "found_on": None if row.found_on is None else safe(row.found_on),
            "start": row.start,
            "pinned": row.pinned,
            "number": row.number,
            "turn": row.turn,
            **_reason(row.reason),
            "linked_from": to_json(row.linked_from),
            "drawn": row.drawn,
        }
        for row in rows
        for url in (safe(row.url),)
    }
    if new:
        old = delete(table).where(table.c.site == bindparam("of_site"), table.c.url == bindparam("of_url"))
        connection.execute(old, [{"of_site": site, "of_url": url} for url in new])
        connection.execute(insert(table), list(new.values()))


def read_frontier(connection: Connection, site: int) -> list[FrontierRow]:
    """Return a site's frontier in the order of finding."""
    table = schema.frontier
    query = select(*_but(table.c, "site")).where(table.c.site == site).order_by(table.c.number, table.c.url)
    return [_frontier_row(dict(row)) for row in connection.execute(query).mappings()]


def _frontier_row(row: dict[str, Any]) -> FrontierRow:
    reason = _read_reason(row.pop("reason"), row.pop("reason_code"))
    state, linked_from = State(row.pop("state")), tuple(json.loads(row.pop("linked_from")))
    return FrontierRow(state=state, reason=reason, linked_from=linked_from, **row)


def _reason(reason: Reason | None) -> dict[str, str]:
    return (
        {"reason": safe(reason.text), "reason_code": reason.code.value} if reason else {"reason": "", "reason_code": ""}
    )


def _read_reason(text: str, code: str) -> Reason | None:
    return Reason(ReasonCode(code or ReasonCode.OTHER), text) if text or code else None


def _carried(carried: Carried | None) -> dict[str, Any]:
    return {"audited_in": carried.run, "audited_at": to_time(carried.at)} if carried else {}


def _read_carried(run: int | None, when: str | None) -> Carried | None:
    return Carried(run, from_time(when)) if run is not None and when else None


def _deduplicated(connection: Connection, table: Any, words: dict[str, str]) -> int:
    digest = digest_of(*words.values())
    return store_deduplicated(connection, table, {digest: words})[digest]


def _but(columns: Any, *names: str) -> list[Any]:
    return [column for column in columns if column.name not in names]
