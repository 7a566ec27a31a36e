"""Judging functions of whole sites: what is said of a page depends on what it is for, or on other pages."""

from nyx_audit.checks.sites import (  # noqa: F401 - importing registers them
    documents,
    fields,
    forms,
    home,
    host,
    journeys,
    lab,
    links,
    reading,
    required,
    search,
    shell,
    signin,
    starts,
)
