"""Reads a web page into a Document: its text in paragraphs, lists and tables, without what surrounds it on the site."""

from policyextract.readers.html.reading import read as read
