"""Secrets are taken out of texts, however they are written there."""

from __future__ import annotations

import html
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nyx_audit.cli.log import logging_to
from nyx_audit.crawl import traps
from nyx_audit.model.outcome import Outcome
from nyx_audit.net.addresses import without_secrets
from nyx_audit.redact import MARK, SHORT, cleared, cleared_record, forget_secrets, keep_secret

SECRET = 'p4ss & "wörd"/<1>'


@pytest.fixture(autouse=True)
def _only_here() -> Iterator[None]:
    forget_secrets()
    yield
    forget_secrets()


@pytest.mark.parametrize(
    "way",
    [
        str,
        lambda one: quote(one, safe=""),
        lambda one: quote(one, safe="").lower(),
        quote,
        quote_plus,
        html.escape,
        lambda one: json.dumps(one)[1:-1],
        lambda one: json.dumps(one, ensure_ascii=False)[1:-1],
        lambda one: "".join(f"\\{sign}" if not sign.isalnum() else sign for sign in one),
        lambda one: "".join(f"&#{ord(sign)};" if not sign.isalnum() else sign for sign in one),
    ],
    ids=["plain", "percent", "percent-small", "path", "form", "html", "json", "json-unicode", "selector", "references"],
)
def test_a_secret_is_cleared_in_every_encoding(way: object) -> None:
    keep_secret(SECRET)
    assert callable(way)
    assert cleared(f"before {way(SECRET)} behind") == f"before {MARK} behind"


def test_the_beginning_of_a_secret_is_cleared_where_a_text_was_cut_off() -> None:
    keep_secret("correct-horse-battery")
    assert cleared("it says correct-hor") == f"it says {MARK}"
    assert cleared("it says correct-hor… and more") == f"it says {MARK}… and more"
    assert cleared("it says correct-hor... and more") == f"it says {MARK}... and more"
    assert cleared("it is correct") == f"it is {MARK}"
    assert cleared("it is corr") == "it is corr"


def test_a_short_secret_is_cleared_only_where_it_stands_alone() -> None:
    keep_secret("ada")
    assert cleared("ada and Canada") == f"{MARK} and Canada"


def test_of_two_secrets_the_longer_one_goes_first() -> None:
    keep_secret("secret-one", "secret-one-and-two")
    assert cleared("secret-one-and-two") == MARK


def test_what_holds_no_secret_is_the_very_same() -> None:
    keep_secret("correct-horse")
    record = ("a text", 1, None, {"key": ["value"]})
    assert cleared_record(record) == record
    text = "a text without it"
    assert cleared(text) is text or cleared(text) == text


@dataclass(frozen=True)
class _Record:
    title: str
    rows: tuple[dict[str, list[str]], ...]
    outcome: Outcome
    count: int = 1


def test_records_are_cleared_to_their_last_text_and_keep_their_types() -> None:
    keep_secret("correct-horse")
    found = cleared_record(_Record("correct-horse", ({"correct-horse": ["a correct-horse"]},), Outcome.FAILED))
    assert found == _Record(MARK, ({MARK: [f"a {MARK}"]},), Outcome.FAILED)
    assert isinstance(found.outcome, Outcome)


def test_the_log_is_cleared_with_its_tracebacks(tmp_path: Path) -> None:
    keep_secret("correct-horse")
    with logging_to(tmp_path / "log"):
        try:
            raise ValueError("no correct-horse")
        except ValueError:
            logging.getLogger("nyx_audit.test").exception("with %s", "correct-horse")
    text = (tmp_path / "log").read_text()
    assert "Traceback" in text
    assert "correct-horse" not in text


def test_words_for_the_terminal_are_cleared() -> None:
    keep_secret("correct-horse")
    assert without_secrets("failed at correct-horse") == f"failed at {MARK}"


def test_an_address_that_held_a_secret_is_requested_by_nobody() -> None:
    keep_secret("correct-horse")
    address = cleared("https://a.example/news/?key=correct-horse")
    assert traps.reason(address)
    assert traps.deed(address)


@given(st.text(min_size=6, max_size=30), st.text(max_size=60), st.text(max_size=60))
def test_no_text_keeps_a_secret(secret: str, before: str, behind: str) -> None:
    forget_secrets()
    keep_secret(secret)
    # A shorter one is hidden only where it stands alone.
    assume(len(secret.strip()) >= SHORT)
    assert secret.strip() not in cleared(before + secret.strip() + behind)


@pytest.mark.parametrize(
    "words", ["Log out", "Sign out", "» Logout", "Log off", "Cerrar sesión", "Abmelden", "登出", "End session"]
)
def test_words_that_sign_out_are_known(words: str) -> None:
    assert traps.signs_out(words)


@pytest.mark.parametrize(
    "words", ["Log in", "How to log out of your account on a phone", "Signs of spring", "Outlook", "Sign up", ""]
)
def test_other_words_are_not_taken_for_a_sign_out(words: str) -> None:
    assert not traps.signs_out(words)
