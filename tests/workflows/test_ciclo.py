"""The life of a version: every estado × acto pair, who may, when, and what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows import ciclo
from workflows.contenido import Competencia, Contenido, Item, Seccion, encabezado
from workflows.errores import (
    ActoInvalido,
    ActoNegado,
    DatosInvalidos,
    ErrorVigente,
    VersionDesfasada,
)
from workflows.formatos import Formato, cargar
from workflows.formatos.modelo import Acto, ClaseActo
from workflows.reglas import FIJAS, Hechos, base_al_dia, base_en_pie, cuatro_ojos, lo_visto

YO, OTRA = 1, 2
CLAVES = ["manual-cargos", "especificacion-clase", "especificacion-con-condiciones"]
#: Where each acto leads from each estado; a pair that is not here is refused.
COMUN = {
    ("borrador", "elaborar"): "elaborado",
    ("borrador", "descartar"): "descartado",
    ("elaborado", "retirar"): "borrador",
    ("elaborado", "revisar"): "revisado",
    ("elaborado", "devolver"): "borrador",
    ("revisado", "devolver-revisado"): "borrador",
}
ESPERADO = {
    "manual-cargos": COMUN | {("revisado", "aprobar"): "aprobado"},
    "especificacion-clase": COMUN | {("revisado", "firmar"): "aprobado"},
    "especificacion-con-condiciones": COMUN | {("revisado", "firmar"): "aprobado"},
}
NACEN = {"abrir": "borrador", "proponer-derogar": "borrador", "asentar": "aprobado"}


def texto_completo(formato: Formato) -> Contenido:
    """A text that says something everywhere the formato asks."""
    return Contenido(
        encabezado({c.clave: "12345" for c in formato.campos}),
        tuple(Seccion(s.clave, (Item(s.clave, "Algo."),)) for s in formato.secciones),
        (Competencia("c", "Institucional", "Orden", 1, "Ordena."),) if formato.competencias else (),
    )


def hechos_de(formato: Formato, **otros: object) -> Hechos:
    """Somebody with every role, on a finished text that another person wrote."""
    hechos = Hechos(
        persona=YO,
        roles=frozenset(r.clave for r in formato.roles) | {"administrador"},
        contenido=texto_completo(formato),
        contenido_hash="nuevo",
        visto_hash="nuevo",
        base_hash="viejo",
        autores=frozenset({OTRA}),
        elaboro=OTRA,
        justificadas=frozenset({""}),
        hallazgos={},
    )
    return replace(hechos, **otros)  # type: ignore[arg-type]  # facts by name


def favorables(formato: Formato, acto: Acto) -> Hechos:
    """The facts under which nothing but the estado could bar ``acto``."""
    return hechos_de(formato, elaboro=YO if acto.clase is ClaseActo.RETIRO else OTRA)


def parejas() -> Iterator[tuple[str, str, str]]:
    """Every formato × estado × acto."""
    for clave in CLAVES:
        formato = cargar(clave)
        yield from ((clave, e.clave, a.clave) for e in formato.estados for a in formato.actos)


@pytest.mark.parametrize(("clave", "estado", "acto"), list(parejas()))
def test_each_acto_leads_from_its_estados_and_is_refused_elsewhere(
    clave: str, estado: str, acto: str
) -> None:
    formato = cargar(clave)
    declarado = formato.acto(acto)
    esperado = NACEN.get(acto) or ESPERADO[clave].get((estado, acto))
    hechos = favorables(formato, declarado)
    if esperado is not None:
        assert ciclo.aplicar(formato, estado, acto, hechos, declarado.pide) == esperado
        return
    with pytest.raises(ActoInvalido) as negativa:
        ciclo.aplicar(formato, estado, acto, hechos, declarado.pide)
    assert type(negativa.value) is ActoInvalido
    assert formato.estado(estado).rotulo.lower() in negativa.value.mensaje
    assert declarado.rotulo.lower() in negativa.value.mensaje
    assert "Actualice la página" in negativa.value.remedio


@pytest.mark.parametrize("clave", CLAVES)
def test_no_expected_pair_is_missing_from_the_formato(clave: str) -> None:
    formato = cargar(clave)
    declaradas = {(e, a.clave) for a in formato.actos for e in a.desde}
    assert declaradas == set(ESPERADO[clave])
    assert {a.clave for a in formato.actos if not a.desde} == set(NACEN)


@pytest.mark.parametrize(("clave", "acto"), [(c, a.clave) for c in CLAVES for a in cargar(c).actos])
def test_one_of_its_roles_is_enough_and_without_any_the_refusal_names_them(
    clave: str, acto: str
) -> None:
    formato = cargar(clave)
    declarado = formato.acto(acto)
    estado = declarado.desde[0] if declarado.desde else "borrador"
    hechos = favorables(formato, declarado)
    for rol in declarado.roles:
        solo = replace(hechos, roles=frozenset({rol, "lector"}))
        assert ciclo.aplicar(formato, estado, acto, solo, declarado.pide) == declarado.hacia
    ajenos = {r.clave for r in formato.roles} - set(declarado.roles) | {"lector"}
    for donde in formato.estados:
        with pytest.raises(ActoNegado) as negativa:
            ciclo.aplicar(formato, donde.clave, acto, replace(hechos, roles=frozenset(ajenos)))
    rotulos = {r.clave: r.rotulo for r in formato.roles}
    assert all(rotulos.get(r, r) in negativa.value.remedio for r in declarado.roles)
    assert negativa.value.estado_http == 403


def test_an_acto_the_formato_does_not_have_is_refused() -> None:
    formato = cargar("manual-cargos")
    with pytest.raises(ActoInvalido, match="no conoce el acto «firmar»"):
        ciclo.aplicar(formato, "revisado", "firmar", hechos_de(formato))


@pytest.mark.parametrize(
    ("estado", "acto", "campo"),
    [
        ("elaborado", "devolver", "motivo"),
        ("revisado", "devolver-revisado", "motivo"),
        ("borrador", "descartar", "motivo"),
        ("revisado", "aprobar", "acuerdo"),
    ],
)
def test_what_an_acto_asks_for_must_be_given(estado: str, acto: str, campo: str) -> None:
    formato = cargar("manual-cargos")
    with pytest.raises(DatosInvalidos, match=campo) as negativa:
        ciclo.aplicar(formato, estado, acto, hechos_de(formato), {"otra cosa"})
    assert (negativa.value.campo, negativa.value.estado_http) == (campo, 422)
    assert ciclo.aplicar(formato, estado, acto, hechos_de(formato), {campo})


VISTO = {"visto_hash": "otro"}
MIO = {"autores": frozenset({YO, OTRA})}
ATRASADO = {"base_al_dia": False}
BARRERAS = [
    ("borrador", "elaborar", VISTO, VersionDesfasada, "cambió desde que usted lo abrió"),
    ("borrador", "elaborar", ATRASADO, ActoInvalido, "se aprobó otra versión"),
    ("borrador", "elaborar", {"base_hash": "nuevo"}, ActoInvalido, "igual al texto vigente"),
    ("borrador", "elaborar", {"contenido": Contenido()}, ActoInvalido, "Código, Estrato"),
    ("elaborado", "revisar", VISTO, VersionDesfasada, "cambió"),
    ("elaborado", "revisar", MIO, ActoInvalido, "otra persona"),
    ("elaborado", "devolver", VISTO, VersionDesfasada, "cambió"),
    ("borrador", "descartar", VISTO, VersionDesfasada, "cambió"),
    ("elaborado", "retirar", VISTO, VersionDesfasada, "cambió"),
    ("elaborado", "retirar", {"elaboro": OTRA}, ActoInvalido, "Solo quien la firmó"),
    ("elaborado", "retirar", {"elaboro": None}, ActoInvalido, "Solo quien la firmó"),
    ("revisado", "devolver-revisado", VISTO, VersionDesfasada, "cambió"),
    ("revisado", "aprobar", VISTO, VersionDesfasada, "cambió"),
    ("revisado", "aprobar", MIO, ActoInvalido, "otra persona"),
]


@pytest.mark.parametrize(("estado", "acto", "otros", "clase", "motivo"), BARRERAS)
def test_a_rule_that_bars_an_acto_gives_its_reason(
    estado: str, acto: str, otros: dict[str, object], clase: type[ErrorVigente], motivo: str
) -> None:
    formato = cargar("manual-cargos")
    declarado = formato.acto(acto)
    hechos = replace(favorables(formato, declarado), **otros)  # type: ignore[arg-type]  # by name
    with pytest.raises(clase, match=motivo) as negativa:
        ciclo.aplicar(formato, estado, acto, hechos, declarado.pide)
    assert type(negativa.value) is clase
    posible = next(p for p in ciclo.actos_posibles(formato, estado, hechos) if p.acto.clave == acto)
    assert not posible.libre
    assert negativa.value.mensaje in posible.impedimentos


def test_a_finished_part_is_one_that_says_something() -> None:
    formato = cargar("manual-cargos")
    texto = texto_completo(formato)
    vacia = replace(
        texto, secciones=(Seccion("naturaleza", (Item("i", "  "),)), *texto.secciones[1:])
    )
    sin_tabla = replace(texto, competencias=())
    for falta, contenido in (("Naturaleza", vacia), ("Competencias", sin_tabla)):
        with pytest.raises(ActoInvalido, match=f"Falta completar: {falta}"):
            ciclo.aplicar(formato, "borrador", "elaborar", hechos_de(formato, contenido=contenido))


def test_a_proposal_to_abolish_is_asked_neither_for_changes_nor_for_a_finished_text() -> None:
    formato = cargar("manual-cargos")
    hechos = hechos_de(formato, derogacion=True, contenido=Contenido(), base_hash="nuevo")
    assert ciclo.aplicar(formato, "borrador", "elaborar", hechos) == "elaborado"


def test_no_formato_can_take_the_fixed_rules_away() -> None:
    formato = cargar("manual-cargos")
    actos = tuple(replace(a, reglas=(), firma=False) for a in formato.actos)
    suelto = replace(formato, actos=actos)
    assert FIJAS[ClaseActo.ELABORACION] == (lo_visto, base_al_dia)
    firma = (lo_visto, base_en_pie, cuatro_ojos)
    assert FIJAS[ClaseActo.REVISION] == FIJAS[ClaseActo.APROBACION] == firma
    for clase in (ClaseActo.DEVOLUCION, ClaseActo.RETIRO, ClaseActo.DESCARTE):
        assert FIJAS[clase] == (lo_visto,)
    for estado, acto, otros in (
        ("borrador", "elaborar", ATRASADO),
        ("elaborado", "revisar", MIO),
        ("revisado", "aprobar", MIO),
        ("revisado", "aprobar", VISTO),
    ):
        with pytest.raises(ActoInvalido):
            ciclo.aplicar(suelto, estado, acto, hechos_de(suelto, **otros), ["acuerdo"])


@given(
    clave=st.sampled_from(CLAVES),
    n=st.integers(0, 4),
    roles=st.sets(
        st.sampled_from(["autor", "revisor", "secretaria", "director", "administrador", "lector"])
    ),
    autores=st.sets(st.sampled_from([YO, OTRA])),
    elaboro=st.sampled_from([YO, OTRA, None]),
    visto=st.sampled_from(["nuevo", "otro"]),
    base=st.sampled_from(["nuevo", "viejo", ""]),
    al_dia=st.booleans(),
    derogacion=st.booleans(),
    completo=st.booleans(),
    porque=st.booleans(),
    abiertas=st.integers(0, 2),
)
def test_what_is_offered_is_what_can_be_done(
    clave: str, n: int, roles: set[str], autores: set[int], elaboro: int | None, visto: str,
    base: str, al_dia: bool, derogacion: bool, completo: bool, porque: bool, abiertas: int,
) -> None:  # fmt: skip
    formato = cargar(clave)
    estado = formato.estados[n].clave
    hechos = Hechos(
        YO, frozenset(roles), texto_completo(formato) if completo else Contenido(), "nuevo",
        visto, base, al_dia, derogacion, frozenset(autores), elaboro,
        observaciones_abiertas=abiertas, justificadas=frozenset({""} if porque else ()),
    )  # fmt: skip
    ofrecidos = {p.acto.clave: p for p in ciclo.actos_posibles(formato, estado, hechos)}
    for acto in (a for a in formato.actos if a.desde):
        try:
            ciclo.aplicar(formato, estado, acto.clave, hechos, acto.pide)
            se_puede = True
        except ActoNegado:
            assert acto.clave not in ofrecidos
            continue
        except ActoInvalido:
            se_puede = False
        assert se_puede == (acto.clave in ofrecidos and ofrecidos[acto.clave].libre)
    assert not set(NACEN) & set(ofrecidos)


def test_the_stepper_goes_straight_to_the_approval() -> None:
    for clave, ultimo in zip(CLAVES, ("aprobar", "firmar", "firmar"), strict=True):
        formato = cargar(clave)
        assert ciclo.recorrido(formato) == ("borrador", "elaborado", "revisado", "aprobado")
        pasos = [ciclo.siguiente(formato, e) for e in ciclo.recorrido(formato)]
        assert [p.clave if p else None for p in pasos] == ["elaborar", "revisar", ultimo, None]
        assert ciclo.siguiente(formato, "descartado") is None


def test_many_people_at_once_share_the_machine_and_nobody_gets_anothers_answer() -> None:
    formatos = {clave: cargar(clave) for clave in CLAVES}
    casos = list(parejas()) * 5

    def decidir(caso: tuple[str, str, str]) -> str | None:
        clave, estado, acto = caso
        declarado = formatos[clave].acto(acto)
        hechos = favorables(formatos[clave], declarado)
        try:
            return ciclo.aplicar(formatos[clave], estado, acto, hechos, declarado.pide)
        except ActoInvalido:
            return None

    with ThreadPoolExecutor(16) as hilos:
        respuestas = list(hilos.map(decidir, casos))
    for (clave, estado, acto), respuesta in zip(casos, respuestas, strict=True):
        assert respuesta == (NACEN.get(acto) or ESPERADO[clave].get((estado, acto)))


@pytest.mark.parametrize("nombre", ["state", "trigger", "may-trigger", "is_borrador", "to"])
def test_an_acto_may_be_called_like_something_of_the_machine(nombre: str) -> None:
    formato = cargar("manual-cargos")
    actos = tuple(replace(a, clave=nombre) if a.clave == "revisar" else a for a in formato.actos)
    raro = replace(formato, actos=actos)
    assert ciclo.aplicar(raro, "elaborado", nombre, hechos_de(raro)) == "revisado"
