"""Runs axe-core over all frames of a page, and brings home what a judgement needs and no more.

axe-playwright-python gives the engine's source; its own `run` tests the main frame only, cuts results and has no
time limit. A run is axe's `runPartial` in every frame and `finishRun` in the top one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import distribution
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from nyx_audit.browser.costs import Costs
from nyx_audit.browser.world import ScriptError, Worlds, world_source
from nyx_audit.errors import InputError
from nyx_audit.model.evidence.axe import AxeEvidence, AxeNode, AxeRule
from nyx_audit.model.evidence.kind import Missing
from nyx_audit.model.outcome import Owner, Target, View

# More targets of one rule on one page are counted, not described.
DESCRIBED = 200
PRELOAD_MS = 2000
# Where a sandbox forbids scripts, ours run, but no timer of theirs ever ends.
STANDS_STILL = "() => matchMedia('(scripting: none)').matches"
VERSION = re.compile(r"axe v(\d+\.\d+\.\d+[\w.-]*)")


@dataclass(frozen=True, slots=True)
class Engine:
    """An axe-core build with our own rules: all that runs in a page's isolated worlds, and axe's version."""

    source: str
    version: str


def load_engine(in_page: Mapping[str, str], path: Path | None = None) -> Engine:
    """Return the packaged axe-core, or the build at `path`, with these in-page rules, by id.

    Raises InputError where `path` is not a build of axe-core.
    """
    if path is None:
        packaged = _packaged()
        return Engine(world_source(packaged, in_page), _version(packaged) or "unknown")
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"cannot be read as axe-core's script ({error})") from error
    version = _version(source)
    if version is None:
        raise InputError(path, "is not an axe-core build; allowed is axe.js or axe.min.js of the npm package axe-core")
    return Engine(world_source(source, in_page), version)


def _packaged() -> str:
    """Return the script of the package; the package itself would read it in the encoding of the console."""
    path = distribution("axe-playwright-python").locate_file("axe_playwright_python/axe.min.js")
    return Path(str(path)).read_text(encoding="utf-8")


def _version(source: str) -> str | None:
    found = VERSION.search(source[:500])
    return found.group(1) if found else None


@dataclass(slots=True)
class _Run:
    """One run: where each frame's elements can be looked up again."""

    worlds: Worlds
    options: dict[str, Any]
    frames: dict[str, dict[str, Any]]
    costs: Costs
    contexts: dict[str, int] = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=dict)
    foreign: set[str] = field(default_factory=set)
    partials: list[str | None] = field(default_factory=list)
    passed: dict[str, list[str]] = field(default_factory=dict)
    unentered: list[str] = field(default_factory=list)


async def describe_engine(worlds: Worlds, context: int, key: str) -> dict[str, Any]:
    """Return what the running build says of each of its rules under a key (ruleId, tags, actIds), by rule id."""
    found: dict[str, Any] = await worlds.call_json(context, "(key) => nyx.engine.rules(key)", key)
    return found


async def run_axe(worlds: Worlds, rules: Sequence[str], view: View, costs: Costs) -> AxeEvidence:
    """Run axe's `rules` in every frame of the tab's page as it stands, which is in this view.

    Raises ScriptError where axe itself fails in the top frame.
    """
    if not rules:
        # The engine takes an empty list for a mistake.
        return AxeEvidence({})
    frames = await worlds.frames()
    top = await worlds.of(next(iter(frames)))
    options = _options(rules)
    run = _Run(worlds, options, frames, costs, contexts={"": top}, prefixes={"": ""})
    await costs.begin(worlds, top)
    results = await worlds.call_json(top, "(options) => nyx.engine.runTop(options)", options)
    if isinstance(results, dict):
        for frame in results["frames"]:
            await _enter(run, "", frame)
        finish = "(options, others) => nyx.engine.finish(options, others)"
        results = await worlds.call_json(top, finish, options, run.partials)
    await costs.collect(worlds, run.contexts.values(), view)
    targets = await _describe(run, results)
    rules_found = {rule["id"]: _trim(rule, targets, run.passed.get(rule["id"], ())) for rule in results}
    return AxeEvidence(rules_found, tuple(run.unentered))


async def run_axe_within(worlds: Worlds, top: int, rules: Sequence[str], numbers: Sequence[int]) -> AxeEvidence:
    """Run those of axe's `rules` that judge single elements on parts of the top frame, given by number.

    Raises ScriptError where axe itself fails.
    """
    run = _Run(worlds, _options(rules), {}, Costs(False), contexts={"": top}, prefixes={"": ""})
    call = "(options, numbers) => nyx.engine.runWithin(options, numbers)"
    results = await worlds.call_json(top, call, run.options, list(numbers))
    targets = await _describe(run, results)
    return AxeEvidence({rule["id"]: _trim(rule, targets, ()) for rule in results})


def _options(rules: Sequence[str]) -> dict[str, Any]:
    return {
        "runOnly": {"type": "rule", "values": list(rules)},
        "xpath": False,
        "preload": {"assets": ["cssom", "media"], "timeout": PRELOAD_MS},
    }


def notes_of(views: Iterable[AxeEvidence | Missing]) -> list[str]:
    """Return a sentence for each frame that could not be entered in one of the views."""
    frames = [frame for seen in views if isinstance(seen, AxeEvidence) for frame in seen.unentered_frames]
    return [
        f"the frame {frame[:200]} could not be entered: nothing in it was judged" for frame in dict.fromkeys(frames)
    ]


async def _enter(run: _Run, parent: str, frame: dict[str, Any]) -> None:
    """Run in one frame and those below it, in the order in which `finishRun` wants the parts."""
    path = f"{parent}>{frame['id']}" if parent else str(frame["id"])
    known = (await run.worlds.call_json(run.contexts[parent], "(list) => nyx.targets.describe(list)", [frame["id"]]))[0]
    run.prefixes[path] = run.prefixes[parent] + known["selector"] + " >>> "
    try:
        inside = await run.worlds.frame_of(run.contexts[parent], frame["id"])
        if inside is None or inside not in run.frames or run.frames[inside].get("unreachableUrl"):
            raise ScriptError("the frame's document cannot be reached")
        run.contexts[path] = await run.worlds.of(inside)
        if parent in run.foreign or _host(run.frames[inside]) not in ("", _host(next(iter(run.frames.values())))):
            run.foreign.add(path)
        if await run.worlds.call(run.contexts[path], STANDS_STILL):
            raise ScriptError("the frame's sandbox lets no script wait")
        await run.costs.begin(run.worlds, run.contexts[path])
        below = "(context, options) => nyx.engine.runBelow(context, options)"
        part = await run.worlds.call_json(run.contexts[path], below, frame["context"], run.options)
    except ScriptError:
        run.partials.append(None)
        run.unentered.append(run.prefixes[path].removesuffix(" >>> "))
        return
    run.partials.append(part["partial"])
    for rule, numbers in part["passed"].items():
        run.passed.setdefault(rule, []).extend(f"{path}>{number}" for number in numbers)
    for below in part["frames"]:
        await _enter(run, path, below)


async def _describe(run: _Run, results: list[dict[str, Any]]) -> dict[str, Target]:
    """Look up the targets of the findings, a call a frame."""
    wanted: dict[str, list[int]] = {}
    for rule in results:
        for node in [*rule["failed"][:DESCRIBED], *rule["cant_tell"][:DESCRIBED]]:
            path, _, number = node["key"].rpartition(">")
            wanted.setdefault(path, []).append(int(number))
    targets = {}
    for path, numbers in wanted.items():
        if path in run.contexts:
            known = await describe(run.worlds, run.contexts[path], numbers, path, run.prefixes[path])
            if path in run.foreign:
                known = {key: replace(one, owner=Owner.THIRD_PARTY) for key, one in known.items()}
            targets.update(known)
    return targets


def _host(frame: Mapping[str, Any]) -> str:
    return urlsplit(str(frame.get("url", ""))).netloc


async def describe(
    worlds: Worlds, context: int, numbers: Iterable[int], path: str = "", prefix: str = ""
) -> dict[str, Target]:
    """Return the targets of one world by key; `path` and `prefix` lead to its frame."""
    unique = list(dict.fromkeys(numbers))
    if not unique:
        return {}
    known = await worlds.call_json(context, "(list) => nyx.targets.describe(list)", unique)
    targets = {}
    for one in known:
        key = f"{path}>{one['id']}" if path else str(one["id"])
        selector = prefix + one["selector"] if one["selector"] else ""
        targets[key] = Target(
            key,
            selector,
            one["html"],
            one["shape"],
            one["name"],
            one["landmark"],
            Owner(one["owner"] or "agency"),
            one["source"],
        )
    return targets


def _trim(rule: dict[str, Any], targets: dict[str, Target], in_frames: Iterable[str]) -> AxeRule:
    def nodes(found: list[dict[str, Any]]) -> tuple[AxeNode, ...]:
        unknown = ((node, targets.get(node["key"], Target(node["key"], ""))) for node in found)
        return tuple(AxeNode(target, node["message"], node.get("data")) for node, target in unknown)

    passed = frozenset([*map(str, rule["passed"]), *in_frames])
    return AxeRule(passed, nodes(rule["failed"]), nodes(rule["cant_tell"]), rule.get("error", ""))
