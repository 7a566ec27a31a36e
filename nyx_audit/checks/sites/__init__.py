"""Judging functions of whole sites: what is said of a page depends on what it is for, or on other pages."""

from nyx_audit.checks.sites import accessibility, channels, document_languages, forms, host, languages, links, search  # noqa: F401 - importing registers them
