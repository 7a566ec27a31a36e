"""What a shell offers to complete: ids of rules, sites and runs, criteria. Quick, and silent where nothing can be known.

Ids of rules are the names of their files, so that no catalogue is read; a history is only looked at.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from nyx_audit.config.sites import Config

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]
# What else stands in a history is of pages, and no shell has to take it.
PLAIN = re.compile(r"[\w.@+-]{1,100}")
RUNS = 50


def files(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Leave it to the shell to complete a file."""
    return [CompletionItem(incomplete, type="file")]


def rules(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the ids of rules, those of the folders that --rules names among them."""
    from nyx_audit.catalogue.folder import packaged_folder, rule_files
    from nyx_audit.errors import NyxError

    found: set[str] = set()
    for folder in (packaged_folder(), *(_given(ctx, "rule_folders", "folders") or ())):
        with suppress(NyxError, OSError):
            found.update(path.stem for path in rule_files(folder))
    return _matching(sorted(found), incomplete)


def criteria(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer success criteria, with their names."""
    from nyx_audit.model.wcag import CRITERIA

    return [CompletionItem(one, help=known.name) for one, known in CRITERIA.items() if one.startswith(incomplete)]


def areas(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the areas of New York Experience."""
    from nyx_audit.model.outcome import Area

    return _matching([area.value for area in Area], incomplete)


def tags(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the tags by which rules are chosen: levels, tiers, impacts, people, areas, criteria."""
    from nyx_audit.model.outcome import Area, Impact, Tier
    from nyx_audit.model.rule import Affects
    from nyx_audit.model.wcag import CRITERIA

    levels = {f"wcag{one.version}{one.level.lower()}" for one in CRITERIA.values()}
    words = [*sorted(levels), *(one.value for kind in (Tier, Impact, Area) for one in kind), *get_args(Affects)]
    return _matching(words, incomplete) + criteria(ctx, parameter, incomplete)


def sites(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the ids of the sites and agencies of the configuration, but for those that are named already."""
    config = _config(ctx)
    if not config:
        return []
    named = set(ctx.params.get(parameter.name or "") or ())
    ids = dict.fromkeys([*(one.site.id for one in config.sites), *(one.id for one in config.agencies)])
    return _matching([one for one in ids if one not in named], incomplete)


def agencies(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the ids of the agencies of the configuration."""
    config = _config(ctx)
    return _matching([one.id for one in config.agencies] if config else [], incomplete)


def known_sites(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the ids of the sites of the history."""
    return _matching(_of_history(ctx, "SELECT DISTINCT site FROM site ORDER BY site"), incomplete)


def runs(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the runs of the history, newest first, and "last"."""
    return _matching(["last", *_of_history(ctx, f"SELECT id FROM run ORDER BY id DESC LIMIT {RUNS}")], incomplete)


def _config(ctx: click.Context) -> Config | None:
    """The configuration, None where there is none, or it has mistakes."""
    from nyx_audit.config.sites import load_config
    from nyx_audit.errors import NyxError

    with suppress(NyxError, OSError):
        return load_config(Path(_given(ctx, "config") or "sites.yaml"))
    return None


def _of_history(ctx: click.Context, query: str) -> Iterator[str]:
    """The values of a query on a history in a file; a server is not waited for while somebody types."""
    where = str(_given(ctx, "history") or "nyx-history.sqlite").removeprefix("sqlite:///")
    path = Path(where)
    if "://" in where or not path.is_file():
        return
    # What nobody has open needs none of the files that WAL keeps beside a database.
    mode = "mode=ro" if path.with_name(f"{path.name}-wal").exists() else "immutable=1"
    uri = f"{path.resolve().as_uri()}?{mode}"
    with suppress(sqlite3.Error, OSError), closing(sqlite3.connect(uri, uri=True)) as rows:
        yield from (str(value) for (value,) in rows.execute(query) if PLAIN.fullmatch(str(value)))


def _given(ctx: click.Context, *names: str) -> Any:
    """The value of an option, of this command or of the group that it is of."""
    at: click.Context | None = ctx
    while at:
        for name in names:
            if at.params.get(name):
                return at.params[name]
        at = at.parent
    return None


def _matching(words: Iterable[str], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(word) for word in words if word.startswith(incomplete)]
