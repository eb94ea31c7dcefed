// Two texts of one piece: both are shown under it, with what differs, until this person chooses.

import { anunciar, boton, elemento, formulario } from "./pagina.js";
import { campoDe, leer, listaDe, lugarDe, olvidar, partes, retenidas, saber, sabido, tocar, tocarOrden } from "./piezas.js";
import { acomodar, ponerEnLaHoja } from "./aplicar.js";
import { crecer } from "./filas.js";

// Piece → {actual: the other's text, null if they removed it; de, lugar, html}.
export const choques = new Map();
const cajas = new Map();
const oyentes = [];

export const alElegir = (hacer) => { oyentes.push(hacer); };

const ES_FILA = /^(item|competencia):/;

export function mostrarChoque(choque, base) {
  const { pieza, actual } = choque;
  const nuevo = !choques.has(pieza);
  choque.quita = choques.get(pieza)?.quita ?? leer(pieza) === null;
  if (ES_FILA.test(pieza) && !lugarDe(pieza) && actual) devolverFila(pieza, actual);
  if (!lugarDe(pieza)) return;
  choques.set(pieza, choque);
  saber(pieza, base);
  if (actual === null) retenidas.add(partes(pieza)[1]);
  dibujar(choque);
  if (nuevo) anunciar(`${mayuscula(choque.de)} también cambió ${choque.lugar}. Los dos textos están a salvo, debajo de ese texto: elija uno o únalos.`);
}

// This person had removed a row that somebody else changed: it comes back, for them to choose.
function devolverFila(pieza, actual) {
  const [clase, id] = partes(pieza);
  const nuevas = new Map();
  ponerEnLaHoja(pieza, actual, nuevas);
  const orden = [...sabido].find(([p, v]) => p.startsWith("orden:") && v.includes(id));
  if (orden) acomodar(...orden, nuevas);
  else if (clase === "item") document.querySelector("[data-clave]").append(nuevas.get(pieza));
}

const mayuscula = (texto) => texto.charAt(0).toUpperCase() + texto.slice(1);

function dibujar(choque) {
  const { pieza, lugar, de, actual, html, quita } = choque;
  const corto = de.startsWith("usted") ? "lo de la otra pestaña" : `lo de ${de.split(" ")[0]}`;
  const opciones = actual === null
    ? [["Devolverlo con mi texto", () => elegirMio(pieza)], ["Dejarlo quitado", () => elegirOtro(pieza)]]
    : quita
      ? [["Quitarlo de todos modos", () => quitarla(pieza)], [`Dejar ${corto}`, () => elegirOtro(pieza)]]
      : [["Dejar lo mío", () => elegirMio(pieza)], [`Dejar ${corto}`, () => elegirOtro(pieza)]];
  if (actual !== null && !quita && !pieza.startsWith("campo:")) opciones.push(["Unir los dos", () => unirLosDos(pieza)]);
  const caja = elemento("div", { className: "choque" });
  caja.setAttribute("role", "group");
  caja.setAttribute("aria-label", `Dos textos en ${lugar}`);
  const que = actual === null ? `${mayuscula(de)} quitó esto mientras usted escribía.`
    : quita ? `Usted quitó esto y ${de} lo había cambiado.`
      : `${mayuscula(de)} cambió esto mientras usted escribía.`;
  caja.append(elemento("p", { className: "choque-aviso", textContent: `${que} Sus dos textos están a salvo.` }));
  caja.append(elemento("div", { innerHTML: html }));
  caja.append(elemento("p", { className: "botones" }, ...opciones.map(([palabras, hacer]) => boton(palabras, hacer))));
  const anterior = cajas.get(pieza);
  if (anterior?.contains(document.activeElement)) {
    anterior.querySelector(".choque-textos")?.replaceWith(caja.querySelector(".choque-textos"));
    return;
  }
  anterior?.remove();
  cajas.set(pieza, caja);
  const donde = lugarDe(pieza);
  if (donde.matches("input")) donde.after(caja);
  else if (donde.matches(".ed-lista")) donde.after(caja);
  else (donde.querySelector(".ed-texto") ?? donde).append(caja);
}

function cerrar(pieza, mensaje) {
  const campo = campoDe(lugarDe(pieza));
  choques.delete(pieza);
  cajas.get(pieza)?.remove();
  cajas.delete(pieza);
  retenidas.delete(partes(pieza)[1]);
  (campo ?? formulario.querySelector('[value="guardar"]')).focus();
  anunciar(mensaje);
  for (const oir of oyentes) oir();
}

function elegirMio(pieza) {
  const { actual } = choques.get(pieza);
  saber(pieza, actual);
  retenidas.delete(partes(pieza)[1]);
  tocar(pieza);
  if (actual === null) tocarOrden(listaDe(lugarDe(pieza)));
  cerrar(pieza, "Queda su texto; el otro sigue en la historia.");
}

function elegirOtro(pieza) {
  const { actual } = choques.get(pieza);
  saber(pieza, actual);
  const fila = ES_FILA.test(pieza) ? lugarDe(pieza) : null;
  const vecina = fila?.nextElementSibling ?? fila?.previousElementSibling;
  ponerEnLaHoja(pieza, actual);
  olvidar(pieza);
  cerrar(pieza, actual === null ? "Queda quitado; su texto sigue en la historia." : "Queda el otro texto; el suyo sigue en la historia.");
  if (actual === null) campoDe(vecina)?.focus();
}

function quitarla(pieza) {
  const { actual } = choques.get(pieza);
  const lista = listaDe(lugarDe(pieza));
  saber(pieza, actual);
  ponerEnLaHoja(pieza, null);
  tocar(pieza);
  tocarOrden(lista);
  cerrar(pieza, "Se quitó; los dos textos siguen en la historia.");
}

function unirLosDos(pieza) {
  const { actual } = choques.get(pieza);
  const mio = leer(pieza);
  saber(pieza, actual);
  if (pieza === "notas") {
    const hay = actual.map((n) => JSON.stringify([n.marca, n.texto]));
    ponerEnLaHoja(pieza, [...actual, ...mio.filter((n) => !hay.includes(JSON.stringify([n.marca, n.texto])))]);
  } else {
    const clave = "texto" in mio ? "texto" : "concepto";
    ponerEnLaHoja(pieza, { ...mio, [clave]: [actual[clave], mio[clave]].filter(Boolean).join(" ") });
  }
  tocar(pieza);
  cerrar(pieza, "Los dos textos están juntos: corrija lo que haga falta. Se guarda solo.");
  const campo = campoDe(lugarDe(pieza));
  if (campo?.matches("textarea")) crecer(campo);
}

