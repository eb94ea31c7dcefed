"""The reader: bytes of text or Markdown become cargos, and every line is accounted for."""

from workflows.lectura.decodificar import decodificar
from workflows.lectura.leer import leer
from workflows.lectura.modelo import CargoLeido, Lectura
from workflows.lectura.salida import a_json, cargo_a_json

__all__ = ["CargoLeido", "Lectura", "a_json", "cargo_a_json", "decodificar", "leer"]
