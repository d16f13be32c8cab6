"""Thresholds in common units, so that "12 weeks" and "3 months" can be set against each other.

A month is counted as policies count it: four weeks, or thirty days. What has no common unit stays as it is.
"""

from collections.abc import Iterable

from policyextract.records import Threshold

MONTHS = {"day": 1 / 30, "week": 1 / 4, "month": 1.0, "year": 12.0}
"""Months in a unit of time."""

_COMMON: dict[str, tuple[str, float]] = {
    **{f"{unit}s": ("months", months) for unit, months in MONTHS.items()},
    "minutes": ("hours", 1 / 60),
    "mm": ("cm", 0.1),
    "mcg": ("mg", 0.001),
    "µg": ("mg", 0.001),
    "pounds": ("kg", 0.45359237),
}
"""Units as ``lexicon.quantities`` names them: the common unit, and how many of it one is."""


def in_common_units(threshold: Threshold) -> Threshold:
    """The same threshold in the common unit of its kind: "12 weeks" as 3 months, "18 years" as 216 months."""
    unit, factor = _COMMON.get(threshold.unit or "", (threshold.unit, 1.0))
    return threshold.model_copy(update={"value": round(threshold.value * factor, 3), "unit": unit})


def differ(one: Iterable[Threshold], other: Iterable[Threshold]) -> bool:
    """Whether two texts set different numbers, whatever they call what is measured."""
    return _numbers(one) != _numbers(other)


def _numbers(thresholds: Iterable[Threshold]) -> set[tuple[str, float, str | None]]:
    return {(each.comparator, each.value, each.unit) for each in map(in_common_units, thresholds)}
