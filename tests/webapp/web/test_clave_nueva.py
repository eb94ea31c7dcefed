"""A new secret key: nobody who was in is put out, and the old one alone opens nothing."""

from __future__ import annotations

from pathlib import Path

from tests.apoyo.bases import FabricaSqlite
from tests.apoyo.en_serio import ENTORNO, Navegador, en_serio

VIEJA, NUEVA = ENTORNO["SECRET_KEY"], "otra-Clave_9vQw7LpZr2TnBs8HdFj5GmCa4Exy"


def test_a_new_key_keeps_the_sessions_of_the_old_one_only_while_it_is_named(
    fabrica_sqlite: FabricaSqlite, tmp_path: Path
) -> None:
    base = fabrica_sqlite.nueva()
    with en_serio(base, tmp_path) as app:
        cliente = app.test_client()
        assert isinstance(cliente, Navegador)
        cliente.entrar("ana")
        sesion = cliente.get_cookie("__Host-vigente-sesion", "manual.example")
        assert sesion is not None
    rotada = {"SECRET_KEY": NUEVA, "SECRET_KEY_ANTERIORES": VIEJA}
    for entorno, codigo in ((rotada, 200), ({"SECRET_KEY": NUEVA}, 302)):
        with en_serio(base, tmp_path, entorno) as app:
            otro = app.test_client()
            assert isinstance(otro, Navegador)
            otro.set_cookie(sesion.key, sesion.value, domain="manual.example")
            assert otro.get("/bandeja").status_code == codigo
            otro.delete_cookie(sesion.key, domain="manual.example")
            otro.entrar("ana")  # the password does not depend on the key
