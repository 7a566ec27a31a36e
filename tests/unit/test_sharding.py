"""How sites and pages are dealt to shards: each machine deals alike."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nyx_audit.config.sites import SiteConfig, sites_for_addresses
from nyx_audit.engine.auditor import Job
from nyx_audit.errors import UsageError
from nyx_audit.model.shard import Part, Shard
from nyx_audit.run.sharding import deal_pages, deal_sites, read_part


def sites(*sizes: int) -> list[SiteConfig]:
    (one,) = sites_for_addresses(["https://a.example/"])
    return [replace(one, max_pages=size) for size in sizes]


def test_large_sites_are_dealt_first_each_to_the_shard_that_has_least() -> None:
    every = sites(10, 100, 10, 50, 40)
    assert deal_sites(every, Part(1, 2)) == [1, 2]
    assert deal_sites(every, Part(2, 2)) == [0, 3, 4]


def test_without_a_shard_all_are_audited() -> None:
    assert deal_sites(sites(1, 2, 3), None) == [0, 1, 2]


@given(st.lists(st.integers(1, 500), min_size=1, max_size=30), st.integers(1, 30))
def test_each_site_is_of_exactly_one_shard_and_none_is_empty(sizes: list[int], of: int) -> None:
    of = min(of, len(sizes))
    dealt = [deal_sites(sites(*sizes), Part(number, of)) for number in range(1, of + 1)]
    assert sorted(place for own in dealt for place in own) == list(range(len(sizes)))
    assert all(dealt)


def test_every_nth_page_is_of_a_shard() -> None:
    jobs = [Job(f"https://a.example/{number}", str(number)) for number in range(5)]
    assert [job.requested for job in deal_pages(jobs, Part(2, 2))] == ["1", "3"]
    with pytest.raises(UsageError, match="--shard 1/6: there are 5 pages to share, so N is at most 5"):
        deal_pages(jobs, Part(1, 6))


def test_a_part_is_read_with_space_around_it() -> None:
    assert read_part(" 2/3 ") == Part(2, 3)


@pytest.mark.parametrize("text", ["", "3", "1/2/3", "-1/2", "a/b", "1.5/2", "99999999999/2"])
def test_what_is_not_a_part_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"write K/N, such as 1/3"):
        read_part(text)


def test_settings_name_the_shard_and_a_whole_has_none() -> None:
    shard = Shard((1, 3), 4, "0a1b")
    assert Shard.of_settings(shard.settings) == shard
    assert shard.missing == (2, 4)
    assert Shard.of_settings("0a1b") is None
    assert Shard.of_settings("") is None
