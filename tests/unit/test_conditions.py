"""What the outcomes of pages hang on beside the pages: where any of it is another, no page is carried over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from nyx_audit.config.sites import SiteConfig, sites_for_addresses
from nyx_audit.model.audit import Tool
from nyx_audit.run.conditions import conditions_of
from nyx_audit.run.options import Options
from nyx_audit.run.setup import Setup, set_up

Case = tuple[Setup, Tool, SiteConfig]


@pytest.fixture(scope="module")
def case() -> Case:
    tool = Tool("0.1.0", "nyx-1+0a0b0c0d", {"axe-core": "4.12.1", "chromium": "156.0"})
    return set_up(Options()), tool, sites_for_addresses(["https://a.example/"])[0]


def conditions(case: Case) -> bytes:
    setup, tool, site = case
    return conditions_of(setup, tool, [site])[site.site.id]


def with_options(case: Case, options: Options) -> Case:
    setup, tool, site = case
    rules = setup.catalogue.pick(options.only) if options.only else setup.rules
    return Setup(options, setup.catalogue, rules, setup.engine), tool, site


def test_the_same_conditions_are_equal(case: Case) -> None:
    _setup, tool, site = case
    assert conditions(case) == conditions((set_up(Options()), tool, site))


@pytest.mark.parametrize(
    "other",
    [
        lambda case: with_options(case, Options(only=("image-alt",))),
        lambda case: with_options(case, Options(probes=False)),
        lambda case: (case[0], replace(case[1], engines={**case[1].engines, "chromium": "157.0"}), case[2]),
        lambda case: (case[0], replace(case[1], engines={**case[1].engines, "axe-core": "4.13.0"}), case[2]),
        lambda case: (case[0], replace(case[1], ruleset="nyx-2+0a0b0c0d"), case[2]),
        lambda case: (case[0], replace(case[1], version="0.2.0"), case[2]),
        lambda case: (case[0], case[1], replace(case[2], scope=replace(case[2].scope, has_routes=True))),
        lambda case: (case[0], case[1], replace(case[2], starts=("https://a.example/b",))),
    ],
    ids=["rules", "probes", "browser", "engine", "ruleset", "version", "routes", "start"],
)
def test_other_conditions_are_told_apart(case: Case, other: Callable[[Case], Case]) -> None:
    assert conditions(other(case)) != conditions(case)


def test_another_build_of_the_engine_of_the_same_version_is_told_apart(case: Case, tmp_path: Path) -> None:
    build = tmp_path / "axe.js"
    build.write_text("// a build")
    assert conditions(with_options(case, Options(axe=build))) != conditions(case)


def test_how_far_a_site_is_crawled_is_not_among_them(case: Case) -> None:
    setup, tool, site = case
    assert conditions((setup, tool, replace(site, max_pages=5, timeout=10.0, rate=1.0))) == conditions(case)
