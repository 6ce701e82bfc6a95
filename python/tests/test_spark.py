"""Spark, on a cluster of two workers with a process each."""

import doctest
import os
import pathlib
import shutil
import sys

import pytest
import whosaid

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed: the Spark tests are left out")
pyspark = pytest.importorskip("pyspark", reason="PySpark is not installed: the Spark tests are left out")
if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
    pytest.skip("Java is not installed: the Spark tests are left out", allow_module_level=True)

import whosaid.spark  # noqa: E402

COPIES, PARTITIONS = 2, 8


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    from pyspark.sql import SparkSession

    # The workers write below Spark's home: give them one that is not the installed package.
    home, installed = tmp_path_factory.mktemp("spark"), pathlib.Path(pyspark.__file__).parent
    for part in installed.iterdir():
        (home / part.name).symlink_to(part)
    environment = {
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_DRIVER_PYTHON": sys.executable,
    }
    before = {name: os.environ.get(name) for name in environment}
    os.environ.update(environment)
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .appName("whosaid")
        .config("spark.ui.enabled", "false")
        .config("spark.executor.memory", "1g")
        .config("spark.sql.warehouse.dir", str(home / "warehouse"))
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "4")
        .config("spark.sql.adaptive.enabled", "false")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()
    for name, value in before.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value


@pytest.fixture(scope="module")
def documents(spark, articles):
    """The articles under two ids each, on eight partitions."""
    rows = [(f"{copy}/{id}", text) for copy in range(COPIES) for id, text in articles]
    return spark.createDataFrame(rows, "id string, text string").repartition(PARTITIONS).cache()


@pytest.fixture(scope="module")
def wanted(expected):
    """The rows of the command line for these documents."""
    rows = [{**row, "doc": f"{copy}/{row['doc']}", "error": None} for copy in range(COPIES) for row in expected]
    return sorted(rows, key=lambda row: (row["doc"], row["n"]))


def plain(row):
    """A row with spans and lists as in JSON lines."""

    def value(of):
        if isinstance(of, dict) and of.keys() == {"start", "end"}:
            return [of["start"], of["end"]]
        return [value(part) for part in of] if isinstance(of, list) else of

    return {name: value(of) for name, of in row.items()}


def in_order(rows):
    return sorted(map(plain, rows), key=lambda row: (row["doc"], row["n"]))


def test_rows_are_those_of_the_command_line(documents, wanted):
    rows = whosaid.spark.extract(documents)
    assert rows.schema == whosaid.spark.schema()
    assert rows.rdd.getNumPartitions() == PARTITIONS
    assert in_order(row.asDict(recursive=True) for row in rows.collect()) == wanted


def test_a_worker_that_dies_loses_and_doubles_nothing(documents, wanted, tmp_path):
    import pyarrow.parquet

    place = str(tmp_path)

    def deadly(batches):
        """Kills its executor, once, when a part of the fifth partition has been handed on."""
        import os
        import pathlib
        import signal

        from pyspark import TaskContext

        task = TaskContext.get()
        log = pathlib.Path(place)
        (log / f"started-{task.partitionId()}-{os.getpid()}-{task.taskAttemptId()}").touch()
        for number, batch in enumerate(batches):
            yield batch
            if task.partitionId() == 5 and number == 1 and not list(log.glob("killed-*")):
                # The parent is Python's daemon, and its parent the executor.
                stat = pathlib.Path(f"/proc/{os.getppid()}/stat").read_text()
                executor = int(stat.rpartition(")")[2].split()[1])
                (log / f"killed-{executor}").touch()
                os.kill(executor, signal.SIGKILL)

    rows = whosaid.spark.extract(documents.mapInArrow(deadly, documents.schema))
    rows.write.parquet(str(tmp_path / "rows"))
    assert len(list(tmp_path.glob("killed-*"))) == 1
    assert len(list(tmp_path.glob("started-5-*"))) >= 2, "the task was not run again"
    assert len(list(tmp_path.glob("started-*"))) > PARTITIONS
    assert in_order(pyarrow.parquet.read_table(tmp_path / "rows").to_pylist()) == wanted


def test_a_poison_document_is_one_row(spark):
    sail = "“We sail,” Anna Haro said."
    frame = spark.createDataFrame(
        [(1, sail, "x"), (2, None, "y"), (3, "x" * 2000, "z"), (4, "Nobody spoke.", "w"), (6, sail, None)],
        "id int, text string, outlet string",
    )
    damaged = spark.sql("select 5 as id, cast(X'93576520' as string) as text, 'v' as outlet")
    rows = whosaid.spark.extract(frame.union(damaged), carry=["outlet"], longest=1000, columns="doc,n,quote_spans")
    got = sorted((row.doc, row.n, row.outlet, row.error) for row in rows.collect())
    assert got == [
        ("1", 1, "x", None),
        ("2", None, "y", "2: the text is null"),
        ("3", None, "z", "3: 2000 bytes of text, longest allows 1000"),
        ("5", None, "v", "5: the text is not UTF-8: byte 0 cannot be read"),
        ("6", 1, None, None),
    ]


def test_a_users_own_lists_reach_the_executors(spark):
    frame = spark.createDataFrame([(1, "Anna Haro told Zorbo the ferry would sail.")], "id int, text string")
    lists = {"outlets": {"add": [{"name": "Zorbo", "kind": "broadcaster"}]}}
    assert whosaid.spark.extract(frame).first().source is None
    assert whosaid.spark.extract(frame, lists=lists).first().source == "Zorbo"


def test_the_examples_run(spark):
    for thing in (whosaid.spark.extract, whosaid.spark.schema):
        example = doctest.DocTestParser().get_doctest(thing.__doc__, {"spark": spark}, thing.__name__, None, None)
        assert doctest.DocTestRunner().run(example).failed == 0 and example.examples


def test_errors_come_before_any_work(spark):
    frame = spark.createDataFrame([(1, "x", 2)], "id int, text string, quote int")
    for options, message in [
        ({"text": "body"}, r'column "body" not found \(have: id, text, quote\); name a column with text='),
        ({"text": "id"}, 'column "id" holds int, not texts'),
        ({"columns": "full,sorce"}, 'unknown column "sorce": did you mean "source"'),
        ({"kinds": ["drect"]}, 'unknown kind "drect"'),
        ({"carry": ["quote"]}, 'carry: the rows have a column "quote" of their own'),
    ]:
        with pytest.raises(whosaid.WhosaidError, match=message):
            whosaid.spark.extract(frame, **options)


def test_memory_is_bounded():
    """A task keeps a batch and the rows of a piece of it, however many there are."""
    text = "“We sail,” Anna Haro said of the ferry to Kattvik, which was late. " * 150
    batch = pa.RecordBatch.from_pydict({"__whosaid_text": [text] * 300, "__whosaid_id": [str(n) for n in range(300)]})
    task = whosaid.spark._Task({"errors": "row", "jobs": 1, "columns": "full"})
    sizes, rows = [], 0
    before = pa.total_allocated_bytes()
    for out in task(batch for _ in range(2)):
        sizes.append(out.nbytes)
        rows += out.num_rows
        assert pa.total_allocated_bytes() - before < 8 << 20
    assert len(sizes) > 5 and max(sizes) < 16 << 20 and rows > 600
