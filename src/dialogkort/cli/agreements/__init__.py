"""`dialogkort agreements …`: look at, review and check what was agreed, without a screen. One module a command.

Each command returns 0 when it was done, 1 when it could not be, when there are errors, or, with `--exit-code`,
when something was listed; 2 for a wrong call.
"""
