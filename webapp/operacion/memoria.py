"""What a process lets go goes back to the system, instead of staying with it for ever."""

from __future__ import annotations

import ctypes

#: Options of ``mallopt`` (glibc's malloc.h) and what they are given.
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
_AJUSTES = ((_ARENA_MAX, 1), (_MMAP_THRESHOLD, 128 * 1024), (_TRIM_THRESHOLD, 256 * 1024))


def devolver_lo_que_se_suelta() -> bool:
    """One heap for all the threads, which Python lets run one at a time anyway; and what is large
    apart, given back when it is let go. Left alone, glibc keeps a heap for each thread and learns
    to keep what is large in it: each is then as big as its largest moment.

    Returns whether there is a glibc to be told.
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return False
    return all(mallopt(opcion, valor) for opcion, valor in _AJUSTES)
