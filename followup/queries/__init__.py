"""Every SELECT, a module per page. What is in the trash is left out.

A function that is given no session opens a read transaction of its own and returns plain values; only `lookups` gives
rows, for an action to change.
"""
