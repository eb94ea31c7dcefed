"""Work that takes longer than a page may: the row in our database is the truth, huey runs it.

``filas`` keeps the rows, ``cola`` says to a worker that there is one, ``correr`` does it with a
heart that beats, ``salidas`` keeps the files. A kind of work is a function in ``clases``.
"""
