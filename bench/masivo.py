"""How long a cambio masivo takes on this machine: found, made, signed and reviewed together.

    .venv/bin/python -m bench.masivo [CARGOS]

Works on a database of its own in a temporary folder; nothing here is asserted.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench.gente import gente
from bench.medidas import imprimir
from tests.apoyo import manualito
from tests.apoyo.bases import AJUSTES
from tests.apoyo.masivo import cambio, hacer, tramitar, versiones
from tests.apoyo.reparto import CONTRASENA, SLUG, correo, fundar
from webapp import create_app
from webapp.bd import transaccion
from webapp.casos.asentar import asentar
from workflows.formatos import cargar
from workflows.lectura import leer

FRASE, NUEVA = "caudales y presiones", "caudales, presiones y niveles"


def main(cuantos: int) -> None:
    """Build a manual of ``cuantos`` cargos and change a phrase in every one."""
    filas = [
        (f"{10_000 + n}", f"NIVEL {n % 5}", f"GRUPO {n % 9}", f"ZONA {n // 45}")
        for n in range(cuantos)
    ]
    with tempfile.TemporaryDirectory() as carpeta:
        url = f"sqlite:///{Path(carpeta) / 'bench.db'}"
        motores = {"default": url, "dueno": url}
        app = create_app({**AJUSTES, "INSTANCIA": carpeta, "SQLALCHEMY_ENGINES": motores})
        with app.app_context():
            from flask_security import hash_password  # needs the application

            app.extensions["alembic"].upgrade()
            fundar(hash_password(CONTRASENA))
            elenco = gente()
            lectura = leer(manualito.documento(filas).encode(), [cargar("manual-cargos")])
            with transaccion() as session:
                asentar(session, elenco.actor("marcos"), elenco.manual_id, lectura.cargos)
        print(f"{cuantos} cargos; milisegundos")
        print(f"{'':<44}{'primera':>10}{'mediana':>10}{'margen':>10}")
        ana, rafael = app.test_client(), app.test_client()
        for cliente, quien in ((ana, "ana"), (rafael, "rafael")):
            cliente.post("/entrar", data={"email": correo(quien), "password": CONTRASENA})
        buscar = f"/manual/{SLUG}/cambio-masivo"
        imprimir("buscar", lambda: ana.get(buscar, query_string={"frase": FRASE}), 4)
        busca = {"frase": FRASE, "reemplazo": NUEVA}
        imprimir("buscar y ver cómo quedaría", lambda: ana.get(buscar, query_string=busca), 4)
        grupos: list[int] = []
        with app.app_context():
            que = cambio(FRASE, NUEVA)
            imprimir(
                "crear los borradores", lambda: grupos.append(hacer(elenco, que).grupo_id or 0), 1
            )
            ids = versiones(grupos[0])
        pagina = f"/manual/{SLUG}/grupos/{grupos[0]}"
        imprimir("la página del grupo, en borrador", lambda: ana.get(pagina), 3)
        imprimir("la bandeja", lambda: ana.get("/bandeja"), 3)
        with app.app_context():
            imprimir("firmar", lambda: tramitar(elenco, grupos[0], "elaborar", "ana", ids), 1)
            imprimir("revisar", lambda: tramitar(elenco, grupos[0], "revisar", "rafael", ids), 1)
        imprimir("la página del grupo, revisado", lambda: rafael.get(pagina), 3)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
