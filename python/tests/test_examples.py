"""The example of python/examples runs, and gives what the command line gives."""

import collections
import csv
import io
import pathlib
import subprocess
import sys

import pytest

for module in ("pandas", "matplotlib", "pyarrow"):
    pytest.importorskip(module, reason=f"{module} is not installed")

EXAMPLES = pathlib.Path(__file__).resolve().parents[1] / "examples"
AGENCY = EXAMPLES.parents[1] / "fixtures" / "agency"


def test_from_a_folder_to_a_table_and_a_chart(tmp_path, command):
    script = str(EXAMPLES / "who_was_quoted.py")
    done = subprocess.run(
        [sys.executable, script, str(AGENCY), "quoted.csv", "quoted.png"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert "wrote quoted.csv and quoted.png" in done.stdout
    assert (tmp_path / "quoted.png").read_bytes().startswith(b"\x89PNG")
    with open(tmp_path / "quoted.csv", encoding="utf-8", newline="") as table:
        rows = {row["speaker"]: row for row in csv.DictReader(table)}

    doubtful = {"ambiguous", "negated", "denied", "hypothetical"}
    out = command("extract", *sorted(map(str, AGENCY.glob("*.txt"))), "--columns", "speaker,source,confidence,flags", "-q")
    wanted = collections.Counter()
    for row in csv.DictReader(io.StringIO(out)):
        if row["speaker"] and float(row["confidence"]) >= 0.5 and doubtful.isdisjoint(row["flags"].split(";")):
            wanted[row["speaker"], row["source"] or "none named"] += 1
    got = {(speaker, outlet): int(row[outlet]) for speaker, row in rows.items() for outlet in row
           if outlet not in ("speaker", "all", "in own words") and row[outlet] != "0"}
    assert got == wanted
    assert rows["Armen Grigoryan"]["News.am"] == "4"
