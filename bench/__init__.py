"""Measures Followup beside the least that the same stack could do: `make bench`."""
