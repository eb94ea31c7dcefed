"""Files made to hurt whoever opens them: small on the wire, enormous, endless or twisted inside."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.apoyo.manualito import documento

MB = 2**20
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NUESTRO = documento([("41130", "OPERATIVO", "AVANZADO", "PRODUCCIÓN")])
_LISTA = "## ACTIVIDADES PRINCIPALES\n\n"


def docx(cuerpo: bytes | str = "", **otras: bytes | str) -> bytes:
    """A Word file whose body is ``cuerpo``; ``otras`` are parts by name, ``__`` for each slash."""
    xml = cuerpo if isinstance(cuerpo, bytes) else _cuerpo(cuerpo).encode()
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as zip_:
        zip_.writestr("word/document.xml", xml)
        for nombre, parte in otras.items():
            zip_.writestr(nombre.replace("__", "/"), parte)
    return salida.getvalue()


def _cuerpo(dentro: str, antes: str = "") -> str:
    return f'<?xml version="1.0"?>{antes}<w:document {_W}><w:body>{dentro}</w:body></w:document>'


def parrafo(texto: str) -> str:
    """A paragraph of a Word file."""
    return f"<w:p><w:r><w:t>{texto}</w:t></w:r></w:p>"


def _de_ceros(megas: int) -> bytes:
    """A part that unpacks to so many MB of blanks."""
    return docx(b"<w:document>" + b" " * (megas * MB))


def _diez_gigas() -> bytes:
    """A part that says it is small and unpacks to ten gigabytes: its sizes are written by hand."""
    motor = zlib.compressobj(9, zlib.DEFLATED, -15)
    trozo = b" " * (16 * MB)
    comprimido = motor.compress(trozo) + motor.flush(zlib.Z_FULL_FLUSH)
    uno = motor.compress(trozo) + motor.flush(zlib.Z_FULL_FLUSH)
    cuerpo = comprimido + uno * 639 + motor.flush()
    nombre = b"word/document.xml"
    cabeza = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 33, 0, len(cuerpo), 1000,
                         len(nombre), 0)  # fmt: skip
    indice = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 33, 0, len(cuerpo),
                         1000, len(nombre), 0, 0, 0, 0, 0, 0)  # fmt: skip
    local = cabeza + nombre + cuerpo
    central = indice + nombre
    fin = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + fin


def _solapadas() -> bytes:
    """Ten thousand names for the same bytes, as in the zip bombs that need no nesting."""
    cuerpo = zlib.compress(b" " * MB, 9)[2:-4]
    locales = io.BytesIO()
    central = io.BytesIO()
    for n in range(10_000):
        nombre = b"word/document.xml" if n == 0 else b"word/header%d.xml" % n
        if n == 0:
            locales.write(struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 33, 0, len(cuerpo),
                                      MB, len(nombre), 0) + nombre + cuerpo)  # fmt: skip
        medidas = (len(cuerpo), MB, len(nombre), 0, 0, 0, 0, 0, 0)
        central.write(
            struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 33, 0, *medidas) + nombre
        )
    fin = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 10_000, 10_000, central.tell(),
                      locales.tell(), 0)  # fmt: skip
    return locales.getvalue() + central.getvalue() + fin


def _risas() -> bytes:
    capas = "".join(f'<!ENTITY r{n} "{f"&r{n - 1};" * 10}">' for n in range(1, 10))
    dtd = f'<!DOCTYPE w [<!ENTITY r0 "ja">{capas}]>'
    return docx(_cuerpo(parrafo("&r9;"), dtd).encode())


def _entidad(sistema: str) -> bytes:
    dtd = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{sistema}">]>'
    return docx(_cuerpo(parrafo("&x;"), dtd).encode())


def _utf16() -> bytes:
    """Entities where a look for the ASCII words does not see them."""
    dtd = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    xml = _cuerpo(parrafo("&x;"), dtd).replace('version="1.0"', 'version="1.0" encoding="UTF-16"')
    return docx(xml.encode("utf-16"))


def _tras_espacios() -> bytes:
    """The same, after more blanks than a first look reads."""
    dtd = " " * 5000 + '<!DOCTYPE w SYSTEM "file:///etc/passwd">'
    return docx(_cuerpo(parrafo("x"), dtd).encode())


def _muchas() -> bytes:
    return docx("", **{f"word__x{n}.xml": "" for n in range(6000)})


def _relaciones() -> bytes:
    """Every header is the same heavy part, or one outside the file."""
    de = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
    muchas = "".join(
        f'<Relationship Id="r{n}" Type="{de}" Target="header.xml"/>' for n in range(5000)
    )
    fuera = f'<Relationship Id="f" Type="{de}" Target="../../../etc/passwd"/>'
    parte = f"<w:hdr {_W}>{parrafo('x' * MB)}</w:hdr>"
    rels = f"<Relationships>{muchas}{fuera}</Relationships>"
    return docx(parrafo("x"), **{"word/_rels/document.xml.rels": rels, "word/header.xml": parte})


def _hondo(nombre: str, veces: int) -> bytes:
    return docx(f"<w:{nombre}>" * veces + f"</w:{nombre}>" * veces)


def tabla(filas: int, columnas: int = 4) -> bytes:
    """A Word table."""
    celda = f"<w:tc>{parrafo('Orden')}</w:tc>"
    fila = f"<w:tr>{celda * columnas}</w:tr>"
    return docx(parrafo("COMPETENCIAS") + f"<w:tbl>{fila * filas}</w:tbl>")


def con_items(cuantos: int, texto: str = "Registrar caudales y presiones cada hora.") -> bytes:
    """A text document of one cargo with so many activities."""
    lista = "".join(f"{n}. {texto}\n" for n in range(1, cuantos + 1))
    return _NUESTRO.replace(_LISTA, _LISTA + lista).encode()


def con_filas(cuantas: int) -> bytes:
    """A text document of one cargo with so many rows of competencies."""
    fila = "Institucional\tIniciativa\t3\tPropone mejoras a su propio trabajo.\n"
    return (_NUESTRO + fila * cuantas).encode()


#: What is uploaded where a document to import, or a Word file that comes back, is expected.
WORD: dict[str, Callable[[], bytes]] = {
    "50 MB of blanks": lambda: _de_ceros(50),
    "10 GB that say they are 1 kB": _diez_gigas,
    "10,000 overlapping entries": _solapadas,
    "6,000 entries": _muchas,
    "a thousand million laughs": _risas,
    "an entity that reads a file": lambda: _entidad("file:///etc/passwd"),
    "an entity that asks the network": lambda: _entidad("http://127.0.0.1:9/x"),
    "an entity in UTF-16": _utf16,
    "a DTD after many blanks": _tras_espacios,
    "five thousand headers": _relaciones,
    "elements 100,000 deep": lambda: _hondo("p", 100_000),
    "a zip inside a zip": lambda: docx(zipear(docx("x"))),
    "a zip cut short": lambda: docx(parrafo("x" * 1000))[:-30],
}


def zipear(datos: bytes) -> bytes:
    """A zip with one file."""
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as zip_:
        zip_.writestr("x", datos)
    return salida.getvalue()
