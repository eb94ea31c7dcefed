"""An OpenID provider on a loopback port, honest unless it is told not to be.

For the tests, and by hand, to see the sign-in of an institution on one's own machine:

    python -m tests.apoyo.proveedor_oidc --puerto 9400 ana@ejemplo.cr=vigente-autores

prints the settings to start Vigente with, and asks who comes in with a page of its own.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

CLIENTE, CLAVE = "vigente", "secreto-de-prueba"
ALG = "ES256"


@dataclass
class Proveedor:
    """What it knows, and how it misbehaves: ``falla`` names one way (see :meth:`_torcer`)."""

    personas: dict[str, dict[str, Any]]
    reloj: Callable[[], datetime] = lambda: datetime.now(UTC)
    quien: str = ""
    falla: str = ""
    autenticado: datetime | None = None
    pedidos: list[str] = field(default_factory=list)
    emisor: str = ""
    _codigos: dict[str, dict[str, str]] = field(default_factory=dict)
    _fichas: dict[str, str] = field(default_factory=dict)
    _usados: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.rotar()

    def rotar(self) -> None:
        """Sign with a new key from now on; the old one is no longer published."""
        self._llave = ECKey.generate_key("P-256", {"kid": secrets.token_hex(4), "use": "sig"})

    def responder(self, metodo: str, ruta: str, pedido: dict[str, str], ficha: str) -> Respuesta:
        """The answer to a request: its path, its fields, its Authorization header."""
        self.pedidos.append(ruta)
        if self.falla == "caído":
            return Respuesta(503, "no está")
        if self.falla == "basura":
            return Respuesta(200, "<html>mantenimiento</html>")
        if ruta == "/.well-known/openid-configuration":
            return _json(self._descubrir())
        if ruta == "/llaves":
            return _json({"keys": [self._llave.as_dict(private=False)]})
        if ruta == "/autorizar":
            return self._autorizar(pedido)
        if ruta == "/canjear" and metodo == "POST":
            return self._canjear(pedido, ficha)
        if ruta == "/quien":
            return self._de_quien(ficha)
        if ruta == "/terminar":
            self.quien = ""
            return Respuesta(302, "", pedido.get("post_logout_redirect_uri", "/"))
        return Respuesta(404, "no hay")

    def _descubrir(self) -> dict[str, Any]:
        return {
            "issuer": "https://otro.example" if self.falla == "issuer" else self.emisor,
            "authorization_endpoint": f"{self.emisor}/autorizar",
            "token_endpoint": f"{self.emisor}/canjear",
            "jwks_uri": f"{self.emisor}/llaves",
            "userinfo_endpoint": f"{self.emisor}/quien",
            "end_session_endpoint": f"{self.emisor}/terminar",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [ALG, "none", "HS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def _autorizar(self, pedido: dict[str, str]) -> Respuesta:
        assert pedido["client_id"] == CLIENTE
        assert pedido["code_challenge_method"] == "S256"
        assert {"openid"} <= set(pedido["scope"].split())
        vuelta, estado = pedido["redirect_uri"], pedido["state"]
        if self.falla == "cancela":
            return _volver(vuelta, error="access_denied", state=estado)
        if self.falla == "state":
            estado = "otro"
        quien = pedido.get("quien") or self.quien
        if not quien:
            return Respuesta(200, self._preguntar(pedido))
        if self.autenticado is None or "login" in pedido.get("prompt", ""):
            self.autenticado = self.reloj()
        codigo = secrets.token_urlsafe(16)
        self._codigos[codigo] = {**pedido, "quien": quien}
        return _volver(vuelta, code=codigo, state=estado)

    def _preguntar(self, pedido: dict[str, str]) -> str:
        opciones = "".join(
            f'<li><a href="?{escape(urlencode({**pedido, "quien": q}))}">{escape(q)}</a></li>'
            for q in self.personas
        )
        return (
            '<!doctype html><html lang="es"><meta charset="utf-8"><title>La institución</title>'
            '<link rel="icon" href="data:,">'
            f"<h1>¿Quién entra?</h1><ul>{opciones}</ul></html>"
        )

    def _canjear(self, pedido: dict[str, str], ficha: str) -> Respuesta:
        dado = base64.b64encode(f"{CLIENTE}:{CLAVE}".encode()).decode()
        if ficha != f"Basic {dado}":
            return _json({"error": "invalid_client"}, 401)
        codigo = pedido.get("code", "")
        suyo = self._codigos.get(codigo)
        huella = hashlib.sha256(pedido.get("code_verifier", "").encode()).digest()
        reto = base64.urlsafe_b64encode(huella).rstrip(b"=").decode()
        bueno = (
            suyo is not None
            and codigo not in self._usados
            and self.falla != "código vencido"
            and suyo["redirect_uri"] == pedido.get("redirect_uri")
            and secrets.compare_digest(suyo["code_challenge"], reto)
        )
        if not bueno or suyo is None:
            return _json({"error": "invalid_grant"}, 400)
        self._usados.add(codigo)
        acceso = secrets.token_urlsafe(16)
        self._fichas[acceso] = suyo["quien"]
        dicho = {"access_token": acceso, "token_type": "Bearer", "expires_in": 300}
        if self.falla != "sin id_token":
            dicho["id_token"] = self._testimonio(suyo)
        return _json(dicho)

    def _testimonio(self, suyo: dict[str, str]) -> str:
        ahora = int(self.reloj().timestamp())
        reclamos = {
            "iss": self.emisor,
            "aud": CLIENTE,
            "iat": ahora,
            "exp": ahora + 300,
            "nonce": suyo["nonce"],
            "auth_time": int((self.autenticado or self.reloj()).timestamp()),
            **self.personas[suyo["quien"]],
        }
        return self._torcer(reclamos)

    def _torcer(self, reclamos: dict[str, Any]) -> str:
        """Sign it, in the way that ``falla`` says is wrong."""
        cabeza, llave = {"alg": ALG, "kid": self._llave.kid}, self._llave
        if self.falla in ("nonce", "iss"):
            reclamos[self.falla] = "https://otro.example"
        elif self.falla == "aud":
            reclamos["aud"] = ["otra aplicación"]
        elif self.falla == "azp":
            reclamos |= {"aud": [CLIENTE, "otra aplicación"], "azp": "otra aplicación"}
        elif self.falla == "vencido":
            reclamos |= {"exp": reclamos["iat"] - 600, "iat": reclamos["iat"] - 900}
        elif self.falla == "futuro":
            reclamos["iat"] += 600
        elif self.falla in ("nonce ausente", "sub ausente", "exp ausente", "auth_time ausente"):
            del reclamos[self.falla.split()[0]]
        elif self.falla == "auth_time viejo":
            reclamos["auth_time"] -= 7200
        elif self.falla == "por userinfo":
            reclamos = {k: v for k, v in reclamos.items() if k not in ("email", "groups")}
        elif self.falla == "otra llave":
            llave = ECKey.generate_key("P-256", {"kid": str(self._llave.kid)})
        elif self.falla == "llave ajena":
            llave = ECKey.generate_key("P-256", {"kid": "ajena"})
            cabeza["kid"] = "ajena"
        elif self.falla == "hs256":
            return jwt.encode({"alg": "HS256"}, reclamos, OctKey.import_key(CLAVE))
        texto = jwt.encode(cabeza, reclamos, llave)
        if self.falla == "none":
            sin = base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
            return f"{sin}.{texto.split('.')[1]}."
        if self.falla == "alterado":
            otro = json.dumps({**reclamos, "sub": "otra"}).encode()
            medio = base64.urlsafe_b64encode(otro).rstrip(b"=").decode()
            return ".".join((texto.split(".")[0], medio, texto.split(".")[2]))
        return texto

    def _de_quien(self, ficha: str) -> Respuesta:
        quien = self._fichas.get(ficha.removeprefix("Bearer "))
        if quien is None:
            return _json({"error": "invalid_token"}, 401)
        dicho = dict(self.personas[quien])
        if self.falla == "userinfo de otra":
            dicho["sub"] = "otra"
        return _json(dicho)


@dataclass(frozen=True)
class Respuesta:
    """What it answers."""

    codigo: int
    cuerpo: str
    adonde: str = ""
    tipo: str = "text/html; charset=utf-8"


def _json(dicho: object, codigo: int = 200) -> Respuesta:
    return Respuesta(codigo, json.dumps(dicho), tipo="application/json")


def _volver(vuelta: str, **datos: str) -> Respuesta:
    return Respuesta(302, "", f"{vuelta}?{urlencode(datos)}")


def _atiende(proveedor: Proveedor) -> type[BaseHTTPRequestHandler]:
    class Atiende(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._contestar(urlsplit(self.path).query)

        def do_POST(self) -> None:
            self._contestar(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def _contestar(self, campos: str) -> None:
            pedido = {k: v[0] for k, v in parse_qs(campos).items()}
            ruta = urlsplit(self.path).path
            ficha = self.headers.get("Authorization", "")
            dada = proveedor.responder(self.command, ruta, pedido, ficha)
            cuerpo = dada.cuerpo.encode()
            self.send_response(dada.codigo)
            if dada.adonde:
                self.send_header("Location", dada.adonde)
            self.send_header("Content-Type", dada.tipo)
            self.send_header("Content-Length", str(len(cuerpo)))
            self.end_headers()
            self.wfile.write(cuerpo)

        def log_message(self, *_: Any) -> None:
            """Says nothing on the terminal."""

    return Atiende


@contextmanager
def atendiendo(proveedor: Proveedor, puerto: int = 0) -> Iterator[Proveedor]:
    """The provider at its address, until the block ends."""
    servidor = ThreadingHTTPServer(("127.0.0.1", puerto), _atiende(proveedor))
    servidor.daemon_threads = False
    proveedor.emisor = f"http://127.0.0.1:{servidor.server_port}"
    hilo = threading.Thread(target=servidor.serve_forever, kwargs={"poll_interval": 0.02})
    hilo.start()
    try:
        yield proveedor
    finally:
        servidor.shutdown()
        hilo.join()
        servidor.server_close()


def _principal() -> None:
    lee = argparse.ArgumentParser(description="Un proveedor de OpenID Connect para probar.")
    lee.add_argument("--puerto", type=int, default=9400)
    lee.add_argument("personas", nargs="+", metavar="correo[=grupo,grupo]")
    dado = lee.parse_args()
    personas = {}
    for dicho in dado.personas:
        correo, _, grupos = dicho.partition("=")
        personas[correo] = {
            "sub": hashlib.sha256(correo.encode()).hexdigest()[:16],
            "email": correo,
            "email_verified": True,
            "name": correo.split("@")[0].replace(".", " ").title(),
            "groups": [g for g in grupos.split(",") if g],
        }
    with atendiendo(Proveedor(personas), dado.puerto) as proveedor:
        print("Inicie Vigente con:\n")
        print(f"export VIGENTE_OIDC_URL={proveedor.emisor} VIGENTE_OIDC_CLIENTE={CLIENTE}")
        print(f'export VIGENTE_OIDC_CLAVE={CLAVE} VIGENTE_OIDC_NOMBRE="la institución"')
        print("\nCtrl+C para terminar.", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    _principal()
