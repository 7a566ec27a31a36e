"""Judging functions by topic, registered by name. They see the model and evidence only; no browser, no files."""

from nyx_audit.checks import (  # noqa: F401 - importing registers them
    bypass,
    controls,
    engine,
    equal,
    hidden,
    hovered,
    interaction,
    itself,
    language,
    layout,
    leaving,
    media,
    moving,
    narrowed,
    orientation,
    overlap,
    places,
    plain_language,
    raw_source,
    scripted,
    sites,
    states,
)
from nyx_audit.checks.registry import CHECKS, Check
from nyx_audit.checks.sites.registry import SITE_CHECKS, SiteCheck

__all__ = ["CHECKS", "SITE_CHECKS", "Check", "SiteCheck"]
