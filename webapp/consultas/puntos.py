"""The agenda items in preparation, and one of them as its secretary works on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, false, func, or_, select
from sqlalchemy.orm import Session

from webapp.columnas import pendiente_de
from webapp.consultas.hojas import leer_encabezado
from webapp.consultas.manuales import ManualVisto
from webapp.hechos import VersionVista, ver_versiones
from webapp.modelos import (
    Acto,
    Cargo,
    FasePunto,
    Grupo,
    GrupoVersion,
    InstrumentoRegistrado,
    Persona,
    Punto,
    PuntoVersion,
    TipoVersion,
    Version,
)
from webapp.roles import Roles
from workflows import ciclo
from workflows.borrador_acuerdo import (
    BorradorAcuerdo,
    CargoPropuesto,
    ClaseCambio,
    Sesion,
    redactar,
)
from workflows.errores import NoEncontrado
from workflows.formatos.modelo import ClaseActo
from workflows.lectura.acuerdo import CargoDelManual
from workflows.lectura.acuerdo.nombrados import nombrados_en
from workflows.nombres import distintivo
from workflows.texto import plano

#: The texts of the draft agreement, as the table and the form name them.
TEXTOS = ("titulo", "considerandos", "por_tanto")


@dataclass(frozen=True, slots=True)
class PuntoEnLista:
    """A line of the list of what is being prepared."""

    id: int
    sesion: Sesion
    cuantos: int
    guardado_por: str
    momento: datetime


@dataclass(frozen=True, slots=True)
class CargoALaJunta:
    """A version that waits for the board, or that an item holds. ``impedimento`` says what stands
    in the way of approving it, for the person who looks; ``visto`` is the hash of its text."""

    version_id: int
    cargo_id: int
    titulo: str
    distintivo: str
    codigo: str
    visto: str
    clase: ClaseCambio
    estado_rotulo: str
    firmo: str
    unidad: str
    desde: datetime
    impedimento: str
    punto_id: int | None
    grupo_id: int | None
    grupo: str
    vista: VersionVista

    @property
    def derogacion(self) -> bool:
        """Whether it abolishes its cargo."""
        return self.clase is ClaseCambio.DEROGAR

    @property
    def como_se_nombra(self) -> CargoDelManual:
        """What an agreement may call it by."""
        return CargoDelManual(self.cargo_id, self.titulo, self.codigo, self.distintivo)


@dataclass(frozen=True, slots=True)
class Aviso:
    """Something to look at before the session; ``campo`` is where."""

    mensaje: str
    campo: str


@dataclass(frozen=True, slots=True)
class PuntoVisto:
    """An agenda item. ``textos`` are what the draft agreement says; ``propios`` which of them
    somebody wrote, the others being ``del_formato``."""

    id: int
    fase: str
    serie: int
    sesion: Sesion
    guardado_por: str
    momento: datetime
    numero: str
    cargos: tuple[CargoALaJunta, ...]
    disponibles: tuple[CargoALaJunta, ...]
    textos: dict[str, str]
    del_formato: BorradorAcuerdo
    propios: frozenset[str]

    @property
    def abierto(self) -> bool:
        """Whether it may still change."""
        return self.fase == FasePunto.PREPARACION

    @property
    def nombre(self) -> str:
        """How it is called: by its session, or by its place."""
        dicho = str(self.sesion) if self.sesion.numero else ""
        return f"Sesión {dicho}" if dicho else f"Punto {self.id}"


def puntos_abiertos(session: Session, manual: ManualVisto) -> tuple[PuntoEnLista, ...]:
    """The agenda items in preparation: by day of session, those without one last."""
    cuantos = (
        select(func.count())
        .where(PuntoVersion.punto_id == Punto.id)
        .correlate(Punto)
        .scalar_subquery()
    )
    filas = session.execute(
        select(Punto, Persona.nombre, cuantos)
        .join(Persona, Persona.id == Punto.persona_id)
        .where(Punto.manual_id == manual.id, Punto.fase == FasePunto.PREPARACION)
    ).all()
    puntos = [PuntoEnLista(p.id, _sesion(p), n, quien, p.momento) for p, quien, n in filas]
    return tuple(sorted(puntos, key=lambda p: (p.sesion.fecha or date.max, p.id)))


def por_llevar(
    session: Session,
    manual: ManualVisto,
    persona_id: int,
    suyos: Roles,
    punto_id: int | None = None,
) -> tuple[CargoALaJunta, ...]:
    """What waits for the board, oldest first, and after it what item ``punto_id`` holds besides,
    whatever became of it; in three statements. ``suyos`` are the roles of who looks: one that
    approves is taken for granted, and whether it is a delegated one is not."""
    acto = manual.formato.actos_de(ClaseActo.APROBACION)[0]
    de = {rol: quien for rol, quien in suyos.delegados.items() if rol in acto.roles}
    roles = Roles(set(acto.roles) - de.keys(), de)
    suyas = PuntoVersion.punto_id == punto_id if punto_id is not None else false()
    filas = session.execute(
        select(Version, Cargo, Acto, PuntoVersion.punto_id, Grupo)
        .join(Cargo, Cargo.id == Version.cargo_id)
        .join(Acto, (Acto.manual_id == Version.manual_id) & (Acto.seq == Version.ultimo_seq))
        .outerjoin(PuntoVersion, PuntoVersion.version_id == Version.id)
        .outerjoin(GrupoVersion, GrupoVersion.version_id == Version.id)
        .outerjoin(Grupo, Grupo.id == GrupoVersion.grupo_id)
        .where(
            Version.manual_id == manual.id,
            or_(and_(Version.estado.in_(acto.desde), pendiente_de(Version.id).is_(None)), suyas),
        )
        .order_by(PuntoVersion.orden, Version.desde)
    ).all()
    vistas = ver_versiones(session, [v.id for v, *_ in filas])
    cargos = []
    for (v, cargo, ultimo, en_punto, grupo), vista in zip(filas, vistas, strict=True):
        campos = leer_encabezado(v)
        hechos = vista.hechos(persona_id, roles, vista.contenido_hash, acto.unidad)
        posibles = ciclo.actos_posibles(manual.formato, v.estado, hechos)
        rotulo = manual.formato.estado(v.estado).rotulo
        cargos.append(
            CargoALaJunta(
                v.id,
                cargo.id,
                cargo.titulo,
                distintivo(manual.formato, campos, cargo.titulo),
                campos.get("codigo", ""),
                vista.contenido_hash,
                _clase(vista),
                rotulo,
                ultimo.persona,
                ultimo.unidad or ultimo.persona,
                v.desde,
                " ".join(m for p in posibles if p.acto == acto for m in p.impedimentos)
                if v.estado in acto.desde
                else f"Está en estado {rotulo.lower()}: ya no espera sesión.",
                en_punto,
                grupo.id if grupo else None,
                grupo.titulo if grupo else "",
                vista,
            )
        )
    return tuple(cargos)


def punto_visto(
    session: Session, manual: ManualVisto, punto_id: int, persona_id: int, suyos: Roles
) -> PuntoVisto:
    """An agenda item and what could join it, in four statements. Raises NoEncontrado."""
    fila = session.execute(
        select(Punto, Persona.nombre, InstrumentoRegistrado.numero)
        .join(Persona, Persona.id == Punto.persona_id)
        .outerjoin(InstrumentoRegistrado, InstrumentoRegistrado.id == Punto.instrumento_id)
        .where(Punto.id == punto_id, Punto.manual_id == manual.id)
    ).first()
    if fila is None:
        raise NoEncontrado("Ese punto no existe.", "Vuelva a la lista de la junta.")
    punto, quien, numero = fila
    todos = por_llevar(session, manual, persona_id, suyos, punto_id) if numero is None else ()
    cargos = tuple(c for c in todos if c.punto_id == punto_id)
    sesion = _sesion(punto)
    formato = redactar_de(manual, sesion, cargos)
    return PuntoVisto(
        punto.id,
        punto.fase,
        punto.serie,
        sesion,
        quien,
        punto.momento,
        numero or "",
        cargos,
        tuple(c for c in todos if c.punto_id is None),
        {t: getattr(formato if getattr(punto, t) is None else punto, t) for t in TEXTOS},
        formato,
        frozenset(t for t in TEXTOS if getattr(punto, t) is not None),
    )


def redactar_de(
    manual: ManualVisto, sesion: Sesion, cargos: Sequence[CargoALaJunta]
) -> BorradorAcuerdo:
    """The draft agreement that the formato's words give for those cargos, whoever looks at it:
    what stands in that person's way is not of the cargo."""
    desde = manual.formato.actos_de(ClaseActo.APROBACION)[0].desde
    return redactar(
        manual.formato,
        manual.nombre,
        manual.institucion,
        sesion,
        [CargoPropuesto(c.titulo, leer_encabezado(c.vista.version), c.clase) for c in cargos],
        list(dict.fromkeys(c.unidad for c in cargos if c.vista.version.estado in desde)),
    )


def avisos_de(punto: PuntoVisto) -> tuple[Aviso, ...]:
    """What is still missing of the item itself: its session, and cargos its text leaves out."""
    s = punto.sesion
    faltan = [
        Aviso(dicho, campo)
        for falta, dicho, campo in (
            (not s.clase, "Falta decir si la sesión es ordinaria o extraordinaria.", "clase"),
            (not s.numero, "Falta el número de la sesión.", "sesion"),
            (not s.fecha, "Falta la fecha de la sesión.", "fecha"),
            (not s.articulo, "Falta el artículo de la agenda.", "articulo"),
        )
        if falta
    ]
    cargos = [c.como_se_nombra for c in punto.cargos]
    if punto.propios & {"por_tanto"}:
        dichos = nombrados_en(plano(punto.textos["por_tanto"]), cargos)
        if not dichos.dudas:
            faltan += [
                Aviso(f"El por tanto no nombra {c}.", "por_tanto")
                for c in cargos
                if c.id not in dichos.ids
            ]
    return tuple(faltan)


def _sesion(punto: Punto) -> Sesion:
    return Sesion(punto.clase, punto.sesion, punto.fecha, punto.articulo)


def _clase(vista: VersionVista) -> ClaseCambio:
    if vista.version.tipo == TipoVersion.DEROGACION:
        return ClaseCambio.DEROGAR
    if vista.restablece:
        return ClaseCambio.RESTABLECER
    return ClaseCambio.CREAR if vista.version.base_id is None else ClaseCambio.MODIFICAR
