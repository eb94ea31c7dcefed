// What is not in the draft yet, kept on this machine: per version, person and page. A page that is
// gone (laptop closed, browser killed) leaves it to the next one; a page that lives keeps its own.

import { persona, version } from "./pagina.js";
import { lugarDe, listaDe, ordenDe } from "./piezas.js";

const PREFIJO = `vigente:${version}:${persona}:`;
const PROPIA = PREFIJO + Math.random().toString(36).slice(2);
const LATIDO = 5_000;
const SIN_LATIDO = 20_000;

// Whether this browser keeps a copy: it may be full, or forbid it.
export const copia = { fiable: true };
let guardado = null;

// A page holds a lock with the name of what it keeps; where there are no locks, it writes the time.
if (navigator.locks) navigator.locks.request(PROPIA, () => new Promise(() => {}));

function escribir(dato) {
  try {
    if (dato) localStorage.setItem(PROPIA, JSON.stringify(dato)); else localStorage.removeItem(PROPIA);
    copia.fiable = true;
  } catch {
    copia.fiable = false;
  }
}

// Keep what is pending ({piece: {antes, despues}}, {piece: reason}), or nothing. `queda` is false when leaving.
export function conservar(pendientes, porques, queda = true) {
  const piezas = {};
  for (const [pieza, edicion] of pendientes) {
    const fila = /^(item|competencia):/.test(pieza) ? lugarDe(pieza) : null;
    const lugar = fila ? { orden: ordenDe(listaDe(fila)), tras: fila.previousElementSibling?.dataset.id ?? "" } : {};
    piezas[pieza] = { ...edicion, ...lugar };
  }
  const hay = pendientes.size || porques.size;
  if (!hay && !guardado) return;
  guardado = hay
    ? { momento: new Date().toISOString(), latido: queda ? Date.now() : 0, piezas, porques: Object.fromEntries(porques) }
    : null;
  escribir(guardado);
}

setInterval(() => {
  if (guardado && !navigator.locks) escribir(Object.assign(guardado, { latido: Date.now() }));
}, LATIDO);

function leer(llave) {
  try {
    const dato = JSON.parse(localStorage.getItem(llave));
    return dato?.piezas ? dato : null;
  } catch {
    return null;
  }
}

function abandonadas() {
  try {
    return Object.keys(localStorage).filter((llave) => llave.startsWith(PREFIJO) && llave !== PROPIA);
  } catch {
    copia.fiable = false;
    return [];
  }
}

// Hand over, one by one, what pages that are gone left; it is forgotten once `poner` has it.
export async function recoger(poner) {
  for (const llave of abandonadas()) {
    const tomar = () => {
      const dato = leer(llave);
      if (dato) poner(dato);
      localStorage.removeItem(llave);
    };
    if (navigator.locks) {
      await navigator.locks.request(llave, { ifAvailable: true }, (libre) => { if (libre) tomar(); });
    } else if (Date.now() - (leer(llave)?.latido ?? 0) > SIN_LATIDO) {
      tomar();
    }
  }
}
