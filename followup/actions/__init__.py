"""Every write, a module per noun; plain functions that commit once.

An action that can be undone is told the user's day (`today`) and returns its Draft, which says in `summary` what was
done and in `answer` which rows it concerns. `version` and `seen` are what a page showed of the row: another one raises
Conflict. Each raises AlreadyDone where its `request_id` was carried out before and that still holds, Conflict where it
was used for something else or another program writes for more than five seconds, and FollowupError where the disk
refuses; its docstring names what else it raises. A function that is given a session is a part of such actions, and
commits nothing.
"""
