"""What the signed-in person may start from a page of the manual."""

from __future__ import annotations

from webapp.consultas.manuales import ManualVisto
from webapp.permisos import mis_roles
from workflows.formatos.modelo import ClaseActo


def acciones(manual: ManualVisto) -> dict[str, object]:
    """``puede_abrir`` and ``puede_derogar`` (the label of the acto, or "")."""
    roles = mis_roles(manual)
    abrir = manual.formato.actos_de(ClaseActo.APERTURA)[0]
    derogar = next(iter(manual.formato.actos_de(ClaseActo.DEROGACION)), None)
    return {
        "puede_abrir": bool(roles & set(abrir.roles)),
        "puede_derogar": derogar.rotulo if derogar and roles & set(derogar.roles) else "",
    }
