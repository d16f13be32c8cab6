"""The characters of symbol fonts, which PDF and DOCX share."""

from policyextract.readers.symbols import shown as shown
