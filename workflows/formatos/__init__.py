"""Formatos: one TOML file an institution, and the loader that refuses a wrong one."""

from workflows.formatos.cargador import cargar, catalogo, leer_formato
from workflows.formatos.modelo import Formato

__all__ = ["Formato", "cargar", "catalogo", "leer_formato"]
