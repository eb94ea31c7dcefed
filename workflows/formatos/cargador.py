"""TOML → Formato, or a list of faults that each name file, key and remedy."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, fields
from functools import cache
from pathlib import Path
from typing import Any

from workflows.errores import FormatoInvalido, NoEncontrado
from workflows.formatos.fallas import Fallas
from workflows.formatos.modelo import (
    Acto,
    Alcance,
    Campo,
    ClaseActo,
    ClaseEstado,
    ClaseInstrumento,
    Estado,
    Estructura,
    Firmante,
    Firmas,
    FormaSeccion,
    Formato,
    Instrumento,
    Numeracion,
    Pagina,
    Plantilla,
    ReglaLectura,
    Rol,
    Rotulos,
    SeccionFormato,
    TablaCompetencias,
)
from workflows.formatos.plantilla_acuerdo import PlantillaAcuerdo
from workflows.formatos.tabla import Tabla
from workflows.formatos.validacion import validar

CARPETA = Path(__file__).parent
_RAIZ = {
    "clave", "nombre", "institucion", "identidad", "titulo", "pagina", "lectura", "encabezado",
    "seccion", "competencias", "instrumento", "numeracion", "firmas", "rol", "estado", "acto",
    "acuerdo", "documentos",
}  # fmt: skip


@cache
def catalogo() -> Mapping[str, Formato]:
    """Every formato of this installation by clave. Raises FormatoInvalido."""
    leidos = [leer_formato(p.read_text("utf-8"), p.name) for p in sorted(CARPETA.glob("*.toml"))]
    return {f.clave: f for f in leidos}


def cargar(clave: str) -> Formato:
    """The formato ``clave`` of the catalogue. Raises NoEncontrado naming the ones there are."""
    try:
        return catalogo()[clave]
    except KeyError:
        hay = ", ".join(catalogo())
        raise NoEncontrado(f"No hay un formato «{clave}».", f"Los que hay: {hay}.") from None


def fuente(clave: str) -> str:
    """The TOML text of a catalogued formato, to be kept with a manual as an immutable row."""
    cargar(clave)
    return (CARPETA / f"{clave}.toml").read_text("utf-8")


def leer_formato(texto: str, archivo: str) -> Formato:
    """Parse and validate one formato. Raises FormatoInvalido with every fault found."""
    try:
        datos = tomllib.loads(texto.removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        fallas = Fallas(archivo)
        fallas.anotar("(archivo)", f"no es TOML válido: {error}", "corrija esa línea")
        raise FormatoInvalido(fallas.lista) from error
    return armar(datos, archivo)


def armar(datos: Mapping[str, Any], archivo: str) -> Formato:
    """The formato that already parsed data describe. Raises FormatoInvalido."""
    fallas = Fallas(archivo)
    formato = _Lector(fallas).formato(datos)
    if not fallas.lista:
        validar(formato, fallas)
    if fallas.lista:
        raise FormatoInvalido(fallas.lista)
    return formato


class _Lector:
    """Builds the dataclasses, table by table."""

    def __init__(self, fallas: Fallas) -> None:
        self.fallas = fallas

    def formato(self, datos: Mapping[str, Any]) -> Formato:
        raiz = self._tabla(datos, "", _RAIZ)
        return Formato(
            clave=raiz.clave(),
            nombre=raiz.texto("nombre"),
            institucion=raiz.texto("institucion", ""),
            identidad=raiz.textos("identidad"),
            titulo=raiz.texto("titulo"),
            campos=tuple(self._campo(t) for t in self._filas(datos, "encabezado", _CAMPO)),
            secciones=tuple(self._seccion(t) for t in self._filas(datos, "seccion", _SECCION)),
            competencias=self._competencias(datos),
            instrumento=self._instrumento(datos),
            numeracion=self._numeracion(datos),
            firmas=self._firmas(datos),
            pagina=self._pagina(datos),
            lectura=self._lectura(datos),
            roles=tuple(
                Rol(t.clave(), t.texto("rotulo"), t.si_o_no("delegable", True))
                for t in self._filas(datos, "rol", {"clave", "rotulo", "delegable"})
            ),
            estados=tuple(self._estado(t) for t in self._filas(datos, "estado", _ESTADO)),
            actos=tuple(self._acto(t) for t in self._filas(datos, "acto", _ACTO)),
            acuerdo=self._acuerdo(datos.get("acuerdo", {})),
            plantilla=self._plantilla(datos),
        )

    def _tabla(self, datos: object, lugar: str, conocidas: set[str]) -> Tabla:
        return Tabla(datos, lugar, self.fallas, conocidas)

    def _parte(self, datos: Mapping[str, Any], lugar: str, conocidas: set[str]) -> Tabla:
        if lugar not in datos:
            self.fallas.anotar(lugar, "falta esta tabla", f"agregue [{lugar}]")
        return self._tabla(datos.get(lugar, {}), lugar, conocidas)

    def _filas(self, datos: Mapping[str, Any], lugar: str, conocidas: set[str]) -> list[Tabla]:
        filas = datos.get(lugar)
        if not isinstance(filas, list) or not filas:
            self.fallas.anotar(lugar, "falta al menos una fila", f"agregue [[{lugar}]]")
            return []
        return [
            self._tabla(fila, f"{lugar}[{_nombre(fila, n)}]", conocidas)
            for n, fila in enumerate(filas, 1)
        ]

    def _campo(self, t: Tabla) -> Campo:
        return Campo(
            t.clave(),
            t.texto("rotulo"),
            t.patron("patron"),
            t.si_o_no("requerido", True),
            t.textos("variantes", ()),
        )

    def _seccion(self, t: Tabla) -> SeccionFormato:
        return SeccionFormato(
            t.clave(),
            t.texto("titulo"),
            t.uno_de("forma", FormaSeccion, FormaSeccion.PARRAFO),
            t.si_o_no("requerida", True),
            t.textos("variantes", ()),
            t.si_o_no("requisito", False),
        )

    def _competencias(self, datos: Mapping[str, Any]) -> TablaCompetencias | None:
        if "competencias" not in datos:
            return None
        t = self._parte(datos, "competencias", {"tipos", "grados", "columnas"})
        minimo, maximo = t.entero_par("grados") or (1, 5)
        columnas = t.textos("columnas")
        if len(columnas) != 4:
            remedio = "nombre tipo, competencia, grado y concepto, en ese orden"
            self.fallas.anotar("competencias.columnas", "deben ser cuatro", remedio)
            columnas = ("Tipo", "Competencia", "Grado", "Concepto")
        cuatro = (columnas[0], columnas[1], columnas[2], columnas[3])
        return TablaCompetencias(t.textos("tipos"), minimo, maximo, cuatro)

    def _instrumento(self, datos: Mapping[str, Any]) -> Instrumento:
        t = self._parte(datos, "instrumento", {"clase", "rotulo", "organo", "patron", "ejemplo"})
        return Instrumento(
            t.uno_de("clase", ClaseInstrumento, ClaseInstrumento.FIRMA),
            t.texto("rotulo"),
            t.texto("organo"),
            t.patron("patron"),
            t.texto("ejemplo", ""),
        )

    def _numeracion(self, datos: Mapping[str, Any]) -> Numeracion:
        t = self._parte(datos, "numeracion", {"alcance", "forma"})
        return Numeracion(t.uno_de("alcance", Alcance, Alcance.NINGUNA), t.texto("forma", ""))

    def _firmas(self, datos: Mapping[str, Any]) -> Firmas:
        t = self._parte(datos, "firmas", {"elaborado", "revisado", "aprobado"})
        persona = Firmante.PERSONA
        return Firmas(
            t.uno_de("elaborado", Firmante, persona),
            t.uno_de("revisado", Firmante, persona),
            t.uno_de("aprobado", Firmante, persona),
        )

    def _pagina(self, datos: Mapping[str, Any]) -> Pagina:
        t = self._parte(datos, "pagina", {"encabezado", "columnas", "pie"})
        return Pagina(t.texto("encabezado"), t.textos("columnas"), t.texto("pie", ""))

    def _lectura(self, datos: Mapping[str, Any]) -> ReglaLectura:
        claves = {"estructura", "reconoce", "firma", "membrete", "rotulos"}
        t = self._parte(datos, "lectura", claves)
        return ReglaLectura(
            t.uno_de("estructura", Estructura, Estructura.DOCUMENTO),
            t.textos("reconoce"),
            t.textos("firma", ()),
            t.textos("membrete", ()),
            self._rotulos(t.datos.get("rotulos", {})),
        )

    def _rotulos(self, datos: object) -> Rotulos:
        comunes = asdict(Rotulos())
        t = self._tabla(datos, "lectura.rotulos", set(comunes))
        return Rotulos(**{clave: t.textos(clave, suyos) for clave, suyos in comunes.items()})

    def _plantilla(self, datos: Mapping[str, Any]) -> Plantilla:
        """The one it names; a formato pinned before there were any prints as it is read."""
        if "documentos" in datos:
            t = self._tabla(datos["documentos"], "documentos", {"plantilla"})
            return t.uno_de("plantilla", Plantilla, Plantilla.MANUAL)
        lectura = datos.get("lectura")
        estructura = lectura.get("estructura") if isinstance(lectura, Mapping) else None
        return Plantilla.CLASE if estructura == Estructura.DOCUMENTO else Plantilla.MANUAL

    def _acuerdo(self, datos: object) -> PlantillaAcuerdo:
        comun = PlantillaAcuerdo()
        t = self._tabla(datos, "acuerdo", {c.name for c in fields(comun)})
        return PlantillaAcuerdo(
            titulo=t.texto("titulo", comun.titulo),
            considerandos=t.textos("considerandos", comun.considerandos),
            por_tanto=t.texto("por_tanto", comun.por_tanto),
            crear=t.texto("crear", comun.crear),
            modificar=t.texto("modificar", comun.modificar),
            restablecer=t.texto("restablecer", comun.restablecer),
            derogar=t.texto("derogar", comun.derogar),
            cargo=t.texto("cargo", comun.cargo),
            ademas=t.textos("ademas", comun.ademas),
        )

    def _estado(self, t: Tabla) -> Estado:
        clase = t.uno_de("clase", ClaseEstado, ClaseEstado.TRAMITE)
        return Estado(t.clave(), clase, t.texto("rotulo"), t.dias("plazo"))

    def _acto(self, t: Tabla) -> Acto:
        return Acto(
            clave=t.clave(),
            clase=t.uno_de("clase", ClaseActo, ClaseActo.REVISION),
            rotulo=t.texto("rotulo"),
            desde=t.textos("desde", ()),
            hacia=t.texto("hacia"),
            roles=t.textos("rol", ()),
            reglas=t.textos("reglas", ()),
            pide=t.textos("pide", ()),
            firma=t.si_o_no("firma", False),
            unidad=t.texto("unidad", ""),
        )


_CAMPO = {"clave", "rotulo", "patron", "requerido", "variantes"}
_SECCION = {"clave", "titulo", "forma", "requerida", "variantes", "requisito"}
_ESTADO = {"clave", "clase", "rotulo", "plazo"}
_ACTO = {"clave", "clase", "rotulo", "desde", "hacia", "rol", "unidad", "reglas", "pide", "firma"}


def _nombre(fila: object, n: int) -> str:
    clave = fila.get("clave") if isinstance(fila, Mapping) else None
    return clave if isinstance(clave, str) and clave else str(n)
