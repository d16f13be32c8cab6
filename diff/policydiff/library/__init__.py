"""The library of stored versions: what came in, which lines of versions it makes, what changed, what was decided."""
