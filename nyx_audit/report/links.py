"""What a terminal links a finding to: its line in an editor, its file, or its page. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import quote

from nyx_audit.model.audit import Audit
from nyx_audit.model.page import Finding
from nyx_audit.net.addresses import canonical, is_web

# How editors are asked to open a file at a line, by the names that people call them.
EDITORS: Mapping[str, str] = {
    "vscode": "vscode://file{path}:{line}:{column}",
    "vscode-insiders": "vscode-insiders://file{path}:{line}:{column}",
    "vscodium": "vscodium://file{path}:{line}:{column}",
    "cursor": "cursor://file{path}:{line}:{column}",
    "zed": "zed://file{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "phpstorm": "phpstorm://open?file={path}&line={line}",
    "pycharm": "pycharm://open?file={path}&line={line}",
    "webstorm": "webstorm://open?file={path}&line={line}",
    "sublime": "subl://open?url=file://{path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
    "file": "file://{path}",
}
LONGEST = 2000


def target_of(finding: Finding, page: str, audit: Audit, editor: str, folder: str) -> str:
    """Return what a finding links to, empty for nothing that is safe to open.

    `editor` is a pattern with {path}, {line} and {column}; `folder` is what paths in the audit begin at. A file that lies
    outside of it is not linked: some paths are written by pages.
    """
    position = audit.positions.get((page, finding.selector))
    if position is None:
        # Made of a page's text, it is encoded before it reaches a terminal.
        return canonical(page) if len(page) < LONGEST and is_web(page) else ""
    file = PurePosixPath(position.file)
    if file.is_absolute() or ".." in file.parts:
        return ""
    path = quote(f"{folder.rstrip('/')}/{file}")
    path = path if path.startswith("/") else f"/{path}"
    return editor.format(path=path, line=position.line, column=position.column)
