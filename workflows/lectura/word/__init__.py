"""Reading Word documents: this program's own, piece by piece; and ordinary ones, as lines."""

from __future__ import annotations

from workflows.lectura.word.corriente import texto_de
from workflows.lectura.word.lectura import de_word
from workflows.lectura.word.paquete import Paquete, abrir, es_word
from workflows.lectura.word.propio import Propio, leer_propio

__all__ = ["Paquete", "Propio", "abrir", "de_word", "es_word", "leer_propio", "texto_de"]
