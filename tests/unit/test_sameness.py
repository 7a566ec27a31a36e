"""What tells two answers of one address apart."""

from __future__ import annotations

import pytest

from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.model.visit import Part
from nyx_audit.net.fetched import Fetched
from nyx_audit.net.headers import Headers
from nyx_audit.net.sameness import (
    digest_of_bytes,
    digest_of_text,
    has_same_content,
    has_same_validator,
    is_confirmed,
    part_of,
    part_of_answer,
)

URL = ("https://a.example/",)
HTML = ("content-type", "text/html; charset=utf-8")
DATE, BEFORE = ("date", "Fri, 27 Nov 2026 02:00:00 GMT"), ("last-modified", "Thu, 26 Nov 2026 02:00:00 GMT")
BODY = "<title>Añadir</title>".encode()


def answer(*fields: tuple[str, str], status: int = 200, body: bytes = BODY, hops: tuple[str, ...] = URL) -> Fetched:
    return Fetched(hops, status, headers=Headers((HTML, *fields)), body=body)


def part(*fields: tuple[str, str], digest: str = "") -> Part:
    return part_of(URL, 200, Headers((HTML, *fields)), digest)


def test_not_modified_confirms_a_part() -> None:
    assert is_confirmed(part(("etag", '"1"')), Fetched(URL, 304, headers=Headers((("etag", '"1"'),))))


def test_not_modified_with_another_policy_does_not() -> None:
    now = Headers((("content-security-policy", "default-src 'none'"),))
    assert not is_confirmed(part(("etag", '"1"')), Fetched(URL, 304, headers=now))


def test_not_modified_behind_a_redirect_does_not() -> None:
    assert not is_confirmed(part(("etag", '"1"')), Fetched((*URL, "https://a.example/b"), 304))


def test_the_same_date_is_the_same_validator() -> None:
    assert has_same_validator(part(DATE, BEFORE), answer(DATE, BEFORE))


@pytest.mark.parametrize(
    "modified", ["Wed, 25 Nov 2026 02:00:00 GMT", "Fri, 27 Nov 2026 01:00:00 GMT", "yesterday", ""]
)
def test_an_older_or_a_newer_date_is_not(modified: str) -> None:
    assert not has_same_validator(part(DATE, BEFORE), answer(DATE, ("last-modified", modified)))


def test_another_length_is_not_the_same_although_the_date_is() -> None:
    known = part(DATE, BEFORE, ("content-length", "10"))
    assert not has_same_validator(known, answer(DATE, BEFORE, ("content-length", "11")))


def test_a_length_that_is_compressed_on_one_side_is_not_compared() -> None:
    known = part(DATE, BEFORE, ("content-length", "10"), ("content-encoding", "gzip"))
    assert has_same_validator(known, answer(DATE, BEFORE, ("content-length", "11")))


def test_a_date_within_the_second_of_the_answer_is_not_trusted() -> None:
    assert part(DATE, ("last-modified", DATE[1])).modified == ""


def test_what_must_not_be_stored_has_no_validators() -> None:
    known = part(("etag", '"1"'), DATE, BEFORE, ("cache-control", "private, no-store"), digest=digest_of_bytes(BODY))
    assert (known.etag, known.modified, known.can_be_compared) == ("", "", True)


@pytest.mark.parametrize("etag", ['"\n"', '"ñ"', '"' + "x" * 400 + '"'])
def test_a_validator_that_cannot_be_sent_is_none(etag: str) -> None:
    assert part(("etag", etag)).etag == ""


def test_text_from_the_browser_is_the_same_as_the_bytes_of_an_answer() -> None:
    assert has_same_content(part(digest=digest_of_text("<title>Añadir</title>")), answer())


def test_text_without_a_stated_encoding_is_read_as_browsers_do() -> None:
    headers = Headers((("content-type", "text/css"),))
    known = part_of(URL, 200, headers, digest_of_text("/* é */"))
    assert has_same_content(known, Fetched(URL, 200, headers=headers, body="/* é */".encode("cp1252")))


def test_other_content_is_another_part() -> None:
    assert not has_same_content(part(digest=digest_of_bytes(BODY)), answer(body=BODY + b" "))


@pytest.mark.parametrize(
    "now",
    [
        answer(status=500),
        answer(("content-language", "es")),
        answer(hops=("https://a.example/", "https://a.example/b")),
        Fetched(URL, 200, headers=Headers((HTML,)), body=BODY, is_cut=True),
        Fetched(URL, reason=Reason(ReasonCode.TIMEOUT, "did not answer in time")),
    ],
    ids=["an error", "another header", "a redirect", "cut off", "no answer"],
)
def test_the_same_content_in_another_answer_is_not_the_same(now: Fetched) -> None:
    assert not has_same_content(part(digest=digest_of_bytes(BODY)), now)


def test_an_error_is_the_same_as_before_whatever_its_words() -> None:
    missing = part_of(URL, 404, Headers((HTML,)), "")
    assert missing.can_be_compared
    assert has_same_content(missing, answer(status=404, body=b"another word"))


def test_a_part_without_validators_and_content_cannot_be_compared() -> None:
    assert not part().can_be_compared


@pytest.mark.parametrize(("code", "stays"), [(ReasonCode.ROBOTS, True), (ReasonCode.TIMEOUT, False)])
def test_only_a_reason_that_stays_is_kept(code: ReasonCode, stays: bool) -> None:
    assert (part_of_answer(Fetched(URL, reason=Reason(code, "for a reason"))) is not None) == stays
