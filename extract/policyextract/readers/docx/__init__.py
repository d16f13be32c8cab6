"""Reads a Word document (DOCX) into a Document: its text as the final version shows it, lists with their numbers."""

from policyextract.readers.docx.reading import read as read
