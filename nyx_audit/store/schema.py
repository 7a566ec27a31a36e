"""The tables. What repeats from page to page and from night to night is stored once, by a digest of its content.

    snapshot ─< run ─< site ─< page >─ address, place, sheet ─< occurrence >─ finding
                  │       └──< frontier, visit >─ memory, sheet
                  └──< rescore

A `sheet` is all that was found on a page: a page that is the same as last night costs one row of `page`. `place` is
what a page says of itself and where it is linked from, `address` the string that was requested. The `visit` of a page
is kept for the next run, which may carry it over.

A migration in `migrations/versions/` must bring a database to exactly these tables; a test compares the two.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

HEAD = "0006"
VERSION_TABLE = "nyx_version"

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _digest() -> Column[bytes]:
    return Column("digest", LargeBinary(16), nullable=False, unique=True)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _later(name: str, before: str) -> Column[str]:
    """A text that came with a later revision, and what rows of before have."""
    # Written out: a comparison of tables takes an empty default for none.
    return Column(name, Text, nullable=False, server_default=text(f"'{before}'"))


snapshot = Table("snapshot", METADATA, _id(), _digest(), _text("ruleset"), _text("rules"), _text("figures"))

# Times are ISO 8601 in UTC, all of one length, so that they sort as text in both databases.
run = Table(
    "run",
    METADATA,
    _id(),
    Column("snapshot", ForeignKey("snapshot.id"), nullable=False),
    _text("digest"),
    _text("ruleset"),
    Column("started_at", String(32), nullable=False),
    Column("touched_at", String(32), nullable=False),
    Column("finished_at", String(32)),
    Column("complete", Boolean, nullable=False),
    _text("incomplete"),
    _text("tool"),
    _text("confirmed"),
    # The number of a run that was pruned is never given to another.
    sqlite_autoincrement=True,
)

site = Table(
    "site",
    METADATA,
    _id(),
    Column("run", ForeignKey("run.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    _text("site"),
    _text("name"),
    _text("agency"),
    _text("url"),
    _text("owner"),
    Column("score", Float),
    Column("before_cap", Float),
    _text("score_reason"),
    _text("areas"),
    Column("audited", Integer),
    Column("found", Integer),
    _later("journeys", "[]"),
    _later("law", "{}"),
    Column("low", Float),
    Column("high", Float),
    UniqueConstraint("run", "site"),
)

# What a run's outcomes score under another ruleset than that of the run.
rescore = Table(
    "rescore",
    METADATA,
    _id(),
    Column("site", ForeignKey("site.id", ondelete="CASCADE"), nullable=False),
    Column("snapshot", ForeignKey("snapshot.id"), nullable=False),
    _text("ruleset"),
    Column("made_at", String(32), nullable=False),
    Column("score", Float),
    Column("before_cap", Float),
    _text("score_reason"),
    _text("areas"),
    _text("law"),
    Column("low", Float),
    Column("high", Float),
    UniqueConstraint("site", "ruleset"),
)

address = Table("address", METADATA, _id(), _digest(), _text("url"))

place = Table(
    "place",
    METADATA,
    _id(),
    _digest(),
    _text("key"),
    _text("final_url"),
    _text("title"),
    _text("linked_from"),
    _text("redirects"),
    _text("notes"),
    _later("role", "content"),
    _later("role_reason", ""),
    _later("journeys", "[]"),
    _later("template", ""),
)

sheet = Table("sheet", METADATA, _id(), _digest(), _text("outcomes"))

finding = Table(
    "finding",
    METADATA,
    _id(),
    _digest(),
    _text("rule"),
    _text("fingerprint"),
    _text("group"),
    _text("selector"),
    _text("html"),
    _text("message"),
    _text("name"),
    _text("landmark"),
    _later("owner", "agency"),
)

# `row` is the place of the rule's outcome in the sheet. No foreign key to the finding: each finding that is pruned
# would be looked for in all occurrences, or an index would double the table. `prune` alone deletes findings.
occurrence = Table(
    "occurrence",
    METADATA,
    Column("sheet", ForeignKey("sheet.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("row", Integer, nullable=False),
    Column("finding", Integer, nullable=False),
    Column("outcome", String(12), nullable=False),
    Column("views", String(24), nullable=False),
    sqlite_with_rowid=False,
)

# `audited_in` is the run that audited the page, where this one carried it over. `number` is the place in the finished audit; `provisional` are pages that were written when a run was stopped, and
# that a resumed run has yet to visit. Again no foreign keys to what only `prune` deletes.
page = Table(
    "page",
    METADATA,
    _id(),
    Column("site", ForeignKey("site.id", ondelete="CASCADE"), nullable=False),
    Column("address", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Column("sheet", Integer, nullable=False),
    Column("status", String(12), nullable=False),
    _text("reason"),
    Column("http_status", Integer),
    Column("start", Boolean, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("number", Integer),
    Column("provisional", Boolean, nullable=False),
    _later("reason_code", ""),
    Column("audited_in", Integer),
    Column("audited_at", String(32)),
    UniqueConstraint("site", "address"),
)

frontier = Table(
    "frontier",
    METADATA,
    Column("site", ForeignKey("site.id", ondelete="CASCADE"), primary_key=True),
    Column("url", Text, primary_key=True),
    Column("state", String(12), nullable=False),
    Column("depth", Integer, nullable=False),
    Column("found_on", Text),
    Column("start", Boolean, nullable=False),
    Column("pinned", Boolean, nullable=False),
    Column("number", Integer, nullable=False),
    Column("turn", Integer, nullable=False),
    _text("reason"),
    _text("linked_from"),
    Column("drawn", Integer, nullable=False, server_default=text("0")),
    _later("reason_code", ""),
    sqlite_with_rowid=False,
)

# What a visit brought beside its outcomes: the page as it was, its links, its facts, and what it was made of.
memory = Table("memory", METADATA, _id(), _digest(), Column("data", LargeBinary, nullable=False))

# What a site is judged by when its crawl is over, and what the next run carries over. `sheet` is without the outcomes
# of the rules of sites; `rest` is how many further runs may carry the page over.
visit = Table(
    "visit",
    METADATA,
    Column("site", ForeignKey("site.id", ondelete="CASCADE"), primary_key=True),
    Column("url", Text, primary_key=True),
    Column("memory", ForeignKey("memory.id"), nullable=False),
    Column("sheet", Integer, nullable=False),
    Column("conditions", LargeBinary(16), nullable=False),
    Column("rest", Integer, nullable=False),
    Column("audited_in", Integer, nullable=False),
    Column("audited_at", String(32), nullable=False),
    sqlite_with_rowid=False,
)

Index(None, site.c.site)
Index(None, visit.c.memory)
