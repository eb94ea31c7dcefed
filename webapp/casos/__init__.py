"""One verb a file. A caso takes a session, an actor and what they saw; it never commits.

The caller opens the transaction (``webapp.bd.transaccion``) and calls exactly one caso, so
that a refusal leaves everything as it was.
"""
