"""Reads a PDF into a Document: characters and rules from an engine, then lines, tables and their order by geometry."""

from policyextract.readers.pdf.reading import read as read
