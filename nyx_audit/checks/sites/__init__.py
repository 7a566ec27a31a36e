"""Judging functions of whole sites: what is said of a page depends on what it is for, or on other pages."""

from nyx_audit.checks.sites import (  # noqa: F401 - importing registers them
    accessibility,
    channels,
    consistent_help,
    contact_pages,
    document_languages,
    documents,
    forms,
    host,
    lab,
    languages,
    links,
    reading,
    search,
    tasks,
)
