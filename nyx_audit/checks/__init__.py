"""Judging functions by topic, registered by name. They see the model and evidence only; no browser, no files."""

from nyx_audit.checks import engine, equal, language, layout, media  # noqa: F401 - importing registers them
from nyx_audit.checks.registry import CHECKS, Check

__all__ = ["CHECKS", "Check"]
