"""The map, the list, the search and the API on any day: what a recomputation apart says."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.apoyo.bases import FabricaPostgresql, FabricaSqlite, ajustes, cerrar
from tests.apoyo.reparto import SLUG, Elenco
from webapp import create_app
from webapp.bd import db, transaccion
from webapp.casos.registrar_acuerdo import registrar_acuerdo
from webapp.consultas.buscar import buscar
from webapp.consultas.comparables import cambios_del_manual
from webapp.consultas.manuales import manual_por_slug
from webapp.consultas.mapa import grupos, lista, mapas
from workflows.mapa import ejes
from workflows.pregunta import leer_pregunta

IMPRESO = date(2020, 6, 1)
#: Which of the cast's cargos, and how many days from today it is in force from (or before).
historias = st.lists(st.tuples(st.integers(0, 2), st.integers(-2_000, 400)), min_size=1, max_size=7)


@settings(max_examples=6, suppress_health_check=list(HealthCheck), deadline=None)
@given(historia=historias, otros=st.lists(st.integers(-3_000, 900), max_size=3))
def test_any_day_is_as_it_was(
    fabrica: FabricaSqlite | FabricaPostgresql,
    tmp_path_factory: object,
    historia: list[tuple[int, int]],
    otros: list[int],
) -> None:
    direcciones = fabrica.nueva()
    elenco = Elenco()
    carpeta = tmp_path_factory.mktemp("dia")  # type: ignore[attr-defined]
    app = create_app(ajustes(direcciones, carpeta, RELOJ=lambda: elenco.ahora))
    try:
        with app.app_context():
            _vivir_y_mirar(app, elenco.cargar(), historia, otros)
    finally:
        cerrar(app)
        fabrica.soltar(direcciones)


def _vivir_y_mirar(
    app: Flask, elenco: Elenco, historia: list[tuple[int, int]], otros: list[int]
) -> None:
    hoy = elenco.ahora.date()
    slugs = sorted(elenco.cargos)
    # (rige desde, order of recording, word that only that version says), by cargo
    dichas: dict[str, list[tuple[date, int, str]]] = {s: [(IMPRESO, 0, "bombeo")] for s in slugs}
    for n, (cual, dias) in enumerate(historia, 1):
        slug, rige = slugs[cual], hoy + timedelta(days=dias)
        version = elenco.revisada(f"Palabra unica{n}.", elenco.cargos[slug])
        acuerdo = elenco.acuerdo(f"AJD-2026-{n:03d}", version, rige=rige)
        with transaccion() as session:
            registrar_acuerdo(session, elenco.actor("sofia"), elenco.manual_id, acuerdo)
        dichas[slug].append((rige, n, f"unica{n}"))
    manual = manual_por_slug(db.session, SLUG)
    por = ejes(manual.formato)
    assert por is not None
    previo: dict[str, str] = {}
    ultimo = IMPRESO
    for dia in sorted({hoy, IMPRESO, *(hoy + timedelta(days=d) for _, d in historia),
                       *(hoy + timedelta(days=d) for d in otros)}):  # fmt: skip
        espera = {
            slug: max(v for v in suyas if v[0] <= dia)
            for slug, suyas in dichas.items()
            if any(v[0] <= dia for v in suyas)
        }
        suyos = grupos(db.session, manual, dia)
        dibujado = {
            c.slug: c.desde
            for m in mapas(db.session, manual, dia, suyos, por)
            for f in m.filas
            for celda in f.celdas
            for c in celda
        }
        assert dibujado == {slug: v[0] for slug, v in espera.items()}
        cargos, total = lista(db.session, manual, dia, 1)
        assert total == len(espera)
        assert {c.slug for c in cargos} == set(espera)
        for palabra in {v[2] for suyas in dichas.values() for v in suyas}:
            hallados = buscar(db.session, manual, dia, leer_pregunta(palabra, manual.formato), {})
            assert {h.slug for h in hallados.hallados} == {
                slug for slug, v in espera.items() if v[2] == palabra
            }, (palabra, dia)
        ahora = {slug: v[2] for slug, v in espera.items()}
        if previo:
            cambios = cambios_del_manual(db.session, manual, ultimo, dia, 1)
            assert {c.slug for c in cambios.cargos} == {
                s for s in ahora if ahora[s] != previo.get(s)
            }
        previo, ultimo = ahora, dia
