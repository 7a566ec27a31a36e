"""Why a page was not audited, as a code beside the text. What was stored before gets its code from the words of its time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

# The first that fits decides; the words are those that the program wrote before there were codes.
WORDS = (
    ("a dead link%", "dead-link"),
    ("beyond the limit of%", "page-limit"),
    ("the run ended before its turn", "stopped"),
    ("not audited: the run was stopped", "stopped"),
    ("%which is audited already", "duplicate"),
    ("redirects to %", "redirects-away"),
    ("goes on by itself to %", "moves-on"),
    ("more than % links away from the start", "depth-limit"),
    ("more than % addresses that differ only in the query", "variant-limit"),
    ("another host (%", "out-of-scope"),
    ("outside %", "out-of-scope"),
    ("matches none of the patterns%", "out-of-scope"),
    ("excluded by the pattern%", "out-of-scope"),
    ("robots.txt %", "robots"),
    ("an address that repeats%", "trap"),
    ("an address of more than%", "trap"),
    ("a calendar without end%", "trap"),
    ("an address that %", "action"),
    ("no web address%", "not-an-address"),
    ("%: is no web page", "not-an-address"),
    ("%, not a page", "not-a-page"),
    ("answered % with a challenge%", "challenge"),
    ("is a challenge for robots%", "challenge"),
    ("answered 401%", "login"),
    ("answered 403%", "forbidden"),
    ("answered 404%", "not-found"),
    ("answered 410%", "not-found"),
    ("answered 429%", "busy"),
    ("answered 503%", "busy"),
    ("answered %there is no content", "no-content"),
    ("answered %", "http-error"),
    ("says that it does not exist%", "not-found"),
    ("is an error page%", "error-page"),
    ("the host name is unknown%", "host-unknown"),
    ("the host %", "unreachable"),
    ("it redirects in a circle%", "redirect-loop"),
    ("its certificate%", "certificate"),
    ("no secure connection%", "certificate"),
    ("took longer than%", "timeout"),
    ("no answer within%", "timeout"),
    ("crashed the browser%", "crashed"),
    ("a fault of the auditor%", "fault"),
    ("_%", "other"),
)


def upgrade() -> None:
    for name in ("page", "frontier"):
        op.add_column(name, sa.Column("reason_code", sa.Text, nullable=False, server_default=""))
        table = sa.table(name, sa.column("reason"), sa.column("reason_code"))
        cases = [(table.c.reason.like(words), code) for words, code in WORDS]
        op.execute(sa.update(table).where(table.c.reason != "").values(reason_code=sa.case(*cases, else_="")))
