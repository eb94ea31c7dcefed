"""The record of a manual, for whoever audits it: read, handed out, and checked again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from flask import (
    Blueprint,
    Response,
    current_app,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_security import current_user
from werkzeug.wrappers import Response as Respuesta

from webapp.bd import db, transaccion
from webapp.bitacora.exportar import lineas
from webapp.consultas.bitacora import (
    CLASES,
    ActoDeBitacora,
    Filtro,
    cuantos,
    pagina,
    personas_de_bitacora,
    todos,
    verificacion_de,
)
from webapp.consultas.trabajos import ultimo_de_clase
from webapp.formularios.fechas import leer_fecha
from webapp.hechos import cadena_de
from webapp.permisos import AUDITA, ahora, permiso
from webapp.publicacion.indice import XLSX, Celda, Indice, a_xlsx, lineas_de_csv
from webapp.trabajos.cola import cola
from webapp.trabajos.filas import LAPSO, pedir
from webapp.trabajos.verificacion import CLASE, encargo_de
from workflows.errores import DatosInvalidos
from workflows.fechas import escribir_fecha

bp = Blueprint("bitacora", __name__, url_prefix="/manual/<slug>")

#: Rows of a workbook: beyond, it is the CSV that is wanted.
MAXIMO_XLSX = 100_000
COLUMNAS = (
    "Asiento", "Momento (UTC)", "Acto", "Cargo", "Versión", "Acuerdo", "Persona", "Rol", "Unidad",
    "Puesto", "Sobre quién", "Rol dado", "Motivo", "Huella del texto", "Huella del asiento",
)  # fmt: skip


@bp.get("/bitacora")
@permiso(AUDITA)
def ver(slug: str) -> str | tuple[str, int]:
    """The newest actos that were asked for; ``?antes=`` goes on where the page ended."""
    try:
        filtro, error = _filtro(), None
    except DatosInvalidos as malo:
        filtro, error = Filtro(), malo
    antes = request.args.get("antes", type=int)
    hallada = pagina(db.session, g.manual, filtro, antes)
    escrito = {c: v for c, v in request.args.items() if c in _CAMPOS and v}
    cuerpo = render_template(
        "bitacora/ver.html",
        actos=hallada.actos,
        siguiente=hallada.siguiente,
        antes=antes,
        escrito=escrito,
        error=error,
        personas=[("", "Cualquiera"), *personas_de_bitacora(db.session, g.manual)],
        clases=[("", "Cualquiera"), *((c.value, rotulo) for c, rotulo in CLASES.items())],
        cabeza=cadena_de(db.session, g.manual.id),
        verificacion=verificacion_de(db.session, g.manual.id),
        trabajo=ultimo_de_clase(db.session, g.manual, CLASE, ahora() - LAPSO),
    )
    return (cuerpo, error.estado_http) if error else cuerpo


@bp.get("/bitacora.csv")
@permiso(AUDITA)
def csv(slug: str) -> Respuesta:
    """What was asked for, whole, the first first; sent as it is read."""
    manual, filtro, abrir = g.manual, _filtro(), db.sessionmaker

    def escribir() -> Iterator[bytes]:
        with abrir() as session:
            yield from lineas_de_csv(COLUMNAS, _filas(todos(session, manual, filtro)))

    return _por_partes(escribir(), "text/csv; charset=utf-8", f"bitacora-{slug}.csv")


@bp.get("/bitacora.xlsx")
@permiso(AUDITA)
def xlsx(slug: str) -> Respuesta:
    """The same, for people. Raises DatosInvalidos when it is too long for a spreadsheet."""
    filtro = _filtro()
    if cuantos(db.session, g.manual, filtro, MAXIMO_XLSX) > MAXIMO_XLSX:
        raise DatosInvalidos(
            f"Son más de {MAXIMO_XLSX:,} asientos.".replace(",", " "),
            "Pida menos días, o descargue el CSV, que no tiene límite.",
        )
    seq, punta = cadena_de(db.session, g.manual.id)
    hoy = g.manual.hoy(ahora())
    datos = [
        ("Manual", g.manual.nombre),
        ("Institución", g.manual.institucion),
        ("Preparado el", escribir_fecha(hoy)),
        ("Último asiento de la bitácora", f"n.º {seq}, huella {punta}"),
    ]
    filas = list(_filas(todos(db.session, g.manual, filtro)))
    titulo = f"Bitácora: {g.manual.nombre}"
    indice = Indice(titulo, g.manual.institucion, hoy, COLUMNAS, filas, datos, "Bitácora")
    respuesta = Response(a_xlsx(indice), content_type=XLSX)
    return _adjunto(respuesta, f"bitacora-{slug}.xlsx")


@bp.get("/bitacora.jsonl")
@permiso(AUDITA)
def jsonl(slug: str) -> Respuesta:
    """The whole record of the manual, to be checked without this program (docs/bitacora)."""
    motor, manual_id = db.engine, g.manual.id

    def escribir() -> Iterator[bytes]:
        with motor.connect() as conexion:
            for linea in lineas(conexion, manual_id):
                yield f"{linea}\n".encode()

    return _por_partes(escribir(), "application/jsonl; charset=utf-8", f"bitacora-{slug}.jsonl")


@bp.post("/bitacora/verificar")
@permiso(AUDITA)
def verificar(slug: str) -> Respuesta:
    """Have everything checked again, apart; the page of the job tells how far it is."""
    with transaccion() as session:
        encargo = encargo_de(g.manual, current_user.id, ahora())
        id_ = pedir(session, encargo, ahora(), Path(current_app.config["SALIDAS"])).id
    cola().avisar(id_)
    return redirect(url_for("trabajos.ver", slug=slug, trabajo_id=id_))


_CAMPOS = ("persona", "cargo", "acuerdo", "clase", "desde", "hasta")


def _filtro() -> Filtro:
    """What the address asks for. Raises DatosInvalidos for a date that is none."""
    args = request.args
    desde = leer_fecha(args.get("desde", ""), "desde", "Desde")
    hasta = leer_fecha(args.get("hasta", ""), "hasta", "Hasta")
    if desde and hasta and hasta < desde:
        raise DatosInvalidos("Termina antes de empezar.", "Corrija las fechas.", "hasta")
    return Filtro(
        args.get("persona", type=int),
        args.get("cargo", "").strip()[:200],
        args.get("acuerdo", "").strip()[:60],
        args.get("clase", "") if args.get("clase", "") in CLASES else "",
        desde,
        hasta,
    )


def _filas(actos: Iterable[ActoDeBitacora]) -> Iterator[list[Celda]]:
    for a in actos:
        yield [
            str(a.seq), a.momento.isoformat(timespec="seconds"), a.rotulo, a.cargo, a.etiqueta,
            a.acuerdo, a.persona, a.rol, a.unidad, a.puesto, a.sujeto, a.rol_dado, a.motivo,
            a.contenido_hash, a.hash,
        ]  # fmt: skip


def _por_partes(partes: Iterator[bytes], tipo: str, nombre: str) -> Respuesta:
    """Sent as it is made, by a connection of its own: the request's is given back before."""
    return _adjunto(Response(partes, content_type=tipo), nombre)


def _adjunto(respuesta: Response, nombre: str) -> Respuesta:
    respuesta.headers.set("Content-Disposition", "attachment", filename=nombre)
    respuesta.cache_control.no_store = True
    return respuesta
