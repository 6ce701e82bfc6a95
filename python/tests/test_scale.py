"""The pieces of docs/scale.md run, and give the rows of the command line."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")


def block(language, word):
    """The code of the page that holds a word."""
    [code] = [code for code in re.findall(rf"```{language}\n(.*?)```", PAGE, re.S) if word in code]
    return code


@pytest.fixture
def shards(tmp_path, articles, program):
    """A folder with the articles in four files, and an environment in which the program is found."""
    (tmp_path / "shards").mkdir()
    (tmp_path / "rows").mkdir()
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "whosaid").symlink_to(pathlib.Path(program).resolve())
    for shard in range(4):
        with open(tmp_path / "shards" / f"{shard}.jsonl", "w", encoding="utf-8") as out:
            for id, text in articles[shard::4]:
                out.write(json.dumps({"id": id, "text": text}) + "\n")
    return tmp_path, {**os.environ, "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"}


def in_order(rows):
    return sorted(rows, key=lambda row: (row["doc"], row["n"]))


def rows_of(folder):
    rows = [json.loads(line) for file in folder.glob("*.jsonl") for line in file.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        # What is told of the article is no column of the extractor.
        for name in ("schema_version", "title", "date", "outlet", "url"):
            del row[name]
    return in_order(rows)


def test_gnu_parallel(shards, expected):
    if not shutil.which("parallel"):
        pytest.skip("GNU parallel is not installed")
    folder, environment = shards
    # A damaged line costs itself and no more.
    with open(folder / "shards" / "0.jsonl", "a", encoding="utf-8") as out:
        out.write('{"id": "damaged", "text": \n')
    done = subprocess.run(
        ["bash", "-c", block("sh", "joblog")], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "line 14: not a JSON object" in done.stderr
    assert rows_of(folder / "rows") == in_order(expected)


def test_xargs(shards, expected):
    """The same without GNU parallel: the pipe by itself."""
    folder, environment = shards
    run = "ls shards/*.jsonl | xargs -P2 -I{} sh -c 'whosaid extract - -f jsonl -q -j1 < {} > rows/$(basename {})'"
    subprocess.run(["bash", "-c", run], cwd=folder, env=environment, check=True)
    assert rows_of(folder / "rows") == in_order(expected)


def run_block(code, folder, environment):
    # Worker processes import the script: what starts them must not run there.
    body = "".join(f"    {line}\n" for line in code.splitlines())
    (folder / "script.py").write_text(f"if __name__ == '__main__':\n{body}", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "script.py"], cwd=folder, env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_dask(shards, expected):
    pytest.importorskip("dask.bag", reason="Dask is not installed")
    folder, environment = shards
    assert int(run_block(block("python", "dask.bag"), folder, environment)) == len(expected)


def test_ray(shards, expected):
    pytest.importorskip("ray", reason="Ray is not installed")
    import pyarrow.parquet

    folder, environment = shards
    run_block(block("python", "import pyarrow, ray"), folder, {**environment, "RAY_USAGE_STATS_ENABLED": "0"})
    rows = in_order(pyarrow.parquet.read_table(folder / "rows").to_pylist())
    assert [(row["doc"], row["n"], row["quote"]) for row in rows] == [
        (row["doc"], row["n"], row["quote"]) for row in in_order(expected)
    ]
    assert {row["error"] for row in rows} == {None}
