"""Runs the steps of CI recipes as their servers would, as far as they are shell."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.support.command import environment

ROOT = Path(__file__).parents[2]
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
NAME = re.compile(r"'[^']*'|\b(?:inputs|github|steps)\.[\w.-]+")


def read(path: str) -> Any:
    """Return a YAML file of the project. `on` is a key of workflows, not a truth value."""
    return yaml.load((ROOT / path).read_text(encoding="utf-8"), Loader=_Plain)


class _Plain(yaml.SafeLoader):
    pass


_Plain.yaml_implicit_resolvers = {
    first: [one for one in resolvers if one[0] != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def run_shell(script: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a script as build servers do: bash, ended by the first command that fails."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        check=False, capture_output=True, text=True, cwd=cwd, env=environment(PATH=path, **env), timeout=300,
    )  # fmt: skip


@dataclass
class Action:
    """The composite action of the project, run step by step; those that use other actions are noted, not run."""

    cwd: Path
    inputs: Mapping[str, str]
    outputs: dict[str, str] = field(default_factory=dict)
    used: list[str] = field(default_factory=list)
    said: str = ""
    status: int = 0

    def run(self) -> Action:
        """Run the steps; the status is that of the last one that ran."""
        definition = read("action.yml")
        defaults = {name: str(one.get("default", "")) for name, one in definition["inputs"].items()}
        self.inputs = defaults | {name: self._filled(value) for name, value in self.inputs.items()}
        for step in definition["runs"]["steps"]:
            if "if" in step and not self._holds(step["if"]):
                continue
            if "uses" in step:
                self.used.append(step["uses"].partition("@")[0])
                continue
            if self.status:
                break
            self._run(step)
        return self

    def _run(self, step: Mapping[str, Any]) -> None:
        output = self.cwd / "output.txt"
        output.write_text("", encoding="utf-8")
        given = {name: self._filled(value) for name, value in step.get("env", {}).items()}
        assert not EXPRESSION.search(step["run"]), "an input in a script could write commands"
        done = run_shell(step["run"], self.cwd, GITHUB_ACTIONS="true", GITHUB_OUTPUT=str(output), **given)
        self.said += done.stdout + done.stderr
        self.status = done.returncode
        for line in output.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            self.outputs[f"steps.{step['id']}.outputs.{name}"] = value

    def _filled(self, text: str) -> str:
        return EXPRESSION.sub(lambda found: self._value(found[1]), text)

    def _value(self, name: str) -> str:
        if name.startswith("inputs."):
            return self.inputs[name.removeprefix("inputs.")]
        return str(ROOT) if name == "github.action_path" else self.outputs.get(name, "")

    def _holds(self, condition: str) -> bool:
        known = NAME.sub(lambda found: found[0] if found[0][0] == "'" else repr(self._value(found[0])), condition)
        return bool(eval(known.replace("&&", " and ").replace("||", " or "), {"__builtins__": {}}))
