"""Web pages, alone or in one file: what a browser shows is read, and nothing else is run."""

from __future__ import annotations

import re
import time
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.lectura.fabrica import AMBOS
from workflows.errores import LecturaFallida
from workflows.lectura import leer
from workflows.lectura.modelo import Lectura
from workflows.lectura.web import texto_de_web

_PAGINA = """<html><head><meta charset="{}"><title>Sin nombre</title><style>p {{}}</style></head>
<body><table border=1><tr><td rowspan=2></td><td><b>MANUAL INSTITUCIONAL DE CARGOS</b></td>
<td>Código: 30110</td></tr><tr><td></td><td>Página: 1 de 1</td></tr>
<tr><td>OPERATIVO</td><td>MEDIO</td><td>GESTIÓN DE BODEGAS</td></tr>
<tr><td>Estrato</td><td>Categoría</td><td>Área de Gestión<br>Ocupacional</td></tr></table>
<h2>Naturaleza</h2><p>Cuidar la bodega &amp; llevar <b>cuenta</b> de lo que
entra.</p>
<p><span style='font-weight:bold'>ACTIVIDADES PRINCIPALES</span></p>
<ol><li>Recibir materiales.</li><li><p>Ordenar los estantes
según el plan.</p></li></ol>
<p class=MsoListParagraph><![if !supportLists]><span>3.<span>&nbsp;&nbsp; </span></span><![endif]>
Contar las piezas.</p>
<h2>Competencias</h2><table><thead><tr><th>Tipo</th><th>Competencia</th><th>Grado</th>
<th>Concepto según el grado</th></tr></thead><tbody>
<tr><td rowspan=2>Institucional</td><td>Iniciativa</td><td>2</td><td>Propone mejoras.</td></tr>
<tr><td>Orden</td><td>4</td><td>Atiende con respeto.</td></tr></tbody></table>
<img src="http://nadie.example/a.png"><p style="display: none">Borrador de Ana</p>
<script>document.write("no")</script></body></html>"""


def _mht(pagina: bytes, juego: str, *otras: str) -> bytes:
    mensaje = MIMEMultipart("related")
    mensaje["From"] = "<Guardado por un navegador>"
    mensaje["Snapshot-Content-Location"] = "file:///C:/manual.htm"
    mensaje.attach(MIMEText(pagina.decode(juego), "html", juego))
    for otra in otras:
        mensaje.attach(MIMEText(otra, "html", "utf-8"))
    return mensaje.as_bytes()


def _esta_entera(lectura: Lectura) -> None:
    (cargo,) = lectura.cargos
    contenido = cargo.contenido
    assert contenido.campo("area") == "GESTIÓN DE BODEGAS"
    (naturaleza,) = contenido.seccion("naturaleza").items
    assert naturaleza.texto == "Cuidar la bodega & llevar cuenta de lo que entra."
    assert [i.texto for i in contenido.seccion("actividades_principales").items] == [
        "Recibir materiales.", "Ordenar los estantes según el plan.", "Contar las piezas.",
    ]  # fmt: skip
    assert [(c.tipo, c.competencia, c.grado, c.concepto) for c in contenido.competencias] == [
        ("Institucional", "Iniciativa", 2, "Propone mejoras."),
        ("Institucional", "Orden", 4, "Atiende con respeto."),
    ]
    assert not lectura.sin_ubicar
    dichos = [a.mensaje for a in lectura.avisos]
    assert "El documento trae una imagen: no se leen." in dichos
    assert "Hay texto oculto, que no se lee: «Borrador de Ana»." in dichos


@pytest.mark.parametrize("juego", ["utf-8", "windows-1252", "iso-8859-1", "utf-16", "macintosh"])
def test_a_web_page_is_read_in_the_charset_it_says(juego: str) -> None:
    _esta_entera(leer(_PAGINA.format(juego).encode(juego), AMBOS, nombre="manual.html"))


@pytest.mark.parametrize("juego", ["utf-8", "windows-1252"])
def test_a_page_in_a_single_file_is_read_and_its_other_pages_are_told(juego: str) -> None:
    lectura = leer(_mht(_PAGINA.format(juego).encode(juego), juego, "<p>Pie: Archivo</p>"), AMBOS)
    _esta_entera(lectura)
    assert "El archivo trae otra página, que no se lee: «Pie: Archivo»." in [
        a.mensaje for a in lectura.avisos
    ]


@pytest.mark.parametrize("etiqueta", ["div", "b", "table><tr><td", "ul><li", "i"])
def test_a_page_without_a_bottom_is_refused_or_read_in_little_time(etiqueta: str) -> None:
    inicio = time.process_time()
    try:
        dicho = texto_de_web(f"<html><body>{f'<{etiqueta}>' * 20_000}fondo".encode()).texto
    except LecturaFallida as error:
        dicho = error.mensaje
    assert "fondo" in dicho or "por dentro" in dicho
    assert time.process_time() - inicio < 5


@pytest.mark.parametrize(
    "datos",
    [
        b"<html></html>",
        b"<!doctype html><html><img src=x>",
        b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n--x\n",
    ],
)
def test_a_page_without_words_says_so(datos: bytes) -> None:
    with pytest.raises(LecturaFallida, match="no trae"):
        leer(datos, AMBOS)


_ETIQUETAS = ("p", "div", "td", "tr", "table", "li", "ol", "ul", "b", "span", "h2", "pre", "dl",
              "caption", "br", "tbody", "sup", "section")  # fmt: skip


@given(st.lists(st.one_of(
    st.sampled_from([f"<{e}>" for e in _ETIQUETAS] + [f"</{e}>" for e in _ETIQUETAS]),
    st.text("abcñ <&*_|", min_size=1, max_size=8).map(escape)), max_size=30))  # fmt: skip
def test_no_word_is_lost_however_the_tags_are_nested(piezas: list[str]) -> None:
    marcadas = [f"z{n}z {p}" if not p.startswith("<") else p for n, p in enumerate(piezas)]
    texto = texto_de_web(f"<html><body><p>principio</p>{' '.join(marcadas)}".encode()).texto
    dichas = re.findall(r"z\d+z", texto)
    assert sorted(dichas) == sorted(re.findall(r"z\d+z", " ".join(marcadas)))
