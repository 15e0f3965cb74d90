"""`dialogkort agreements …`: look at, review and check agreements without a screen. One module per command.

Each command returns 0 on success, 1 if it could not be done, if there are errors, or, with `--exit-code`, if anything
was listed; 2 for a usage error.
"""
