"""What the tests share: texts of our own, and the command line to compare with."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"


@pytest.fixture(scope="session")
def program() -> str:
    """The path of the command line program: ``$WHOSAID``, or the newest that cargo has built here."""
    if named := os.environ.get("WHOSAID"):
        return named
    built = [path for kind in ("debug", "release") if (path := ROOT / "target" / kind / "whosaid").exists()]
    if not built:
        pytest.skip("no whosaid program: build it with `cargo build`, or name it in $WHOSAID")
    return str(max(built, key=lambda path: path.stat().st_mtime))


@pytest.fixture(scope="session")
def command(program):
    """Runs the program and gives its standard output, or its message where it fails."""

    def run(*arguments: str, text: str | None = None, cwd: pathlib.Path | None = None) -> str:
        done = subprocess.run(
            [program, "--no-config", *map(str, arguments)],
            input=text,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=cwd,
        )
        return done.stdout if done.returncode == 0 else done.stderr

    return run


@pytest.fixture(scope="session")
def articles() -> list[tuple[str, str]]:
    """Ids and texts of 50 invented articles."""
    lines = (FIXTURES / "benchmark" / "agency.jsonl").read_text(encoding="utf-8").splitlines()
    return [(record["doc"], record["text"]) for record in map(json.loads, lines)]


@pytest.fixture(scope="session")
def expected(command, articles) -> list[dict]:
    """The rows that the command line gives for the articles."""
    lines = "".join(json.dumps({"id": id, "text": text}) + "\n" for id, text in articles)
    out = command("extract", "-", "-f", "jsonl", "-q", text=lines)
    rows = [json.loads(line) for line in out.splitlines()]
    for row in rows:
        # What is told of the article is no column of the extractor.
        for name in ("schema_version", "title", "date", "outlet", "url"):
            del row[name]
    assert len(rows) > 300
    return rows


@pytest.fixture(scope="session")
def karabakh() -> str:
    return (FIXTURES / "agency" / "karabakh.txt").read_text(encoding="utf-8")
