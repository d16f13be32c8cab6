"""PDFs made for tests, and what is read of them."""

from io import BytesIO
from typing import ClassVar

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from policyextract.document import Document, Line
from policyextract.readers import pdf
from policyextract.readers.engine import DEFAULT, Engine

HEIGHT = 792.0


class Paper:
    """A PDF in the making, measured from the top left corner as the reader does. ``engine`` opens all that are read."""

    engine: ClassVar[Engine] = DEFAULT

    def __init__(self, encrypt: StandardEncryption | None = None) -> None:
        self.bytes = BytesIO()
        self.canvas = Canvas(self.bytes, pagesize=(612, HEIGHT), invariant=1, encrypt=encrypt)

    def text(self, x: float, baseline: float, words: str, font: str = "Helvetica", size: float = 11) -> float:
        """Set words and return where they end."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HEIGHT - baseline, words)
        return x + float(self.canvas.stringWidth(words, font, size))

    def raised(self, x: float, baseline: float, words: str, size: float = 7, rise: float = 4) -> float:
        line = self.canvas.beginText(x, HEIGHT - baseline)
        line.setFont("Helvetica", size)
        line.setRise(rise)
        line.textOut(words)
        line.setRise(0)  # the rise outlasts the text object
        self.canvas.drawText(line)
        return x + float(self.canvas.stringWidth(words, "Helvetica", size))

    def lines(self, x: float, baseline: float, *words: str, pitch: float = 14) -> None:
        for index, each in enumerate(words):
            self.text(x, baseline + index * pitch, each)

    def rule(self, x0: float, top: float, x1: float, bottom: float) -> None:
        self.canvas.line(x0, HEIGHT - top, x1, HEIGHT - bottom)

    def frame(self, x0: float, top: float, x1: float, bottom: float) -> None:
        self.canvas.rect(x0, HEIGHT - bottom, x1 - x0, bottom - top)

    def shade(self, x0: float, top: float, x1: float, bottom: float, grey: float = 0.8) -> None:
        self.canvas.setFillGray(grey)
        self.canvas.rect(x0, HEIGHT - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def grid(self, xs: list[float], ys: list[float]) -> None:
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)

    def next_page(self) -> None:
        self.canvas.showPage()

    def data(self) -> bytes:
        self.canvas.save()
        return self.bytes.getvalue()

    def read(self) -> Document:
        return pdf.read(self.data(), "made.pdf", Paper.engine)


def lines(document: Document) -> list[str]:
    return [line.text for line in document.lines()]


def only_table(document: Document) -> list[list[str]]:
    (table,) = document.tables()
    return [[cell.text for cell in row] for row in table.rows]


def blocks(document: Document) -> list[str]:
    """Each block in order, a table as its first cell in brackets."""
    return [b.text if isinstance(b, Line) else f"[{b.rows[0][0].text}]" for b in document.blocks]
