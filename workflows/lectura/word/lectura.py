"""What only a Word document says, put on top of what its lines say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workflows.contenido import Contenido
from workflows.formatos.modelo import Formato
from workflows.lectura.modelo import Aviso, CargoLeido, Clase, DetalleItem, Lectura
from workflows.lectura.plegado import compacto
from workflows.lectura.renglones import presentar
from workflows.lectura.word.paquete import Paquete
from workflows.lectura.word.propio import Propio, leer_propio


def de_word(lectura: Lectura, paquete: Paquete, formatos: Sequence[Formato]) -> Lectura:
    """A reading of the lines, made exact where the file is one of ours, with its remarks."""
    avisos = [*lectura.avisos, *(Aviso(1, dicho) for dicho in paquete.no_leido)]
    if not paquete.propiedad or len(lectura.cargos) > 1:
        return replace(lectura, avisos=tuple(avisos))
    formato = next(f for f in formatos if f.clave == lectura.formato)
    propio = leer_propio(paquete, formato)
    if not lectura.cargos:
        return _solo_titulo(lectura, propio, formato)
    avisos += [Aviso(1, f"«{texto}» no está en ninguna sección.") for texto in propio.sueltas]
    avisos += [Aviso(1, f"«{fila}» no es una fila con su grado.") for fila in propio.grados]
    cargo = lectura.cargos[0]
    exacto = replace(
        cargo,
        contenido=propio.contenido,
        titulo=formato.titulo_de(propio.contenido),
        detalle=_detalle(cargo, propio.contenido),
    )
    return replace(lectura, cargos=(exacto,), avisos=tuple(avisos))


def _solo_titulo(lectura: Lectura, propio: Propio, formato: Formato) -> Lectura:
    """One of ours that has no section yet: its lines alone do not tell it from a cover."""
    contenido = propio.contenido
    dichos = {compacto(f"{r}{v}") for c in formato.campos for r in ("", c.rotulo)
              if (v := contenido.campo(c.clave))}  # fmt: skip
    dichos.add(compacto(formato.pagina.encabezado))
    lineas = tuple(
        replace(x, clase=Clase.ENCABEZADO)
        if x.clase is Clase.SIN_UBICAR and compacto(presentar(x.numero, x.texto).limpio) in dichos
        else x
        for x in lectura.lineas
    )
    cargo = CargoLeido(contenido, formato.titulo_de(contenido), lineas=(1, len(lineas)))
    return replace(lectura, cargos=(cargo,), lineas=lineas, avisos=())


def _detalle(cargo: CargoLeido, contenido: Contenido) -> dict[str, DetalleItem]:
    """Where each piece stands, from the same place in what the lines gave; 0 where they differ."""
    por_lugar = {
        (s.clave, n): cargo.detalle[i.id]
        for s in cargo.contenido.secciones
        for n, i in enumerate(s.items)
    }
    de_items = {
        i.id: por_lugar.get((s.clave, n), DetalleItem(0, 0))
        for s in contenido.secciones
        for n, i in enumerate(s.items)
    }
    filas = [cargo.detalle[c.id] for c in cargo.contenido.competencias]
    de_filas = {
        c.id: filas[n] if n < len(filas) else DetalleItem(0, 0)
        for n, c in enumerate(contenido.competencias)
    }
    return de_items | de_filas
