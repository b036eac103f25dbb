"""The formats of the outside, in and out. None yet."""
