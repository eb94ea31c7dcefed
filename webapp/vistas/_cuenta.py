"""The page of one's own account: what each of its sections is drawn from."""

from __future__ import annotations

from flask import render_template
from flask_security import current_user

from webapp.acceso.contrasenas import tiene


def pagina(*, error: str = "") -> str:
    """The page as it is now; ``error`` is what stopped the form of the notices."""
    return render_template(
        "cuenta.html",
        avisos=current_user.avisos,
        error=error,
        con_contrasena=tiene(current_user),
    )
