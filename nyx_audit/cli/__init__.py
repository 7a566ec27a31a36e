"""The command line: parses, wires, and turns errors into an exit status."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click
from click.shell_completion import CompletionItem

from nyx_audit.cli.console import drop_stdout, prepare
from nyx_audit.errors import BrowserError, HistoryBusyError, NyxError, UsageError, did_you_mean
from nyx_audit.version import VERSION

# Commands are imported when they are called: `--help` stays fast.
COMMANDS = {
    "run": "Crawl and audit the sites of sites.yaml, and keep the run in the history.",
    "check": "Audit exactly the pages named: addresses, local files, a folder.",
    "demo": "Audit the sample site that ships with the program.",
    "baseline": "Write down what is there already, so that only what is new fails.",
    "compare": "Say what newly breaks between two runs, reports or built folders.",
    "history": "Show runs and scores over time; prune old runs.",
    "score": "Explain a score to the last point; score a run again under another ruleset.",
    "merge": "Merge the shards of an audit that several machines shared.",
    "show": "Show the summary of a run of the history again.",
    "trend": "Show how scores changed over the runs, and what drove each change.",
    "report": "Write the quarterly report for the CX office: HTML, CSV, JSON, PDF.",
    "statement": "Draft an accessibility statement from a run's evidence.",
    "progress": "Draft a progress report under State Technology Law §103-d.",
    "rules": "List, filter and explain the rules.",
    "sites": "Check sites.yaml, list its sites, print its JSON Schema.",
    "schema": "Print the JSON Schemas of reports, baselines and configuration.",
    "login": "Sign in to a site by hand, and keep the login for its audits.",
    "init": "Write a commented sites.yaml.",
    "doctor": "Say which browser is used, launch it, and how to get one.",
    "browser": "Install a browser.",
}


class _Lazy(click.Group):
    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"nyx_audit.cli.{name}")
        command: click.Command = getattr(module, name)
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        # By itself, click would import all commands.
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return [CompletionItem(name, help=told) for name, told in COMMANDS.items() if name.startswith(incomplete)]

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f'there is no command "{args[0]}"{did_you_mean(args[0], COMMANDS)}')
        return super().resolve_command(ctx, args)


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="nyx-audit")
def cli() -> None:
    """Audit government web sites for what keeps people out, on the desktop and on the phone, and score them.

    \b
    Exit status: 0 nothing fails, 1 something does (--fail-on and the other terms),
    2 wrong usage, or a report that could not be written, 3 the audit is not complete,
    4 a fault of the program, 5 busy: another run holds what this one needs,
    130 stopped at once. Where several hold, the first of 4, 2, 1, 3.
    """


def main() -> None:
    """Run the command line; errors that a user can act on are lines on standard error."""
    prepare()
    try:
        status = cli.main(prog_name="nyx-audit", standalone_mode=False)
        sys.exit(status if isinstance(status, int) else 0)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrowserError as error:
        _say(error)
        sys.exit(3)
    except UsageError as error:
        _say(error)
        sys.exit(2)
    except HistoryBusyError as error:
        _say(error)
        sys.exit(5)
    except BrokenPipeError:
        drop_stdout()
        sys.exit(4)
    except Exception as error:
        if isinstance(error, NyxError):
            _say(error)
        else:
            import traceback

            from nyx_audit.redact import cleared

            click.echo(cleared("".join(traceback.format_exception(error))), err=True, nl=False)
            click.echo(cleared(f"nyx-audit: a fault of the program: {type(error).__name__}: {error}"), err=True)
        sys.exit(4)


def _say(error: NyxError) -> None:
    from nyx_audit.net.addresses import without_secrets
    from nyx_audit.report.plain import clean

    for line in str(error).splitlines():
        click.echo(f"nyx-audit: {clean(without_secrets(line))}", err=True)
