"""Parquet in and out of the command line, from and to the libraries that people have."""

import json
import subprocess

import pytest
import whosaid

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow has no Parquet")


@pytest.fixture(scope="module", autouse=True)
def built_with_parquet(program):
    help_page = subprocess.run([program, "extract", "--help"], capture_output=True, text=True).stdout
    if "Parquet, compressed" not in help_page:
        pytest.skip("the program was built without Parquet: cargo build --features parquet")


def rows_of(output):
    rows = [json.loads(line) for line in output.splitlines()]
    for row in rows:
        # What is told of the article is no column of the extractor.
        for name in ("schema_version", "title", "date", "outlet", "url"):
            del row[name]
    return rows


@pytest.fixture(scope="module")
def table(articles):
    return pa.table(
        {
            "links": [["x", "y"], None] * 25,
            "id": [id for id, _ in articles],
            "page": ["<html>"] * 50,
            "text": [text for _, text in articles],
        }
    )


@pytest.mark.parametrize("compression", ["snappy", "zstd", "gzip", "lz4", "none"])
def test_what_pyarrow_writes_is_read(tmp_path, command, table, expected, compression):
    path = tmp_path / "corpus.parquet"
    pq.write_table(table, path, compression=compression, row_group_size=7)
    assert rows_of(command("extract", path, "-f", "jsonl", "-q")) == expected


def test_what_others_write_is_read(tmp_path, command, table, expected):
    written = []
    if pl := pytest.importorskip("polars", reason="Polars is not installed"):
        pl.from_arrow(table).write_parquet(tmp_path / "polars.parquet")
        written.append("polars.parquet")
    if duckdb := pytest.importorskip("duckdb", reason="DuckDB is not installed"):
        connection = duckdb.connect()
        connection.register("articles", table)
        connection.sql(f"copy (from articles order by id) to '{tmp_path}/duckdb.parquet'")
        written.append("duckdb.parquet")
    for name in written:
        assert rows_of(command("extract", tmp_path / name, "-f", "jsonl", "-q")) == expected, name


def test_fields_dates_and_nulls(tmp_path, command):
    import datetime

    day = datetime.datetime(2024, 3, 1, 12, 30)
    for unit in ("ms", "us", "ns"):
        data = pa.table(
            {
                "body": ["“We sail,” Anna Haro said.", None],
                "key": pa.array([41, 42], pa.int32()),
                "meta": [{"outlet": "The Quay Post"}, None],
                "published": pa.array([day, day], pa.timestamp(unit)),
            }
        )
        pq.write_table(data, tmp_path / "c.parquet")
        options = ["--id-field", "key", "--source-field", "meta.outlet", "--columns", "doc,quote,outlet,date", "--eol", "lf"]
        told = command("extract", tmp_path / "c.parquet", *options, "-o", tmp_path / "rows.csv", "--force")
        assert f"{tmp_path}/c.parquet: row 2: the text is null" in told
        [row] = (tmp_path / "rows.csv").read_text(encoding="utf-8").splitlines()[1:]
        assert row.startswith("41,We sail,The Quay Post,2024-03-01T12:30:00"), row


def test_rows_are_those_of_the_package(tmp_path, command, table):
    pq.write_table(table, tmp_path / "corpus.parquet")
    command("extract", tmp_path / "corpus.parquet", "-o", tmp_path / "rows.parquet", "-q")
    written, made = pq.read_table(tmp_path / "rows.parquet"), pa.table(whosaid.extract_batch(table))
    # What is told of the article stands in the table that the package was given.
    written = written.drop_columns(["title", "date", "outlet", "url"])
    assert written.to_pylist() == made.to_pylist()
    # That numbers and lists are never null, as no row of the program is an error, is the one difference.
    assert [str(kind).replace(" not null", "") for kind in written.schema.types] == [
        str(kind).replace(" not null", "") for kind in made.schema.types
    ]
