"""The pages people open, over HTTP, each engine right after the bare hello."""

from __future__ import annotations

import itertools
import random
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from flask import Flask

from bench import corpus
from bench.cliente import PorHttp, Respuesta
from bench.gente import gente
from bench.medidas import Medida, milisegundos, percentil, por_segundo
from bench.servidor import Servidor
from tests.apoyo.reparto import SLUG

CLIENTES = 4
#: Cargos that Ana has in a draft, and others that wait for Rafael.
BORRADORES, ELABORADAS = 20, 20
#: Questions asked in turn, none twice before all the others: a process remembers 64 answers.
OTRAS = 500
#: Requests of each client before it counts, at most: what is asked is composed, and planned.
_ANTES = 25
_MANUAL = f"/manual/{SLUG}"
_PALABRAS = ("repuestos", "cloro", "medidores", "turnos", "contratos", "laboratorio")


@dataclass(frozen=True, slots=True)
class Pagina:
    """Addresses asked for in turn by one person ("" is the public)."""

    tarea: str
    quien: str
    rutas: tuple[str, ...]
    sin_cambios: bool = False  #: asked again with the mark that came with it
    primera: bool = False  #: of another address each time, so that it is made, not remembered
    veces: float = 1.0  #: of the requests of the others


def abrir_trabajo(app: Flask) -> list[int]:
    """The drafts of Ana, after sending others to review: their ids."""
    with app.app_context():
        elenco = gente()
        cargos = [elenco.cargos[corpus.slug_de(n)] for n in range(BORRADORES + ELABORADAS)]
        for n, cargo_id in enumerate(cargos[BORRADORES:]):
            version = elenco.abrir(cargo_id=cargo_id)
            elenco.cambiar(version, f"Atender la labor {n} que se le encargue.")
            elenco.elaborar(version)
        borradores = []
        for n, cargo_id in enumerate(cargos[:BORRADORES]):
            version = elenco.abrir(cargo_id=cargo_id)
            elenco.cambiar(version, f"Preparar el informe {n} de la dependencia.")
            borradores.append(version)
    return borradores


def paginas(cargos: int, borradores: Sequence[int]) -> list[Pagina]:
    """What is asked of a manual of that size."""
    paso = max(1, cargos // 20)
    suyas = tuple(f"{_MANUAL}/cargos/{corpus.slug_de(n)}" for n in range(0, cargos, paso))[:20]
    ultima = (cargos - 1) // corpus.POR_AREA
    areas = tuple(f"{_MANUAL}/?area=zona {n}" for n in sorted({0, ultima // 2}))
    return [
        Pagina("cargo", "", suyas),
        Pagina("cargo-primera", "", suyas, primera=True),
        Pagina("cargo-304", "", suyas, sin_cambios=True),
        Pagina("mapa", "", (f"{_MANUAL}/",)),
        Pagina("mapa-primera", "", (f"{_MANUAL}/",), primera=True),
        Pagina("mapa-area", "", areas),
        Pagina("mapa-area-primera", "", areas, primera=True),
        Pagina("mapa-304", "", (f"{_MANUAL}/",), sin_cambios=True),
        Pagina("lista", "", (f"{_MANUAL}/?ver=lista",)),
        Pagina("lista-primera", "", (f"{_MANUAL}/?ver=lista",), primera=True),
        Pagina("buscar", "", tuple(f"{_MANUAL}/buscar?q={p}" for p in _PALABRAS)),
        Pagina("buscar-primera", "", tuple(f"{_MANUAL}/buscar?q={a} {b}" for a, b in _pares()),
               primera=True),
        Pagina("buscar-rara", "", tuple(f"{_MANUAL}/buscar?q=rara5x{n}" for n in range(40, 60))),
        Pagina("buscar-rara-primera", "",
               tuple(f"{_MANUAL}/buscar?q=rara{v}x{n}"
                     for v in range(2, 6) for n in range(0, cargos, max(1, 4 * cargos // OTRAS))),
               primera=True),
        Pagina("comparar", "", tuple(f"{r}/comparar" for r in suyas)),
        Pagina("comparar-primera", "", tuple(f"{r}/comparar" for r in suyas), primera=True),
        Pagina("cambios", "", (f"{_MANUAL}/cambios?de=2021-02-01&a=2022-02-01",)),
        Pagina("pdf", "", tuple(f"{r}/bajar/pdf" for r in suyas[:4]), veces=0.2),
        Pagina("editor", "ana", tuple(f"/borradores/{v}" for v in borradores)),
        Pagina("bandeja", "ana", ("/bandeja",)),
        Pagina("bandeja-revisor", "rafael", ("/bandeja",)),
    ]  # fmt: skip


def _pares() -> list[tuple[str, str]]:
    """Two words each, both said by every cargo; the same every time."""
    pares = list(itertools.combinations(corpus.palabras_de_todos(), 2))
    return random.Random(1).sample(pares, OTRAS)  # noqa: S311  # no secret


def medir(
    hola: Servidor,
    servidores: Mapping[str, Servidor],
    cargos: int,
    borradores: Mapping[str, Sequence[int]],
    *,
    rondas: int,
    peticiones: int,
) -> list[Medida]:
    """Each page on each engine, a round after another; times against the hello of the round.

    ``borradores`` are those of each engine, open in its database.
    """
    medidas: list[Medida] = []
    saluda = _pedidor(PorHttp(hola.puerto), Pagina("hola", "", ("/",)), itertools.repeat("/"))
    _bloque(hola, saluda, peticiones)
    suyas = {motor: paginas(cargos, suyos) for motor, suyos in borradores.items()}
    for de_cada_motor in zip(*suyas.values(), strict=True):
        una = de_cada_motor[0]
        medida = {motor: Medida(una.tarea, motor, cargos) for motor in servidores}
        clientes = {
            motor: [_visita(s, una.quien) for _ in range(CLIENTES)]
            for motor, s in servidores.items()
        }
        pedidores = {
            motor: _pedidores(varios, pagina)
            for (motor, varios), pagina in zip(clientes.items(), de_cada_motor, strict=True)
        }
        for varios in pedidores.values():  # every address once, as a server that is up for a day
            por_segundo(varios, min(_ANTES, len(una.rutas)))
        veces = max(2, round(peticiones * una.veces))
        for _ in range(rondas):
            base, base_cpu = _bloque(hola, saluda, peticiones)
            base_cpu *= veces / peticiones
            for motor, varios in pedidores.items():
                tiempos, cpu = _bloque(servidores[motor], varios[0], veces)
                p50, hola_ms = percentil(tiempos, 0.5), percentil(base, 0.5)
                medida[motor].anotar(
                    p50 / hola_ms,
                    p50_ms=p50,
                    p95_ms=percentil(tiempos, 0.95),
                    rps=por_segundo(varios, max(1, veces // 2)),
                    cpu=cpu / base_cpu,
                    hola_ms=hola_ms,
                )
        for varios_ in clientes.values():
            for cliente in varios_:
                cliente.cerrar()
        medidas += medida.values()
    return medidas


def _visita(servidor: Servidor, quien: str) -> PorHttp:
    cliente = PorHttp(servidor.puerto)
    return cliente.entrar(quien) if quien else cliente


def _pedidores(clientes: Sequence[PorHttp], pagina: Pagina) -> list[Callable[[], Respuesta]]:
    """Each client asks for the addresses in turn; for the first time, each for others."""
    rutas = [quote(r, safe="/?=&") for r in pagina.rutas]
    entre_todos = itertools.cycle(rutas)
    return [
        _pedidor(c, pagina, entre_todos if pagina.primera else itertools.cycle(rutas))
        for c in clientes
    ]


def _pedidor(cliente: PorHttp, pagina: Pagina, rutas: Iterator[str]) -> Callable[[], Respuesta]:
    """Asks for the next address of the page. Raises RuntimeError for any other answer."""
    marcas: dict[str, str] = {}

    def pedir() -> Respuesta:
        ruta = next(rutas)
        if pagina.primera:
            ruta += f"{'&' if '?' in ruta else '?'}vez={secrets.token_hex(4)}"
        cabeceras = {"If-None-Match": marcas[ruta]} if ruta in marcas else {}
        respuesta = cliente.pedir(ruta, cabeceras)
        if respuesta.codigo != (304 if cabeceras else 200):
            raise RuntimeError(f"{ruta} respondió {respuesta.codigo}")
        if pagina.sin_cambios and "etag" in respuesta.cabeceras:
            marcas[ruta] = respuesta.cabeceras["etag"]
        return respuesta

    return pedir


def _bloque(
    servidor: Servidor, pedir: Callable[[], object], veces: int
) -> tuple[list[float], float]:
    """The milliseconds of each request, and those of processor of all the server."""
    pedir()
    antes = servidor.cpu()
    tiempos = [milisegundos(pedir) for _ in range(veces)]
    return tiempos, servidor.cpu() - antes
