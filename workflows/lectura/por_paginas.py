"""Reading a document that prints a header table on every page."""

from __future__ import annotations

from collections.abc import Sequence

from workflows.formatos.modelo import Formato
from workflows.lectura.agrupar import Grupo, agrupar
from workflows.lectura.armar import Portada, armar, consenso
from workflows.lectura.columnas import asignar
from workflows.lectura.correcciones import sin_dichas
from workflows.lectura.encabezado import Encabezado
from workflows.lectura.filas_dichas import leer_con_filas
from workflows.lectura.firmas import FIRMANTES
from workflows.lectura.modelo import Aviso, Clase, EncabezadoLeido, FirmaLeida
from workflows.lectura.orlas import numeros_de_pagina, orlas
from workflows.lectura.paginas import Paginas
from workflows.lectura.renglones import Renglon
from workflows.lectura.resultado import Resultado
from workflows.lectura.titulos import Titulos


def leer_paginas(lineas: Sequence[Renglon], formato: Formato, semilla: str) -> Resultado:
    """The cargos of a document whose pages repeat their header."""
    salida = Resultado()
    titulos = Titulos(formato)
    vistas = sin_dichas(lineas)
    encabezados = Paginas(formato, titulos).encontrar(vistas)
    while encabezados and not encabezados[0].dice_algo:
        encabezados.pop(0)
    for linea, duda in asignar(encabezados, formato):
        salida.avisos.append(Aviso(linea, duda))
    numeros = numeros_de_pagina(vistas, encabezados)
    salida.clases.update({lineas[i].numero: Clase.ENCABEZADO for i in numeros})
    repetidas = orlas(vistas, encabezados, titulos, numeros)
    dichas: dict[str, int] = {}
    for i in sorted(repetidas):
        salida.clases[lineas[i].numero] = Clase.ENCABEZADO
        dichas.setdefault(lineas[i].limpio, lineas[i].numero)
    for texto, numero in dichas.items():
        mensaje = f"«{texto}» se repite junto a los encabezados: no se tomó como texto del cargo."
        salida.avisos.append(Aviso(numero, mensaje))
    repetidas |= numeros
    for e in encabezados:
        ajenas = set(e.dentro) - repetidas
        for i in e.lineas:
            if i not in ajenas:
                salida.clases[lineas[i].numero] = Clase.ENCABEZADO
        for i in sorted(ajenas):
            salida.avisos.append(Aviso(lineas[i].numero, "Esta línea parte en dos un encabezado."))
        for texto in e.sobrantes:
            salida.avisos.append(
                Aviso(e.numero, f"En el encabezado, «{texto}» no es de ningún campo.")
            )
    abre = _abren(vistas, encabezados, formato, titulos)
    grupos = agrupar(encabezados, abre, formato)
    for n, grupo in enumerate(grupos):
        fin = (
            encabezados[grupos[n + 1].paginas[0]].lineas[0] if n + 1 < len(grupos) else len(lineas)
        )
        suyos = [encabezados[i] for i in grupo.paginas]
        cuerpo = leer_con_filas(_cuerpo(lineas, suyos, fin, repetidas), formato, titulos)
        if not cuerpo.titulos and _cubierta(suyos, formato):
            for e in suyos:
                for i in e.lineas:
                    salida.clases.pop(lineas[i].numero, None)
            mensaje = "Este encabezado no es de ningún cargo: él y lo que sigue no se ubicaron."
            salida.avisos.append(Aviso(suyos[0].numero, mensaje))
            continue
        salida.clases.update(cuerpo.clases)
        portada, dudas = _portada(lineas, suyos, fin, formato)
        cargo, avisos = armar(portada, cuerpo, formato, f"{semilla}/{n}")
        salida.cargos.append(cargo)
        salida.avisos.extend([*dudas, *avisos, *_de(grupo)])
    return salida


def _cubierta(encabezados: Sequence[Encabezado], formato: Formato) -> bool:
    """Whether the headers are those of a cover: without código, page count or labels."""
    con_patron = {c.clave for c in formato.campos if c.patron}
    return not any(e.pagina or e.rotulos or con_patron & e.campos.keys() for e in encabezados)


def _de(grupo: Grupo) -> list[Aviso]:
    return [Aviso(linea, mensaje) for linea, mensaje in grupo.avisos]


def _abren(
    lineas: Sequence[Renglon], encabezados: Sequence[Encabezado], formato: Formato, titulos: Titulos
) -> list[bool]:
    """For each header, whether the formato's first section stands right under it."""
    abren = []
    for e in encabezados:
        n = e.lineas[-1] + 1
        while n < len(lineas) and (lineas[n].blanco or lineas[n].regla):
            n += 1
        titular = titulos.reconocer(lineas[n]) if n < len(lineas) else None
        abren.append(titular is not None and titular.clave == formato.secciones[0].clave)
    return abren


def _cuerpo(
    lineas: Sequence[Renglon],
    encabezados: Sequence[Encabezado],
    fin: int,
    repetidas: set[int],
) -> list[Renglon | None]:
    """The lines between headers, with None where each header stood."""
    cuerpo: list[Renglon | None] = []
    for n, e in enumerate(encabezados):
        cuerpo.append(None)
        dentro = range(e.lineas[0], e.lineas[-1])
        cuerpo.extend(lineas[i] for i in dentro if lineas[i].colocado)
        hasta = encabezados[n + 1].lineas[0] if n + 1 < len(encabezados) else fin
        cuerpo.extend(lineas[i] for i in range(e.lineas[-1] + 1, hasta) if i not in repetidas)
    return cuerpo


def _portada(
    lineas: Sequence[Renglon], suyos: Sequence[Encabezado], fin: int, formato: Formato
) -> tuple[Portada, list[Aviso]]:
    avisos: list[Aviso] = []

    def acordar(rotulo: str, dichos: list[str]) -> str:
        pares = [(e.numero, d) for e, d in zip(suyos, dichos, strict=True)]
        valor, dudas = consenso(pares, rotulo)
        avisos.extend(dudas)
        return valor

    campos = {
        c.clave: acordar(c.rotulo, [e.campos.get(c.clave, "") for e in suyos])
        for c in formato.campos
    }
    firmas = {}
    for f in FIRMANTES:
        dichas = [e.firmas.firmas.get(f, FirmaLeida()) for e in suyos]
        firma = FirmaLeida(
            acordar(f"{f.capitalize()} por", [d.por for d in dichas]),
            acordar(f"Fecha de {f}", [d.fecha for d in dichas]),
        )
        if firma != FirmaLeida():
            firmas[f] = firma
    ultima = max(
        (n for n in range(suyos[0].lineas[0], fin) if not lineas[n].blanco),
        default=suyos[0].lineas[0],
    )
    portada = Portada(
        campos={c: v for c, v in campos.items() if v},
        version=acordar("Versión", [e.firmas.version for e in suyos]),
        instrumento=acordar(formato.instrumento.rotulo, [e.firmas.instrumento for e in suyos]),
        firmas=firmas,
        paginas=tuple(e.impresa for e in suyos if e.impresa),
        lineas=(lineas[suyos[0].lineas[0]].numero, lineas[ultima].numero),
        encabezados=tuple(_impreso(lineas, e, formato) for e in suyos),
    )
    return portada, avisos


def _impreso(lineas: Sequence[Renglon], e: Encabezado, formato: Formato) -> EncabezadoLeido:
    """A header as it stands on its page, before the pages agree."""
    dichos = {c.rotulo: e.campos.get(c.clave, "") for c in formato.campos}
    dichos |= {"Versión": e.firmas.version, formato.instrumento.rotulo: e.firmas.instrumento}
    for f in FIRMANTES:
        firma = e.firmas.firmas.get(f, FirmaLeida())
        dichos |= {f"{f.capitalize()} por": firma.por, f"Fecha de {f}": firma.fecha}
    return EncabezadoLeido(
        (lineas[e.lineas[0]].numero, lineas[e.lineas[-1]].numero),
        e.impresa,
        len(e.lineas),
        {rotulo: dicho for rotulo, dicho in dichos.items() if dicho},
    )
