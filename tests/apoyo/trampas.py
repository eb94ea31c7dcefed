"""Attempts to cheat, each as somebody would send it, and what it must be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask
from werkzeug.wrappers import Response

from tests.apoyo import manualito
from tests.apoyo.otro_manual import con_historia
from tests.apoyo.puntos import JUNTA, decision, llevar
from tests.apoyo.reparto import CONTRASENA, SLUG, Elenco, correo
from tests.apoyo.revisores import Revisores
from tests.apoyo.sesion import CAMBIOS
from tests.guardias.permisos.mundo import Mundo, construir
from tests.guardias.permisos.recorrido import Visitante
from webapp.bd import db, transaccion
from webapp.casos.abrir import abrir_nuevo
from webapp.casos.crear_persona import crear_persona
from webapp.casos.desactivar_persona import desactivar_persona
from webapp.casos.nombrar import nombrar
from webapp.modelos import Nombramiento, Persona
from workflows.contenido import Contenido
from workflows.formatos.cargador import fuente
from workflows.hilos import sello

PERSONAS = f"/manual/{SLUG}/personas"
#: The acuerdo that approved a cargo with changes.
NUMERO = "AJD-2026-300"


@dataclass
class Escena:
    """The world of the permissions, and what only somebody who cheats looks for in it."""

    app: Flask
    mundo: Mundo
    otro: Elenco
    ajena: int  #: a draft of the other manual
    nota: int  #: an internal note on the version under review
    pendiente: int  #: approved with changes, its changes reviewed
    antes: str  #: the hash of what the board saw of it
    punto: int  #: the agenda item of that one, recorded
    enviado: dict[str, Any]  #: the form with which it was recorded
    sugerida: int  #: a version whose reviewer accepted a suggestion of their own
    visitantes: dict[str, Visitante] = field(default_factory=dict)

    @property
    def elenco(self) -> Elenco:
        """The cast."""
        return self.mundo.elenco

    def visto(self, version: int) -> str:
        """The hash that a page of it would show now."""
        with self.app.app_context():
            return self.elenco.vista(version).contenido_hash

    def texto(self, version: int) -> Contenido:
        """What it says now."""
        with self.app.app_context():
            return self.elenco.vista(version).contenido

    def como(self, clave: str) -> Visitante:
        """Somebody's browser; nobody's for ""."""
        if clave not in self.visitantes:
            self.visitantes[clave] = Visitante(self.app, clave)
        return self.visitantes[clave]

    def post(self, quien: str, ruta: str, **datos: Any) -> Response:
        """A form sent."""
        return self.como(quien).pedir("POST", ruta, data=datos)

    def acto(self, quien: str, version: int, acto: str, **otros: str) -> Response:
        """An acto asked for, with the text that is on the screen unless told otherwise."""
        datos = {"visto": self.visto(version), "motivo": "Porque sí."} | otros
        return self.post(quien, f"/versiones/{version}/actos/{acto}", **datos)

    @property
    def punto_revisado(self) -> int:
        """The agenda item of the version that waits for the board."""
        return int(str(self.mundo.valores["punto_id"]))

    def sin_csrf(self, quien: str, version: int) -> Response:
        """An acto sent by a page that is not ours, where the settings are those of every day."""
        visitante = self.como(quien)
        self.app.config["WTF_CSRF_ENABLED"] = True
        try:
            return visitante.pedir(
                "POST", f"/versiones/{version}/actos/revisar", data={"visto": self.visto(version)}
            )
        finally:
            self.app.config["WTF_CSRF_ENABLED"] = False

    def decidir(self, quien: str, punto: int, version: int, **otros: Any) -> Response:
        """An acuerdo recorded."""
        datos = decision(self.app, self.elenco, version, numero="AJD-2026-311") | otros
        return self.post(quien, f"{JUNTA}/{punto}/decision/registrar", **datos)

    def completar(self, quien: str, visto: str) -> Response:
        """What the board approved with changes, completed."""
        return self._sobre(
            quien, "completar", versiones=str(self.pendiente), **{f"visto-{self.pendiente}": visto}
        )

    def corregir(self, quien: str, campo: str, valor: str) -> Response:
        """A fe de erratas on that acuerdo."""
        return self._sobre(quien, "errata", campo=campo, valor=valor, motivo="Se digitó mal.")

    def _sobre(self, quien: str, verbo: str, **datos: str) -> Response:
        pagina = self.como("sofia").pedir("GET", f"/manual/{SLUG}/acuerdos/{NUMERO}").text
        seq = pagina.split('name="visto" value="', 1)[1].split('"', 1)[0]
        ruta = f"/manual/{SLUG}/acuerdo/{verbo}/{NUMERO}"
        return self.post(quien, ruta, visto=seq, confirmado="si", **datos)

    def rol_de(self, clave: str) -> int:
        """The id of an appointment of somebody."""
        with self.app.app_context(), db.sessionmaker() as session:
            return (
                session.scalars(
                    sa.select(Nombramiento.id)
                    .join(Persona, Persona.id == Nombramiento.persona_id)
                    .where(Persona.email == correo(clave))
                ).first()
                or 0
            )


@dataclass(frozen=True, slots=True)
class Trampa:
    """What is tried, what it is answered, and how it is tried."""

    que: str
    codigo: int
    razon: str
    hacer: Callable[[Escena], Response]


def montar(app: Flask, elenco: Elenco) -> Escena:
    """The scene. Needs an application context."""
    mundo = construir(app, elenco)
    hoy = elenco.ahora.date()
    dia = timedelta(days=1)
    for clave, rol, desde, hasta in (
        ("paco", "revisor", hoy - 30 * dia, hoy - dia),
        ("sara", "secretaria", hoy + dia, hoy + 15 * dia),
        ("ines", "revisor", hoy, None),
        ("dora", "autor", hoy, None),
    ):
        _con_rol(elenco, clave, rol, desde, hasta)
    ines = Visitante(app, "ines")
    with transaccion() as session:
        desactivar_persona(
            session, elenco.actor("marcos"), elenco.manual_id, elenco.personas["ines"]
        )
    otro = con_historia(mundo.otro, fuente("manual-cargos"))
    otro.ahora = elenco.ahora
    revisores = Revisores(elenco)
    nota = revisores.observa("rafael", mundo.elaborada, "", "Entre nosotros.", interna=True)
    pendiente, antes, punto, enviado = _con_cambios(app, elenco)
    sugerida = _sugerida(elenco, revisores)
    ajena = otro.abrir("otto")
    return Escena(app, mundo, otro, ajena, nota, pendiente, antes, punto, enviado, sugerida,
                  {"ines": ines})  # fmt: skip


def _con_rol(elenco: Elenco, clave: str, rol: str, desde: Any, hasta: Any) -> None:
    with transaccion() as session:
        marcos = elenco.actor("marcos")
        if clave not in elenco.personas:
            elenco.personas[clave] = crear_persona(
                session, marcos, elenco.manual_id, nombre=f"{clave.capitalize()} Vega",
                correo=correo(clave), unidad="Auditoría", puesto="Jefe", contrasena=CONTRASENA,
                clave_cifrada=session.get_one(Persona, elenco.personas["ana"]).password,
            ).id  # fmt: skip
        nombrar(session, marcos, elenco.manual_id, elenco.personas[clave], rol=rol,
                desde=desde, hasta=hasta)  # fmt: skip


def _nueva(elenco: Elenco, area: str) -> int:
    texto = manualito.contenido("51110", "TÉCNICO", "GENERAL", area)
    with transaccion() as session:
        version = abrir_nuevo(session, elenco.actor("ana"), elenco.manual_id, texto).id
    elenco.justificar(version)
    return version


def _con_cambios(app: Flask, elenco: Elenco) -> tuple[int, str, int, dict[str, Any]]:
    """Ana and Beto wrote it, the board wants it otherwise, Ana put its words and Rafael signed."""
    version = _nueva(elenco, "LABORATORIO")
    elenco.cambiar(version, "Medir el cloro.", "beto")
    elenco.elaborar(version)
    elenco.revisar(version)
    antes = elenco.vista(version).contenido_hash
    punto = llevar(elenco, version)
    sofia = Visitante(app, "sofia")
    enviado = decision(app, elenco, version, numero=NUMERO) | {
        f"resultado-{version}": CAMBIOS, f"motivo-{version}": "Que diga «medir y anotar»."
    }  # fmt: skip
    hecho = sofia.pedir("POST", f"{JUNTA}/{punto}/decision/registrar", data=enviado)
    assert hecho.status_code == 302, hecho.text
    elenco.cambiar(version, "Medir y anotar el cloro.")
    elenco.elaborar(version)
    elenco.revisar(version)
    return version, antes, punto, enviado


def _sugerida(elenco: Elenco, revisores: Revisores) -> int:
    """Dora suggested a text, accepted it herself, and reviews since."""
    version = _nueva(elenco, "MEDIDORES")
    texto = elenco.vista(version).contenido
    item = texto.seccion("actividades_principales").items[0]
    sugerencia = revisores.observa(
        "dora", version, f"item:{item.id}", "Mejor así.", propuesta="Leer los medidores."
    )
    revisores.acepta("dora", sugerencia, sello(item.texto))
    elenco.elaborar(version)
    _con_rol(elenco, "dora", "revisor", elenco.ahora.date(), None)
    return version
