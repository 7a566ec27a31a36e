"""The pages that a person names: web addresses, local files, folders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from nyx_audit.engine.auditor import Job
from nyx_audit.errors import UsageError
from nyx_audit.net.addresses import canonical, read_address
from nyx_audit.net.local import PAGE_ENDINGS, address_of, pages_below, serve_folder
from nyx_audit.run.files import is_path

STANDARD_INPUT = "standard input"


@dataclass(frozen=True, slots=True)
class Piped:
    """A page that came by standard input: served as one of the working folder, where its relative addresses lead."""

    data: bytes


@contextmanager
def jobs_for(named: Sequence[str | Piped], seconds: float) -> Iterator[list[Job]]:
    """Return a job for each page, once, serving the folders of local files as long as the block runs.

    `seconds` is what one page may take. Raises UsageError for what is neither a page nor an address.
    """
    with ExitStack() as stack:
        folders = _Folders(stack)
        jobs: dict[str, Job] = {}
        for one in named:
            found = [folders.piped(one, seconds)] if isinstance(one, Piped) else _jobs(one, folders, seconds)
            for job in found:
                # Of an address that is named twice, the first way of writing it stands in the report.
                jobs.setdefault(canonical(job.url), job)
        yield list(jobs.values())


class _Folders:
    """Local folders by the address at which they are served."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._roots: dict[Path, str] = {}

    def address_of(self, folder: Path, file: Path) -> str:
        root = folder.resolve()
        if root not in self._roots:
            self._roots[root] = self._stack.enter_context(serve_folder(root))
        return address_of(self._roots[root], folder, file)

    def piped(self, page: Piped, seconds: float) -> Job:
        # A name that no file of the folder has.
        name = f"standard-input-{token_hex(8)}.html"
        root = self._stack.enter_context(serve_folder(Path.cwd(), {name: page.data}))
        return Job(root + name, STANDARD_INPUT, seconds=seconds, start=True)


def _jobs(text: str, folders: _Folders, seconds: float) -> list[Job]:
    if text.lower().startswith("file:"):
        raise UsageError(f'"{text}": file: addresses are not opened; name the path instead')
    path = Path(text)
    if not is_path(text):
        return [Job(_address(text), text, seconds=seconds, start=True)]
    if path.is_dir():
        found = pages_below(path)
        if not found:
            raise UsageError(f'"{text}": the folder holds no page (.html, .htm, .xhtml)')
        return [Job(folders.address_of(path, file), str(file), seconds=seconds, start=True) for file in found]
    file = path.resolve()
    return [Job(folders.address_of(file.parent, file), text, seconds=seconds, start=True)]


def _address(text: str) -> str:
    """Return the address that is meant by what is not a file. Raises UsageError for what rather names one."""
    first = text.partition("/")[0]
    if "://" not in text and ("." not in first.strip(".") or first.lower().endswith(PAGE_ENDINGS)) and ":" not in first:
        raise UsageError(f'"{text}": there is no such file; a web address is written like https://www.ny.gov/')
    return read_address(text)
