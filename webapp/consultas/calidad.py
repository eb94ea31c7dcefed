"""What the checks find in the whole manual, as it was last approved."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.consultas.manuales import ManualVisto
from webapp.entornos import aprobados
from workflows.calidad import construir, revisar
from workflows.calidad.informe import Renglon, renglones


def informe(session: Session, manual: ManualVisto) -> list[Renglon]:
    """Every finding, cargo by cargo in the order of their códigos."""
    textos = sorted(
        (a.contenido for a in aprobados(session, manual.id)),
        key=lambda c: (c.campo("codigo"), manual.formato.identidad_de(c)),
    )
    entorno = construir(manual.formato, textos)
    return [
        renglon
        for texto in textos
        for renglon in renglones(manual.formato, texto, revisar(manual.formato, texto, entorno))
    ]
