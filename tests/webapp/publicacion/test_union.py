"""Many PDFs in one: every page, its tags, its number, its bookmark, and no claim it can't keep."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.apoyo.archivo import faltas_de_archivo
from tests.apoyo.pdfs import cargo, cifras, componer
from webapp.publicacion.escritor import Escritor, texto
from webapp.publicacion.union import Conjunto, Parte, unir

CONJUNTO = Conjunto(
    "Manual de ₡ & otros", "Acueducto de pruebas", datetime(2026, 11, 12, tzinfo=UTC)
)
LARGOS = (30, 3, 60)


@pytest.fixture(scope="module")
def partes(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Parte], Path]:
    """A cover that links to two cargos, and the cargos; and the letters of the numbers."""
    carpeta = tmp_path_factory.mktemp("partes")
    enlaces = '#link("parte:2")[Ir al segundo] #link("parte:1")[Ir al primero]'
    rutas = [
        cargo(carpeta, "Portada", 1, enlaces),
        cargo(carpeta, "Uno", 30),
        cargo(carpeta, "Dos", 60),
    ]
    marcas = [((0, "Portada"),), ((0, "DIRECTOR"), (1, "Uno")), ((1, "Dos"), (0, "Anexo"))]
    hechas = []
    for ruta, suyas in zip(rutas, marcas, strict=True):
        with pikepdf.open(ruta) as pdf:
            hechas.append(Parte(ruta, len(pdf.pages), suyas, numerada=ruta != rutas[0]))
    return hechas, cifras(carpeta)


@pytest.fixture(scope="module")
def bytes_(partes: tuple[list[Parte], Path]) -> bytes:
    """The whole, written."""
    return unido(*partes)


def unido(partes: list[Parte], letras: Path) -> bytes:
    """Join them in memory."""
    salida = io.BytesIO()
    assert list(unir(salida, CONJUNTO, partes, letras)) == [1, 2, 3]
    return salida.getvalue()


def textos(datos: bytes) -> list[str]:
    """What each page says, read by a program that did not write it."""
    with pypdfium2.PdfDocument(datos) as pdf:
        return [pagina.get_textpage().get_text_range() for pagina in pdf]


def test_every_page_is_there_in_order_with_its_number_at_the_foot(
    partes: tuple[list[Parte], Path], bytes_: bytes
) -> None:
    dicen = textos(bytes_)
    sueltas = [t for p in partes[0] for t in textos(p.ruta.read_bytes())]
    assert len(dicen) == len(sueltas) == sum(p.paginas for p in partes[0])
    assert "Hoja del manual" not in dicen[0]
    assert dicen[0].split() == sueltas[0].split()
    for n, (junta, suelta) in enumerate(zip(dicen[1:], sueltas[1:], strict=True), 2):
        assert junta.split() == [*suelta.split(), "Hoja", "del", "manual:", *str(n)] or (
            junta.split() == [*suelta.split(), "Hoja", "del", "manual:", str(n)]
        )


def test_the_same_parts_give_the_same_bytes(
    partes: tuple[list[Parte], Path], bytes_: bytes
) -> None:
    assert unido(*partes) == bytes_


def test_it_says_what_it_is_and_claims_only_what_it_keeps(bytes_: bytes) -> None:
    with pikepdf.open(io.BytesIO(bytes_)) as pdf, pdf.open_metadata() as meta:
        assert meta["dc:title"] == CONJUNTO.titulo
        assert str(pdf.docinfo.Title) == CONJUNTO.titulo
        assert str(pdf.Root.Lang) == "es-CR"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
        assert (meta.pdfa_status, "pdfuaid:part" in meta) == ("2B", False)
        assert pdf.pages[4].label == "5"


def test_nothing_is_wrong_with_it_and_nothing_that_joining_adds_breaks_an_archival_rule(
    bytes_: bytes,
) -> None:
    assert faltas_de_archivo(bytes_) == []


def test_a_broken_archival_rule_is_seen(bytes_: bytes) -> None:
    with pikepdf.open(io.BytesIO(bytes_)) as pdf:
        del pdf.Root.OutputIntents
        pdf.pages[0].obj.Annots[0].F = 0
        pdf.pages[1].contents_add(b"0 0 0 1 k /Nada Do Q")
        for o in pdf.objects:
            if isinstance(o, pikepdf.Dictionary) and "/FontFile2" in o:
                del o.FontFile2
        salida = io.BytesIO()
        pdf.save(salida)
    rotas = {f.split(":")[0] for f in faltas_de_archivo(salida.getvalue())}
    assert rotas == {"6.2.3", "6.3", "6.2.2", "6.2.4.3", "6.1.13", "6.2.11.4"}


def test_with_a_part_that_is_not_archival_it_does_not_say_that_it_is(
    partes: tuple[list[Parte], Path], tmp_path: Path
) -> None:
    ruta = tmp_path / "suelta.pdf"
    ruta.write_bytes(componer("Una hoja cualquiera.", []))
    salida = io.BytesIO()
    list(unir(salida, CONJUNTO, [*partes[0], Parte(ruta, 1)], partes[1]))
    with pikepdf.open(salida) as pdf, pdf.open_metadata() as meta:
        assert meta.pdfa_status == ""
    assert "6.6.4: it does not say which part it follows" in faltas_de_archivo(salida.getvalue())


def test_the_bookmarks_lead_to_where_things_begin(
    partes: tuple[list[Parte], Path], bytes_: bytes
) -> None:
    with pikepdf.open(io.BytesIO(bytes_)) as pdf, pdf.open_outline() as indice:
        arbol = [(m.title, [h.title for h in m.children]) for m in indice.root]
        assert arbol == [("Portada", []), ("DIRECTOR", ["Uno", "Dos"]), ("Anexo", [])]
        dos = indice.root[1].children[1]
        inicio = partes[0][0].paginas + partes[0][1].paginas
        assert pikepdf.Page(dos.destination[0]).index == inicio


def test_a_link_to_a_part_leads_to_its_first_page(
    partes: tuple[list[Parte], Path], bytes_: bytes
) -> None:
    with pikepdf.open(io.BytesIO(bytes_)) as pdf:
        notas = [n for n in pdf.pages[0].obj.Annots if pikepdf.Name.Dest in n]
        paginas = [pikepdf.Page(n.Dest[0]).index for n in notas]
        primero = partes[0][0].paginas
        assert paginas == [primero + partes[0][1].paginas, primero]
        de_afuera = [str(n.A.URI) for n in pdf.pages[0].obj.Annots if pikepdf.Name.A in n]
        assert de_afuera == ["https://example.org/Portada"]


def test_the_tags_of_every_part_are_kept_and_point_to_their_own_pages(
    partes: tuple[list[Parte], Path], bytes_: bytes
) -> None:
    with pikepdf.open(io.BytesIO(bytes_)) as pdf:
        raiz = pdf.Root.StructTreeRoot
        assert [str(k.S) for k in raiz.K] == ["/Document"]
        titulos = [str(e.T) for e in _elementos(raiz) if str(e.get("/S")) == "/H1"]
        assert titulos == ["Portada", "Uno", "Dos"]
        arbol = pikepdf.NumberTree(raiz.ParentTree)
        for pagina in pdf.pages:
            marcados = arbol[int(pagina.obj.StructParents)]
            suyas = {e.Pg.objgen for e in marcados if "/Pg" in e}
            assert suyas <= {pagina.obj.objgen}
            for nota in pagina.obj.get("/Annots", ()):
                assert str(arbol[int(nota.StructParent)].S) == "/Link"
        lugares = [int(p.obj.StructParents) for p in pdf.pages]
        assert len(set(lugares)) == len(lugares)


def test_the_cells_of_a_table_still_call_their_own_headings(bytes_: bytes) -> None:
    with pikepdf.open(io.BytesIO(bytes_)) as pdf:
        raiz = pdf.Root.StructTreeRoot
        ids = [bytes(e.ID) for e in _elementos(raiz) if "/ID" in e]
        assert len(ids) == len(set(ids)) == 6
        arbol = pikepdf.NameTree(raiz.IDTree)
        assert sorted(ids) == [bytes(pikepdf.String(c)) for c in arbol]
        llamadas = {
            bytes(h)
            for e in _elementos(raiz)
            for a in e.get("/A", ())
            if "/Headers" in a
            for h in a.Headers
        }
        assert llamadas == set(ids)


def test_a_part_that_changed_on_disk_is_noticed(
    partes: tuple[list[Parte], Path],
) -> None:
    otra = Parte(partes[0][0].ruta, 9)
    with pytest.raises(ValueError, match="Portada"):
        list(unir(io.BytesIO(), CONJUNTO, [otra], partes[1]))


@given(st.lists(st.text(), max_size=450))
def test_whatever_is_written_is_read_back(valores: list[str]) -> None:
    salida = io.BytesIO()
    escritor = Escritor(salida)
    numeros = [escritor.nuevo(texto(v)) for v in valores]
    largo = escritor.flujo_nuevo(b"/De (ensayo)", b"\x00endstream\n" * 3)
    hijos = b" ".join(b"%d 0 R" % n for n in numeros)
    paginas = escritor.nuevo(b"<< /Type /Pages /Count 0 /Kids [] >>")
    raiz = escritor.nuevo(b"<< /Type /Catalog /Pages %d 0 R /V [%s] /F %d 0 R >>" % (
        paginas, hijos, largo))  # fmt: skip
    escritor.cerrar(raiz, escritor.nuevo(b"<< >>"))
    with pikepdf.open(io.BytesIO(salida.getvalue())) as pdf:
        leidos = [bytes(v).decode("utf-16") for v in pdf.Root.V] if valores else []
        assert [v.removeprefix("\ufeff") for v in leidos] == [
            v.removeprefix("\ufeff") for v in valores
        ]
        assert pdf.Root.F.read_bytes() == b"\x00endstream\n" * 3


def _elementos(elemento: Any) -> list[Any]:
    """The elements of a tree of tags, in the order in which they are read."""
    hijos = elemento.get("/K", ())
    hallados = []
    for hijo in hijos if isinstance(hijos, pikepdf.Array) else [hijos]:
        if isinstance(hijo, pikepdf.Dictionary) and "/S" in hijo:
            hallados += [hijo, *_elementos(hijo)]
    return hallados
