"""Types that are plain Python."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A place in a text: code points ``start`` (the first inside) to ``end`` (the first behind), counted from 0.

    Examples:
        >>> from whosaid import Span
        >>> start, end = Span(4, 9)
        >>> "The ferry sails"[start:end]
        'ferry'
        >>> Span(4, 9).of("The ferry sails")
        'ferry'
    """

    start: int
    """The first code point inside."""

    end: int
    """The first code point behind."""

    def of(self, text: str) -> str:
        """The part of ``text`` that the span covers.

        Args:
            text: The text that was read.

        Returns:
            The words at this place.
        """
        return text[self.start : self.end]
