"""Our exceptions. Each message is a sentence that says what is wrong and what to do.

SafeguardingError
├── SettingsError        a setting is missing or wrong
├── QuestionError        the question itself cannot be taken (empty, too long, unknown area)
├── LibraryError         the published library cannot be read
│   ├── NoGeneration     nothing has been published yet
│   ├── StoreUnreachable  the Chroma server does not answer; what is open stays open
│   ├── CorruptGeneration  a published file does not match its checksum
│   ├── ModelMismatch    the embedding model is not the one the library was built with
│   └── FormatMismatch   the library was built by another version of this program
├── PublishError         publishing did not happen; the library is as it was
│   └── WriterBusy       another publication is running
├── NotKept              the database cannot be reached, so something was not kept
└── ModelServiceError    the configured language model failed, was late or unreadable
"""

from __future__ import annotations


class SafeguardingError(Exception):
    """Root of all errors that this product raises on purpose."""


class SettingsError(SafeguardingError):
    """A setting is missing or wrong."""


class QuestionError(SafeguardingError):
    """The question cannot be taken as it stands."""


class NotKept(SafeguardingError):
    """The database cannot be reached or written; what should have been kept was not."""


class LibraryError(SafeguardingError):
    """The published library cannot be read."""


class NoGeneration(LibraryError):
    """Nothing has been published in this data directory."""


class StoreUnreachable(LibraryError):
    """The Chroma server that holds the vectors does not answer; it may do so again."""


class CorruptGeneration(LibraryError):
    """A file of the published library is missing or does not match its checksum."""


class ModelMismatch(LibraryError):
    """The embedding model in use is not the one that the library was built with."""


class FormatMismatch(LibraryError):
    """The library was built by a version of this program that lays it out in another way."""


class PublishError(SafeguardingError):
    """A publication was refused; what readers see has not changed."""


class WriterBusy(PublishError):
    """Another publication holds the lock."""


class ModelServiceError(SafeguardingError):
    """The configured language model failed, was late, or answered unreadably."""
