"""Quotations of Spark data frames, by ``DataFrame.mapInArrow``.

Every executor needs this package and pyarrow. A task reads its partition batch by batch and writes rows as it goes, so
that neither the number of documents nor the size of a partition matters to its memory; a document that cannot be read
is one row with the column ``error`` and does not fail the job.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterable, Iterator, Optional, Sequence, Union

from ._whosaid import WhosaidError, extract_stream

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame
    from pyspark.sql.types import DataType, StructType

    from ._whosaid import Kind, WordLists

__all__ = ["extract", "schema"]

_SPANS = {"quote_spans", "verbatim_spans"}
_SPAN = {"speaker_span", "cue_span", "source_span"}


def extract(
    df: DataFrame,
    text: str = "text",
    id: str = "id",
    *,
    carry: Sequence[str] = (),
    columns: Union[str, Sequence[str]] = "full",
    kinds: Optional[Iterable[Kind]] = None,
    min_confidence: float = 0.0,
    nested: bool = False,
    marked: bool = False,
    longest: Optional[int] = 16 << 20,
    lists: Optional[WordLists] = None,
) -> DataFrame:
    """Extract the quotations of the documents of a data frame: one row a quotation.

    Args:
        df: Documents, one a row.
        text: The column of the texts; a string column.
        id: The column of the ids; it comes out as the string column ``doc``.
        carry: Columns of ``df`` that are repeated beside the rows of their document.
        columns: ``"full"``, ``"simple"`` (speaker, source, quote), or names; ``whosaid.columns()`` lists them.
        kinds: Only these kinds: ``"direct"``, ``"mixed"``, ``"indirect"``.
        min_confidence: Only rows at least this certain, 0 to 1.
        nested: Also quotations inside quotations, flag ``nested``.
        marked: Also these, and words in marks that nobody said, kind ``"marked"``.
        longest: The most bytes of UTF-8 that a document may have, so that no document takes the memory of a task;
            ``None`` for any.
        lists: Changes to the word lists, as for ``whosaid.extract``.

    Returns:
        The rows with the declared :func:`schema`. Offsets count code points, as Python does, and Spark's ``substring``.
        A document without quotations has no row. One whose text is null, longer than ``longest``, or no UTF-8 has one
        row with its id and ``error``, all else null.

    Raises:
        WhosaidError: A column that is not there or is not of strings; an unknown column or kind. Nothing is computed.

    Examples:
        >>> import whosaid.spark
        >>> df = spark.createDataFrame([(7, "“We sail,” Anna Haro said.")], "id int, text string")
        >>> whosaid.spark.extract(df, columns="doc,speaker,quote,cue_span").show()
        +---+---------+-------+--------+-----+
        |doc|  speaker|  quote|cue_span|error|
        +---+---------+-------+--------+-----+
        |  7|Anna Haro|We sail|{21, 25}| NULL|
        +---+---------+-------+--------+-----+
        <BLANKLINE>
    """
    from pyspark.sql import functions
    from pyspark.sql.types import StringType

    carry = [carry] if isinstance(carry, str) else list(carry)
    have = {field.name: field.dataType for field in df.schema.fields}
    for name, hint in [(text, "text="), (id, "id="), *((name, "carry=") for name in carry)]:
        if name not in have:
            raise WhosaidError(f'column "{name}" not found (have: {", ".join(have)}); name a column with {hint}')
    if not isinstance(have[text], StringType):
        raise WhosaidError(f'column "{text}" holds {have[text].simpleString()}, not texts')
    options = {
        "columns": columns if isinstance(columns, str) else list(columns),
        "kinds": None if kinds is None else list(kinds),
        "min_confidence": min_confidence,
        "nested": nested,
        "marked": marked,
        "longest": longest,
        "lists": lists,
        "carry": carry,
        "errors": "row",
        "jobs": int(df.sparkSession.conf.get("spark.task.cpus", "1") or 1),
    }
    out = schema(columns, carry={name: have[name] for name in carry})
    _check(options)

    def quoted(name: str) -> Any:
        return functions.col("`" + name.replace("`", "``") + "`")

    wanted = [quoted(text).alias(_TEXT), quoted(id).cast("string").alias(_ID), *(quoted(name) for name in carry)]
    return df.select(*wanted).mapInArrow(_Task(options), out)


def schema(
    columns: Union[str, Sequence[str]] = "full", *, carry: Optional[dict[str, DataType]] = None
) -> StructType:
    """The schema of the rows that :func:`extract` gives.

    Args:
        columns: As for :func:`extract`.
        carry: Types of the columns that are carried along.

    Returns:
        The columns of the record, spans as structures of ``start`` and ``end`` (code points), several of them and flags
        as arrays; then the carried columns; then ``error``, a string.

    Raises:
        WhosaidError: An unknown column, or a carried one that has the name of another.

    Examples:
        >>> import whosaid.spark
        >>> whosaid.spark.schema("speaker,confidence").simpleString()
        'struct<speaker:string,confidence:double,error:string>'
    """
    from pyspark.sql import types

    span = types.StructType(
        [types.StructField("start", types.LongType(), False), types.StructField("end", types.LongType(), False)]
    )

    def kind(name: str) -> DataType:
        if name in _SPANS:
            return types.ArrayType(span, False)
        if name in _SPAN:
            return span
        if name == "flags":
            return types.ArrayType(types.StringType(), False)
        if name in ("n", "schema_version"):
            return types.LongType()
        return types.DoubleType() if name == "confidence" else types.StringType()

    fields = [types.StructField(name, kind(name)) for name in _names(columns)]
    for name, carried in (carry or {}).items():
        if name == "error" or any(field.name == name for field in fields):
            raise WhosaidError(f'carry: the rows have a column "{name}" of their own; rename the input\'s')
        fields.append(types.StructField(name, carried))
    return types.StructType([*fields, types.StructField("error", types.StringType())])


# Names that no column of the record has, and that are unlikely among those that are carried.
_TEXT, _ID = "__whosaid_text", "__whosaid_id"


def _names(columns: Union[str, Sequence[str]]) -> list[str]:
    import pyarrow

    empty = pyarrow.array([], pyarrow.string())
    names: list[str] = extract_stream(empty, columns=columns if isinstance(columns, str) else list(columns)).column_names
    return names


def _check(options: dict[str, Any]) -> None:
    import pyarrow

    extract_stream(pyarrow.array([], pyarrow.string()), **{**options, "carry": (), "jobs": 1})


class _Task:
    """What a task does: batches of documents in, batches of rows out."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options

    def __call__(self, batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        for batch in batches:
            # The rows of a batch are worked out piece by piece, at most about a megabyte of text at a time.
            stream = extract_stream(batch, text=_TEXT, id=_ID, **self.options)
            yield from pyarrow.RecordBatchReader.from_stream(stream)
