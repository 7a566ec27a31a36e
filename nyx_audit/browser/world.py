"""Our JavaScript, in an isolated world of each frame: page scripts can neither see it nor change what it calls."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from playwright.async_api import CDPSession

from nyx_audit.browser.headings import with_known_headings
from nyx_audit.browser.memoised import memoised
from nyx_audit.browser.onscreen import with_our_screen
from nyx_audit.browser.unshadowed import unshadowed
from nyx_audit.cache import cached
from nyx_audit.errors import VisitError
from nyx_audit.model.reason import Reason, ReasonCode

NAME = "nyx-audit"
# The library, each file behind those that it uses.
LIBRARY = (
    "text", "waits", "secrets", "dom", "visibility", "onscreen", "boxes", "addresses", "elements", "selectors", "landmarks", "exposed", "names", "sources", "targets",
    "rules", "lean", "measured", "engine", "costs", "changes", "late", "settle", "source", "motion", "lab",
    "phone", "twodimensional", "textlines", "sheets", "stated", "reflow", "breakpoints", "settings", "clipping", "overlap", "narrowed", "printed", "schemes", "orientation", "order",
    "focus", "obscured", "traps", "deeds", "effects", "noticed", "silent", "places",
    "labels", "links", "onward", "widgets", "reach", "overlays", "caused", "openers", "hovers", "concealed", "pictured", "fields", "blocks", "head", "build", "signs", "menus", "facts",
    "pixels", "colour", "edges", "marks", "tour", "paint", "tints", "layers", "ground", "drawn", "inactive", "written", "drawings", "contrast", "ink", "graphics",
    "phrases", "contents", "pictures", "namesakes", "messages", "passages", "linktexts",
    "prohibited", "seentext", "spoken", "prose", "refresh", "linkruns", "skips", "repeated", "layouts", "tables", "handlers", "scripted", "texts",
    "animations", "choices", "aboutfield", "wronganswers", "leaving", "hovered", "moving", "blinks", "turning", "fleeting",
    "instate", "states", "owed", "stops", "amended", "spared", "softened", "drafts", "hosts", "looks", "tongues", "foreign", "headlines",
)  # fmt: skip

# In the page's own world: what closes it, what watches it, and what marks the components that need a look.
IN_PAGES = ("closed.js", "sense.js", "itself.js", "internals.js")

# What `slice` left of a sign outside the basic plane; a whole one is not escaped in JSON.
HALF_SIGN = re.compile(r"(?<!\\)((?:\\\\)*)\\u[dD][89a-fA-F][0-9a-fA-F]{2}")


class ScriptError(VisitError):
    """Our own JavaScript failed in the page; its text says where."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.reason = Reason(ReasonCode.SCRIPT_FAILED, text)


@cache
def script(name: str) -> str:
    """Return one of the files in `js/`."""
    return (files("nyx_audit.browser") / "js" / name).read_text(encoding="utf-8")


def world_source(axe: str, in_page: Mapping[str, str]) -> str:
    """Return all that runs in the isolated worlds: axe-core, the library, and the in-page rules by their id in axe."""
    library = [f"(() => {{ 'use strict'; {script(f'library/{name}.js')}\n}})();" for name in LIBRARY]
    rules = [
        f"((define) => {{ 'use strict'; {source}\n}})((rule) => nyx.rules.define({json.dumps(id)}, rule));"
        for id, source in in_page.items()
    ]
    plain = "\n".join([memoised(with_our_screen(with_known_headings(axe))), ";globalThis.nyx = {};", *library, *rules])
    # It is the same from run to run, and takes a fifth of a second.
    return cached("scripts", (_python("unshadowed"), plain), lambda: unshadowed(plain))


def _python(module: str) -> str:
    return (files("nyx_audit.browser") / f"{module}.py").read_text(encoding="utf-8")


class Worlds:
    """The isolated worlds of one tab's frames. A navigation makes new ones: call `forget` with it."""

    def __init__(self, cdp: CDPSession, source: str) -> None:
        self._cdp = cdp
        self._source = source
        self._contexts: dict[str, int] = {}

    async def start(self) -> None:
        """Have the scripts run in every document from now on; in the page's own world, `IN_PAGES`."""
        await self._cdp.send("Page.enable")
        # The blank page that a tab stands on between two visits needs none of them.
        source = f"if (location.href !== 'about:blank' || window !== top) {self._source}"
        await self._cdp.send("Page.addScriptToEvaluateOnNewDocument", {"source": source, "worldName": NAME})
        for name in IN_PAGES:
            await self._cdp.send("Page.addScriptToEvaluateOnNewDocument", {"source": script(name)})

    def forget(self) -> None:
        """Drop the worlds of documents that are gone."""
        self._contexts.clear()

    async def of(self, frame: str) -> int:
        """Return the world of a frame, with our scripts in it."""
        known = self._contexts.get(frame)
        if known is not None:
            return known
        made = await self._cdp.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": NAME})
        context = int(made["executionContextId"])
        # An element with that id would be in the way of `typeof nyx`.
        if not await self._evaluate(context, "Object.hasOwn(globalThis, 'nyx')"):
            await self._evaluate(context, self._source + "\n;0")
        self._contexts[frame] = context
        return context

    async def call(self, context: int, function: str, *arguments: Any) -> Any:
        """Call a JavaScript function with JSON arguments; its result comes back as JSON."""
        asked = {
            "executionContextId": context,
            "functionDeclaration": function,
            "arguments": [{"value": argument} for argument in arguments],
            "awaitPromise": True,
            "returnByValue": True,
        }
        return _value(await self._cdp.send("Runtime.callFunctionOn", asked))

    async def call_json(self, context: int, function: str, *arguments: Any) -> Any:
        """Call a function that returns JSON text, which crosses the protocol twice as fast as objects."""
        return read_json(await self.call(context, function, *arguments))

    async def frame_of(self, context: int, number: int) -> str | None:
        """Return the frame that an element of a world holds, or None where there is none to enter."""
        asked = {
            "executionContextId": context,
            "functionDeclaration": "(number) => nyx.elements.elementOf(number)",
            "arguments": [{"value": number}],
        }
        found = await self._cdp.send("Runtime.callFunctionOn", asked)
        node = await self._cdp.send("DOM.describeNode", {"objectId": found["result"]["objectId"]})
        frame: str | None = node["node"].get("frameId")
        return frame

    async def frames(self) -> dict[str, dict[str, Any]]:
        """Return the frames of the tab by id, as the debugger protocol describes them, the top one first."""
        tree = await self._cdp.send("Page.getFrameTree")
        found: dict[str, dict[str, Any]] = {}
        waiting = [tree["frameTree"]]
        while waiting:
            branch = waiting.pop(0)
            found[branch["frame"]["id"]] = branch["frame"]
            waiting.extend(branch.get("childFrames", ()))
        return found

    async def _evaluate(self, context: int, expression: str) -> Any:
        asked = {"contextId": context, "expression": expression, "returnByValue": True}
        return _value(await self._cdp.send("Runtime.evaluate", asked))


def _value(answer: dict[str, Any]) -> Any:
    if "exceptionDetails" in answer:
        details = answer["exceptionDetails"]
        text = details.get("exception", {}).get("description") or details.get("text", "")
        raise ScriptError(str(text).splitlines()[0][:300] if text else "a script failed")
    return answer["result"].get("value")


def read_json(text: str) -> Any:
    """Read what the page's JSON.stringify wrote; half a sign, which no file can hold, becomes a question mark."""
    return json.loads(HALF_SIGN.sub(r"\1\\ufffd", text))
