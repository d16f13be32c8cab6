"""Codes in running text: lists without rules, lines of code and description, and sentences that say how to bill."""

import re
from collections.abc import Iterator, Sequence

from policyextract.codecontext import Context, heads_codes, system_named, under_heading
from policyextract.codeshapes import FoundCode, codes_in, codes_in_prose, leading_code, only_codes, settled_system
from policyextract.codetables import make_code
from policyextract.document import Line, Provenance
from policyextract.lexicon.codegroups import BILLED_AS, DISCLAIMER, NOT_BILLED
from policyextract.paragraphs import Paragraph
from policyextract.predicates import sentences
from policyextract.records import Code, CodeSystem

_LABEL = re.compile(r"^(?P<label>[^:]{2,80}):\s*(?=\S)")
_LED = re.compile(r"^[*†\s]*(?P<label>(?:\w+\s+){0,3}codes?)(?=\s)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:\b[A-Z]{2}|D\.C\.|\b[A-Z][a-z]+),?\s+\d{5}(?:-\d{4})?$")
_TRAILING_JOINT = re.compile(r"^(?P<text>.*\w.*?)[\s:(–-]+$", re.DOTALL)
_ENTRY = re.compile(r"\s+[A-Z][\w-]*\s+\S")
_BRACKETED = re.compile(
    r"^(?P<text>.*\w.*?)\s*\((?P<label>[^\d()]{2,40}[^\w()-])(?P<codes>[A-Z]?\d[^()]*)\)[\s*†‡]*$", re.DOTALL
)
_INDENT_STEP = 3.0


def codes_of_paragraph(paragraph: Paragraph, context: Context, *, open_list: bool) -> tuple[Code, ...]:
    """The codes that a paragraph lists, in a place that lists codes; none where it is prose.

    ``open_list`` says that codes were listed just before.
    """
    for reading in (_bare_list, _labelled_list, _bracketed):
        if found := tuple(reading(paragraph, context)):
            return found
    return tuple(_led_lines(paragraph, context, open_list=open_list)) or tuple(_trailing(paragraph, context))


def labelled_codes(paragraph: Paragraph) -> tuple[Code, ...]:
    """The codes of a paragraph that names itself a list of them ("CPT codes: 12345, 12346"), wherever it stands."""
    label = _LABEL.match(paragraph.text)
    if label is None or label["label"].count("(") > label["label"].count(")"):
        return ()  # "Lamp itch (ICD-10: L29.8)" names a code in prose
    if not (heads_codes(label["label"]) or system_named(label["label"])):
        return ()
    return tuple(_labelled_list(paragraph, Context()))


def codes_to_bill(paragraph: Paragraph, context: Context) -> Iterator[Code]:
    """The codes of sentences that say with which codes a service is billed."""
    for sentence in sentences(paragraph.text):
        said = sentence.text
        if not BILLED_AS.compiled.search(said) or NOT_BILLED.compiled.search(said) or DISCLAIMER.compiled.search(said):
            continue
        start, end = paragraph.offset(sentence.start), paragraph.offset(sentence.end)
        for code in codes_in_prose(said):
            found = make_code(
                FoundCode(code, None, 0, 0), None, context.group, paragraph.provenance(start, end), context.system
            )
            if found:
                yield found


def _bare_list(paragraph: Paragraph, context: Context) -> Iterator[Code]:
    """A paragraph that is nothing but codes ("12345, 12346", "Various codes 12345 12346")."""
    text = paragraph.text
    label = _LABEL.match(text)
    if label and system_named(label["label"]) not in (None, context.system):
        return
    led = _LED.match(text)
    rest = text[led.end() :] if led and heads_codes(led["label"]) else text
    yield from _all(only_codes(rest, context.system), paragraph, context)


def _labelled_list(paragraph: Paragraph, context: Context) -> Iterator[Code]:
    """A label and codes ("HCPCS: J1234, J1235"). The label names the codes, and may decide; else it describes them."""
    label = _LABEL.match(paragraph.text)
    if label is None:
        return
    inside = under_heading(context, label["label"], context.group.level)
    found = only_codes(paragraph.text[label.end() :], inside.system)
    describes = inside == context and not heads_codes(label["label"])
    yield from _all(found, paragraph, inside, label["label"] if describes else None)


def _all(
    found: Sequence[FoundCode], paragraph: Paragraph, context: Context, description: str | None = None
) -> Iterator[Code]:
    for match in found:
        code = make_code(match, description, context.group, paragraph.provenance(), context.system)
        if code:
            yield code


def _bracketed(paragraph: Paragraph, context: Context) -> Iterator[Code]:
    """A service and its codes in brackets behind it, with their system ("Lamps, unlisted (CPT 12345-12347, 12399)")."""
    match = _BRACKETED.match(paragraph.text)
    if match is None or NOT_BILLED.compiled.search(match["text"]):
        return
    label = match["label"].rstrip()
    if system_named(label):
        inside = under_heading(context, label, context.group.level)
        yield from _all(only_codes(match["codes"], inside.system), paragraph, inside, match["text"])


def _led_lines(paragraph: Paragraph, context: Context, *, open_list: bool) -> Iterator[Code]:
    """Lines that begin with a code; what follows up to the next is its description.

    Prose may break before a code, so a paragraph that begins with other words is read only where a list is open, from
    the line on that stands further left than those words, or that reads like an entry ("12345 Repair").
    """
    entries: list[tuple[FoundCode, list[Line]]] = []
    for line in paragraph.lines:
        match = leading_code(line.text, context.system)
        if match and not entries and line is not paragraph.first:
            begins = line.indent < paragraph.first.indent - _INDENT_STEP or _ENTRY.match(line.text[match.end :])
            match = match if open_list and begins else None
        if match:
            entries.append((match, [line]))
        elif entries:
            entries[-1][1].append(line)
    for match, lines in entries:
        first = lines[0]
        description = " ".join([first.text[match.end :].strip(" :–-*†‡"), *(line.text for line in lines[1:])]).strip()
        place = Provenance(first.page, first.number, (first.start, lines[-1].end), first.box)
        code = make_code(match, description or None, context.group, place, context.system)
        if code:
            yield code


def _trailing(paragraph: Paragraph, context: Context) -> Iterator[Code]:
    """A line that ends with its code ("Single-dose vial: 12345-6789-xx"), of the system that the heading names."""
    text = paragraph.text
    if context.system is None or _ADDRESS.search(text) or len(paragraph.lines) > 2:
        return
    found = codes_in(text, context.system)
    if not found or text[found[-1].end :].strip(" .)*†‡"):
        return
    head = _TRAILING_JOINT.match(text[: found[0].start])
    if len(found) == 1 and head and settled_system(found[0].first, context.system) in _sisters(context.system):
        code = make_code(found[0], head["text"].strip(), context.group, paragraph.provenance(), context.system)
        if code:
            yield code


def _sisters(system: CodeSystem) -> frozenset[CodeSystem]:
    """The systems whose codes stand under a heading that names one: CPT and HCPCS go together."""
    procedures = frozenset({CodeSystem.CPT, CodeSystem.HCPCS})
    return procedures if system in procedures else frozenset({system})
