"""Reads payers' medical policies into normalised records."""
