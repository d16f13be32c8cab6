"""Pairs the parts of two records: what stayed, what came, what went."""

from policydiff.align.records import align as align
