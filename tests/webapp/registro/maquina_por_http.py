"""The same people and the same model, each person in a browser of their own: the application is
driven by its pages, and may also annul what an acuerdo approved.

A refusal is an answer of 400 or more, and leaves the record as it was. The board's acuerdo goes
through an agenda item, as on the screens.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import sqlalchemy as sa
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule
from sqlalchemy.orm import Session

from tests.apoyo.bases import ajustes, cerrar
from tests.apoyo.modelo_de_vida import ROLES, Vida
from tests.apoyo.puntos import JUNTA
from tests.apoyo.reparto import AHORA, PORQUE, SLUG
from tests.apoyo.sesion import visto as ver_acuerdo
from tests.conftest import ClienteAparte
from tests.webapp.registro.comparar_vida import DIAS
from tests.webapp.registro.maquina_de_vida import FRASES, Maquina
from webapp import create_app
from webapp.bd import db
from webapp.modelos import Cargo, Punto
from workflows.piezas import en_piezas

#: What a refusal may not touch: conveniences (who looked, who is here) are not the record.
_REGISTRO = ("acto", "version", "borrador", "guardado", "vigencia", "resultado", "instrumento",
             "numero", "acuerdo_numero", "autoria")  # fmt: skip


#: How a version leaves the session here, mostly approved, as it was or with changes.
SALIDAS = st.sampled_from(["aprobado", "aprobado", "con-cambios", "con-cambios", "devuelto",
                           "pospuesto"])  # fmt: skip
QUIEN = st.sampled_from(["sofia", "sofia", "sofia", "beto", "rafael"])
#: What a fe de erratas may put right: the session, or the number.
ERRATAS = st.tuples(st.just("sesion"), st.sampled_from(["ordinaria 3", "extraordinaria 4"])) | (
    st.tuples(st.just("numero"), st.sampled_from([f"AJD-2026-{n}" for n in range(1, 9)]))
)


def registro() -> list[list[Any]]:
    """Every row of the record."""
    with db.engine.connect() as conexion:
        return [
            sorted(map(str, conexion.execute(sa.text(f"SELECT * FROM {tabla}"))))
            for tabla in _REGISTRO
        ]


class MaquinaPorHttp(Maquina):
    """Every verb of :class:`Maquina` as a form or a message of a page."""

    def __init__(self) -> None:
        super().__init__()
        cerrar(self.app)
        self.contexto.pop()
        reloj = {"RELOJ": lambda: self.elenco.ahora}
        self.app = create_app(ajustes(self.direcciones, self.carpeta, **reloj))
        self.app.test_client_class = ClienteAparte
        self.contexto = self.app.app_context()
        self.contexto.push()
        self.clientes: dict[str, Any] = {q: self._entrar(q) for q in ROLES}
        with db.sessionmaker() as session:
            self.slugs = dict(session.execute(sa.select(Cargo.id, Cargo.slug)).all())

    def _entrar(self, quien: str) -> ClienteAparte:
        cliente = self.app.test_client()
        assert isinstance(cliente, ClienteAparte)
        return cliente.entrar(quien)

    def _pedir(self, quien: str, ruta: str, *, permitido: bool, **cuerpo: Any) -> Any:
        """Ask; it must be refused exactly when the model says so, without a trace."""
        antes = registro()
        respuesta = self.clientes[quien].post(ruta, **cuerpo)
        dicho = f"{quien} {ruta} {cuerpo}: {respuesta.status_code}"
        assert respuesta.status_code < 500, dicho
        assert (respuesta.status_code < 400) == permitido, dicho
        assert permitido or registro() == antes, dicho
        return respuesta

    def _abrir(self, quien: str, cargo: int, *, deroga: bool) -> None:
        permitido = self.modelo.puede_abrir(quien, cargo, deroga=deroga)
        ruta = f"/manual/{SLUG}/cargos/{self.slugs[cargo]}/{'derogar' if deroga else 'abrir'}"
        hecho = self._pedir(quien, ruta, permitido=permitido, data={"motivo": "Ya no existe."})
        if permitido:
            numero = re.search(r"/(\d+)", hecho.location)
            assert numero is not None
            ultima, autores = self.modelo.de(cargo)[-1], {quien} if deroga else set()
            vida = Vida(cargo, ultima.texto, ultima.texto, deroga, ultima.deroga)
            vida.autores, vida.parte = autores, ultima.orden
            self.modelo.vidas[int(numero[1])] = vida

    def _guardar(self, quien: str, version: int, texto: str, *, al_dia: bool) -> None:
        vida, vista = self.modelo.vidas[version], self.elenco.vista(version)
        al_dia = al_dia or vida.previo is None
        permitido = self.modelo.puede_guardar(quien, vida, al_dia=al_dia)
        item = vista.contenido.seccion("actividades_principales").items[0]
        ahora = json.loads(en_piezas(vista.contenido)[f"item:{item.id}"])
        antes = ahora if al_dia else ahora | {"texto": vida.previo}
        edicion = {f"item:{item.id}": {"antes": antes, "despues": ahora | {"texto": texto}}}
        dice = {"serie": vista.serie if al_dia else vista.serie - 1}
        ruta = f"/borradores/{version}"
        guarda = dice | {"piezas": edicion}
        self._pedir(quien, f"{ruta}/piezas", permitido=permitido, json=guarda)
        porque = dice | {"porques": {"": PORQUE}}
        self._pedir(quien, f"{ruta}/justificacion", permitido=permitido, json=porque)
        if permitido:
            vida.guardar(quien, texto, al_dia=al_dia)

    def _tramitar(self, verbo: str, quien: str, version: int, *, visto: bool) -> None:
        vida, permitido = self.modelo.vidas[version], self._puede(verbo, quien, version) and visto
        clave = "devolver-revisado" if (verbo, vida.estado) == ("devolver", "revisado") else verbo
        hash_ = self.elenco.vista(version).contenido_hash if visto else "0" * 64
        ruta, datos = f"/versiones/{version}/actos/{clave}", {"visto": hash_, "motivo": "Por esto."}
        self._pedir(quien, ruta, permitido=permitido, data=datos)
        if permitido:
            vida.hacer(verbo, quien)

    def _aprobar(self, data: st.DataObject, quien: str, *, visto: bool) -> None:
        todas, hoy = self.modelo.vidas, AHORA.date()
        listas = [i for i, v in todas.items() if self.modelo.puede_aprobar(quien, [v], "")]
        listas = listas or [i for i, v in todas.items() if v.estado == "revisado"]
        versiones = data.draw(st.lists(st.sampled_from(listas or [*todas]), unique=True)) or listas
        vidas, rige = (
            [todas[v] for v in versiones],
            data.draw(st.sampled_from([*DIAS, None]), "rige"),
        )
        numeros = st.integers(1, 3) if not visto else st.just(len(self.modelo.acuerdos) + 1)
        acuerdo = f"AJD-2026-{data.draw(numeros, 'número')}"
        permitido = self.modelo.puede_aprobar(quien, vidas, acuerdo)
        self._soltar_puntos()
        antes = registro()
        abierto = self.clientes[quien].post(JUNTA, data={"versiones": [str(v) for v in versiones]})
        if abierto.status_code >= 400:
            assert not permitido, abierto.text
            assert registro() == antes
            return
        salen = {v: data.draw(SALIDAS, f"cómo sale {v}") for v in versiones}
        decide = [(todas[v], salida) for v, salida in salen.items()]
        permitido = permitido and self.modelo.puede_decidir(decide)
        datos = {f"visto-{v}": self.elenco.vista(v).contenido_hash for v in versiones}
        datos |= {f"resultado-{v}": salida for v, salida in salen.items()}
        datos |= {f"motivo-{v}": "Así." for v in versiones}
        datos |= {"numero": acuerdo, "clase": "ordinaria", "sesion": "3", "fecha": hoy.isoformat(),
                  "rige": "fecha" if rige else "publicacion",
                  "rige_desde": rige.isoformat() if rige else ""}  # fmt: skip
        ruta = f"{abierto.location}/decision/registrar"
        self._pedir(quien, ruta, permitido=permitido, data=datos)
        if permitido:
            self.modelo.decidir(decide, acuerdo, rige)

    def _soltar_puntos(self) -> None:
        """Agenda items that got nowhere hold their versions: they are discarded."""
        with db.sessionmaker() as session:
            for id_, serie in _abiertos(session):
                self.clientes["sofia"].post(f"{JUNTA}/{id_}/descartar", data={"serie": serie})

    def _mover_rige(self, data: st.DataObject, quien: str) -> None:
        numero = data.draw(st.sampled_from(self.modelo.acuerdos), "acuerdo")
        dia = data.draw(st.sampled_from(DIAS), "rige")
        permitido = self.modelo.puede_mover(quien, numero, dia)
        self._sobre(quien, "rige", numero, permitido=permitido, dia=dia.isoformat())
        if permitido:
            self.modelo.mover(numero, dia)

    @precondition(lambda self: any(v.acuerdo or v.pendiente for v in self.modelo.vidas.values()))
    @rule(data=st.data(), quien=st.sampled_from(["sofia", "sofia", "sofia", "rafael", "marcos"]))
    def alguien_deja_sin_efecto(self, data: st.DataObject, quien: str) -> None:
        """What an acuerdo approved, or the whole of one that only waits for its changes."""
        todas = {i: v for i, v in self.modelo.vidas.items() if v.acuerdo or v.pendiente}
        elegida = todas[data.draw(st.sampled_from(sorted(todas)), "versión")]
        numero = elegida.acuerdo or elegida.pendiente
        suyas = [i for i, v in todas.items() if v.acuerdo == numero]
        espera = [i for i, v in todas.items() if v.pendiente == numero]
        elegidas = data.draw(st.lists(st.sampled_from(suyas or espera), unique=True,
                                      min_size=1 if suyas else 0), "cuáles")  # fmt: skip
        vidas = [todas[v] for v in elegidas]
        permitido = self.modelo.puede_anular(quien, numero, vidas)
        self._sobre(quien, "sin-efecto", numero, permitido=permitido, versiones=elegidas)
        if permitido:
            self.modelo.anular(numero, vidas)

    @precondition(lambda self: any(self.modelo.puede_abrir("ana", c, deroga=False)
                                   for c in self.cargos))  # fmt: skip
    @rule(data=st.data())
    def un_cargo_llega_a_la_junta(self, data: st.DataObject) -> None:
        libres = [c for c in self.cargos if self.modelo.puede_abrir("ana", c, deroga=False)]
        self._abrir("ana", data.draw(st.sampled_from(libres), "cargo"), deroga=False)
        self._hasta_revisada(data, max(self.modelo.vidas))
        self._aprobar(data, "sofia", visto=True)

    @precondition(lambda self: any(v.pendiente for v in self.modelo.vidas.values()))
    @rule(data=st.data(), quien=QUIEN, avanza=st.sampled_from([True, True, False]))
    def alguien_completa_lo_que_se_aprobo_con_cambios(
        self, data: st.DataObject, quien: str, avanza: bool
    ) -> None:
        vidas = self.modelo.vidas
        version = data.draw(st.sampled_from([i for i, v in vidas.items() if v.pendiente]))
        if avanza:
            self._hasta_revisada(data, version)
        vida, vista = vidas[version], self.elenco.vista(version)
        numero = data.draw(st.sampled_from([vida.pendiente] * 3 + self.modelo.acuerdos), "acuerdo")
        permitido = self.modelo.puede_completar(quien, numero, vida)
        campos = {"versiones": [version], f"visto-{version}": vista.contenido_hash}
        self._sobre(quien, "completar", numero, permitido=permitido, **campos)
        if permitido:
            self.modelo.completar(vida)

    def _hasta_revisada(self, data: st.DataObject, version: int) -> None:
        """The board's words are written, and signed by whoever may."""
        if self.modelo.vidas[version].estado == "borrador":
            texto = data.draw(st.sampled_from(FRASES), "texto")
            self._guardar("ana", version, texto, al_dia=True)
        for verbo in ("elaborar", "revisar"):
            quienes = [q for q, i in self._legales(verbo) if i == version]
            if quienes:
                self._tramitar(verbo, data.draw(st.sampled_from(quienes)), version, visto=True)

    @precondition(lambda self: self.modelo.acuerdos)
    @rule(data=st.data(), quien=QUIEN, dia=st.sampled_from([*DIAS, AHORA.date()]))
    def alguien_publica(self, data: st.DataObject, quien: str, dia: date) -> None:
        numero = data.draw(st.sampled_from(self.modelo.acuerdos), "acuerdo")
        permitido = self.modelo.puede_publicar(quien, numero, dia, AHORA.date())
        self._sobre(quien, "publicacion", numero, permitido=permitido, dia=dia.isoformat())
        if permitido:
            self.modelo.publicar(numero, dia)

    @precondition(lambda self: self.modelo.acuerdos)
    @rule(data=st.data(), quien=QUIEN, errata=ERRATAS)
    def alguien_corrige_lo_que_el_acuerdo_dice(
        self, data: st.DataObject, quien: str, errata: tuple[str, str]
    ) -> None:
        campo, valor = errata
        numero = data.draw(st.sampled_from(self.modelo.acuerdos), "acuerdo")
        permitido = self.modelo.puede_corregir(quien, numero, campo, valor)
        self._sobre(quien, "errata", numero, permitido=permitido, campo=campo, valor=valor)
        if permitido:
            self.modelo.corregir(numero, campo, valor)

    @invariant()
    def cada_acuerdo_dice_lo_que_debe(self) -> None:
        for numero in self.modelo.acuerdos:
            visto = ver_acuerdo(numero)
            datos, anulado = visto.leido.datos, visto.leido.sin_efecto is not None
            dice = (datos.sesion, datos.rige_desde, datos.publicacion is not None)
            publicado = numero in self.modelo.publicados
            assert dice == (self.modelo.sesiones[numero], self.modelo.rigen[numero], publicado)
            assert anulado == self.modelo.sin_efecto(numero)
            espera = {i for i, v in self.modelo.vidas.items() if v.pendiente == numero}
            assert {c.version_id for c in visto.pendientes} == espera

    @precondition(lambda self: any(v.estado == "borrador" for v in self.modelo.vidas.values()))
    @rule(data=st.data(), quien=st.sampled_from(["ana", "ana", "beto", "sofia"]))
    def alguien_sigue_desde_la_que_cuenta(self, data: st.DataObject, quien: str) -> None:
        vidas = self.modelo.vidas
        atrasadas = [i for i, v in vidas.items() if v.abierta and not self.modelo.al_dia(v)]
        borradores = [i for i, v in vidas.items() if v.estado == "borrador"]
        version = data.draw(st.sampled_from(atrasadas or borradores), "versión")
        vista, permitido = (
            self.elenco.vista(version),
            self.modelo.puede_seguir(quien, vidas[version]),
        )
        datos = {"visto": vista.contenido_hash, "base": str(vista.ultima_aprobada)}
        self._pedir(quien, f"/borradores/{version}/base", permitido=permitido, data=datos)
        if permitido:
            self.modelo.seguir(vidas[version])

    def _sobre(
        self, quien: str, verbo: str, numero: str, *, permitido: bool, **campos: Any
    ) -> None:
        seq = ver_acuerdo(numero).leido.ultimo_seq
        datos = {"visto": seq, "motivo": "Lo acordó.", "confirmado": "1", **campos}
        ruta = f"/manual/{SLUG}/acuerdo/{verbo}/{numero}"
        self._pedir(quien, ruta, permitido=permitido, data=datos)


def _abiertos(session: Session) -> list[tuple[int, int]]:
    filas = session.execute(sa.select(Punto.id, Punto.serie).where(Punto.fase == "preparacion"))
    return [(id_, serie) for id_, serie in filas]
