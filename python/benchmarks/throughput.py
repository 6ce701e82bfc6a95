"""How fast the package is beside the command line, and Spark beside both.

    python python/benchmarks/throughput.py                  # texts of our own, copied until there is enough
    python python/benchmarks/throughput.py --corpus articles.jsonl --megabytes 50 --articles 12e6 --price 0.04

Measures megabytes of text a second of processor time and of the clock, on one core and on all: the program reading JSON
lines and writing JSON lines, ``extract_batch`` from Arrow to Arrow, and ``whosaid.spark.extract`` on ``local[N]`` from
Parquet to nowhere after a first job that starts everything. On a machine with other work to do only processor time
compares. The program is built by ``cargo build --release``, the package by ``pip install './python[spark]'``: both with
the same optimisation. Exits with 1 where a share is below what is promised.
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time
import warnings

import pyarrow as pa
import whosaid

ROOT = pathlib.Path(__file__).resolve().parents[2]
LEAST_BATCH, LEAST_SPARK = 0.80, 0.60


def texts(path: pathlib.Path, megabytes: float) -> list[str]:
    """Texts of a JSON lines file, over and over until they are so large; each copy is a little different."""
    with open(path, encoding="utf-8") as lines:
        originals = [json.loads(line)["text"] for line in lines]
    out: list[str] = []
    size = 0
    while size < megabytes * 1e6:
        for text in originals:
            out.append(f"{text}\n\nNo. {len(out)}\n")
            size += len(out[-1].encode())
            if size >= megabytes * 1e6:
                break
    return out


def best(rounds: int, job) -> tuple[float, float]:
    """The least of some rounds: seconds of the clock, seconds of processor."""
    clocks, processors = [], []
    for _ in range(rounds):
        clock, used = time.perf_counter(), processor()
        job()
        clocks.append(time.perf_counter() - clock)
        processors.append(processor() - used)
    return min(clocks), min(processors)


def processor() -> float:
    """Seconds of processor time of this process, of those that it has waited for, and of those below it that live."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    used = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    parents: dict[int, tuple[int, float]] = {}
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks = sum(int(field) for field in fields[11:15])
        parents[int(stat.parent.name)] = (int(fields[1]), ticks / os.sysconf("SC_CLK_TCK"))
    for process, (parent, seconds) in parents.items():
        while parent not in (0, 1, os.getpid()) and parent in parents:
            parent = parents[parent][0]
        if parent == os.getpid() and process != os.getpid():
            used += seconds
    return used


def on_spark(
    rounds: int, documents: list[str], cores: int, folder: pathlib.Path
) -> tuple[float, float] | None:
    """The same documents on Spark, start-up apart; none where there is no Spark or Java."""
    try:
        from pyspark.sql import SparkSession

        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        spark = (
            SparkSession.builder.master(f"local[{cores}]")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
            .getOrCreate()
        )
    except Exception as error:  # whatever keeps Spark from starting
        print(f"Spark is left out: {str(error).splitlines()[0]}", file=sys.stderr)
        return None
    import pyarrow.parquet as pq

    import whosaid.spark

    spark.sparkContext.setLogLevel("OFF")
    source = folder / "corpus"
    source.mkdir(exist_ok=True)
    parts = cores * 4
    for part in range(parts):
        table = pa.table({"id": range(part, len(documents), parts), "text": documents[part::parts]})
        pq.write_table(table, source / f"{part}.parquet")
    spark.conf.set("spark.sql.files.maxPartitionBytes", max(f.stat().st_size for f in source.iterdir()) + (4 << 20))
    frame = spark.read.parquet(str(source))
    # The first job starts the workers and loads what it needs.
    whosaid.spark.extract(frame.limit(cores)).write.format("noop").mode("overwrite").save()
    whosaid.spark.extract(frame.sample(0.05, seed=1)).write.format("noop").mode("overwrite").save()
    seen = best(rounds, lambda: whosaid.spark.extract(frame).write.format("noop").mode("overwrite").save())
    spark.stop()
    return seen


def main() -> int:
    parser = argparse.ArgumentParser(description="Throughput of the Python package beside the command line.")
    parser.add_argument("--corpus", type=pathlib.Path, default=ROOT / "fixtures" / "benchmark" / "agency.jsonl")
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--program", default=str(ROOT / "target" / "release" / "whosaid"))
    parser.add_argument("--cores", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--articles", type=float, default=196e6, help="of the archive whose cost is worked out")
    parser.add_argument("--article-bytes", type=float, default=4000)
    parser.add_argument("--price", type=float, default=0.05, help="of a core for an hour")
    options = parser.parse_args()

    # PySpark has something to say about new versions of pandas, of which nothing is used here.
    warnings.simplefilter("ignore", FutureWarning)
    documents = texts(options.corpus, options.megabytes)
    size = sum(len(text.encode()) for text in documents) / 1e6
    print(f"{len(documents)} documents, {size:.1f} MB of text, {options.cores} cores; the best of {options.rounds} rounds")
    print(f"{'':28}{'cores':>6}{'seconds':>9}{'cpu s':>8}{'MB/s':>8}{'MB/cpu s':>10}")
    rates: dict[tuple[str, int], tuple[float, float]] = {}

    def report(name: str, cores: int, seconds: float, used: float) -> None:
        rates[name, cores] = (size / seconds, size / used)
        print(f"{name:28}{cores:>6}{seconds:9.2f}{used:8.2f}{size / seconds:8.2f}{size / used:10.2f}", flush=True)

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        corpus = folder / "corpus.jsonl"
        with open(corpus, "w", encoding="utf-8") as out:
            for number, text in enumerate(documents):
                out.write(json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n")
        table = pa.table({"id": range(len(documents)), "text": documents})
        for cores in sorted({1, options.cores}):
            command = [options.program, "--no-config", "extract", str(corpus), "-q", "-f", "jsonl", f"-j{cores}"]
            rows = str(folder / "rows.jsonl")
            report("command line", cores, *best(
                options.rounds, lambda: subprocess.run([*command, "-o", rows, "--force"], check=True)
            ))
            report("extract_batch", cores, *best(options.rounds, lambda: whosaid.extract_batch(table, jobs=cores)))
            if seen := on_spark(options.rounds, documents, cores, folder):
                report("whosaid.spark.extract", cores, *seen)

    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"most memory of the command line: {memory:.0f} MB")
    failed = False
    for cores in sorted({1, options.cores}):
        line = rates["command line", cores]
        for name, least in (("extract_batch", LEAST_BATCH), ("whosaid.spark.extract", LEAST_SPARK)):
            if (name, cores) in rates:
                clock, core = (mine / theirs for mine, theirs in zip(rates[name, cores], line))
                failed |= core < least
                print(
                    f"{name}, {cores} cores: {core:.0%} of the command line a second of processor ({least:.0%} is "
                    f"promised), {clock:.0%} a second of the clock"
                )
    total = options.articles * options.article_bytes / 1e6
    print(f"{options.articles:,.0f} articles of {options.article_bytes:,.0f} bytes, {total / 1e3:,.0f} GB of text:")
    for (name, cores), (_, rate) in rates.items():
        if cores == options.cores:
            hours = total / rate / 3600
            print(f"{name:28}{hours:8,.0f} core-hours, {hours * options.price:8,.2f} at {options.price} an hour")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
