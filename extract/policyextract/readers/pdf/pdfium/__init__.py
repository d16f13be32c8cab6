"""The fast engine: pdfium, through pypdfium2. The only package that knows its page objects."""

from policyextract.readers.pdf.pdfium.opening import open_pages as open_pages
