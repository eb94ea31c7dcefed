"""Many PDFs in one: their pages numbered, bookmarks, tags, and links from the índice.

It claims PDF/A-2b where each part is PDF/A-2: fonts, colours and pictures come as they were, and
what joining adds breaks none of its rules. It claims neither level A nor PDF/UA: the tags are kept,
but nobody has validated the tree that they make together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from webapp.publicacion.copiador import Copiador, Etiquetas
from webapp.publicacion.escritor import Escritor, texto

#: A link to this address in a part leads to the page where that part (from 0) begins.
ESQUEMA = "parte:"
#: Where the number of a page goes, in points from its lower right corner.
_AL_PIE, _AL_BORDE = 11.0, 57.0
#: The page of ``cifras`` that comes after the digits.
_PALABRAS = 10


@dataclass(frozen=True, slots=True)
class Parte:
    """A PDF on disk and how many pages it has; ``marcas`` are its bookmarks: level from 0, title.

    Its pages are ``numerada`` at the foot unless it is a cover.
    """

    ruta: Path
    paginas: int
    marcas: tuple[tuple[int, str], ...] = ()
    numerada: bool = True


@dataclass(frozen=True, slots=True)
class Conjunto:
    """What the whole says of itself; ``momento`` is the date inside the file."""

    titulo: str
    autor: str
    momento: datetime


def unir(
    salida: BinaryIO, conjunto: Conjunto, partes: Sequence[Parte], cifras: Path
) -> Iterable[int]:
    """Write the whole; yields how many parts are in, as it goes.

    ``cifras`` is a PDF of small pages, the digits 0 to 9 and the words before them: the letters
    of the page numbers. One part is open at a time, so memory hardly grows with them.
    """
    destino = Escritor(salida)
    arbol = destino.reservar()
    paginas = [destino.reservar() for _ in range(sum(p.paginas for p in partes))]
    inicios = _inicios(partes)
    etiquetas = Etiquetas(destino)
    with Pdf.open(cifras) as pdf:
        de_archivo = _es_de_archivo(pdf)
        numerador = _Numerador(destino, pdf)
    intencion: bytes = b""
    for n, parte in enumerate(partes):
        with Pdf.open(parte.ruta) as pdf:
            copiador = Copiador(destino, pdf)
            de_archivo = de_archivo and _es_de_archivo(pdf)
            suyas = paginas[inicios[n] : inicios[n] + parte.paginas]
            if len(pdf.pages) != parte.paginas:
                raise ValueError(f"{parte.ruta.name} tiene {len(pdf.pages)} páginas")
            for pagina, numero in zip(pdf.pages, suyas, strict=True):
                copiador.es(pagina.obj, numero)
                copiador.es(pagina.obj.Parent, arbol)
            etiquetas.preparar(copiador)
            for i, pagina in enumerate(pdf.pages):
                _enlazar(copiador, pagina.obj, [paginas[x] for x in inicios])
                if parte.numerada:
                    numerador.numerar(copiador, pagina, inicios[n] + i + 1)
                copiador.escribir_como(suyas[i], pagina.obj)
            etiquetas.copiar(copiador)
            if not intencion and Name.OutputIntents in pdf.Root:
                propia = pdf.make_indirect(pdf.Root.OutputIntents)
                intencion = b" /OutputIntents %d 0 R" % copiador.copiar(propia)
        yield n + 1
    hijos = b" ".join(b"%d 0 R" % p for p in paginas)
    destino.objeto(arbol, b"<< /Type /Pages /Count %d /Kids [ %s ] >>" % (len(paginas), hijos))
    marcas = [(nivel, titulo, paginas[i]) for p, i in zip(partes, inicios, strict=True)
              for nivel, titulo in p.marcas]  # fmt: skip
    metadatos = _xmp(destino, conjunto, de_archivo=de_archivo and bool(intencion))
    raiz = destino.nuevo(
        b"<< /Type /Catalog /Version /1.7 /Pages %d 0 R /Lang (es-CR) /MarkInfo << /Marked true >>"
        b" /StructTreeRoot %d 0 R /Outlines %d 0 R /PageMode /UseOutlines /PageLabels"
        b" << /Nums [ 0 << /S /D >> ] >> /ViewerPreferences << /DisplayDocTitle true >>"
        b" /Metadata %d 0 R%s >>"
        % (arbol, etiquetas.cerrar(), _indice(destino, marcas), metadatos, intencion)
    )
    destino.cerrar(raiz, _informacion(destino, conjunto))


def _es_de_archivo(pdf: Pdf) -> bool:
    """Whether it says that it is PDF/A-2, of whatever level."""
    return b"<pdfaid:part>2</pdfaid:part>" in pdf.Root.Metadata.read_bytes()


def _inicios(partes: Sequence[Parte]) -> list[int]:
    inicios, van = [], 0
    for parte in partes:
        inicios.append(van)
        van += parte.paginas
    return inicios


class _Numerador:
    """Puts the number of the page at its foot, outside what is read aloud."""

    def __init__(self, destino: Escritor, cifras: Pdf) -> None:
        copiador = Copiador(destino, cifras)
        self._formas, self._anchos = [], []
        for pagina in cifras.pages:
            self._anchos.append(float(pagina.mediabox[2]))
            forma = cifras.make_indirect(pagina.as_form_xobject())
            if Name.StructParents in forma.stream_dict:
                del forma.stream_dict[Name.StructParents]
            self._formas.append(copiador.copiar(forma))

    def numerar(self, copiador: Copiador, pagina: pikepdf.Page, numero: int) -> None:
        """Add it to a page of a source."""
        origen, obj = copiador.origen, pagina.obj
        recursos = Dictionary(**_entradas(obj.Resources))
        formas = Dictionary(**_entradas(recursos.get(Name.XObject)))
        piezas = [_PALABRAS, *(int(c) for c in str(numero))]
        for n in set(piezas):
            formas[f"/VigentePie{n}"] = copiador.hueco(self._formas[n])
        recursos[Name.XObject] = formas
        obj[Name.Resources] = recursos
        x = float(pagina.mediabox[2]) - _AL_BORDE - sum(self._anchos[n] for n in piezas)
        ordenes = ["Q /Artifact BMC"]
        for n in piezas:
            ordenes.append(f"q 1 0 0 1 {x:.2f} {_AL_PIE:.2f} cm /VigentePie{n} Do Q")
            x += self._anchos[n]
        pie = origen.make_stream("\n".join([*ordenes, "EMC"]).encode())
        contenido = obj.Contents
        suyos = list(contenido) if isinstance(contenido, Array) else [contenido]
        obj[Name.Contents] = Array([origen.make_stream(b"q"), *suyos, pie])


def _entradas(diccionario: Any) -> dict[str, Any]:
    return {c.removeprefix("/"): v for c, v in (diccionario or Dictionary()).items()}


def _enlazar(copiador: Copiador, pagina: Any, inicios: Sequence[int]) -> None:
    """Links to ``parte:N`` become links to the page where that part begins."""
    for nota in pagina.get(Name.Annots, ()):
        destino = str(nota.get(Name.A, Dictionary()).get(Name.URI, ""))
        if destino.startswith(ESQUEMA):
            del nota[Name.A]
            numero = inicios[int(destino.removeprefix(ESQUEMA))]
            nota[Name.Dest] = Array([copiador.hueco(numero), Name.Fit])


def _indice(destino: Escritor, marcas: Sequence[tuple[int, str, int]]) -> int:
    """The bookmarks as the tree that their levels say; the number of its root."""
    raiz = destino.reservar()
    numeros = [destino.reservar() for _ in marcas]
    padres: list[int | None] = []
    abiertas: list[int] = []
    for i, (nivel, _, _) in enumerate(marcas):
        del abiertas[nivel:]
        padres.append(abiertas[-1] if abiertas else None)
        abiertas.append(i)
    hijos: dict[int | None, list[int]] = {}
    for i, padre in enumerate(padres):
        hijos.setdefault(padre, []).append(i)
    for i, (_, titulo, pagina) in enumerate(marcas):
        hermanas = hijos[padres[i]]
        lugar = bisect_left(hermanas, i)
        partes = [b"/Title %s /Dest [ %d 0 R /Fit ]" % (texto(titulo), pagina)]
        padre = padres[i]
        partes.append(b"/Parent %d 0 R" % (raiz if padre is None else numeros[padre]))
        if lugar:
            partes.append(b"/Prev %d 0 R" % numeros[hermanas[lugar - 1]])
        if lugar + 1 < len(hermanas):
            partes.append(b"/Next %d 0 R" % numeros[hermanas[lugar + 1]])
        if suyas := hijos.get(i):
            partes.append(b"/First %d 0 R /Last %d 0 R /Count -%d"
                          % (numeros[suyas[0]], numeros[suyas[-1]], len(suyas)))  # fmt: skip
        destino.objeto(numeros[i], b"<< %s >>" % b" ".join(partes))
    primeras = hijos.get(None, [])
    extremos = b""
    if primeras:
        extremos = b" /First %d 0 R /Last %d 0 R" % (numeros[primeras[0]], numeros[primeras[-1]])
    destino.objeto(raiz, b"<< /Type /Outlines /Count %d%s >>" % (len(primeras), extremos))
    return raiz


def _informacion(destino: Escritor, conjunto: Conjunto) -> int:
    fecha = conjunto.momento.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'").encode()
    return destino.nuevo(
        b"<< /Title %s /Author %s /Producer %s /CreationDate (%s) /ModDate (%s) >>"
        % (texto(conjunto.titulo), texto(conjunto.autor), texto("Vigente"), fecha, fecha)
    )


def _xmp(destino: Escritor, conjunto: Conjunto, *, de_archivo: bool) -> int:
    fecha = conjunto.momento.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    norma = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
    paquete = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(conjunto.titulo)}</rdf:li>'
        "</rdf:Alt></dc:title>"
        f"<dc:creator><rdf:Seq><rdf:li>{escape(conjunto.autor)}</rdf:li></rdf:Seq></dc:creator>"
        "<dc:language><rdf:Bag><rdf:li>es-CR</rdf:li></rdf:Bag></dc:language>"
        "<dc:format>application/pdf</dc:format><pdf:Producer>Vigente</pdf:Producer>"
        f"<xmp:CreateDate>{fecha}</xmp:CreateDate><xmp:ModifyDate>{fecha}</xmp:ModifyDate>"
        f"{norma if de_archivo else ''}</rdf:Description></rdf:RDF></x:xmpmeta>\n"
        '<?xpacket end="r"?>'
    )
    return destino.flujo_nuevo(b"/Type /Metadata /Subtype /XML", paquete.encode(), comprimir=False)
