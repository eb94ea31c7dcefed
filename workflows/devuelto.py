"""A text that went to Word and came back: which piece each line is, and what it would change.

Formatting says nothing, and neither do the spaces and line ends that Word rearranges: where only
they differ the words stay as they were written.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from workflows.contenido import Competencia, Contenido, Item, Nota, Seccion, encabezado
from workflows.diferencias import comparar, heredar_ids, pieza_de, revertir
from workflows.errores import LecturaFallida, NoEncontrado
from workflows.formatos.modelo import FormaSeccion, Formato
from workflows.lectura import leer
from workflows.lectura.word import abrir, es_word, leer_propio

Limpiar = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Devuelto:
    """What a file says, before it is set beside any text. ``manual``, ``version`` and ``hash``
    are what it says of where it came from ("" and 0 when it brings no marks)."""

    contenido: Contenido
    ids: frozenset[str]  #: the pieces whose mark survived
    manual: str = ""
    version: int = 0
    hash: str = ""
    avisos: tuple[str, ...] = ()

    @property
    def con_marcas(self) -> bool:
        """Whether it still says which version it was made from."""
        return bool(self.manual)


def leer_devuelto(datos: bytes, formato: Formato, nombre: str = "") -> Devuelto:
    """Read a DOCX that may be ours. Raises LecturaFallida when it is not one cargo in Word."""
    if not es_word(datos):
        raise LecturaFallida(
            f"«{nombre or 'El archivo'}» no es un documento de Word (.docx).",
            "Si es un .doc, un .odt o un .docm, ábralo en Word y guárdelo como .docx.",
        )
    paquete = abrir(datos, nombre)
    propiedad = paquete.propiedad
    version = propiedad.get("version")
    if propiedad.get("manual") and isinstance(version, int):
        propio = leer_propio(paquete, formato)
        avisos = [f"«{_corto(t)}» no está en ninguna sección: no entra." for t in propio.sueltas]
        avisos += [f"«{_corto(t)}» no es una fila con su grado: no entra." for t in propio.grados]
        return Devuelto(
            propio.contenido,
            propio.ids,
            str(propiedad["manual"]),
            version,
            str(propiedad.get("contenido", "")),
            tuple(avisos),
        )
    lectura = leer(datos, [formato], nombre=nombre)
    if len(lectura.cargos) != 1:
        raise LecturaFallida(
            f"«{nombre or 'El archivo'}» trae {len(lectura.cargos)} cargos, y aquí se espera uno.",
            "Deje en el documento solo este cargo, con sus títulos de sección.",
        )
    dichos = tuple(f"«{_corto(x.texto)}» no se pudo ubicar: no entra." for x in lectura.sin_ubicar)
    return Devuelto(lectura.cargos[0].contenido, frozenset(), avisos=dichos)


def situar(
    devuelto: Devuelto, base: Contenido, formato: Formato, limpiar: Limpiar
) -> tuple[Contenido, tuple[str, ...]]:
    """The text that came back, each line with the id of the piece of ``base`` it is, and remarks.

    Marks that survived are believed; the rest are recognised by their words. The fields that
    make the cargo what it is stay as they are, and so do those that the file does not bring.
    """
    leido = _limpio(devuelto.contenido, limpiar)
    avisos = list(devuelto.avisos)
    campos = dict(base.encabezado)
    for campo in formato.campos:
        dicho = leido.campo(campo.clave)
        if not dicho or _igual(dicho, campos.get(campo.clave, "")):
            continue
        if campo.clave in formato.identidad:
            avisos.append(f"{campo.rotulo}: «{dicho}» no entra; para otro cargo, cree uno nuevo.")
        else:
            campos[campo.clave] = dicho
    ordenado = replace(
        leido, encabezado=encabezado(campos), secciones=_secciones(base, leido, formato)
    )
    nuevo = _con_ids(base, ordenado, devuelto.ids & set(base.ids()))
    return _con_palabras_de(base, nuevo), tuple(avisos)


def elegir(base: Contenido, nuevo: Contenido, piezas: Collection[str]) -> Contenido:
    """``nuevo`` with only the changes of ``piezas``; the others stay as in ``base``."""
    for cambio in list(comparar(base, nuevo).cambios()):
        pieza = pieza_de(cambio)
        if pieza not in piezas:
            try:
                nuevo = revertir(base, nuevo, pieza)
            except NoEncontrado:  # it went with another one
                continue
    return nuevo


def _secciones(base: Contenido, leido: Contenido, formato: Formato) -> tuple[Seccion, ...]:
    """Those of ``base``, and the new ones where the formato puts them; a repeated one is joined."""
    items: dict[str, tuple[Item, ...]] = {}
    for seccion in leido.secciones:
        items[seccion.clave] = items.get(seccion.clave, ()) + seccion.items
    claves = [s.clave for s in base.secciones]
    orden = [s.clave for s in formato.secciones if s.forma is not FormaSeccion.COMPETENCIAS]
    for clave in orden:
        if items.get(clave) and clave not in claves:
            antes = [c for c in orden[: orden.index(clave)] if c in claves]
            claves.insert(claves.index(antes[-1]) + 1 if antes else 0, clave)
    return tuple(Seccion(clave, items.get(clave, ())) for clave in claves)


def _con_ids(base: Contenido, nuevo: Contenido, ids: Collection[str]) -> Contenido:
    """Recognise by their words the pieces whose mark is lost, among those still without one."""
    resto = heredar_ids(_sin(base, ids), _sin(nuevo, ids))
    items = {s.clave: iter(s.items) for s in resto.secciones}
    filas = iter(resto.competencias)
    return replace(
        nuevo,
        secciones=tuple(
            replace(s, items=tuple(i if i.id in ids else next(items[s.clave]) for i in s.items))
            for s in nuevo.secciones
        ),
        competencias=tuple(c if c.id in ids else next(filas) for c in nuevo.competencias),
    )


def _sin(contenido: Contenido, ids: Collection[str]) -> Contenido:
    return replace(
        contenido,
        secciones=tuple(
            replace(s, items=tuple(i for i in s.items if i.id not in ids))
            for s in contenido.secciones
        ),
        competencias=tuple(c for c in contenido.competencias if c.id not in ids),
    )


def _limpio(contenido: Contenido, limpiar: Limpiar) -> Contenido:
    """One line an item, without what cannot be printed, and without what says nothing."""

    def linea(texto: str) -> str:
        return " ".join(limpiar(texto).split())

    secciones = tuple(
        replace(s, items=tuple(replace(i, texto=t) for i in s.items if (t := linea(i.texto))))
        for s in contenido.secciones
    )
    filas = tuple(
        replace(c, tipo=linea(c.tipo), competencia=linea(c.competencia), concepto=linea(c.concepto))
        for c in contenido.competencias
    )
    notas = tuple(Nota(linea(n.marca), linea(n.texto)) for n in contenido.notas)
    campos = tuple((k, linea(v)) for k, v in contenido.encabezado)
    return Contenido(
        campos, secciones, tuple(c for c in filas if c.competencia or c.concepto), notas
    )


def _con_palabras_de(base: Contenido, nuevo: Contenido) -> Contenido:
    """What reads the same keeps the very characters it had."""
    items = {i.id: i for s in base.secciones for i in s.items}
    filas = {c.id: c for c in base.competencias}
    notas = {n.marca: n.texto for n in base.notas}

    def item(i: Item) -> Item:
        antes = items.get(i.id)
        return replace(i, texto=antes.texto) if antes and _igual(antes.texto, i.texto) else i

    def fila(c: Competencia) -> Competencia:
        antes = filas.get(c.id)
        if antes is None:
            return c
        return Competencia(
            c.id,
            antes.tipo if _igual(antes.tipo, c.tipo) else c.tipo,
            antes.competencia if _igual(antes.competencia, c.competencia) else c.competencia,
            c.grado,
            antes.concepto if _igual(antes.concepto, c.concepto) else c.concepto,
        )

    return replace(
        nuevo,
        secciones=tuple(replace(s, items=tuple(map(item, s.items))) for s in nuevo.secciones),
        competencias=tuple(map(fila, nuevo.competencias)),
        notas=tuple(
            replace(n, texto=notas[n.marca])
            if n.marca in notas and _igual(notas[n.marca], n.texto)
            else n
            for n in nuevo.notas
        ),
    )


def _igual(uno: str, otro: str) -> bool:
    return uno.split() == otro.split()


def _corto(texto: str) -> str:
    dicho = " ".join(texto.split())
    return dicho if len(dicho) <= 60 else f"{dicho[:57]}…"
