"""What goes out as text, JSON or PDF and comes back is the same contenido, to its hash."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.apoyo.documentos import (
    CAMPOS,
    CLASE,
    FIRMADO,
    FRASE,
    MANUAL,
    cargo,
    clase,
    documento,
    seccion,
)
from webapp.consultas.hojas import firmado_de
from webapp.publicacion.documento import Documento
from webapp.publicacion.intercambio import json_de
from webapp.publicacion.pdf import pdf_de
from webapp.publicacion.texto import texto_de
from workflows.contenido import (
    Competencia,
    Contenido,
    Forma,
    Item,
    Nota,
    Seccion,
    encabezado,
    hash_de,
)
from workflows.errores import LecturaFallida
from workflows.formatos import Formato
from workflows.lectura import leer

AMBOS = [MANUAL, CLASE]
_PALABRAS = (
    *("atender", "revisar", "preparar", "coordinar", "informes", "bodega", "clientes", "planta"),
    *("presupuesto", "técnico", "anual", "público", "según", "y/o", "vía-web", "2019", "15%"),
    *("(interno)", "«propio»", "A&B", "artículo", "₡500", "ñandú", "electroencefalografista"),
)


@st.composite
def frases(draw: st.DrawFn) -> str:
    palabras = draw(st.lists(st.sampled_from(_PALABRAS), min_size=2, max_size=40))
    return " ".join(["Deberá", *palabras, "materiales"]) + draw(st.sampled_from((".", ";", "")))


@st.composite
def textos(draw: st.DrawFn, formato: Formato) -> Contenido:
    """A complete text of the formato, in any list form, with notes."""
    secciones, citadas = [], 0
    for n, s in enumerate(f for f in formato.secciones if f.clave != "competencias"):
        items = []
        formas = st.sampled_from(Forma) if formato is MANUAL else st.just(Forma.PARRAFO)
        forma = draw(formas)
        for k, texto in enumerate(draw(st.lists(frases(), min_size=1, max_size=4))):
            notas: tuple[str, ...] = ()
            if draw(st.integers(0, 5)) == 0:
                citadas += 1
                notas = (str(citadas),)
            items.append(Item(f"i{n}.{k}", texto, forma, notas))
        secciones.append(Seccion(s.clave, tuple(items)))
    tipos = formato.competencias.tipos if formato.competencias else ()
    filas = [
        Competencia(f"c{t}.{k}", tipo, nombre, draw(st.integers(1, 5)), draw(frases()))
        for t, tipo in enumerate(tipos)
        for k, nombre in enumerate(
            draw(st.lists(st.sampled_from(["Iniciativa", "Orden y aseo"]), max_size=3))
        )
    ]
    campos = dict(CAMPOS) if formato is MANUAL else {"titulo": "LECTOR DE REDES", "codigo": "U-22"}
    return Contenido(
        encabezado(campos),
        tuple(secciones),
        tuple(filas),
        tuple(Nota(str(n), f"Según el artículo {n}.") for n in range(1, citadas + 1)),
    )


def _vuelve(datos: bytes, hecho: Documento) -> None:
    (leido,) = leer(datos, AMBOS).cargos
    assert leido.contenido.encabezado == hecho.contenido.encabezado
    assert leido.contenido.notas == hecho.contenido.notas
    assert hash_de(leido.contenido) == hecho.contenido_hash
    assert leido.version == hecho.numero
    assert leido.instrumento == hecho.instrumento


@given(st.one_of(textos(MANUAL), textos(CLASE)))
@settings(max_examples=60)
def test_text_and_json_come_back_as_they_went(texto: Contenido) -> None:
    hecho = documento(texto)
    _vuelve(texto_de([hecho]).encode(), hecho)
    _vuelve(json_de([hecho]), hecho)


@given(st.one_of(textos(MANUAL), textos(CLASE)))
@settings(max_examples=25)
def test_the_words_of_a_pdf_are_the_contenido_it_was_printed_from(texto: Contenido) -> None:
    hecho = documento(texto)
    _vuelve(pdf_de(hecho), hecho)


cualquiera = st.text(
    st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40
).filter(str.strip)


@given(st.lists(st.tuples(cualquiera, st.sampled_from(Forma)), max_size=5), cualquiera)
def test_json_brings_back_any_words_at_all(items: list[tuple[str, Forma]], area: str) -> None:
    suyos = tuple(Item(f"i{n}", t, f, (t,)) for n, (t, f) in enumerate(items))
    fila = Competencia("c", area, area, 3, area)
    campos = {**CAMPOS, "area": area, "codigo": ""}
    texto = Contenido(encabezado(campos), (Seccion("experiencia", suyos),), (fila,))
    (leido,) = leer(json_de([documento(texto)]), [MANUAL]).cargos
    assert hash_de(leido.contenido) == hash_de(texto)


def test_several_cargos_of_one_text_are_told_apart() -> None:
    uno = documento(cargo(seccion("naturaleza", FRASE, forma="parrafo")))
    otro = documento(cargo(seccion("naturaleza", FRASE, forma="parrafo"), area="REDES"))
    for datos in (texto_de([uno, otro]).encode(), json_de([uno, otro])):
        leidos = leer(datos, AMBOS).cargos
        assert [hash_de(c.contenido) for c in leidos] == [uno.contenido_hash, otro.contenido_hash]


def test_a_long_pdf_is_joined_across_its_pages() -> None:
    textos_ = [f"{FRASE} {'muy largo ' * 60}{n}." for n in range(12)]
    hecho = documento(
        cargo(
            seccion("naturaleza", " ".join([FRASE] * 120), forma="parrafo"),
            seccion("actividades_principales", *textos_),
            filas=tuple(("Institucional", f"Nombre {n}", 3, FRASE * 6) for n in range(20)),
        )
    )
    datos = pdf_de(hecho)
    _vuelve(datos, hecho)
    assert not [a for a in leer(datos, AMBOS).avisos if "página" in a.mensaje]


def test_a_watermark_and_the_foot_are_no_part_of_the_text() -> None:
    texto = cargo(seccion("naturaleza", FRASE, forma="parrafo"))
    hecho = documento(texto, situacion="sustituida")
    _vuelve(pdf_de(hecho), hecho)


def _sin_etiquetas(datos: bytes) -> bytes:
    salida = io.BytesIO()
    with pikepdf.open(io.BytesIO(datos)) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(salida)
    return salida.getvalue()


def test_a_pdf_without_tags_is_read_line_by_line() -> None:
    texto = cargo(
        seccion("naturaleza", FRASE, forma="parrafo"),
        seccion("actividades_principales", *[f"{FRASE} {FRASE} Punto {n}." for n in range(4)]),
    )
    (leido,) = leer(_sin_etiquetas(pdf_de(documento(texto))), [MANUAL]).cargos
    assert leido.contenido.campo("codigo") == "22154"
    assert leido.contenido.seccion("naturaleza").items[0].texto == FRASE
    dichos = [i.texto for i in leido.contenido.seccion("actividades_principales").items]
    assert dichos[:3] == [f"{FRASE} {FRASE} Punto {n}." for n in range(3)]


def _protegido() -> bytes:
    salida = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_de(documento(cargo(seccion("naturaleza", FRASE)))))) as pdf:
        pdf.save(salida, encryption=pikepdf.Encryption(owner="otra", user="clave"))
    return salida.getvalue()


def _escaneado() -> bytes:
    salida = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(salida)
    return salida.getvalue()


@pytest.mark.parametrize(
    ("hacer", "razon"),
    [
        (_protegido, "protegido con contraseña"),
        (_escaneado, "no trae texto: parece escaneado"),
        (lambda: b"%PDF-1.7\nno hay nada", "«acta.pdf» (está dañado|no se pudo leer)"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_refused_with_its_reason(hacer: object, razon: str) -> None:
    assert callable(hacer)
    with pytest.raises(LecturaFallida, match=razon):
        leer(hacer(), [MANUAL], nombre="acta.pdf")


def test_json_of_another_formato_or_damaged_is_refused() -> None:
    datos = json_de([documento(cargo(seccion("naturaleza", FRASE)))])
    with pytest.raises(LecturaFallida, match="es del formato «manual-cargos»"):
        leer(datos, [CLASE])
    with pytest.raises(LecturaFallida, match="está dañado"):
        leer(datos.replace(b'"detalle"', b'"detalles"'), [MANUAL])


@pytest.mark.parametrize(("de", "donde"), [(cargo, "experiencia"), (clase, "descripcion")])
def test_a_text_says_who_signed_it_and_several_come_back_all_the_same(de: Any, donde: str) -> None:
    largo = {**FIRMADO[0], "puesto": "Jefe <interino>, " + "de la unidad más larga, " * 30}
    hechos = [documento(de(seccion(donde, f"{FRASE} {n}.", forma="parrafo"))) for n in range(3)]
    firmados = [replace(d, firmado=firmado_de([largo, FIRMADO[1]], d.contenido_hash))
                for d in hechos]  # fmt: skip
    texto = texto_de(firmados)
    for dicho in (
        "Elaborado: Ana Mora, Jefe ‹interino›, de la unidad",
        "Registro de lo aprobado por Junta Directiva: Sofía Brenes, Secretaria, 12 de noviembre",
        *(f"Huella del texto firmado (SHA-256): {d.contenido_hash}" for d in hechos),
    ):
        assert dicho in texto
    lectura = leer(texto.encode(), AMBOS)
    assert [hash_de(c.contenido) for c in lectura.cargos] == [d.contenido_hash for d in hechos]
    assert [a.mensaje for a in lectura.avisos if "Ana Mora" in a.mensaje] == []
    assert "Firmas" not in texto_de([replace(hechos[0], firmado=None)])


def test_a_word_that_the_page_breaks_at_its_bar_is_one_word() -> None:
    """Wherever the line ends: the same word, later and later in it."""
    frases_ = [f"Deberá anual {'atender ' * n}revisar {'atender ' * 4}y/o materiales."
               for n in range(1, 12)]  # fmt: skip
    items = tuple(Item(f"i{k}", f, Forma.PARRAFO) for k, f in enumerate(frases_))
    campos = encabezado({"titulo": "LECTOR DE REDES", "codigo": "U-22"})
    hecho = documento(Contenido(campos, (Seccion("descripcion", items),)))
    _vuelve(pdf_de(hecho), hecho)
