"""Many texts in Arrow, from and to the libraries that people have."""

import multiprocessing
import os
import struct

import pytest
import whosaid

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")

SAIL = "“We sail,” Anna Haro said."


@pytest.fixture(scope="module")
def table(articles):
    return pa.table({"id": [id for id, _ in articles], "text": [text for _, text in articles]})


def rows_of(data):
    """Rows with spans and lists as in JSON lines."""

    def plain(value):
        if isinstance(value, dict):
            return [value["start"], value["end"]]
        return [plain(v) for v in value] if isinstance(value, list) else value

    return [{name: plain(value) for name, value in row.items()} for row in pa.table(data).to_pylist()]


@pytest.mark.parametrize("jobs", [1, 2, 7, None])
def test_rows_are_those_of_the_command_line(table, expected, jobs):
    assert rows_of(whosaid.extract_batch(table, jobs=jobs)) == expected


def test_chunks_batches_readers_and_views_are_read(table, expected):
    chunked = pa.concat_tables([table.slice(0, 7), table.slice(7, 0), table.slice(7)])
    assert rows_of(whosaid.extract_batch(chunked)) == expected
    reader = pa.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=9))
    assert rows_of(whosaid.extract_batch(reader)) == expected
    [batch] = table.combine_chunks().to_batches()
    assert rows_of(whosaid.extract_batch(batch)) == expected
    for kind in [pa.large_string(), pa.string_view(), pa.binary(), pa.dictionary(pa.int32(), pa.string())]:
        cast = pa.table({"id": table["id"], "text": table["text"].cast(kind)})
        assert rows_of(whosaid.extract_batch(cast)) == expected, kind


def test_an_array_by_itself_is_numbered():
    array = pa.array([None, SAIL, SAIL]).slice(1)
    rows = whosaid.extract_batch(array, columns="doc,quote")
    assert pa.table(rows).to_pylist() == [{"doc": "0", "quote": "We sail"}, {"doc": "1", "quote": "We sail"}]


def test_numbers_as_ids():
    data = pa.table({"key": pa.array([41, None], pa.uint64()), "body": [SAIL, SAIL]})
    rows = pa.table(whosaid.extract_batch(data, id="key", text="body"))
    assert rows["doc"].to_pylist() == ["41", None]
    assert pa.table(whosaid.extract_batch(data, id=None, text="body"))["doc"].to_pylist() == ["0", "1"]


def test_the_types_are_those_of_parquet(table):
    span = pa.struct([pa.field("start", pa.int64(), False), pa.field("end", pa.int64(), False)])
    schema = pa.schema(whosaid.extract_batch(table.slice(0, 0)))
    assert schema.names == list(whosaid.columns())[:24]
    assert schema.field("n").type == pa.int64() and schema.field("confidence").type == pa.float64()
    assert schema.field("cue_span").type == span
    assert schema.field("quote_spans").type == pa.list_(pa.field("element", span, False))
    assert schema.field("flags").type == pa.list_(pa.field("element", pa.string(), False))


def test_columns_of_the_input_are_carried(table):
    data = table.append_column("day", pa.array(range(50))).append_column("tags", pa.array([["x"], None] * 25))
    rows = pa.table(whosaid.extract_batch(data, carry=["day", "tags"], columns="simple,doc"))
    ids = table["id"].to_pylist()
    assert rows.column_names == ["speaker", "source", "quote", "doc", "day", "tags"]
    for row in rows.to_pylist():
        day = ids.index(row["doc"])
        assert (row["day"], row["tags"]) == (day, ["x"] if day % 2 == 0 else None)


def test_documents_that_cannot_be_read():
    texts = [SAIL, None, "x" * 100, b"\x93We sail\x94", SAIL]
    data = pa.table({"id": list("abcde"), "text": pa.array([t.encode() if isinstance(t, str) else t for t in texts])})
    rows = pa.table(whosaid.extract_batch(data, errors="row", longest=99, columns="doc,n,quote_spans,flags"))
    assert rows.select(["doc", "n", "error"]).to_pylist() == [
        {"doc": "a", "n": 1, "error": None},
        {"doc": "b", "n": None, "error": "b: the text is null"},
        {"doc": "c", "n": None, "error": "c: 100 bytes of text, longest allows 99"},
        {"doc": "d", "n": None, "error": "d: the text is not UTF-8: byte 0 cannot be read"},
        {"doc": "e", "n": 1, "error": None},
    ]
    assert rows["quote_spans"].null_count == 3 and rows["flags"].null_count == 3
    skipped = pa.table(whosaid.extract_batch(data, errors="skip", longest=99))
    assert skipped["doc"].to_pylist() == ["a", "e"]
    with pytest.raises(whosaid.WhosaidError, match="^b: the text is null$"):
        whosaid.extract_batch(data)


def test_what_is_called_a_string_need_not_be_utf8():
    bytes_ = pa.array([b"\x93We sail\x94"])
    damaged = pa.Array.from_buffers(pa.string(), 1, bytes_.buffers())
    rows = pa.table(whosaid.extract_batch(damaged, errors="row"))
    assert rows["error"].to_pylist() == ["0: the text is not UTF-8: byte 0 cannot be read"]


def test_errors_say_what_is_wrong(table, command):
    with pytest.raises(TypeError, match="Arrow data is wanted, .* not list"):
        whosaid.extract_batch([SAIL])
    for options, message in [
        ({"text": "body"}, r'column "body" not found \(have: id, text\); name the column of the texts with text='),
        ({"id": "doc"}, r'column "doc" not found \(have: id, text\)'),
        ({"carry": ["day"]}, r'column "day" not found'),
        ({"columns": "full,outlet"}, 'column "outlet" is the input\'s'),
        ({"columns": ["quote", "quote"]}, "named twice"),
        ({"errors": "ignore"}, r'unknown word for errors "ignore" \(have: raise, row, skip\)'),
    ]:
        with pytest.raises(whosaid.WhosaidError, match=message):
            whosaid.extract_batch(table, **options)
    with pytest.raises(whosaid.WhosaidError, match='column "text" holds Int64, not texts'):
        whosaid.extract_batch(pa.table({"text": [1]}), id=None)
    with pytest.raises(whosaid.WhosaidError, match='carry: the rows have a column "quote" of their own'):
        whosaid.extract_batch(table.append_column("quote", table["id"]), carry=["quote"])
    with pytest.raises(whosaid.WhosaidError) as told:
        whosaid.extract_batch(table, columns="quote,sorce")
    assert str(told.value) in command("extract", "-", "--columns", "quote,sorce")


def test_polars(table, expected):
    pl = pytest.importorskip("polars", reason="Polars is not installed")
    frame = pl.DataFrame(whosaid.extract_batch(pl.from_arrow(table)))
    assert frame["quote"].to_list() == [row["quote"] for row in expected]
    assert frame.schema["quote_spans"] == pl.List(pl.Struct({"start": pl.Int64, "end": pl.Int64}))
    spans = [[[span["start"], span["end"]] for span in row] for row in frame["quote_spans"].to_list()]
    assert spans == [row["quote_spans"] for row in expected]
    assert whosaid.extract_batch(pl.Series([SAIL])).to_polars()["speaker"].to_list() == ["Anna Haro"]


def test_duckdb(table, expected):
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    connection = duckdb.connect()
    connection.register("articles", table)
    rows = whosaid.extract_batch(connection.sql("select * from articles order by id"))
    counted = connection.sql("select speaker, count(*) from rows where source is not null group by all order by all")
    wanted = {}
    for row in expected:
        if row["source"]:
            wanted[row["speaker"]] = wanted.get(row["speaker"], 0) + 1
    assert dict(counted.fetchall()) == wanted
    [(last,)] = connection.sql("select max(quote_spans[1].end) from rows").fetchall()
    assert last == max(row["quote_spans"][0][1] for row in expected)


def test_pandas(table, expected):
    pd = pytest.importorskip("pandas", reason="pandas is not installed")
    rows = whosaid.extract_batch(table.to_pandas()).to_pandas()
    assert isinstance(rows, pd.DataFrame)
    assert rows["quote"].tolist() == [row["quote"] for row in expected]
    assert [[[s["start"], s["end"]] for s in row] for row in rows["quote_spans"]] == [r["quote_spans"] for r in expected]


def test_a_table_may_be_read_again(table):
    rows = whosaid.extract_batch(table)
    assert pa.table(rows) == pa.table(rows) and len(rows) == pa.table(rows).num_rows
    assert repr(whosaid.extract_batch(pa.array([SAIL]))) == "<whosaid.QuotationTable: 1 row, 24 columns>"


def test_a_stream_is_worked_out_as_it_is_read(table, expected):
    taken = []

    def batches():
        for number in range(1000):
            taken.append(number)
            yield from table.to_batches()

    endless = pa.RecordBatchReader.from_batches(table.schema, batches())
    stream = whosaid.extract_stream(endless, jobs=1)
    assert repr(stream) == "<whosaid.QuotationReader: 24 columns, to be read once>"
    reader = pa.RecordBatchReader.from_stream(stream)
    rows = []
    while len(rows) < len(expected):
        rows += rows_of(pa.Table.from_batches([reader.read_next_batch()]))
    assert rows == expected and len(taken) < 3
    with pytest.raises(whosaid.WhosaidError, match="have been read already"):
        pa.RecordBatchReader.from_stream(stream)
    bad = pa.RecordBatchReader.from_stream(whosaid.extract_stream(pa.array([None], pa.string())))
    with pytest.raises((OSError, pa.ArrowException), match="0: the text is null"):
        bad.read_all()


def test_an_error_of_the_input_is_told(table):
    def batches():
        yield from table.to_batches()
        raise RuntimeError("the disk is gone")

    with pytest.raises(whosaid.WhosaidError, match="the disk is gone"):
        whosaid.extract_batch(pa.RecordBatchReader.from_batches(table.schema, batches()))


def in_child(queue, table):
    queue.put(len(whosaid.extract_batch(table, jobs=2)))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_forked_process_has_threads_of_its_own(table):
    rows = len(whosaid.extract_batch(table, jobs=2))
    context = multiprocessing.get_context("fork")
    queue = context.Queue()
    child = context.Process(target=in_child, args=(queue, table))
    child.start()
    assert queue.get(timeout=60) == rows
    child.join(60)
    assert child.exitcode == 0


def damaged():
    """Arrow data whose offsets, views, lengths or positions lead outside, each with a name."""
    text = SAIL.encode()
    whole = pa.py_buffer(text)

    def numbers(code, *values):
        return pa.py_buffer(struct.pack(f"<{len(values)}{code}", *values))

    def view(length, buffer, offset):
        return pa.py_buffer(struct.pack("<i4sii", length, text[:4], buffer, offset))

    yield "view offset", pa.Array.from_buffers(pa.string_view(), 1, [None, view(len(text), 0, 1 << 30), whole])
    yield "view buffer", pa.Array.from_buffers(pa.string_view(), 1, [None, view(len(text), 7, 0), whole])
    yield "view length", pa.Array.from_buffers(pa.string_view(), 1, [None, view(1 << 30, 0, 0), whole])
    yield "view negative", pa.Array.from_buffers(pa.string_view(), 1, [None, view(len(text), 0, -8), whole])
    yield "offsets backwards", pa.Array.from_buffers(pa.string(), 2, [None, numbers("i", 0, 20, 4), whole])
    yield "offset negative", pa.Array.from_buffers(pa.string(), 2, [None, numbers("i", 0, -9, 8), whole])
    yield "offset beyond", pa.Array.from_buffers(pa.string(), 2, [None, numbers("i", 0, 1 << 30, 8), whole])
    yield "large backwards", pa.Array.from_buffers(pa.large_string(), 2, [None, numbers("q", 0, 20, 4), whole])
    yield "binary backwards", pa.Array.from_buffers(pa.binary(), 2, [None, numbers("i", 0, 20, 4), whole])
    values = pa.array([SAIL])
    for name, at in [("position", 5), ("position negative", -1)]:
        keys = pa.Array.from_buffers(pa.int32(), 1, [None, numbers("i", at)])
        yield f"dictionary {name}", pa.DictionaryArray.from_arrays(keys, values, safe=False)
    bad = pa.Array.from_buffers(pa.string(), 2, [None, numbers("i", 0, 20, 4), whole])
    keys = pa.array([0, 1], pa.int32())
    yield "dictionary values", pa.DictionaryArray.from_arrays(keys, bad, safe=False)


# By name: what shows the arguments of a test that fails must not read such data either.
@pytest.mark.parametrize("errors", ["raise", "skip", "row"])
@pytest.mark.parametrize("name", [name for name, _ in damaged()])
def test_damaged_arrow_data_is_an_error_and_no_crash(name, errors):
    column = dict(damaged())[name]
    good = [SAIL] * len(column)
    numbered = {"id": None}
    for data, options in [
        (column, {}),
        (pa.table({"text": column}), numbered),
        (pa.table({"id": column, "text": good}), {}),
        (pa.table({"text": good, "carried": column}), {"carry": ["carried"], **numbered}),
    ]:
        with pytest.raises((whosaid.WhosaidError, ValueError), match="damaged"):
            pa.table(whosaid.extract_batch(data, errors=errors, **options))


def test_bytes_that_are_no_utf_8_are_a_fault_of_their_row():
    offsets = pa.py_buffer(struct.pack("<3i", 0, 1, 1 + len(SAIL.encode())))
    column = pa.Array.from_buffers(pa.string(), 2, [None, offsets, pa.py_buffer(b"\xff" + SAIL.encode())])
    rows = rows_of(whosaid.extract_batch(column, errors="row"))
    assert "Anna Haro" in [row["speaker"] for row in rows]
