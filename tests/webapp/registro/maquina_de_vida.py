"""Several people, three cargos, and whatever they think of doing to them.

Every step asks the model first: what it allows must be done, what it refuses must be refused,
and a refusal leaves every row of every table as it was. Some steps are ones somebody may take,
so that lives get to their end; some are anybody's, on anything; some are all but allowed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy.orm import Session

from tests.apoyo.bases import FabricaPostgresql, FabricaSqlite, ajustes, cerrar
from tests.apoyo.cadena import rota
from tests.apoyo.escenario import huella
from tests.apoyo.modelo_de_vida import ROLES, Modelo, Vida
from tests.apoyo.reparto import AHORA, PORQUE, Elenco, con_frase
from tests.apoyo.sesion import visto as ver_acuerdo
from tests.webapp.registro.comparar_vida import DIAS, comparar
from webapp import create_app
from webapp.bd import db, transaccion
from webapp.casos._sobre_acuerdo import PedidoDeAcuerdo
from webapp.casos._tramitar import Pedido
from webapp.casos.abrir import abrir
from webapp.casos.cambiar_rige import cambiar_rige
from webapp.casos.descartar import descartar
from webapp.casos.devolver import devolver
from webapp.casos.elaborar import elaborar
from webapp.casos.guardar import guardar
from webapp.casos.justificar import justificar
from webapp.casos.proponer_derogar import proponer_derogar
from webapp.casos.registrar_acuerdo import Acuerdo, Decision, registrar_acuerdo
from webapp.casos.retirar import retirar
from webapp.casos.revisar import revisar
from webapp.modelos import Version
from workflows.acuerdos import Resultado
from workflows.errores import ErrorVigente

FRASES = ["Operar.", "Coordinar.", "Operar y coordinar."]
TRAMITES: dict[str, Any] = {
    "elaborar": elaborar,
    "revisar": revisar,
    "devolver": devolver,
    "retirar": retirar,
    "descartar": descartar,
}
#: Every verb, the ones that carry a version forward more often.
VERBOS = [*TRAMITES, "derogar", *["guardar", "elaborar", "revisar", "aprobar"] * 3, *["abrir"] * 9]

#: Whose each verb is, and from where: a near miss is theirs, from there, and refused all the same.
DE_QUIEN = {
    "elaborar": ("autor", "borrador"),
    "guardar": ("autor", "borrador"),
    "retirar": ("autor", "elaborado"),
    "revisar": ("revisor", "elaborado"),
    "aprobar": ("secretaria", "revisado"),
}
#: How a version leaves the session, mostly approved.
SALIDAS = st.sampled_from(["aprobado", "aprobado", "aprobado", "devuelto", "pospuesto"])
VISTO = st.sampled_from([True, True, False])


def estampa() -> str:
    """The fingerprint of every row."""
    with db.engine.connect() as conexion:
        return huella(conexion)


class Maquina(RuleBasedStateMachine):
    """The application on a fresh database, and the model beside it."""

    fabrica: FabricaSqlite | FabricaPostgresql
    carpeta: Path

    def __init__(self) -> None:
        super().__init__()
        self.direcciones = self.fabrica.nueva()
        self.app = create_app(ajustes(self.direcciones, self.carpeta))
        self.contexto = self.app.app_context()
        self.contexto.push()
        self.elenco = Elenco().cargar()
        self.cargos = sorted(self.elenco.cargos.values())
        self.modelo = Modelo()
        with db.sessionmaker() as session:
            for version in session.scalars(sa.select(Version).order_by(Version.orden)):
                self.modelo.ordenes += 1
                vista = self.elenco.vista(version.id)
                self.modelo.vidas[version.id] = Vida(
                    version.cargo_id,
                    vista.contenido.seccion("actividades_principales").items[0].texto,
                    estado="aprobado",
                    rige=version.rige_registrado or date.min,
                    orden=self.modelo.ordenes,
                )

    def teardown(self) -> None:
        with db.engine.connect() as conexion:
            assert rota(conexion) == []
        self.contexto.pop()
        cerrar(self.app)
        self.fabrica.soltar(self.direcciones)

    @precondition(lambda self: any(self._legales(verbo) for verbo in VERBOS))
    @rule(data=st.data(), pasos=st.integers(1, 3))
    def alguien_hace_lo_que_puede(self, data: st.DataObject, pasos: int) -> None:
        for _ in range(pasos):
            legales = {v: pares for v in VERBOS if (pares := self._legales(v))}
            verbos = [v for v in VERBOS if v in legales]
            if verbos:
                verbo = data.draw(st.sampled_from(verbos), "verbo")
                quien, objeto = data.draw(st.sampled_from(legales[verbo]), "quien, objeto")
                self._mover(data, verbo, quien, objeto, visto=True)

    @rule(data=st.data(), verbo=st.sampled_from(sorted({*VERBOS})), quien=st.sampled_from([*ROLES]))
    def alguien_hace_lo_que_se_le_ocurre(self, data: st.DataObject, verbo: str, quien: str) -> None:
        objeto = data.draw(st.sampled_from(self._objetos(verbo)), "objeto")
        self._mover(data, verbo, quien, objeto, visto=data.draw(VISTO, "visto"))

    @precondition(lambda self: self._por_poco())
    @rule(data=st.data())
    def alguien_hace_lo_que_por_poco_puede(self, data: st.DataObject) -> None:
        casi = self._por_poco()
        verbo = data.draw(st.sampled_from(sorted(casi)), "verbo")
        quien, objeto, visto = data.draw(st.sampled_from(casi[verbo]), "quien, objeto, visto")
        self._mover(data, verbo, quien, objeto, visto=visto)

    @precondition(lambda self: self.modelo.acuerdos)
    @rule(data=st.data(), quien=st.sampled_from(["sofia", "beto", "ana"]))
    def alguien_cambia_desde_cuando_rige(self, data: st.DataObject, quien: str) -> None:
        self._mover_rige(data, quien)

    @invariant()
    def la_base_dice_lo_que_el_modelo(self) -> None:
        comparar(self.modelo, self.elenco)

    def _objetos(self, verbo: str) -> list[int]:
        """On what the verb can be tried: cargos, or versions (the open ones first)."""
        if verbo in ("abrir", "derogar"):
            return self.cargos
        if verbo == "aprobar":
            return [0]
        abiertas = [i for i, v in self.modelo.vidas.items() if v.abierta]
        return abiertas * 3 + list(self.modelo.vidas)

    def _por_poco(self) -> dict[str, list[tuple[str, int, bool]]]:
        """What somebody's role and the estado allow, and a rule does not, or what was not seen."""
        casi = {v: [(q, o, False) for q, o in self._legales(v)] for v in TRAMITES}
        for verbo, (rol, estado) in DE_QUIEN.items():
            casi[verbo] = casi.get(verbo, []) + [
                (quien, i, True)
                for i, vida in self.modelo.vidas.items()
                for quien in ROLES
                if rol in ROLES[quien] and vida.estado == estado
                if not self._puede(verbo, quien, i)
            ]
        return {verbo: casos for verbo, casos in casi.items() if casos}

    def _legales(self, verbo: str) -> list[tuple[str, int]]:
        """Who may do it, on what."""
        objetos = sorted(set(self._objetos(verbo)))
        return [(q, o) for q in ROLES for o in objetos if self._puede(verbo, q, o)]

    def _puede(self, verbo: str, quien: str, objeto: int) -> bool:
        if verbo in ("abrir", "derogar"):
            return self.modelo.puede_abrir(quien, objeto, deroga=verbo == "derogar")
        if verbo == "aprobar":
            return any(
                self.modelo.puede_aprobar(quien, [v], "") for v in self.modelo.vidas.values()
            )
        vida = self.modelo.vidas[objeto]
        if verbo == "guardar":
            return self.modelo.puede_guardar(quien, vida, al_dia=True)
        puede: Callable[[str, Vida], bool] = getattr(self.modelo, f"puede_{verbo}")
        return puede(quien, vida)

    def _mover(
        self, data: st.DataObject, verbo: str, quien: str, objeto: int, *, visto: bool
    ) -> None:
        if verbo in ("abrir", "derogar"):
            self._abrir(quien, objeto, deroga=verbo == "derogar")
        elif verbo == "guardar":
            texto = data.draw(st.sampled_from(FRASES), "texto")
            self._guardar(quien, objeto, texto, al_dia=visto)
        elif verbo == "aprobar":
            self._aprobar(data, quien, visto=visto)
        else:
            self._tramitar(verbo, quien, objeto, visto=visto)

    def _hacer(self, caso: Callable[[Session], Any], *, permitido: bool) -> Any:
        """Do it; it must be refused exactly when the model says so, without a trace."""
        antes, rechazo, hecho = estampa(), "", None
        try:
            with transaccion() as session:
                hecho = caso(session)
                hecho = hecho.id if isinstance(hecho, Version) else hecho
        except ErrorVigente as error:
            rechazo = str(error)
        assert bool(rechazo) != permitido, rechazo or "the rules do not allow it"
        assert not rechazo or estampa() == antes
        return hecho

    def _abrir(self, quien: str, cargo: int, *, deroga: bool) -> None:
        actor = self.elenco.actor(quien)
        permitido = self.modelo.puede_abrir(quien, cargo, deroga=deroga)

        def caso(session: Session) -> Version:
            if deroga:
                return proponer_derogar(session, actor, cargo, "Ya no existe.")
            return abrir(session, actor, cargo)

        version = self._hacer(caso, permitido=permitido)
        if version is not None:
            ultima, autores = self.modelo.de(cargo)[-1], {quien} if deroga else set()
            self.modelo.vidas[version] = Vida(
                cargo,
                ultima.texto,
                ultima.texto,
                deroga,
                ultima.deroga,
                autores=autores,
                parte=ultima.orden,
            )

    def _guardar(self, quien: str, version: int, texto: str, *, al_dia: bool) -> None:
        vida, vista = self.modelo.vidas[version], self.elenco.vista(version)
        serie = vista.serie if al_dia else vista.serie - 1
        nuevo, actor = con_frase(vista.contenido, texto), self.elenco.actor(quien)
        permitido = self.modelo.puede_guardar(quien, vida, al_dia=al_dia)

        def caso(session: Session) -> None:
            guardar(session, actor, version, nuevo, serie)
            justificar(session, actor, version, {"": PORQUE})

        self._hacer(caso, permitido=permitido)
        if permitido:
            vida.guardar(quien, texto, al_dia=al_dia)

    def _tramitar(self, verbo: str, quien: str, version: int, *, visto: bool) -> None:
        vida, permitido = self.modelo.vidas[version], self._puede(verbo, quien, version) and visto
        clave = "devolver-revisado" if (verbo, vida.estado) == ("devolver", "revisado") else verbo
        hash_ = self.elenco.vista(version).contenido_hash if visto else "0" * 64
        pedido, actor = Pedido(version, clave, hash_, "Por esto."), self.elenco.actor(quien)
        self._hacer(lambda s: TRAMITES[verbo](s, actor, pedido), permitido=permitido)
        if permitido:
            vida.hacer(verbo, quien)

    def _aprobar(self, data: st.DataObject, quien: str, *, visto: bool) -> None:
        todas = self.modelo.vidas
        listas = [i for i, v in todas.items() if self.modelo.puede_aprobar(quien, [v], "")]
        listas = listas or [i for i, v in todas.items() if v.estado == "revisado"]
        versiones = data.draw(st.lists(st.sampled_from(listas or [*todas]), unique=True)) or listas
        if not visto:
            versiones = [*versiones, *(i for i, v in todas.items() if v.estado == "elaborado")]
        vidas, rige = [todas[v] for v in versiones], data.draw(st.sampled_from(DIAS), "rige")
        numeros = st.integers(1, 3) if not visto else st.just(len(self.modelo.acuerdos) + 1)
        acuerdo = f"AJD-2026-{data.draw(numeros, 'número')}"
        permitido = self.modelo.puede_aprobar(quien, vidas, acuerdo)
        vistos = {v: self.elenco.vista(v).contenido_hash for v in versiones}
        salen = {v: data.draw(SALIDAS, f"cómo sale {v}") for v in versiones}
        decide = {v: Decision(hash_, Resultado(salen[v]), "Así.") for v, hash_ in vistos.items()}
        pedido = Acuerdo(acuerdo, "ordinaria 3", AHORA.date(), None, rige, decide)
        actor = self.elenco.actor(quien)
        self._hacer(
            lambda s: registrar_acuerdo(s, actor, self.elenco.manual_id, pedido),
            permitido=permitido,
        )
        if permitido:
            self.modelo.decidir([(todas[v], salida) for v, salida in salen.items()], acuerdo, rige)

    def _mover_rige(self, data: st.DataObject, quien: str) -> None:
        numero = data.draw(st.sampled_from(self.modelo.acuerdos), "acuerdo")
        dia = data.draw(st.sampled_from(DIAS), "rige")
        visto, actor = ver_acuerdo(numero), self.elenco.actor(quien)
        que = PedidoDeAcuerdo(self.elenco.manual_id, visto.id, visto.leido.ultimo_seq, "Lo movió.")
        permitido = self.modelo.puede_mover(quien, numero, dia)
        self._hacer(lambda s: cambiar_rige(s, actor, que, dia), permitido=permitido)
        if permitido:
            self.modelo.mover(numero, dia)
