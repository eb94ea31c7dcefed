"""Who acts, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Actor:
    """A person by id, and the moment it is for them (timezone-aware)."""

    persona_id: int
    ahora: datetime
