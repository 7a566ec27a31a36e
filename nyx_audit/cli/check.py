"""`nyx-audit check`: exactly the pages that are named."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from nyx_audit.analysis.summary import summarize
from nyx_audit.catalogue.plan import is_of_page
from nyx_audit.cli.auditing import Running, Setup, finish, run_audit
from nyx_audit.cli.display import progress
from nyx_audit.cli.options import audit_options, outputs_of, report_options
from nyx_audit.engine.auditor import Job
from nyx_audit.engine.check import check_pages
from nyx_audit.engine.confirm import confirm_blockers
from nyx_audit.errors import InputError, UsageError
from nyx_audit.model.audit import Audit
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.net.addresses import read_address
from nyx_audit.net.local import PAGE_ENDINGS, address_of, pages_below, serve_folder
from nyx_audit.report.profile import Profile, show

SECONDS = 60.0


@click.command()
@click.argument("pages", nargs=-1, metavar="[URL|FILE|FOLDER]...")
@click.option("--from-file", metavar="FILE", help="Read one address a line (- for standard input); # starts a comment.")
@click.option("--profile", "profiled", is_flag=True, help="Print which phases, rules and probes took how long.")
@report_options
@audit_options
@click.pass_context
def check(
    ctx: click.Context, /, pages: tuple[str, ...], from_file: str | None, profiled: bool, fail_on: str, **options: Any
) -> None:
    """Audit exactly the pages named: addresses, local files, or all pages of a folder.

    \b
    nyx-audit check https://dmv.ny.gov/            one page
    nyx-audit check build/ --html report.html      every page of a folder
    nyx-audit check --from-file pages.txt --json - the machine-readable report
    """
    named = [*pages, *(_read_list(from_file) if from_file else ())]
    if not named:
        raise UsageError("name a page to check: an address, a file, a folder, or --from-file")
    outputs = outputs_of(options)
    setup = _of_pages(Setup.of(**options))
    outputs.open()
    try:
        with ExitStack() as stack:
            jobs = _jobs(named, stack, setup.timeout or SECONDS)
            audits: list[Audit] = []
            profile = Profile()

            async def work(running: Running) -> None:
                running.auditor.weigh = profile.add if profiled else None
                done = await check_pages(jobs, running.auditor, tabs=setup.tabs, stop=running.stop)
                confirmed = await confirm_blockers(done, jobs, running.auditor, setup.catalogue, running.stop)
                audits.append(
                    Audit(
                        tool=running.tool,
                        started_at=running.started_at,
                        finished_at=datetime.now(UTC),
                        rules={rule.id: rule for rule in setup.rules},
                        sites=(),
                        pages=tuple(done),
                        incomplete=_incomplete(done),
                        confirmed=confirmed,
                    )
                )

            with progress(quiet=setup.quiet, verbose=setup.verbose) as listen:
                run_audit(setup, listen, work)
        summary = summarize(audits[0], setup.scoring)
        if profiled:
            show(profile, to_stderr=outputs.takes_stdout)
        ctx.exit(finish(summary, outputs, fail_on=fail_on, quiet=setup.quiet))
    finally:
        outputs.close()


def _of_pages(setup: Setup) -> Setup:
    """Return the setup without the rules that need a whole site. Raises UsageError where only such were asked for."""
    rules = tuple(rule for rule in setup.rules if is_of_page(rule))
    if not rules:
        raise UsageError(f'the rule "{setup.rules[0].id}" judges a whole site; use: nyx-audit run')
    return replace(setup, rules=rules)


def _incomplete(pages: list[Page]) -> tuple[str, ...]:
    failed = [page for page in pages if page.status is PageStatus.FAILED]
    if failed:
        return (f"{len(failed)} of {len(pages)} pages could not be audited ({failed[0].reason})",)
    if all(page.status is PageStatus.SKIPPED for page in pages):
        return (f"no page was audited ({pages[0].reason})",)
    return ()


def _address(text: str) -> str:
    """Return the address that is meant by what is no file. Raises UsageError for what rather names one."""
    first = text.partition("/")[0]
    if "://" not in text and ("." not in first.strip(".") or first.lower().endswith(PAGE_ENDINGS)) and ":" not in first:
        raise UsageError(f'"{text}": there is no such file; a web address is written like https://www.ny.gov/')
    return read_address(text)


def _read_list(path: str) -> list[str]:
    """Return the addresses of a list, one a line; a `#` that begins a line or follows a space starts a comment."""
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            path, f"cannot be read ({getattr(error, 'strerror', None) or 'it is not in UTF-8'})"
        ) from error
    lines = (line.split(" #")[0].strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _jobs(named: list[str], stack: ExitStack, seconds: float) -> list[Job]:
    """Return a job for each page, serving the folders of local files as long as the stack lives."""
    roots: dict[Path, str] = {}

    def root_of(folder: Path) -> str:
        folder = folder.resolve()
        if folder not in roots:
            roots[folder] = stack.enter_context(serve_folder(folder))
        return roots[folder]

    jobs = []
    for text in named:
        if text.lower().startswith("file:"):
            raise UsageError(f'"{text}": file: addresses are not opened; name the path instead')
        path = Path(text)
        if "://" in text or not path.exists():
            jobs.append(Job(_address(text), text, seconds=seconds, start=True))
        elif path.is_dir():
            found = pages_below(path)
            if not found:
                raise UsageError(f'"{text}": the folder holds no page (.html, .htm, .xhtml)')
            jobs += [
                Job(address_of(root_of(path), path, file), str(file), seconds=seconds, start=True) for file in found
            ]
        else:
            file = path.resolve()
            jobs.append(Job(address_of(root_of(file.parent), file.parent, file), text, seconds=seconds, start=True))
    return jobs
