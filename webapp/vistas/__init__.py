"""The views: a blueprint per activity. Each is short: read the form, call one caso or consulta."""

from __future__ import annotations

from flask import Flask

from webapp import permisos
from webapp.acceso import prueba, totp
from webapp.acceso import segundo_factor as puerta
from webapp.vistas import (
    _prueba,
    acuerdos,
    administracion,
    api,
    avisos,
    bandeja,
    base,
    bitacora,
    borradores,
    busqueda,
    calidad,
    comparaciones,
    competencias,
    completo,
    conceptos,
    contrasena,
    cuenta,
    cuentas,
    decision,
    delegaciones,
    documentos,
    exigencias,
    expedientes,
    grupos,
    guardado,
    historial,
    importar,
    inicio,
    institucion,
    junta,
    manual,
    masivo,
    novedades,
    observaciones,
    procedencia,
    salud,
    segundo_factor,
    sesiones,
    trabajos,
    verificar,
    versiones,
    word,
)
from webapp.vistas._impresa import FICHA_AJENA, una_vez

_MODULOS = (
    acuerdos,
    administracion,
    api,
    avisos,
    bandeja,
    base,
    bitacora,
    borradores,
    calidad,
    busqueda,
    comparaciones,
    competencias,
    completo,
    conceptos,
    contrasena,
    cuenta,
    cuentas,
    decision,
    delegaciones,
    documentos,
    exigencias,
    expedientes,
    grupos,
    guardado,
    historial,
    importar,
    institucion,
    junta,
    manual,
    masivo,
    novedades,
    observaciones,
    procedencia,
    salud,
    sesiones,
    segundo_factor,
    trabajos,
    verificar,
    versiones,
    word,
)


def iniciar(app: Flask) -> None:
    """Register every blueprint, and the guard that refuses undeclared ones."""
    app.add_url_rule("/", "inicio", inicio.inicio)
    for modulo in _MODULOS:
        app.register_blueprint(modulo.bp)
    permisos.iniciar(app)
    app.add_template_global(una_vez)
    app.jinja_env.globals["ficha_ajena"] = FICHA_AJENA
    prueba.iniciar(app)
    totp.iniciar(app)
    puerta.iniciar(app)
    _prueba.iniciar(app)
