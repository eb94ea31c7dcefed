"""What stands around the text: the header table, the title block, the foot, the signatures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from webapp.publicacion.word.cuerpo import ANCHO, Escritor
from webapp.publicacion.word.identidad import nombre_de
from webapp.publicacion.word.xml import Elemento, campo, celda, corrida, el, parrafo, tabla
from workflows.diferencias.modelo import Tramo
from workflows.lectura.word.nombres import CELDA, DE_CAMPO, FIRMA, PIE, ROTULO, TITULO, VALOR

Campos = Mapping[str, tuple[Tramo, ...]]

_CENTRO = {"w:val": "center"}


def membrete(escritor: Escritor, campos: Campos, datos: Mapping[str, Any], total: str) -> Elemento:
    """The table that every page repeats. ``total`` is the field that counts the cargo's pages."""
    formato = escritor.formato
    n = len(formato.pagina.columnas)
    unidad = ANCHO // (3 * n)
    codigos = [c for c in formato.campos if c.clave not in formato.pagina.columnas]
    derecha = [
        parrafo(ROTULO, [corrida(f"{c.rotulo}: "), *_valor(escritor, campos, c.clave)])
        for c in codigos
    ]
    derecha.append(
        parrafo(ROTULO, [corrida("Página: "), campo("PAGE"), corrida(" de "), campo(total)])
    )
    rotulos = {c.clave: c.rotulo for c in formato.campos}
    titulo = parrafo(TITULO, [corrida(formato.pagina.encabezado)], el("w:jc", _CENTRO))
    return tabla(
        [unidad] * (3 * n),
        _fila(_ancha(unidad, 2 * n, titulo), _ancha(unidad, n, *derecha)),
        _fila(
            *(
                _ancha(
                    unidad,
                    3,
                    parrafo(CELDA, _valor(escritor, campos, clave), el("w:jc", _CENTRO)),
                    parrafo(ROTULO, [corrida(rotulos[clave])], el("w:jc", _CENTRO)),
                )
                for clave in formato.pagina.columnas
            )
        ),
        _fila(
            *(_ancha(unidad, n, *_firma(f)) for f in datos["firmas"][:2]),
            _ancha(unidad, n, *(_par(r, v) for r, v in datos["aprobacion"])),
        ),
        titulo="Encabezado",
    )


def titulares(escritor: Escritor, campos: Campos) -> Iterator[Elemento]:
    """The title block of a document that opens with its title instead of a table."""
    formato = escritor.formato
    yield parrafo(ROTULO, [corrida(formato.pagina.encabezado)], el("w:jc", _CENTRO))
    for clave in formato.pagina.columnas:
        yield parrafo(TITULO, _valor(escritor, campos, clave), el("w:jc", _CENTRO))
    for c in formato.campos:
        if c.clave not in formato.pagina.columnas and campos.get(c.clave):
            valor = _valor(escritor, campos, c.clave)
            yield parrafo(ROTULO, [corrida(f"{c.rotulo}: "), *valor], el("w:jc", _CENTRO))


def firmas_al_final(datos: Mapping[str, Any]) -> Iterator[Elemento]:
    """A block for each signature, kept on one page."""
    ultima = len(datos["firmas"]) - 1
    for n, firma in enumerate(datos["firmas"]):
        if not firma["hay"] and n != ultima:
            continue
        lineas = [f"{firma['rotulo'].upper()}:", "", "_" * 34, firma["por"], firma["puesto"]]
        lineas += [firma["fecha"], "Fecha"]
        for linea in lineas:
            if linea or linea == lineas[1]:
                yield parrafo(FIRMA, [corrida(linea)], el("w:keepNext"), el("w:keepLines"))


def firmado(datos: Mapping[str, Any]) -> Iterator[Elemento]:
    """Who signed the text, as what and when, and its whole hash: no part of what is read back."""
    dicho = datos["firmado"]
    if not dicho["filas"]:
        return
    lineas = [f"{que}: {quien}, {cuando}" for que, quien, cuando in dicho["filas"]]
    lineas.append(f"Huella del texto firmado (SHA-256): {dicho['huella']}")
    for linea in lineas:
        yield parrafo(FIRMA, [corrida(linea)], el("w:keepLines"))


def pie(datos: Mapping[str, Any], total: str) -> Iterator[Elemento]:
    """The foot of every page: whose document it is, and how to ask whether the copy is good."""
    if datos["marca"]:
        yield parrafo(PIE, [corrida(f"{datos['marca']}. ")])
    if datos["pie"]:
        yield parrafo(PIE, [corrida(datos["pie"])])
    donde = datos["verificacion"]
    yield parrafo(
        PIE,
        [
            corrida(f"Compruebe esta copia en {donde['url']} · Código {donde['codigo']} · Página "),
            campo("PAGE"),
            corrida(" de "),
            campo(total),
        ],
    )


def _valor(escritor: Escritor, campos: Campos, clave: str) -> list[Elemento]:
    if clave not in campos:
        return []
    corridas = escritor.revisiones.corridas(campos[clave], VALOR)
    return escritor.marcado(nombre_de(DE_CAMPO, clave), corridas)


def _firma(firma: Mapping[str, str]) -> Iterator[Elemento]:
    yield _par(firma["rotulo"], firma["por"])
    yield _par("Fecha", firma["fecha"])


def _par(rotulo: str, valor: str) -> Elemento:
    return parrafo(ROTULO, [corrida(f"{rotulo}: "), corrida(valor, VALOR)])


def _ancha(unidad: int, abarca: int, *parrafos: Elemento) -> Elemento:
    return celda(unidad * abarca, *parrafos, propiedades=[el("w:gridSpan", {"w:val": str(abarca)})])


def _fila(*celdas: Elemento) -> Elemento:
    return el("w:tr", None, el("w:trPr", None, el("w:cantSplit")), *celdas)


def poner(parte: Any, elementos: Iterable[Elemento]) -> None:
    """Replace what a header or foot says; Word wants a paragraph at its end."""
    for viejo in list(parte):
        parte.remove(viejo)
    parte.extend(elementos)
    if not len(parte) or parte[-1].tag.endswith("}tbl"):
        parte.append(parrafo(PIE))
