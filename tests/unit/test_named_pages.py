"""What people name, by hand and in lists, and the pages that are meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from nyx_audit.cli.lists import read_list
from nyx_audit.errors import InputError
from nyx_audit.run.named import jobs_for

LISTING = "# our pages\nhttps://x.gov/a\n\nhttps://x.gov/ñ  # the second\n"
PAGES = ["https://x.gov/a", "https://x.gov/ñ"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_list_is_read_however_an_editor_saved_it(tmp_path: Path, encoding: str, end: str) -> None:
    listing = tmp_path / "pages.txt"
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    listing.write_bytes((mark + LISTING.replace("\n", end)).encode(encoding))
    assert read_list(f"{listing}") == PAGES


def test_a_list_in_an_encoding_that_nobody_stated_is_refused(tmp_path: Path) -> None:
    listing = tmp_path / "pages.txt"
    listing.write_bytes(LISTING.encode("cp1252"))
    with pytest.raises(InputError, match="not in UTF-8"):
        read_list(f"{listing}")


def requested(*named: str) -> list[str]:
    with jobs_for(named, 60) as jobs:
        return [job.requested for job in jobs]


def test_an_address_that_is_named_twice_is_audited_once_as_it_was_first_written() -> None:
    named = ["https://x.gov/a#part", "https://x.gov/b", "https://X.gov/a", "x.gov/b", "https://x.gov/a?utm_source=mail"]
    assert requested(*named) == ["https://x.gov/a#part", "https://x.gov/b"]


def test_addresses_that_may_show_two_pages_are_both_audited() -> None:
    named = ["https://x.gov/a", "http://x.gov/a", "https://x.gov/a/", "https://x.gov/a?b=1", "https://x.gov/a#/route"]
    assert requested(*named) == named


def test_a_file_that_is_named_twice_is_audited_once(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text("<p>A</p>")
    (tmp_path / "b.html").write_text("<p>B</p>")
    assert requested(f"{file}", f"{tmp_path}") == [f"{file}", f"{tmp_path / 'b.html'}"]
