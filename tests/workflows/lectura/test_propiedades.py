"""Laws of the reader, for any document hypothesis can think of."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.lectura.fabrica import (
    AMBOS,
    CLASE,
    MANUAL,
    Estilo,
    Ficha,
    en_bytes,
    imprimir,
    items,
)
from workflows.errores import LecturaFallida
from workflows.formatos.modelo import Formato
from workflows.lectura import a_json, decodificar, leer
from workflows.lectura.compuesto import componer
from workflows.lectura.listas import marca
from workflows.lectura.modelo import Clase, Lectura
from workflows.lectura.notas import sacar_marcas
from workflows.lectura.plegado import compacto
from workflows.lectura.renglones import renglones
from workflows.lectura.rotulos import Rotulador

_PALABRAS = (
    *("atender", "revisar", "preparar", "coordinar", "informes", "bodega", "clientes", "planta"),
    *("equipo", "presupuesto", "compras", "técnico", "anual", "semanal", "público", "según"),
    *("(interno)", "«propio»", "vía-web", "2019", "artículo", "15%", "A&B"),
)


@st.composite
def frases(draw: st.DrawFn) -> str:
    palabras = draw(st.lists(st.sampled_from(_PALABRAS), min_size=2, max_size=25))
    return " ".join(["Deberá", *palabras, "materiales"]) + draw(st.sampled_from((".", ";", "")))


@st.composite
def fichas(draw: st.DrawFn) -> Ficha:
    secciones = []
    for s in MANUAL.secciones:
        if s.clave == "competencias":
            continue
        forma = draw(st.sampled_from(("1", "-", "")))
        textos = draw(st.lists(frases(), min_size=1, max_size=5))
        secciones.append((s.clave, tuple((forma, t) for t in textos)))
    filas = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["Iniciativa", "Servicio al cliente", "Orden y aseo"]),
                st.integers(1, 5),
                frases(),
            ),
            max_size=5,
        )
    )
    tipos = sorted(draw(st.lists(st.integers(0, 1), min_size=len(filas), max_size=len(filas))))
    dichos = MANUAL.competencias.tipos if MANUAL.competencias else ()
    return Ficha(
        codigo=str(draw(st.integers(10000, 99999))),
        identidad=(
            draw(st.sampled_from(["OPERATIVO", "GESTOR", "DIRECTOR"])),
            draw(st.sampled_from(["GENERAL A", "GENERAL B", "MEDIO"])),
            draw(st.sampled_from(["BODEGAS", "GESTIÓN DE SISTEMAS", "AGUA Y SALUD"])),
        ),
        secciones=tuple(secciones),
        competencias=tuple((dichos[t], *f) for t, f in zip(tipos, filas, strict=True)),
    )


estilos = st.builds(
    Estilo,
    separa=st.sampled_from(["\t", "|", "   "]),
    realce=st.sampled_from(["<b>{}</b>", "**{}**", "{}"]),
    titulo=st.sampled_from(["## {}", "# {}:", "**{}**", "<b>{}</b>", "{}", "{}:"]),
    caja=st.sampled_from(["alta", "baja", "plana"]),
    marca=st.sampled_from(["{}. ", "{}) ", "{}.- ", "{} . ", "{}.\t"]),
    vineta=st.sampled_from(["- ", "• ", "* "]),
    encabezado=st.sampled_from(["seguido", "partido", "renglones", "columnas"]),
    fin=st.sampled_from(["\n", "\r\n", "\r"]),
    tipo_repetido=st.booleans(),
    codificacion=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
)


@given(st.lists(fichas(), min_size=1, max_size=3), estilos)
@settings(max_examples=120)
def test_a_cargo_printed_in_any_layout_reads_back_equal(
    impresas: list[Ficha], estilo: Estilo
) -> None:
    lectura = leer(en_bytes(imprimir(*impresas, estilo=estilo), estilo), AMBOS)
    leida = a_json(lectura, MANUAL)
    assert leida["sin_ubicar"] == []
    assert len(leida["cargos"]) == len(impresas)
    for ficha, cargo in zip(impresas, leida["cargos"], strict=True):
        assert cargo["codigo"] == ficha.codigo
        assert (cargo["estrato"], cargo["categoria"], cargo["area"]) == ficha.identidad
        for clave, esperados in ficha.secciones:
            assert items(cargo, clave) == [t for _, t in esperados]
        assert [tuple(c.values()) for c in cargo["competencias"]] == list(ficha.competencias)
        assert cargo["version"] == "04-2021"
        assert cargo["instrumento"] == "AJD-2021-088"


@given(fichas(), st.integers(4, 20), estilos)
@settings(max_examples=60)
def test_pages_may_break_between_any_two_lines(ficha: Ficha, cada: int, estilo: Estilo) -> None:
    numerada = Ficha(
        ficha.codigo,
        ficha.identidad,
        tuple((c, tuple(("1", t) for _, t in i)) for c, i in ficha.secciones),
        ficha.competencias,
    )
    partida = Estilo(separa=estilo.separa, titulo="## {}", encabezado=estilo.encabezado, cada=cada)
    leida = a_json(leer(imprimir(numerada, estilo=partida).encode(), [MANUAL]), MANUAL)
    assert leida["cobertura"] == 1
    (cargo,) = leida["cargos"]
    for clave, esperados in numerada.secciones:
        assert items(cargo, clave) == [t for _, t in esperados]
    assert len(cargo["competencias"]) == len(numerada.competencias)


def _las_cuentas_cuadran(lectura: Lectura, datos: bytes) -> None:
    """The accounting law, and that whatever was placed is really in the output."""
    assert "\n".join(x.texto for x in lectura.lineas) == componer(decodificar(datos))
    assert [x.numero for x in lectura.lineas] == list(range(1, len(lectura.lineas) + 1))
    for linea in lectura.lineas:
        assert (linea.clase is None) == (not linea.texto.strip())
    assert 0 <= lectura.cobertura <= 1
    formato = MANUAL if lectura.formato == MANUAL.clave else CLASE
    salida = a_json(lectura, formato)
    todo = compacto(" ".join(_textos([salida["cargos"], salida["avisos"]])))
    conocido = todo + _palabras_del(formato)
    bandas = Rotulador(formato)
    limpios = {r.numero: r for r in renglones(componer(decodificar(datos)))}
    for linea in lectura.lineas:
        if linea.clase in (Clase.ITEM, Clase.NOTA):
            texto, _ = sacar_marcas(limpios[linea.numero].limpio)
            hallada = marca(texto)
            resto = compacto(hallada.resto) if hallada else compacto(texto)
            assert resto in todo, linea
        elif linea.clase in (Clase.TABLA, Clase.ENCABEZADO, Clase.TITULO):
            for celda in limpios[linea.numero].llenas:
                if bandas.es_banda(celda):
                    continue
                for palabra in celda.split():
                    assert compacto(palabra) in conocido, (linea, palabra)


def _textos(valor: object) -> Iterator[str]:
    """Every value of a JSON tree, as text."""
    if isinstance(valor, dict):
        for v in valor.values():
            yield from _textos(v)
    elif isinstance(valor, list):
        for v in valor:
            yield from _textos(v)
    else:
        yield str(valor)


def _palabras_del(formato: Formato) -> str:
    rotulos = formato.lectura.rotulos
    listas = [getattr(rotulos, n) for n in rotulos.__slots__]
    conocidas = [
        formato.pagina.encabezado, *formato.lectura.reconoce, *formato.lectura.firma,
        *(t for lista in listas for t in lista), "No de continuación cont",
        *(t for c in formato.campos for t in (c.rotulo, *c.variantes)),
        *(t for s in formato.secciones for t in (s.titulo, *s.variantes)),
        *(formato.competencias.columnas if formato.competencias else ()),
    ]  # fmt: skip
    return compacto(" ".join(conocidas))


_CLASE_LIMPIA = """LECTOR DE MEDIDORES
U - 2201

CONCEPTO DE CLASE

Trabajo de campo.

DESCRIPCIÓN GENERAL DEL TRABAJO

Lee medidores.

Informa de los daños.

EDUCACIÓN Y EXPERIENCIA MÍNIMA REQUERIDA

Escuela superior.

APROBADO POR:

Rosa Vélez Ortiz
Directora de Personal

14 de marzo de 2016
Fecha

PLOMERO
U-2301

CONCEPTO DE CLASE

Trabajo de taller.
"""
_BASES = [
    imprimir(Ficha(), Ficha(codigo="30111", identidad=("GESTOR", "MEDIO", "AGUA"))),
    _CLASE_LIMPIA,
]
_AJENAS = [
    "Texto ajeno.", "TÍTULO AJENO", "## Otro título", "Página: 9 de 3", "Código: 99999", "---",
    "Institucional\tOrden\t9\tNo cabe.", "\t\t\tcola de concepto", "7. Siete.", "- viñeta",
    "<sup>4</sup> Nota cuatro.", "EXPERIENCIA", "Fecha: hoy", "APROBADO POR:", "U-9999", "2.",
    "<b></b>", "Elaborado por: Nadie", "\ufeff", "|||", "Estrato\tCategoría", "MANUAL DE CARGOS",
    "de la cola.",
]  # fmt: skip


@given(st.sampled_from([0, 1]), st.integers(0, 10**9), st.integers(1, 8))
@settings(max_examples=150)
def test_losing_or_gaining_lines_keeps_the_accounts(base: int, semilla: int, golpes: int) -> None:
    azar = random.Random(semilla)
    lineas = _BASES[base].split("\n")
    for _ in range(golpes):
        i = azar.randrange(len(lineas))
        golpe = azar.choice(["quitar", "poner", "mover", "partir", "repetir", "pegar"])
        if golpe == "quitar":
            del lineas[i]
        elif golpe == "poner":
            lineas.insert(i, azar.choice(_AJENAS))
        elif golpe == "mover":
            lineas.insert(azar.randrange(len(lineas)), lineas.pop(i))
        elif golpe == "repetir":
            lineas.insert(i, lineas[i])
        elif golpe == "pegar" and i + 1 < len(lineas):
            lineas[i] = f"{lineas[i]} {lineas.pop(i + 1)}"
        elif golpe == "partir" and len(lineas[i]) > 2:
            k = azar.randrange(1, len(lineas[i]))
            lineas[i : i + 1] = [lineas[i][:k], lineas[i][k:]]
    datos = "\n".join(lineas).encode()
    for formato in AMBOS:
        with contextlib.suppress(LecturaFallida):
            _las_cuentas_cuadran(leer(datos, [formato]), datos)


@given(st.text(max_size=400))
@settings(max_examples=200)
def test_any_text_is_read_or_refused(texto: str) -> None:
    datos = texto.encode("utf-8", "replace")
    for formatos in ([MANUAL], [CLASE], AMBOS):
        with contextlib.suppress(LecturaFallida):
            lectura = leer(datos, formatos)
            assert "\n".join(x.texto for x in lectura.lineas) == componer(decodificar(datos))


@given(st.binary(max_size=300))
@settings(max_examples=200)
def test_any_bytes_are_read_or_refused(datos: bytes) -> None:
    with contextlib.suppress(LecturaFallida):
        leer(datos, [MANUAL])


@given(
    st.lists(
        st.sampled_from([*_AJENAS, *_BASES[0].split("\n"), *_BASES[1].split("\n")]), max_size=30
    )
)
@settings(max_examples=150)
def test_any_heap_of_known_lines_keeps_the_accounts(lineas: list[str]) -> None:
    datos = "\n".join(lineas).encode()
    for formato in AMBOS:
        with contextlib.suppress(LecturaFallida):
            _las_cuentas_cuadran(leer(datos, [formato]), datos)
