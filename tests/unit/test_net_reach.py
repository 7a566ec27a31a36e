"""Which addresses are of the public net, however they are written; what headers and marks say of a body."""

from __future__ import annotations

import pytest

from nyx_audit.net.addresses import is_loopback
from nyx_audit.net.headers import Headers, encoding_of, media_type, text_of
from nyx_audit.net.reach import is_inside, is_public


@pytest.mark.parametrize(
    "address",
    ["10.0.0.1", "127.0.0.1", "169.254.169.254", "::1", "fd00::1", "fe80::1", "224.0.0.1",
     "::ffff:10.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "2002:0a00:0001::1"],
)  # fmt: skip
def test_a_private_address_is_private_in_each_of_its_forms(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"])
def test_a_public_address_is_public_in_each_of_its_forms(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "0x7f.1", "2130706433", "[::1]", "10.0.0.1", "localhost.", "printer", "nas.local", "a.internal."]
)  # fmt: skip
def test_an_address_of_this_network_is_known_by_how_it_is_written(host: str) -> None:
    assert is_inside(f"http://{host}/")


def test_localhost_with_a_dot_at_its_end_is_loopback() -> None:
    assert is_loopback("http://localhost./")


def test_of_two_content_types_the_last_valid_one_counts() -> None:
    headers = Headers((("Content-Type", "text/plain"), ("Content-Type", "text/html; charset=utf-8")))
    assert (media_type(headers).essence, media_type(headers).charset) == ("text/html", "utf-8")


def test_a_byte_order_mark_outweighs_the_header_and_is_not_text() -> None:
    headers = Headers((("Content-Type", "text/plain; charset=iso-8859-1"),))
    body = "\ufeffé".encode()
    assert (encoding_of(body, headers), text_of(body, headers)) == ("utf-8", "é")
