"""The list of docs/permisos.md: every attempt is sent, over HTTP, by somebody who has an account.

One that needs nothing but courage is here; one that needs the disk or the database's password
is an attack on the guards (``tests/webapp/registro``).
"""

from __future__ import annotations

from itsdangerous import URLSafeTimedSerializer

from tests.apoyo.reparto import CONTRASENA
from tests.apoyo.trampas import JUNTA, NUMERO, PERSONAS, Trampa
from tests.webapp.vistas.test_pedidos import formulario

_OTRO_ROL = "Esta página de «Manual de pruebas» es para otro rol."
_EN_EDICION = "Esta versión ya no está en edición: su estado es elaborado."
_CAMBIO = "El texto cambió desde que usted lo abrió: revise los cambios y firme de nuevo."
_CUATRO_OJOS = "Usted escribió en esta versión: debe firmarla otra persona."
_LE_TOCA = "le toca a otra persona."
_ENTRE = "Entrar"


def _galleta_falsa() -> str:
    """A session that says it is Ana's, signed with a key that is not ours."""
    firmante = URLSafeTimedSerializer("otra clave", salt="cookie-session")
    return str(firmante.dumps({"_user_id": "1", "_fresh": True}))


TRAMPAS = (
    # four eyes
    Trampa("Revisar una versión en la que uno escribió", 409,
           _CUATRO_OJOS,
           lambda e: e.acto("beto", e.mundo.elaborada, "revisar")),
    Trampa("Aceptar la sugerencia propia y después revisar", 409,
           _CUATRO_OJOS,
           lambda e: e.acto("dora", e.sugerida, "revisar")),
    Trampa("Completar con la propia firma de secretaría lo que uno escribió", 409,
           _CUATRO_OJOS,
           lambda e: e.completar("beto", e.visto(e.pendiente))),
    Trampa("Retirar la firma de otra persona", 409,
           "Solo quien la firmó como elaborada puede retirarla.",
           lambda e: e.acto("lucia", e.mundo.elaborada, "retirar")),
    # what was on the screen
    Trampa("Firmar con la huella de un texto que no estaba en pantalla", 409,
           _CAMBIO,
           lambda e: e.acto("rafael", e.mundo.elaborada, "revisar", visto="0" * 64)),
    Trampa("Firmar sin decir qué se vio", 409,
           _CAMBIO,
           lambda e: e.acto("rafael", e.mundo.elaborada, "revisar", visto="")),
    Trampa("Registrar un acuerdo sobre otro texto que el de la pantalla", 409,
           _CAMBIO,
           lambda e: e.decidir("sofia", e.punto_revisado, e.mundo.revisada,
                               **{f"visto-{e.mundo.revisada}": e.antes})),
    Trampa("Completar un acuerdo con otras palabras que las revisadas", 409,
           _CAMBIO,
           lambda e: e.completar("sofia", e.antes)),
    # roles and their days
    Trampa("Aprobar siendo administrador", 403, _OTRO_ROL,
           lambda e: e.decidir("marcos", e.punto_revisado, e.mundo.revisada)),
    Trampa("Darse un rol a sí mismo", 403, "Nadie se da un rol a sí mismo.",
           lambda e: e.post("marcos", f"{PERSONAS}/{e.elenco.personas['marcos']}/roles",
                            rol="secretaria", desde="2026-11-12")),
    Trampa("Firmar con un rol que terminó ayer", 403, _OTRO_ROL,
           lambda e: e.acto("paco", e.mundo.elaborada, "revisar")),
    Trampa("Registrar un acuerdo siendo sustituta desde mañana", 403, _OTRO_ROL,
           lambda e: e.decidir("sara", e.punto_revisado, e.mundo.revisada)),
    Trampa("Firmar con el rol que se tiene en otro manual", 403, _OTRO_ROL,
           lambda e: e.acto("otto", e.mundo.elaborada, "revisar")),
    Trampa("Seguir en la sesión abierta de una cuenta desactivada", 302, _ENTRE,
           lambda e: e.acto("ines", e.mundo.elaborada, "revisar")),
    # one manual through the address of another
    Trampa("Registrar el acuerdo de otro manual desde la dirección del propio", 404,
           "Ese punto no existe.",
           lambda e: e.post("otto", f"/manual/otro/junta/{e.punto_revisado}/decision/registrar",
                            numero="AJD-2026-311", sesion="1", fecha="2026-11-12")),
    Trampa("Firmar un cambio masivo de otro manual desde la dirección del propio", 403,
           _LE_TOCA,
           lambda e: e.post("otto", f"/manual/otro/grupos/{e.mundo.valores['grupo_id']}"
                            "/actos/elaborar", versiones=str(e.mundo.borrador),
                            **{f"visto-{e.mundo.borrador}": e.visto(e.mundo.borrador)})),
    Trampa("Llevar a la junta una versión de otro manual", 409, "es de otro manual",
           lambda e: e.post("sofia", JUNTA, versiones=str(e.ajena))),
    Trampa("Contestar, desde una versión propia, la observación de otro manual", 404,
           "Esa observación no existe.",
           lambda e: e.post("otto", f"/versiones/{e.ajena}/observaciones/{e.nota}",
                            clase="resuelta")),
    Trampa("Poner la contraseña de alguien de otro manual", 404,
           "Esa persona no es de este manual.",
           lambda e: e.post("marcos", f"{PERSONAS}/{e.otro.personas['otto']}/contrasena",
                            contrasena=CONTRASENA)),
    Trampa("Terminar un nombramiento de otro manual", 404, "Ese nombramiento no existe.",
           lambda e: e.post("marcos", f"{PERSONAS}/{e.elenco.personas['sofia']}/roles/"
                            f"{e.rol_de('otto')}/cesar")),
    Trampa("Bajar por su huella el adjunto de un acuerdo de otro manual", 404,
           "Ese archivo no es de este acuerdo.",
           lambda e: e.como("otto").pedir("GET", "/manual/otro/acuerdo-firmado/"
                                          f"{e.mundo.valores['huella']}/AJD-2020-197")),
    Trampa("Adjuntar al acuerdo, por su huella, un archivo que entregó otra persona", 422,
           "o lo entregó otra persona. Adjúntelo de nuevo.",
           lambda e: e.decidir("beto", e.punto_revisado, e.mundo.revisada,
                               adjunto=e.mundo.valores["huella"])),
    Trampa("Cambiar por una fe de erratas el acuerdo firmado por un archivo que entregó otra "
           "persona", 422, "o lo entregó otra persona. Adjúntelo de nuevo.",
           lambda e: e.corregir("beto", "adjunto", str(e.mundo.valores["huella"]))),
    # what is not yet for everybody
    Trampa("Leer un borrador adivinando su número", 403, _OTRO_ROL,
           lambda e: e.como("elena").pedir("GET", f"/versiones/{e.mundo.borrador}/")),
    Trampa("Contestar una nota interna siendo autora", 404, "Esa observación no existe.",
           lambda e: e.post("ana", f"/versiones/{e.mundo.elaborada}/observaciones/{e.nota}",
                            texto="La vi.")),
    # the order of things
    Trampa("Llevar a la junta lo que nadie ha revisado", 409,
           "no espera sesión: está en estado elaborado.",
           lambda e: e.post("sofia", JUNTA, versiones=str(e.mundo.elaborada))),
    Trampa("Aprobar como un acto más de la versión", 403, _LE_TOCA,
           lambda e: e.acto("ana", e.mundo.revisada, "aprobar")),
    Trampa("Editar después de elaborado, con el formulario de guardar", 409, _EN_EDICION,
           lambda e: e.post("ana", f"/borradores/{e.mundo.elaborada}",
                            **formulario(e.texto(e.mundo.elaborada), 3))),
    Trampa("Editar después de elaborado, pieza por pieza", 409, _EN_EDICION,
           lambda e: e.como("ana").pedir(
               "POST", f"/borradores/{e.mundo.elaborada}/piezas",
               json={"serie": 3, "piezas": {"campo:codigo": {"antes": "1", "despues": "2"}}})),
    Trampa("Devolver sin decir por qué", 422, "Falta indicar el motivo.",
           lambda e: e.acto("rafael", e.mundo.elaborada, "devolver", motivo=" ")),
    # acuerdos
    Trampa("Usar de nuevo el número de un acuerdo", 409,
           "El acuerdo AJD-2020-197 ya está registrado",
           lambda e: e.decidir("sofia", e.punto_revisado, e.mundo.revisada,
                               numero="AJD-2020-197")),
    Trampa("Enviar dos veces el mismo acuerdo", 409,
           f"El acuerdo de este punto ya está registrado, como {NUMERO}",
           lambda e: e.post("sofia", f"{JUNTA}/{e.punto}/decision/registrar", **e.enviado)),
    Trampa("Registrar hoy una sesión de mañana", 422,
           "La fecha de la sesión todavía no ha llegado.",
           lambda e: e.decidir("sofia", e.punto_revisado, e.mundo.revisada, fecha="2026-11-13")),
    Trampa("Agregar al acuerdo un cargo que no está en el punto", 409,
           "Los cargos de este punto cambiaron mientras usted escribía.",
           lambda e: e.decidir("sofia", e.punto_revisado, e.mundo.revisada,
                               **{f"visto-{e.pendiente}": e.visto(e.pendiente),
                                  f"resultado-{e.pendiente}": "aprobado"})),
    # the browser
    Trampa("Enviar un formulario desde otro sitio (sin la señal de CSRF)", 400,
           "La página llevaba mucho tiempo abierta, o su sesión terminó, y no se guardó nada.",
           lambda e: e.sin_csrf("rafael", e.mundo.elaborada)),
    Trampa("Firmar con un enlace (GET), o con X-HTTP-Method-Override", 405,
           "Esta dirección no se abre así.",
           lambda e: e.como("rafael").pedir(
               "GET", f"/versiones/{e.mundo.elaborada}/actos/revisar?_method=POST",
               environ_overrides={"HTTP_X_HTTP_METHOD_OVERRIDE": "POST"})),
    Trampa("Fabricar la galleta de la sesión de otra persona", 302, _ENTRE,
           lambda e: e.como("").pedir(
               "POST", f"/versiones/{e.mundo.elaborada}/actos/revisar",
               environ_overrides={"HTTP_COOKIE": f"session={_galleta_falsa()}"})),
    Trampa("Guardar desde la página que abrió otra persona", 403,
           "esta página es de otra persona",
           lambda e: e.como("ana").pedir(
               "POST", f"/borradores/{e.mundo.borrador}/piezas",
               json={"serie": 1, "persona": e.elenco.personas["beto"]})),
    Trampa("Guardar como pieza del texto lo que no es del texto (estado, persona)", 422,
           "El navegador envió algo que no se entiende. No se guardó nada.",
           lambda e: e.como("ana").pedir(
               "POST", f"/borradores/{e.mundo.borrador}/piezas",
               json={"serie": 1, "piezas": {"estado": {"antes": "borrador",
                                                       "despues": "aprobado"}}})),
)  # fmt: skip
