"""Reads of a PDF what decides whether people can use it. Run as a program: `python -m nyx_audit.documents.pdf FILE`.

It prints one JSON object; its memory and time are limited where the system can do so. Imports nothing of ours.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

MEMORY_BYTES = 1_500_000_000
CPU_SECONDS = 30
# A document's text or tags do not change their nature after so many pages.
PAGES_READ = 200
FIELDS_READ = 500
TAGS_READ = 5000
TEXT = 200


def main() -> None:
    """Print what the file is, or `{"problem": …}`."""
    _limit()
    try:
        found = read_pdf(Path(sys.argv[1]))
    except Exception as error:
        found = {"problem": f"{type(error).__name__}: {str(error)[:TEXT]}"}
    sys.stdout.write(json.dumps(found))


def read_pdf(path: Path) -> dict[str, Any]:
    """Return what a PDF says of itself. Raises pikepdf's errors for what is no PDF, or needs a password."""
    import pikepdf

    with pikepdf.open(path) as pdf:
        root: Any = pdf.Root
        information: Any = pdf.docinfo
        pages = pdf.pages
        return {
            "pages": len(pages),
            "tagged": bool(root.get("/MarkInfo", {}).get("/Marked", False)) and "/StructTreeRoot" in root,
            "language": _text(root.get("/Lang", "")) or _language_of_tags(root),
            "title": _text(information.get("/Title", "")) or _title_in_metadata(pdf),
            "shows_title": bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)),
            "pages_with_text": sum(_has_text(page) for page in list(pages)[:PAGES_READ]),
            "pages_with_images": sum(_has_images(page) for page in list(pages)[:PAGES_READ]),
            "alternatives": _has_alternatives(root),
            "pages_read": min(len(pages), PAGES_READ),
            "bookmarks": _has_bookmarks(root),
            "fields": _fields(root),
            "dynamic_form": "/XFA" in root.get("/AcroForm", {}),
            "encrypted": bool(pdf.is_encrypted),
            "assistive": bool(pdf.allow.accessibility),
        }


def _language_of_tags(root: Any) -> str:
    """The language that the tag around all others names (PDF technique 16)."""
    tags = root.get("/StructTreeRoot", {}).get("/K")
    first = tags[0] if tags is not None and tags._type_name == "array" and len(tags) == 1 else tags
    return _text(first.get("/Lang", "")) if first is not None and first._type_name == "dictionary" else ""


def _has_alternatives(root: Any) -> bool:
    """Whether any tag says in words what a picture shows."""
    waiting = [root.get("/StructTreeRoot")]
    seen: set[tuple[int, int]] = set()
    for _ in range(TAGS_READ):
        if not waiting:
            break
        tag = waiting.pop()
        kind = getattr(tag, "_type_name", "")
        if kind and tag.is_indirect:
            if tag.objgen in seen:
                continue
            seen.add(tag.objgen)
        if kind == "array":
            waiting += list(tag)[:TAGS_READ]
        elif kind == "dictionary":
            if "/Alt" in tag or "/ActualText" in tag:
                return True
            waiting.append(tag.get("/K"))
    return False


def _title_in_metadata(pdf: Any) -> str:
    try:
        with pdf.open_metadata() as metadata:
            return _text(metadata.get("dc:title", ""))
    except Exception:
        return ""


def _has_text(page: Any, depth: int = 0) -> bool:
    """Whether text is shown, also in what is drawn inside of the page; text that cannot be read is no text."""
    import pikepdf

    try:
        instructions = pikepdf.parse_content_stream(page)
    except Exception:
        return False
    for one in instructions:
        operator = str(one.operator)
        if operator in ("Tj", "TJ", "'", '"'):
            return True
        if operator == "Do" and depth < 3:
            drawn = _resources(page).get("/XObject", {}).get(str(one.operands[0]))
            if drawn is not None and drawn.get("/Subtype") == "/Form" and _has_text(drawn, depth + 1):
                return True
    return False


def _has_images(page: Any) -> bool:
    drawn = _resources(page).get("/XObject", {})
    return any(drawn[name].get("/Subtype") == "/Image" for name in list(drawn.keys())[:100])


def _resources(page: Any) -> Any:
    found = page.get("/Resources", {})
    return found if found is not None else {}


def _has_bookmarks(root: Any) -> bool:
    outlines = root.get("/Outlines")
    return outlines is not None and "/First" in outlines


def _fields(root: Any) -> list[dict[str, Any]]:
    """The fields that a person fills in, with the name that is read out (the tooltip)."""
    found: list[dict[str, Any]] = []
    waiting = list(root.get("/AcroForm", {}).get("/Fields", []))
    seen: set[tuple[int, int]] = set()
    while waiting and len(found) < FIELDS_READ:
        field = waiting.pop(0)
        if field.is_indirect:
            if field.objgen in seen:
                continue
            seen.add(field.objgen)
        kids = [kid for kid in field.get("/Kids", []) if "/T" in kid]
        if kids:
            waiting += kids
            continue
        kind = str(field.get("/FT", field.get("/Parent", {}).get("/FT", "")))
        push_button = kind == "/Btn" and int(field.get("/Ff", 0)) & (1 << 16)
        read_only = int(field.get("/Ff", 0)) & 1
        if push_button or read_only or kind == "/Sig":
            continue
        found.append({"name": _text(field.get("/T", "")), "tooltip": _text(field.get("/TU", "")), "kind": kind})
    return found


def _text(value: Any) -> str:
    return str(value).strip()[:TEXT]


def _limit() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


if __name__ == "__main__":
    main()
