"""Both engines find what the definition in ``workflows.pregunta`` says, on any text."""

from __future__ import annotations

from dataclasses import replace

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.apoyo import manualito
from webapp.bd import db, transaccion
from webapp.casos._congelar import congelar
from webapp.casos._indexar import indexar, vaciar
from webapp.consultas.indice_de_texto import forma_de, textos_que_contestan, valores
from webapp.modelos import ContenidoGuardado
from workflows.contenido import Contenido, Item, Seccion, encabezado, hash_de
from workflows.formatos import cargar
from workflows.pregunta import leer_pregunta

FORMATO = cargar("manual-cargos")
PALABRAS = ["agua", "Água", "aguas", "potable", "pot", "1e5", "09-2020", "x'y", 'co"m', "ñandú",
            "nandu", "straße", "AJD-2020", "e10", "a.b", "№", "日本", "µ"]  # fmt: skip
frases = st.lists(st.sampled_from(PALABRAS), max_size=5).map(" ".join) | st.text(max_size=20)
contenidos = st.builds(
    lambda area, uno, dos, concepto: replace(
        Contenido(
            encabezado({"area": area}),
            (
                Seccion("naturaleza", tuple(Item(str(n), t) for n, t in enumerate(uno))),
                Seccion("formacion", tuple(Item(f"f{n}", t) for n, t in enumerate(dos))),
            ),
        ),
        competencias=tuple(
            replace(manualito.contenido().competencias[0], concepto=c) for c in concepto
        ),
    ),
    frases,
    st.lists(frases, max_size=3),
    st.lists(frases, max_size=2),
    st.lists(frases, max_size=1),
)
preguntas = st.lists(
    st.sampled_from([*PALABRAS, "formación:", "área:", "competencias:", "OR", "AND", "NEAR("])
    | frases.map(lambda f: f'"{f}"')
    | st.sampled_from(PALABRAS).map(lambda p: p[:2] + "*")
    | st.text(max_size=8),
    max_size=4,
).map(" ".join)


def hallados(session: Session, pregunta_escrita: str) -> set[str]:
    """The hashes of the index that answer, by the statements that the pages use."""
    clausulas = leer_pregunta(pregunta_escrita, FORMATO).clausulas
    dialecto = session.get_bind().dialect.name
    contestan = textos_que_contestan(dialecto, forma_de(clausulas, {}))
    hallado = dict(session.execute(contestan, valores(dialecto, clausulas, {})).all())
    assert all(medida > 0 for medida in hallado.values())
    guardados = select(ContenidoGuardado.hash).where(ContenidoGuardado.id.in_(hallado))
    return set(session.scalars(guardados))


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(
    textos=st.lists(contenidos, min_size=1, max_size=5), preguntas=st.lists(preguntas, max_size=6)
)
def test_each_engine_finds_exactly_what_a_reader_would(
    en_app: Flask, textos: list[Contenido], preguntas: list[str]
) -> None:
    por_hash = {hash_de(t): t for t in textos if "\0" not in str(t) and _guardable(t)}
    with transaccion() as session:
        vaciar(session)
        if por_hash:
            congelar(session, [(t, "") for t in por_hash.values()])
        indexar(session, por_hash)
        indexar(session, por_hash)  # again is not twice
    with db.sessionmaker() as session:
        for escrita in preguntas:
            pregunta = leer_pregunta(escrita, FORMATO)
            if pregunta.clausulas:
                espera = {h for h, t in por_hash.items() if pregunta.coincide(t)}
                assert hallados(session, escrita) == espera, escrita


def _guardable(texto: Contenido) -> bool:
    """What the casos let through: no control characters, no half of a pair."""
    from webapp.casos._textos import _CONTROL

    return not any(
        _CONTROL.search(t)
        for t in [v for _, v in texto.encabezado]
        + [i.texto for s in texto.secciones for i in s.items]
        + [c.concepto for c in texto.competencias]
    )
