"""The only writer of estados and of actos: one chain a manual, locked while it grows.

Every caso opens a :class:`Registro` first, so that two people acting on one manual queue
up, and the second is judged on what the first left.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from webapp.bd import ENSAYO, actualizar, escribir_instante, insertar
from webapp.casos._avisos import avisar_acto
from webapp.casos._indexar import indexar, indexar_codigos
from webapp.casos._turno import De, tomar_turno
from webapp.casos.actor import FIRMAS, Actor, PideIdentidad
from webapp.casos.operador import exigir_cuenta
from webapp.hechos import VersionVista, hoy_en
from webapp.modelos import Acto, ClaseAsunto, Persona, Version, Vigencia
from webapp.roles import EnLugar, roles_el
from workflows import ciclo
from workflows.canonico import canonizar
from workflows.errores import ActoNegado
from workflows.formatos import Formato
from workflows.formatos import modelo as fm
from workflows.nombres import por_firmar
from workflows.reloj import exigir_en_orden, momento_tras


class Registro:
    """A manual's chain of actos, held for the length of a transaction: the manual of that id, or
    the one of that cargo or version (``de``).

    Raises NoEncontrado when there is no such manual or person, ActoNegado for an
    account that was deactivated; and, once it records a signature, PideIdentidad.
    """

    def __init__(self, session: Session, actor: Actor, cual: int, *, de: De = De.MANUAL) -> None:
        self.session = session
        self._actor = actor
        if actor.ensayo:
            session.info[ENSAYO] = True
        turno = tomar_turno(session, actor.persona_id, cual, de)
        exigir_cuenta(turno.persona)
        self.manual, self.persona = turno.manual, turno.persona
        self.formato: Formato = turno.formato
        self._seq, self._hash, self.ultimo = turno.seq, turno.hash, turno.momento
        self.ahora = momento_tras(actor.ahora, self.ultimo)
        self.hoy: date = hoy_en(self.manual, self.ahora)
        self.roles = roles_el(turno.nombramientos, self.hoy)
        self._firma: Callable[[], str] | None = None

    def exigir_rol(self, *roles: str, para: str) -> None:
        """Raise ActoNegado unless the person holds one of ``roles`` in this manual today."""
        if not self.roles & set(roles):
            raise ActoNegado(
                f"{para}: le toca a quien tiene el rol de {' o '.join(roles)}.",
                "Pídaselo a quien administra el manual.",
            )

    def firma(
        self, rotulo: str, nombres: Callable[[], Sequence[str]] = tuple, *, acuerdo: str = ""
    ) -> None:
        """What this transaction signs, all of it: said should it have to be asked who signs."""
        self._firma = lambda: por_firmar(rotulo, nombres(), acuerdo=acuerdo)

    def asunto(
        self,
        clase: ClaseAsunto,
        acto: str,
        *,
        rol: str = "",
        motivo: str = "",
        sujeto_id: int | None = None,
        instrumento_id: int | None = None,
        datos: Mapping[str, Any] | None = None,
    ) -> int:
        """Record an acto that is not about a version. Returns its seq."""
        return self._agregar(
            [
                {
                    "clase": clase.value,
                    "acto": acto,
                    "rol": rol,
                    "motivo": motivo,
                    "sujeto_id": sujeto_id,
                    "instrumento_id": instrumento_id,
                    "datos": datos or {},
                }
            ]
        )

    def abrir(
        self,
        version: Version,
        acto: fm.Acto,
        *,
        base_hash: str | None,
        contenido_hash: str | None,
        motivo: str,
    ) -> None:
        """Record the acto a new version is born with."""
        self.abrir_todas([(version, base_hash)], acto, contenido_hash=contenido_hash, motivo=motivo)

    def abrir_todas(
        self,
        nacidas: Sequence[tuple[Version, str | None]],
        acto: fm.Acto,
        *,
        contenido_hash: str | None = None,
        motivo: str,
    ) -> None:
        """Record, in one stroke, the acto each new version is born with, and on which base."""
        primero = self._seq + 1
        self._agregar(
            [
                self._de_version(version, acto)
                | {
                    "estado_desde": None,
                    "contenido_hash": contenido_hash,
                    "base_hash": base_hash,
                    "motivo": motivo,
                }
                for version, base_hash in nacidas
            ]
        )
        actualizar(
            self.session,
            Version,
            [{"id": v.id, "ultimo_seq": seq} for seq, (v, _) in enumerate(nacidas, primero)],
        )

    def decidir(
        self,
        vista: VersionVista,
        clave: str,
        *,
        visto: str,
        datos: Iterable[str] = (),
        hallazgos: Mapping[str, int] | None = None,
    ) -> str:
        """The estado after ``clave``, or the refusal of :func:`workflows.ciclo.aplicar`."""
        hechos = vista.hechos(self.persona.id, self.roles, visto, self.persona.unidad, hallazgos)
        return ciclo.aplicar(self.formato, vista.version.estado, clave, hechos, datos)

    def mover(
        self,
        vistas: list[VersionVista],
        acto: fm.Acto,
        *,
        motivo: str = "",
        instrumento_id: int | None = None,
        datos: Mapping[int, Mapping[str, Any]] | None = None,
        columnas: Mapping[int, Mapping[str, Any]] | None = None,
    ) -> None:
        """Record ``acto`` on each version and carry it to ``acto.hacia``, in one stroke.

        ``datos`` (for the acto) and ``columnas`` (for the version) go by version id. The
        order of recording is stamped on what becomes approved, and whom it concerns is told.
        """
        primero = self._seq + 1
        self._agregar(
            [
                self._de_version(v.version, acto)
                | {
                    "estado_desde": None if not acto.desde else v.version.estado,
                    "contenido_hash": v.contenido_hash,
                    "base_hash": v.base_hash or None,
                    "motivo": motivo,
                    "instrumento_id": instrumento_id,
                    "datos": (datos or {}).get(v.version.id, {}),
                }
                for v in vistas
            ],
            lambda: por_firmar(acto.rotulo, [v.nombre(self.formato) for v in vistas]),
        )
        clase = self.formato.estado(acto.hacia).clase
        filas = []
        for seq, v in enumerate(vistas, primero):
            fila: dict[str, Any] = {
                "id": v.version.id,
                "estado": acto.hacia,
                "estado_clase": clase.value,
                "ultimo_seq": seq,
                "desde": self.ahora,
            } | dict((columnas or {}).get(v.version.id, {}))
            if clase is fm.ClaseEstado.APROBADA:
                fila["orden"] = seq
            filas.append(fila)
        actualizar(self.session, Version, filas)
        if clase is fm.ClaseEstado.APROBADA:
            indexar(self.session, {v.contenido_hash: v.contenido for v in vistas})
            self._poner_en_vigencia(vistas, filas)
            slug = self.manual.slug
            indexar_codigos(self.session, [(slug, v.version.id, v.contenido_hash) for v in vistas])
        avisar_acto(self, vistas, acto, motivo=motivo, instrumento_id=instrumento_id, datos=datos)

    def partir_de(self, version: Version, base_id: int | None) -> None:
        """From now on a version in edition is compared with another approved one (or none)."""
        actualizar(self.session, Version, [{"id": version.id, "base_id": base_id}])

    def _de_version(self, version: Version, acto: fm.Acto) -> dict[str, Any]:
        return {
            "clase": acto.clase.value,
            "acto": acto.clave,
            "rol": self.rol_para(*acto.roles),
            "version_id": version.id,
            "cargo_id": version.cargo_id,
            "estado_hacia": acto.hacia,
        }

    def _poner_en_vigencia(
        self, vistas: Sequence[VersionVista], filas: Sequence[Mapping[str, Any]]
    ) -> None:
        insertar(
            self.session,
            Vigencia,
            [
                {
                    "version_id": v.version.id,
                    "manual_id": self.manual.id,
                    "cargo_id": v.version.cargo_id,
                    "desde": fila["rige_registrado"],
                    "orden": fila["orden"],
                    "anulada": False,
                    "seq": fila["orden"],
                }
                for v, fila in zip(vistas, filas, strict=True)
            ],
        )

    def _agregar(self, asuntos: list[dict[str, Any]], firma: Callable[[], str] = str) -> int:
        self.session.flush()
        filas = []
        for asunto in (self._en_lugar(self._probado(a, firma)) for a in asuntos):
            exigir_en_orden(asunto["acto"], self.ahora, self.ultimo)
            self.ultimo = self.ahora
            self._seq += 1
            fila = (
                dict.fromkeys(_COLUMNAS)
                | {
                    "manual_id": self.manual.id,
                    "seq": self._seq,
                    "anterior": self._hash,
                    "momento": escribir_instante(self.ahora),
                    "persona_id": self.persona.id,
                    "persona": self.persona.nombre,
                    "unidad": self.persona.unidad,
                    "puesto": self.persona.puesto,
                    "motivo": "",
                }
                | asunto
            )
            fila["datos"] = canonizar(fila["datos"] or {}).decode()
            del fila["hash"]
            self._hash = hashlib.sha256(canonizar(fila)).hexdigest()
            filas.append(fila | {"hash": self._hash, "momento": self.ahora})
        insertar(self.session, Acto, filas)
        return self._seq

    def _probado(self, asunto: dict[str, Any], firma: Callable[[], str]) -> dict[str, Any]:
        """A signature carries how its signer proved who they are. Raises PideIdentidad."""
        prueba = self._actor.prueba
        if asunto["clase"] not in FIRMAS or prueba is None or self._actor.ensayo:
            return asunto
        if not prueba.vale:
            raise PideIdentidad((self._firma or firma)())
        dicha = {"medio": prueba.medio, "hace": prueba.hace}
        return asunto | {"datos": {**(asunto.get("datos") or {}), "prueba": dicha}}

    def _en_lugar(self, asunto: dict[str, Any]) -> dict[str, Any]:
        """What is done in another's place says in whose, and by what."""
        titular = self.titular(asunto["rol"])
        if titular is None:
            return asunto
        como, de = titular
        dicho = {"persona_id": de.id, "persona": de.nombre, "puesto": de.puesto}
        return asunto | {"datos": {**(asunto.get("datos") or {}), como.value: dicho}}

    def titular(self, rol: str) -> tuple[EnLugar, Persona] | None:
        """Who delegated a role that is not one's own, or whom one replaces in it."""
        como, de = self.roles.en_lugar_de(rol) or (None, 0)
        return None if como is None else (como, self.session.get_one(Persona, de))

    def rol_para(self, *roles: str) -> str:
        """By which of those roles the person acts: one of their own before a delegated one."""
        suyos = [r for r in roles if r in self.roles]
        return next((r for r in suyos if r not in self.roles.delegados), (*suyos, "")[0])


_COLUMNAS = tuple(c.key for c in inspect(Acto).columns)
