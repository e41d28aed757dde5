"""Reads files and web sources into published generations of the library."""
