"""What the signed-in person may start from a page of the manual."""

from __future__ import annotations

from webapp.consultas.manuales import ManualVisto
from webapp.permisos import IMPORTA, mis_roles
from workflows.formatos.modelo import ClaseActo


def acciones(manual: ManualVisto) -> dict[str, object]:
    """``puede_abrir``, ``puede_importar`` and ``puede_derogar`` (the label of the acto, or "")."""
    roles = mis_roles(manual)
    abrir = manual.formato.actos_de(ClaseActo.APERTURA)[0]
    derogar = next(iter(manual.formato.actos_de(ClaseActo.DEROGACION)), None)
    assert IMPORTA.roles is not None
    importan = IMPORTA.roles(manual.formato)
    return {
        "puede_abrir": bool(roles & set(abrir.roles)),
        "puede_importar": bool(roles & importan),
        "puede_derogar": derogar.rotulo if derogar and roles & set(derogar.roles) else "",
    }
