"""A Documento as the plain values a template prints."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import segno

from webapp.consultas.hojas import FirmaImpresa
from webapp.publicacion.documento import Documento
from workflows.contenido import Contenido, Forma, Item
from workflows.formatos.modelo import Alcance, ClaseInstrumento, Formato
from workflows.verificacion import agrupado


def datos_de(d: Documento) -> dict[str, Any]:
    """Everything the template of a cargo prints, in the words and order of the page."""
    formato = d.formato
    return {
        "titulo": d.titulo,
        "rotulo": d.rotulo,
        "institucion": d.institucion,
        "manual": d.manual_nombre,
        "encabezado": formato.pagina.encabezado,
        "pie": formato.pagina.pie,
        "marca": d.marca,
        "codigos": [
            [c.rotulo, d.contenido.campo(c.clave)]
            for c in formato.campos
            if c.clave not in formato.pagina.columnas
        ],
        "identidad": [
            [c.rotulo, d.contenido.campo(c.clave)]
            for clave in formato.pagina.columnas
            for c in formato.campos
            if c.clave == clave
        ],
        "firmas": _firmas(d),
        "aprobacion": _aprobacion(d),
        "firmado": firmado_impreso(d),
        **datos_del_texto(d.contenido, formato),
        "verificacion": {
            "codigo": agrupado(d.codigo_verificacion),
            "url": d.url_verificacion,
        },
    }


def datos_del_texto(contenido: Contenido, formato: Formato) -> dict[str, Any]:
    """Sections, competency table and notes, with the numbers the page gives its items."""
    llamadas = _Llamadas(contenido)
    presentes = {s.clave for s in contenido.secciones}
    tabla = formato.seccion_competencias
    secciones = []
    for seccion in formato.secciones:
        if tabla is not None and seccion.clave == tabla.clave:
            if contenido.competencias:
                secciones.append({"titulo": seccion.titulo, "tabla": True, "items": []})
        elif seccion.clave in presentes:
            items = list(_items(contenido.seccion(seccion.clave).items, llamadas))
            secciones.append({"titulo": seccion.titulo, "tabla": False, "items": items})
    return {
        "secciones": secciones,
        "columnas": list(formato.competencias.columnas) if formato.competencias else [],
        "competencias": _filas(contenido),
        "sin_citar": llamadas.sin_citar(),
    }


def qr(url: str) -> str:
    """The address as a QR code, in SVG."""
    salida = io.BytesIO()
    codigo = segno.make(url, error="m", micro=False)
    codigo.save(salida, kind="svg", border=0, xmldecl=False, svgns=True, nl=False)
    return salida.getvalue().decode("ascii")


class _Llamadas:
    """The marks that cite notes: the first prints the note at the foot, the others point to it."""

    def __init__(self, contenido: Contenido) -> None:
        self._textos = {n.marca: n.texto for n in contenido.notas}
        self._vistas: dict[str, int] = {}

    def citar(self, marca: str) -> dict[str, Any]:
        """One mark in the text."""
        primera = marca not in self._vistas
        n = self._vistas.setdefault(marca, len(self._vistas) + 1)
        return {"n": n, "primera": primera, "marca": marca, "texto": self._textos.get(marca, "")}

    def sin_citar(self) -> list[list[str]]:
        """Notes that no item cites: they are printed at the end."""
        return [[m, t] for m, t in self._textos.items() if m not in self._vistas]


def _items(items: tuple[Item, ...], llamadas: _Llamadas) -> Iterator[dict[str, Any]]:
    """Numbers go on across what stands between, as the page prints them."""
    numero = 0
    for item in items:
        numero += item.forma is Forma.NUMERO
        yield {
            "forma": item.forma.value,
            "numero": numero,
            "texto": item.texto,
            "notas": [llamadas.citar(marca) for marca in item.notas],
        }


def _filas(contenido: Contenido) -> list[dict[str, Any]]:
    """Rows, each with how many follow under its tipo (0: the tipo is said above)."""
    filas: list[dict[str, Any]] = []
    abre = -1
    for n, c in enumerate(contenido.competencias):
        if n == 0 or c.tipo != contenido.competencias[n - 1].tipo:
            abre = n
        else:
            filas[abre]["abarca"] += 1
        filas.append(
            {
                "tipo": c.tipo,
                "abarca": 1 if abre == n else 0,
                "competencia": c.competencia,
                "grado": str(c.grado),
                "concepto": c.concepto,
            }
        )
    return filas


def _firmas(d: Documento) -> list[dict[str, str]]:
    """Where a director's signature approves, the last one is called as the formato calls it."""
    firmas = [_firma(f, f.rotulo, aprobado=d.aprobado) for f in d.firmas]
    if firmas and d.formato.instrumento.clase is ClaseInstrumento.FIRMA:
        firmas[-1]["rotulo"] = d.formato.instrumento.rotulo
    return firmas


def _firma(f: FirmaImpresa, rotulo: str, *, aprobado: bool) -> dict[str, str]:
    falta = "—" if aprobado else "pendiente"
    return {
        "rotulo": rotulo,
        "por": f.por or (falta if f.pendiente else "—"),
        "puesto": f.puesto,
        "fecha": f.fecha or "—",
        "hay": "si" if f.por else "",
    }


def firmado_impreso(d: Documento) -> dict[str, Any]:
    """Who signed, as what and when, and the whole hash of what they signed."""
    if d.firmado is None:
        return {"filas": [], "huella": "", "dicho": ""}
    filas = [[f.significado, f.quien, f.cuando] for f in d.firmado.firmas]
    dicho = "; ".join(": ".join((fila[0], ", ".join(fila[1:]))) for fila in filas)
    return {
        "filas": filas,
        "huella": d.firmado.huella,
        "dicho": f"Firmas de este texto. {dicho}. Huella SHA-256: {d.firmado.huella}.",
    }


def _aprobacion(d: Documento) -> list[list[str]]:
    """The last cell of the header: version, what approved it, when."""
    final = d.firmas[-1] if d.firmas else None
    lineas: list[list[str]] = []
    if d.formato.numeracion.alcance is not Alcance.NINGUNA:
        falta = "—" if d.aprobado else "se asigna al aprobar"
        lineas.append(["Versión", f"No. {d.numero}" if d.numero else falta])
    falta = "—" if d.aprobado else "pendiente"
    if d.formato.instrumento.clase is ClaseInstrumento.ACUERDO:
        lineas.append([f"Aprobado {d.formato.instrumento.rotulo}", d.instrumento or falta])
    elif final is not None:
        lineas.append([d.formato.instrumento.rotulo, final.por or falta])
    lineas.append(["Fecha", (final.fecha if final else "") or "—"])
    return lineas
