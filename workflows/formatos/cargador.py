"""TOML → Formato, or a list of faults that each name file, key and remedy."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from workflows.errores import FormatoInvalido, NoEncontrado
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
    ReglaLectura,
    Rol,
    SeccionFormato,
    TablaCompetencias,
)
from workflows.formatos.validacion import Fallas, validar

CARPETA = Path(__file__).parent
_E = TypeVar("_E", bound=StrEnum)
_RAIZ = {
    "clave", "nombre", "institucion", "identidad", "titulo", "pagina", "lectura", "encabezado",
    "seccion", "competencias", "instrumento", "numeracion", "firmas", "rol", "estado", "acto",
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
    fallas = Fallas(archivo)
    try:
        datos = tomllib.loads(texto)
    except tomllib.TOMLDecodeError as error:
        fallas.anotar("(archivo)", f"no es TOML válido: {error}", "corrija esa línea")
        raise FormatoInvalido(fallas.lista) from error
    formato = _Lector(fallas).formato(datos)
    if not fallas.lista:
        validar(formato, fallas)
    if fallas.lista:
        raise FormatoInvalido(fallas.lista)
    return formato


class _Tabla:
    """One TOML table: typed reads that note a fault instead of stopping at the first."""

    def __init__(self, datos: object, lugar: str, fallas: Fallas, conocidas: set[str]) -> None:
        self.fallas, self.lugar = fallas, lugar
        self.datos: Mapping[str, Any] = datos if isinstance(datos, Mapping) else {}
        if not isinstance(datos, Mapping):
            fallas.anotar(lugar or "(archivo)", "debe ser una tabla", "escríbala como [tabla]")
        for clave in sorted(set(self.datos) - conocidas):
            parecida = difflib.get_close_matches(clave, conocidas, 1)
            remedio = f"¿quiso decir «{parecida[0]}»?" if parecida else "quítela"
            fallas.anotar(self._en(clave), "clave desconocida", remedio)

    def _en(self, clave: str) -> str:
        return f"{self.lugar}.{clave}" if self.lugar else clave

    def texto(self, clave: str, defecto: str | None = None) -> str:
        valor = self.datos.get(clave, defecto)
        if isinstance(valor, str) and (valor.strip() or defecto is not None):
            return valor
        self.fallas.anotar(self._en(clave), "falta un texto", f'escriba {clave} = "…"')
        return ""

    def si_o_no(self, clave: str, defecto: bool) -> bool:
        valor = self.datos.get(clave, defecto)
        if not isinstance(valor, bool):
            self.fallas.anotar(self._en(clave), "debe ser true o false", f"{clave} = true")
        return bool(valor)

    def textos(self, clave: str, defecto: tuple[str, ...] | None = None) -> tuple[str, ...]:
        valor = self.datos.get(clave, defecto)
        if isinstance(valor, str):
            valor = [valor]
        if isinstance(valor, list | tuple) and all(isinstance(v, str) and v for v in valor):
            return tuple(valor)
        self.fallas.anotar(self._en(clave), "falta una lista de textos", f'{clave} = ["…"]')
        return ()

    def patron(self, clave: str) -> str:
        valor = self.texto(clave, "")
        try:
            re.compile(valor)
        except re.error as error:
            remedio = "corrija la expresión regular"
            self.fallas.anotar(self._en(clave), f"el patrón no se entiende: {error}", remedio)
            return ""
        return valor

    def uno_de(self, clave: str, tipo: type[_E], defecto: _E) -> _E:
        valor = str(self.datos.get(clave, ""))
        try:
            return tipo(valor)
        except ValueError:
            hay = ", ".join(tipo)
            self.fallas.anotar(
                self._en(clave), f"«{valor}» no es un valor de {clave}", f"use: {hay}"
            )
            return defecto


class _Lector:
    """Builds the dataclasses, table by table."""

    def __init__(self, fallas: Fallas) -> None:
        self.fallas = fallas

    def formato(self, datos: Mapping[str, Any]) -> Formato:
        raiz = self._tabla(datos, "", _RAIZ)
        return Formato(
            clave=raiz.texto("clave"),
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
                Rol(t.texto("clave"), t.texto("rotulo"))
                for t in self._filas(datos, "rol", {"clave", "rotulo"})
            ),
            estados=tuple(self._estado(t) for t in self._filas(datos, "estado", _ESTADO)),
            actos=tuple(self._acto(t) for t in self._filas(datos, "acto", _ACTO)),
        )

    def _tabla(self, datos: object, lugar: str, conocidas: set[str]) -> _Tabla:
        return _Tabla(datos, lugar, self.fallas, conocidas)

    def _parte(self, datos: Mapping[str, Any], lugar: str, conocidas: set[str]) -> _Tabla:
        if lugar not in datos:
            self.fallas.anotar(lugar, "falta esta tabla", f"agregue [{lugar}]")
        return self._tabla(datos.get(lugar, {}), lugar, conocidas)

    def _filas(self, datos: Mapping[str, Any], lugar: str, conocidas: set[str]) -> list[_Tabla]:
        filas = datos.get(lugar)
        if not isinstance(filas, list) or not filas:
            self.fallas.anotar(lugar, "falta al menos una fila", f"agregue [[{lugar}]]")
            return []
        return [
            self._tabla(fila, f"{lugar}[{_nombre(fila, n)}]", conocidas)
            for n, fila in enumerate(filas, 1)
        ]

    def _campo(self, t: _Tabla) -> Campo:
        return Campo(
            t.texto("clave"),
            t.texto("rotulo"),
            t.patron("patron"),
            t.si_o_no("requerido", True),
            t.textos("variantes", ()),
        )

    def _seccion(self, t: _Tabla) -> SeccionFormato:
        return SeccionFormato(
            t.texto("clave"),
            t.texto("titulo"),
            t.uno_de("forma", FormaSeccion, FormaSeccion.PARRAFO),
            t.si_o_no("requerida", True),
            t.textos("variantes", ()),
        )

    def _competencias(self, datos: Mapping[str, Any]) -> TablaCompetencias | None:
        if "competencias" not in datos:
            return None
        t = self._parte(datos, "competencias", {"tipos", "grados", "columnas"})
        grados = t.datos.get("grados")
        if not (
            isinstance(grados, list)
            and len(grados) == 2
            and all(type(g) is int for g in grados)
            and 0 <= grados[0] < grados[1]
        ):
            self.fallas.anotar("competencias.grados", "deben ser dos enteros", "grados = [1, 5]")
            grados = [1, 5]
        columnas = t.textos("columnas")
        if len(columnas) != 4:
            remedio = "nombre tipo, competencia, grado y concepto, en ese orden"
            self.fallas.anotar("competencias.columnas", "deben ser cuatro", remedio)
            columnas = ("Tipo", "Competencia", "Grado", "Concepto")
        cuatro = (columnas[0], columnas[1], columnas[2], columnas[3])
        return TablaCompetencias(t.textos("tipos"), grados[0], grados[1], cuatro)

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
        t = self._parte(datos, "lectura", {"estructura", "reconoce", "firma"})
        return ReglaLectura(
            t.uno_de("estructura", Estructura, Estructura.DOCUMENTO),
            t.textos("reconoce"),
            t.textos("firma", ()),
        )

    def _estado(self, t: _Tabla) -> Estado:
        clase = t.uno_de("clase", ClaseEstado, ClaseEstado.TRAMITE)
        return Estado(t.texto("clave"), clase, t.texto("rotulo"))

    def _acto(self, t: _Tabla) -> Acto:
        return Acto(
            clave=t.texto("clave"),
            clase=t.uno_de("clase", ClaseActo, ClaseActo.REVISION),
            rotulo=t.texto("rotulo"),
            desde=t.textos("desde", ()),
            hacia=t.texto("hacia"),
            roles=t.textos("rol", ()),
            reglas=t.textos("reglas", ()),
            pide=t.textos("pide", ()),
            firma=t.si_o_no("firma", False),
        )


_CAMPO = {"clave", "rotulo", "patron", "requerido", "variantes"}
_SECCION = {"clave", "titulo", "forma", "requerida", "variantes"}
_ESTADO = {"clave", "clase", "rotulo"}
_ACTO = {"clave", "clase", "rotulo", "desde", "hacia", "rol", "reglas", "pide", "firma"}


def _nombre(fila: object, n: int) -> str:
    clave = fila.get("clave") if isinstance(fila, Mapping) else None
    return clave if isinstance(clave, str) and clave else str(n)
