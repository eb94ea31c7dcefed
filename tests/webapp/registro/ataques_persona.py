"""Attacks on who may act in whose name."""

from __future__ import annotations

from tests.apoyo.ataque import Ataque


def _nombrar(id_: int, quien: str, desde: str, hasta: str, rol: str = "revisor") -> str:
    return (
        "INSERT INTO nombramiento (id, persona_id, manual_id, rol, desde, hasta)"
        f" VALUES ({id_}, :p_{quien}, :manual, '{rol}', '{desde}', {hasta})"
    )


def _sustituir(quien: str, a: str) -> str:
    return (
        "INSERT INTO nombramiento (id, persona_id, manual_id, rol, desde, hasta, sustituye_id)"
        f" VALUES (902, :p_{quien}, :manual, 'revisor', '2026-11-12', '2026-11-14', :p_{a})"
    )


PERSONAS = [
    Ataque("delegacion: without an end", "delegacion_de_lo_propio",
           "INSERT INTO delegacion VALUES (901, :n_rafael)",
           (_nombrar(901, "nadie", "2026-11-12", "NULL"),)),
    Ataque("delegacion: of another role", "delegacion_de_lo_propio",
           "INSERT INTO delegacion VALUES (901, :n_rafael)",
           (_nombrar(901, "nadie", "2026-11-12", "'2026-11-13'", "secretaria"),)),
    Ataque("delegacion: to oneself", "delegacion_de_lo_propio",
           "INSERT INTO delegacion VALUES (901, :n_rafael)",
           (_nombrar(901, "rafael", "2026-11-12", "'2026-11-13'"),)),
    Ataque("delegacion: from before one had it", "delegacion_de_lo_propio",
           "INSERT INTO delegacion VALUES (901, :n_rafael)",
           (_nombrar(901, "nadie", "2001-01-01", "'2026-11-13'"),)),
    Ataque("delegacion: of what was delegated", "delegacion_no_se_delega",
           "INSERT INTO delegacion VALUES (901, :n_delegado)",
           (_nombrar(901, "nadie", "2026-11-13", "'2026-11-14'"),)),
    Ataque("nombramiento: a delegation that lasts longer", "nombramiento_delegado_no_crece",
           "UPDATE nombramiento SET hasta = '2030-01-01' WHERE id = :n_delegado"),
    Ataque("nombramiento: a delegation of another role", "nombramiento_delegado_no_crece",
           "UPDATE nombramiento SET rol = 'secretaria' WHERE id = :n_delegado"),
    Ataque("nombramiento: a substitute of oneself", "nombramiento_sustituye_a_otro",
           _sustituir("rafael", "rafael")),
    Ataque("nombramiento: a substitute of who has another role", "nombramiento_sustituye_a_otro",
           _sustituir("nadie", "sofia")),
    Ataque("nombramiento: another is replaced", "nombramiento_sustituye_fijo",
           "UPDATE nombramiento SET sustituye_id = :p_beto WHERE id = 902",
           (_sustituir("nadie", "rafael"),)),
    Ataque("nombramiento: a substitute in another role", "nombramiento_sustituye_fijo",
           "UPDATE nombramiento SET rol = 'secretaria' WHERE id = 902",
           (_sustituir("nadie", "rafael"),)),
    Ataque("nombramiento: one's own becomes a substitute's", "nombramiento_sustituye_fijo",
           "UPDATE nombramiento SET sustituye_id = :p_rafael WHERE id = :n_sofia"),
]  # fmt: skip
