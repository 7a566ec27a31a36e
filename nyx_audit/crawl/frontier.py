"""The addresses of one site: which wait, which are taken, which were visited or left out, and in what order.

The order is breadth-first and does not hang on which of several tabs is faster: pages of one depth are handed out
only when all of the depth before are done, sorted by the page that links there and the place of the link on it. Once
more pages are known than may be visited, what is visited is a sample (`sampling.py`), drawn in a few rounds, so that
what is found on the pages of one can be drawn in the next. So a crawl that its limit ends visits the same pages when
it is repeated.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

from nyx_audit.crawl import traps
from nyx_audit.crawl.gate import Gate, Permits, shown
from nyx_audit.crawl.items import Decision, FrontierRow, Item, Known, Limits, Queued, Skipped, State
from nyx_audit.crawl.left_out import LeftOut
from nyx_audit.crawl.linking import Linking
from nyx_audit.crawl.sampling import panel
from nyx_audit.crawl.scope import Scope
from nyx_audit.model.reason import Reason, ReasonCode

ROUNDS = 4
LATE = 1 << 62
# After what a person named (0), before what is visited by its depth.
DRAWN = 1

Rank = tuple[int, int, int]


@dataclass(slots=True)
class _Entry:
    item: Item
    rank: Rank
    state: State = State.WAITING
    turn: int = -1
    drawn: int = 0


class Frontier:
    """Decides on every address of one site. Every item of `next()` must be given back by `done()`."""

    def __init__(self, scope: Scope, robots: Permits, limits: Limits) -> None:
        self._gate, self._limits = Gate(scope, robots, limits), limits
        self._entries: dict[str, _Entry] = {}
        self._heap: list[tuple[Rank, str]] = []
        self._links = Linking()
        self._site, self._elsewhere = LeftOut(), LeftOut()
        self._states: Counter[State] = Counter()
        self._in_hand: Counter[int] = Counter()
        self._depths: Counter[int] = Counter()
        self._changed: dict[str, None] = {}
        self._numbers = self._turns = self._drawn = 0
        self._stage = 0

    def add(
        self,
        url: str,
        *,
        depth: int,
        found_on: str | None = None,
        start: bool = False,
        pinned: bool = False,
        is_listed: bool = False,
        is_page: bool = False,
    ) -> Decision:
        """Take notice of an address, and return what becomes of it. Never raises, whatever the address.

        Starts and pinned pages are always audited: only robots.txt and traps hold them off, no scope and no limit.
        What a sitemap lists has an end: it is no trap, and not one variant too many. `is_page` says that its host
        answers with a page, whatever its ending says.
        """
        try:
            key = self._gate.page_key(url)
        except ValueError as error:
            problem = Reason(ReasonCode.NOT_AN_ADDRESS, f"not a web address: {error}")
            return self._unreadable(url, problem, found_on)
        item = Item(url if start or pinned else self._gate.canonical(url), depth, found_on, start, pinned)
        if key in self._entries:
            self._link(key, found_on)
            self._promote(key, item)
            return Known()
        reason = self._gate.reason(item, key, is_listed=is_listed, is_page=is_page)
        if reason:
            self._leave_out(key, item.url, reason, found_on)
            return Skipped(reason)
        self._queue(key, item)
        self._link(key, found_on)
        return Queued()

    def next(self) -> Item | None:
        """Return the next address to visit, or None.

        None while an item is taken means: ask again when it is done. None with nothing taken is the end.
        """
        while self._heap:
            rank, key = self._heap[0]
            entry = self._entries[key]
            if entry.state is not State.WAITING or rank != entry.rank:
                heapq.heappop(self._heap)
                continue
            if any(stage < rank[0] for stage in self._in_hand) or (self._full() and not entry.item.named):
                return None
            if rank[0] > max(self._stage, DRAWN) and not self._in_hand and self._crowded():
                self._draw()
                continue
            self._stage = rank[0]
            heapq.heappop(self._heap)
            self._turns += 1
            entry.turn = self._turns
            self._in_hand[rank[0]] += 1
            self._move(key, entry, State.TAKEN)
            return entry.item
        return None

    def done(self, url: str) -> None:
        """Say that the visit of a taken item is over, however it ended. Raises KeyError for one that is not taken."""
        key = self._gate.page_key(url)
        entry = self._entries[key]
        if entry.state is not State.TAKEN:
            raise KeyError(url)
        stage = entry.rank[0]
        self._in_hand[stage] -= 1
        if not self._in_hand[stage]:
            del self._in_hand[stage]
        self._move(key, entry, State.VISITED)

    def mark_visited(self, final_url: str, *, requested: str) -> None:
        """Say where a redirect of the item `requested` led: what waits there is not visited, unless a person named it.

        Raises ValueError for no web address.
        """
        key, origin = self._gate.page_key(final_url), self._entries[self._gate.page_key(requested)]
        if key not in self._entries:
            self._queue(key, Item(self._gate.canonical(final_url), origin.item.depth, requested))
        entry = self._entries[key]
        if entry.state is State.WAITING and not entry.item.named:
            entry.turn = origin.turn
            self._move(key, entry, State.REACHED)

    def address_of(self, url: str) -> str:
        """Return the address that a page has on the site, by any of those that are known to be its own."""
        entry = self._entries.get(self._gate.key(url))
        return entry.item.url if entry else url

    def is_linked(self, url: str) -> bool:
        """Whether a link or a sitemap leads to an address, and not only a redirect."""
        key = self._gate.key(url)
        entry = self._entries.get(key)
        return entry is not None and (entry.item.found_on is None or bool(self._links.to(key)))

    def refusal(self, url: str) -> Reason | None:
        """Return why an address that a redirect leads to is not to be audited, or None. Never raises."""
        return self._gate.refusal(url)

    @property
    def found(self) -> int:
        """How many pages of the site are known: waiting, taken or visited."""
        return self.waiting + self.taken + self.visited

    def found_within(self, depth: int) -> int:
        """Return how many pages are known that few links away; of an item's own depth, the same whichever tab was faster."""
        return sum(count for at, count in self._depths.items() if at <= depth)

    @property
    def waiting(self) -> int:
        """How many pages wait for their visit."""
        return self._states[State.WAITING]

    @property
    def taken(self) -> int:
        """How many pages are being visited."""
        return self._states[State.TAKEN]

    @property
    def visited(self) -> int:
        """How many visits are over."""
        return self._states[State.VISITED]

    @property
    def skipped(self) -> dict[str, Reason]:
        """The first 5,000 addresses of the site that were left out, in their order, with the reason."""
        return dict(sorted(self._site.kept.values(), key=itemgetter(0)))

    @property
    def skipped_count(self) -> int:
        """How many addresses of the site were left out; after `restore`, at least so many."""
        return len(self._site.hashes)

    @property
    def elsewhere(self) -> dict[str, Reason]:
        """The first 5,000 addresses found that are of other hosts or folders, in their order, with the reason."""
        return dict(sorted(self._elsewhere.kept.values(), key=itemgetter(0)))

    def linked_from(self, url: str) -> tuple[str, ...]:
        """Return 10 of the pages that link to an address, also to one left out: those with the shortest addresses."""
        try:
            return self._links.to(self._gate.page_key(url))
        except ValueError:
            return self._links.to(shown(url))

    def left_over(self) -> dict[str, Reason]:
        """Return the addresses that still wait, in their order, with the reason why they are not visited."""
        waiting = [(entry.rank, entry.item.url) for entry in self._entries.values() if entry.state is State.WAITING]
        ended = Reason(ReasonCode.STOPPED, "the run ended before its turn")
        limit = Reason(ReasonCode.PAGE_LIMIT, f"beyond the limit of {self._limits.max_pages:,} pages")
        return dict.fromkeys((url for _, url in sorted(waiting)), limit if self._full() else ended)

    def snapshot(self) -> list[FrontierRow]:
        """Return all that `restore` needs."""
        return [self._row(key) for key in (*self._entries, *self._site.kept, *self._elsewhere.kept)]

    def changes(self) -> list[FrontierRow]:
        """Return the rows that are new or changed since the last call: each replaces the one of its url."""
        rows = [self._row(key) for key in self._changed]
        self._changed.clear()
        return rows

    def restore(self, rows: Iterable[FrontierRow], done: Iterable[str] = ()) -> None:
        """Go on from kept rows, in any order; `done` are addresses whose visit is known to be over by other means.

        What was taken and is not done waits again. Only for a frontier to which nothing was added yet.
        """
        over = {self._gate.page_key(url) for url in done}
        # Of an address that was left out, or found as a link, before a person's list named it, there are two rows.
        latest = {self._gate.key(row.url): row for row in sorted(rows, key=lambda row: row.number)}
        for key, row in latest.items():
            if row.state is State.SKIPPED and row.reason:
                self._leave_out(key, row.url, row.reason, None)
                self._links.restore(key, row.linked_from)
            else:
                self._restore_entry(key, row, over)
        for key, entry in self._entries.items():
            if entry.state is State.WAITING:
                entry.rank = self._rank_of(entry)
                heapq.heappush(self._heap, (entry.rank, key))
            elif not self._drawn:
                # A stage that was begun is gone on with.
                self._stage = max(self._stage, self._rank(entry.item, 0)[0])
        self._changed.clear()

    def _restore_entry(self, key: str, row: FrontierRow, over: set[str]) -> None:
        state = row.state
        if state in (State.WAITING, State.TAKEN):
            state = State.VISITED if key in over else State.WAITING
        item = Item(row.url, row.depth, row.found_on, row.start, row.pinned)
        turn = -1 if state is State.WAITING else row.turn
        self._entries[key] = _Entry(item, (0, 0, row.number), state, turn, row.drawn)
        self._drawn = max(self._drawn, row.drawn)
        self._states[state] += 1
        self._depths[item.depth] += 1
        self._links.restore(key, row.linked_from)
        self._gate.count(key)
        self._numbers, self._turns = max(self._numbers, row.number), max(self._turns, turn)

    def _unreadable(self, url: str, problem: Reason, found_on: str | None) -> Skipped:
        """A link that only looks like a web address is broken, and kept; `mailto:` and the like are not pages at all."""
        reason = traps.reason(url) or problem
        if url.strip().lower().startswith(("http:", "https:")):
            self._leave_out(shown(url), shown(url), reason, found_on)
        return Skipped(reason)

    def _leave_out(self, key: str, url: str, reason: Reason, found_on: str | None) -> None:
        part = self._elsewhere if self._gate.scope.outside(url) else self._site
        if part.add(key, url, reason):
            self._link(key, found_on)
            self._changed[key] = None

    def _queue(self, key: str, item: Item) -> None:
        self._site.discard(key)
        self._elsewhere.discard(key)
        self._numbers += 1
        entry = self._entries[key] = _Entry(item, self._rank(item, self._numbers))
        self._gate.count(key)
        self._states[State.WAITING] += 1
        self._depths[item.depth] += 1
        self._changed[key] = None
        heapq.heappush(self._heap, (entry.rank, key))

    def _promote(self, key: str, item: Item) -> None:
        """Give a waiting address the better of two places, so that the order is the same whichever came first."""
        entry = self._entries[key]
        rank = self._rank(item, self._numbers + 1)
        if entry.state is State.WAITING and rank < entry.rank:
            self._numbers += 1
            self._depths[entry.item.depth] -= 1
            self._depths[item.depth] += 1
            entry.item, entry.rank = item, rank
            self._changed[key] = None
            heapq.heappush(self._heap, (rank, key))

    def _rank_of(self, entry: _Entry) -> Rank:
        if entry.drawn and not entry.item.named:
            return DRAWN, entry.drawn, entry.rank[2]
        return self._rank(entry.item, entry.rank[2])

    def _rank(self, item: Item, number: int) -> Rank:
        if item.named:
            return 0, 0 if item.start else 1, number
        parent = self._entries.get(self._gate.key(item.found_on)) if item.found_on else None
        return item.depth + 1 + DRAWN, parent.turn if parent and parent.turn >= 0 else LATE, number

    def _crowded(self) -> bool:
        """Whether more pages wait than may still be visited."""
        return self.waiting > self._limits.max_pages - self.taken - self.visited

    def _draw(self) -> None:
        """Draw the next round of the sample from the pages that wait."""
        waiting = {entry.item.url: key for key, entry in self._entries.items() if entry.state is State.WAITING}
        visited = [entry.item.url for entry in self._entries.values() if entry.state is not State.WAITING]
        size = min(-(-self._limits.max_pages // ROUNDS), self._limits.max_pages - self.taken - self.visited)
        for url in panel(waiting, size, visited):
            key = waiting[url]
            entry = self._entries[key]
            self._drawn += 1
            entry.drawn = self._drawn
            entry.rank = self._rank_of(entry)
            self._changed[key] = None
            heapq.heappush(self._heap, (entry.rank, key))
        self._stage = DRAWN

    def _full(self) -> bool:
        return self.taken + self.visited >= self._limits.max_pages

    def _move(self, key: str, entry: _Entry, state: State) -> None:
        self._states[entry.state] -= 1
        self._states[state] += 1
        entry.state = state
        self._changed[key] = None

    def _link(self, key: str, found_on: str | None) -> None:
        if found_on and self._links.add(key, found_on):
            self._changed[key] = None

    def _row(self, key: str) -> FrontierRow:
        links = self._links.to(key)
        entry = self._entries.get(key)
        if entry is None:
            url, reason = self._site.kept.get(key) or self._elsewhere.kept[key]
            return FrontierRow(url, State.SKIPPED, reason=reason, linked_from=links)
        item = entry.item
        return FrontierRow(
            item.url,
            entry.state,
            item.depth,
            item.found_on,
            item.start,
            item.pinned,
            entry.rank[2],
            entry.turn,
            None,
            links,
            entry.drawn,
        )
