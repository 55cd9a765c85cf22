"""The tools that read the code find nothing: rules, format and types.

Each is one call, the same as in .pre-commit-config.yaml; the gate runs these tests.
"""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests import ROOT

CHECKS = ("ruff check", "ruff format --check", "mypy")


@pytest.mark.parametrize("check", CHECKS)
def test_a_tool_finds_nothing(check):
    command = [sys.executable, "-m", *shlex.split(check)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ("ruff check", "import os\n"),
        ("ruff format --check", "one = 'quoted otherwise'\n"),
        ("mypy", "def word() -> str:\n    return 1\n"),
    ],
)
def test_a_tool_finds_a_mistake(check, text, tmp_path):
    """The tools run with our own settings, on a file that breaks one."""
    wrong = tmp_path / "wrong.py"
    wrong.write_text(text)
    name, *words = shlex.split(check)
    config = {"ruff": "--config", "mypy": "--config-file"}[name]
    command = [sys.executable, "-m", name, *words, config, ROOT / "pyproject.toml"]
    done = subprocess.run([*command, wrong], cwd=tmp_path, capture_output=True,
                          text=True, check=False)  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr


def test_a_commit_is_checked_like_the_whole():
    hooks = read_hooks()
    entries = {hook["entry"] for hook in hooks.values()}
    assert {f".venv/bin/python -m {check}" for check in CHECKS} <= entries


def test_hooks_fetch_nothing():
    settings = yaml.safe_load(read(".pre-commit-config.yaml"))
    assert [each["repo"] for each in settings["repos"]] == ["local"]
    assert {hook["language"] for hook in read_hooks().values()} == {"system"}


def test_the_gate_runs_every_test_and_so_every_tool():
    (line,) = re.findall(r"^.*start\.py test.*$", read(".ci/run"), re.MULTILINE)
    words = shlex.split(line.partition("start.py test")[2].partition("<")[0])
    assert words == ["--junitxml=$report"]


def read(name: str) -> str:
    return Path(ROOT, name).read_text(encoding="utf-8")


def read_hooks() -> dict[str, dict]:
    settings = yaml.safe_load(read(".pre-commit-config.yaml"))
    return {hook["id"]: hook for each in settings["repos"] for hook in each["hooks"]}
