"""Agreements as several secretaries would write them; none is a real one."""

from __future__ import annotations

from workflows.lectura.acuerdo import CargoDelManual

#: Two cargos print the same código; two areas have a cargo of the same title.
CARGOS = [
    CargoDelManual(1, "EJECUTIVO EXPERTO", "22154", "SERVICIO AL CLIENTE"),
    CargoDelManual(2, "EJECUTIVO ESPECIALISTA", "22254", "SERVICIO AL CLIENTE"),
    CargoDelManual(3, "GESTOR GENERAL", "23354", "SERVICIO AL CLIENTE"),
    CargoDelManual(4, "GESTOR AVANZADO", "23354", "SERVICIO AL CLIENTE"),
    CargoDelManual(5, "OPERATIVO GENERAL", "41110", "PRODUCCIÓN"),
    CargoDelManual(6, "OPERATIVO GENERAL", "41190", "LABORATORIO"),
    CargoDelManual(7, "DIRECTOR", "21154", "SERVICIO AL CLIENTE"),
]

CON_TODO = """ACUERDO No. AJD-2026-112

La Junta Directiva, en el artículo IV de la sesión ordinaria N.º 2026-31, celebrada a las catorce
horas del doce de noviembre de dos mil veintiséis, con fundamento en el artículo 11 de la Ley
General de la Administración Pública, conoció el oficio CH-2026-0451 del 3 de noviembre de 2026.

CONSIDERANDO:
1. Que mediante acuerdo AJD-2020-197 se aprobó el manual que hoy rige.

POR TANTO, acuerda:
1. Aprobar la modificación de los siguientes cargos:
a) 22154 Ejecutivo Experto, Servicio al Cliente
b) 22254 – EJECUTIVO ESPECIALISTA, Servicio al Cliente
2. Rige a partir del 1 de diciembre del 2026.
ACUERDO FIRME.
"""

EN_LETRAS = """Sesión extraordinaria número treinta y uno - dos mil veintiséis, realizada el primero
de diciembre del año dos mil veintiséis. ARTÍCULO SEGUNDO. Se acuerda aprobar con los siguientes
cambios el cargo de Operativo General del Laboratorio, que rige a partir de su publicación en el
diario oficial. Acuerdo ajd — 2026 — 007. El acuerdo queda firme en la próxima sesión."""

EN_PROSA = """Se conoce propuesta. Se resuelve por unanimidad aprobar el cargo 23354 Gestor Avanzado
y devolver a la administración el cargo 22154 para que se aclare la actividad siete. Además se
acuerda aprobar el cargo 99999. Sesión 31-2026 ordinaria, efectuada el 12/11/2026, artículo 5.
Publicado en La Gaceta N.° 220 del 20 de noviembre de 2026. En firme el 19-11-2026."""
