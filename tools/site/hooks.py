"""Makes the site of the docs: what they link to outside of their folder comes along, tables stay tables on a phone."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[2]
OUTSIDE = re.compile(r"\]\(\.\./([^)#]+)")
# In the site, what is not a page of it stands here.
FOLDER = "files"
# Where a style sheet makes blocks of a table's parts, browsers forget what they are.
ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "th": "columnheader", "td": "cell"}
# Markdown gives each table a head, also one of facts, whose first column says what the second is.
FACTS = re.compile(r"<table>\s*<thead>\s*<tr>\s*(?:<th></th>\s*)+</tr>\s*</thead>(.*?)</table>", re.DOTALL)
ROW_HEADER = r'\1<th scope="row" role="rowheader">\2</th>'
NAME = re.compile(r"(<tr>\s*)<td>(.*?)</td>")
TAG = re.compile(rf"<({'|'.join(ROLES)})(?=>)")


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add each file outside of the docs that a page links to."""
    linked = {
        target
        for path in Path(config.docs_dir).glob("*.md")
        for target in OUTSIDE.findall(path.read_text(encoding="utf-8"))
    }
    for target in sorted(linked):
        files.append(File.generated(config, f"{FOLDER}/{target}.txt", abs_src_path=str(ROOT / target)))
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Have links out of the docs lead to what was added, as text that every browser shows."""
    if "/" in page.file.src_uri:
        return markdown
    return OUTSIDE.sub(lambda found: f"]({FOLDER}/{found[1]}.txt", markdown)


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Have the parts of tables say what they are."""
    facts = FACTS.sub(lambda found: f"<table>{NAME.sub(ROW_HEADER, found[1])}</table>", html)
    return TAG.sub(lambda found: f'<{found[1]} role="{ROLES[found[1]]}"', facts)
