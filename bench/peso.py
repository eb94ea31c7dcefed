"""What a new version weighs: how much the database grows with whole lives, and in which tables."""

from __future__ import annotations

from bench import corpus
from bench.bases import Motor, aplicacion, preparada
from bench.gente import gente
from bench.medidas import Medida
from tests.apoyo.reparto import Elenco

CARGOS = 100
GUARDADOS = 5
#: The frozen text and everything by which it is found.
_DEL_TEXTO = ("contenido", "indexad", "_dich", "texto_fts")


def medir(motor: Motor) -> list[Medida]:
    """A life of every cargo of a manual of a hundred, by the casos, and two acuerdos."""
    direcciones = preparada(motor, CARGOS, 1, "peso")
    antes = motor.compactar("uso_peso")
    with aplicacion(direcciones) as app, app.app_context():
        elenco = gente()
        versiones = [_vivir(elenco, n) for n in range(CARGOS)]
        for n, primera in enumerate(range(0, CARGOS, CARGOS // 2), 1):
            elenco.registrar(f"AJD-2026-{n:03d}", *versiones[primera : primera + CARGOS // 2])
    despues = motor.compactar("uso_peso")
    crece = {t: (despues[t] - antes.get(t, 0)) / 1024 / CARGOS for t in despues}
    entera = Medida("version", motor.nombre, CARGOS)
    entera.anotar(crece.pop(""), **{t: round(kb, 3) for t, kb in crece.items() if kb > 0.05})
    texto = Medida("texto", motor.nombre, CARGOS)
    texto.anotar(sum(kb for t, kb in crece.items() if any(x in t for x in _DEL_TEXTO)))
    return [entera, texto]


def _vivir(elenco: Elenco, n: int) -> int:
    """A draft, five saves of an activity each, both signatures."""
    version = elenco.abrir(cargo_id=elenco.cargos[corpus.slug_de(n)])
    for k in range(GUARDADOS):
        texto = elenco.vista(version).contenido
        elenco.guardar(version, corpus.reescrito(texto, k, f"Vez {k} del cargo {n}."))
    elenco.elaborar(version)
    elenco.revisar(version)
    return version
