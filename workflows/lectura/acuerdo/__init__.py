"""The text of an agreement that somebody pasted → what it says, and where it disagrees."""

from workflows.lectura.acuerdo.cotejo import Discrepancia, Lote, cotejar
from workflows.lectura.acuerdo.leer import AcuerdoLeido, leer_acuerdo_pegado
from workflows.lectura.acuerdo.nombrados import CargoDelManual, Nombrados

__all__ = [
    "AcuerdoLeido",
    "CargoDelManual",
    "Discrepancia",
    "Lote",
    "Nombrados",
    "cotejar",
    "leer_acuerdo_pegado",
]
