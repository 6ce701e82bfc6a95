"""Who said what, through whom: quotations of news text with their speakers and sources.

``extract`` takes a text and gives records; ``verify`` checks a claimed quotation against a text; ``extract_batch`` and
``extract_stream`` take and give Arrow data; ``whosaid.spark.extract`` works on Spark data frames; ``read`` reads files and
folders as the command line does. Offsets are Unicode code points, 0-based, end-exclusive: they slice a ``str``.

Examples:
    >>> import whosaid
    >>> for row in whosaid.extract("“The ferry will sail at dawn,” Anna Haro said."):
    ...     print(row.speaker, "·", row.quote)
    Anna Haro · The ferry will sail at dawn
"""

from ._types import Span
from ._whosaid import (
    VERSION as __version__,
    Answer,
    Article,
    Articles,
    Quotation,
    QuotationReader,
    QuotationTable,
    WhosaidError,
    columns,
    extract,
    extract_batch,
    extract_stream,
    read,
    verify,
    verify_claims,
)

__all__ = [
    "Answer",
    "Article",
    "Articles",
    "Quotation",
    "QuotationReader",
    "QuotationTable",
    "Span",
    "WhosaidError",
    "__version__",
    "columns",
    "extract",
    "extract_batch",
    "extract_stream",
    "read",
    "verify",
    "verify_claims",
]
