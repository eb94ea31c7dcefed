"""Both formatos, every kind of edit: what goes to Word comes back, and each view is its text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.apoyo import word
from tests.apoyo.documentos import CLASE, MANUAL, documento
from tests.apoyo.textos_generados import contenidos, parejas
from webapp.publicacion.word.cargo import docx_con_cambios, docx_de
from workflows.contenido import Contenido, a_datos
from workflows.formatos.modelo import Formato
from workflows.lectura import leer
from workflows.lectura.word import abrir, leer_propio
from workflows.lectura.word.bloques import Vista

AMBOS = pytest.mark.parametrize("formato", [MANUAL, CLASE], ids=lambda f: f.clave)


def sin_blancos(contenido: Contenido) -> Contenido:
    """The text without its blank header fields and its empty sections: a page shows neither."""
    return replace(
        contenido,
        encabezado=tuple((k, v) for k, v in contenido.encabezado if v),
        secciones=tuple(s for s in contenido.secciones if s.items),
    )


@AMBOS
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_goes_to_word_comes_back(formato: Formato, data: st.DataObject) -> None:
    contenido = data.draw(contenidos(formato))
    archivo = docx_de(documento(contenido))
    leido = leer_propio(abrir(archivo), formato)
    assert a_datos(sin_blancos(leido.contenido)) == a_datos(sin_blancos(contenido))
    (otro,) = leer(archivo, [CLASE, MANUAL], nombre="cargo.docx").cargos
    assert a_datos(sin_blancos(otro.contenido)) == a_datos(sin_blancos(contenido))


@AMBOS
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_accepting_and_rejecting_give_the_two_texts(formato: Formato, data: st.DataObject) -> None:
    antes, despues = data.draw(parejas(formato))
    d = documento(despues)
    con_cambios = docx_con_cambios(d, antes)
    for texto, aceptar in ((despues, True), (antes, False)):
        limpio = docx_de(replace(d, contenido=texto))
        assert word.resolver(con_cambios, aceptar=aceptar) == word.resolver(limpio, aceptar=True)
        vista = Vista.ACEPTAR if aceptar else Vista.RECHAZAR
        leido = leer_propio(abrir(con_cambios), formato, vista).contenido
        assert a_datos(sin_blancos(leido)) == a_datos(sin_blancos(texto))
    numeros = word.numeros(con_cambios)
    assert len(numeros) == len(set(numeros))
