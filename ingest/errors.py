"""What can go wrong while reading files.

IngestError
+-- ParseError      a file cannot be read; the message is a sentence for the person who supplied it
"""

from __future__ import annotations


class IngestError(Exception):
    """Base of all ingestion errors. ``str(error)`` is one plain sentence that says what is wrong and what to do."""


class ParseError(IngestError):
    """A file could not be read."""
