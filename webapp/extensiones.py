"""Extensions, each bound to an app by ``create_app``."""

from __future__ import annotations

from flask import Flask
from flask_babel import Babel
from flask_bootstrap import Bootstrap5
from flask_mailman import Mail
from flask_principal import Principal
from flask_security import FSQLALiteUserDatastore, RoleMixin, Security
from flask_sqlalchemy_lite._extension import _close_async_sessions, _close_sessions
from flask_wtf import CSRFProtect

from migrations.guardias import comprobar
from webapp import modelos
from webapp.acceso import puerta
from webapp.bd import Base, anotar_si_lee, cerrar_sesiones, db, preparar_motor
from webapp.formularios.entrar import FormularioEntrar
from webapp.migrador import Migrador

babel = Babel()
bootstrap = Bootstrap5()
csrf = CSRFProtect()
mail = Mail()


class SinRolGlobal(RoleMixin):
    """Flask-Security wants a role model; roles here are held per manual (Nombramiento)."""


def iniciar(app: Flask) -> None:
    """Bind every extension to ``app``, and each engine to the hooks of its dialect."""
    db.init_app(app)
    app.before_request(anotar_si_lee)
    # Nothing here is asynchronous, and this teardown starts an event loop at every request.
    app.teardown_appcontext_funcs.remove(_close_async_sessions)
    app.teardown_appcontext_funcs.remove(_close_sessions)
    app.teardown_appcontext(cerrar_sesiones)
    with app.app_context():
        for nombre, motor in db.engines.items():
            preparar_motor(motor, aplicacion=nombre != "dueno")
        app.config["ALEMBIC"] = {"script_location": _migraciones(app)}
        app.config["ALEMBIC_CONTEXT"] = {
            "on_version_apply": comprobar,
            "compare_server_default": True,
            "include_name": _es_de_los_modelos,
            "transactional_ddl": True,
        }
        Migrador(app, run_mkdir=False, metadatas=Base.metadata, engines=db.engines["dueno"])
    babel.init_app(app)
    bootstrap.init_app(app)
    csrf.init_app(app)
    mail.init_app(app)
    Security(
        app,
        FSQLALiteUserDatastore(db, modelos.Persona, SinRolGlobal),
        login_form=FormularioEntrar,
    )
    _sin_identidad(app)
    puerta.iniciar(app)


def _sin_identidad(app: Flask) -> None:
    """Nobody here asks Flask-Principal who it is (roles are held per manual), and its hook would
    read the account of whoever asks for a stylesheet."""
    ganchos = app.before_request_funcs[None]
    ganchos[:] = [g for g in ganchos if not isinstance(getattr(g, "__self__", None), Principal)]


def _es_de_los_modelos(nombre: str | None, tipo: str, _: object) -> bool:
    """What each engine searches with is made by the migrations and is in no model."""
    return not (nombre or "").startswith(("texto_fts", "ix_trozo_indexado_palabras"))


def _migraciones(app: Flask) -> str:
    return f"{app.root_path}/../migrations/versions"
