// Pasting: a list from Word or from an e-mail becomes items, without its numbers and formatting.

import { anunciar, formulario } from "./pagina.js";
import { enPartes, piezaDe, tocar, tocarOrden } from "./piezas.js";
import { crecer, enfocar, nuevaFila, renumerar, textoDe } from "./filas.js";

const NUMERACION = /^\s*(?:\(?\d{1,3}(?:\.\d{1,3})*[.)](?:[-–]|\s|$|(?=\p{L}))|\d{1,3}\s*[-–]\s|[a-zñ][.)]\s|[ivx]{1,5}[.)]\s|[•·▪●○◦■□➢✓*–—-]\s+|[o§]\t)\s*/iu;
const BLOQUES = "li, p, tr, h1, h2, h3, h4, h5, h6";
const MAXIMO = 400;

// Plain text where it kept the lines; the paragraphs of the formatted one where it lost them.
function lineasDe(datos) {
  const llanas = enPartes(datos.getData("text/plain")).filter(Boolean);
  if (llanas.length > 1) return llanas;
  const documento = new DOMParser().parseFromString(datos.getData("text/html"), "text/html");
  const bloques = Array.from(documento.body.querySelectorAll(BLOQUES)).filter((b) => !b.querySelector(BLOQUES));
  const lineas = bloques.map((b) => enPartes(b.textContent).filter(Boolean).join(" ")).filter(Boolean);
  return lineas.length > 1 ? lineas : llanas;
}

const soloImagen = (datos) =>
  !datos.getData("text/plain") && !datos.getData("text/html").replace(/<[^>]*>/g, "").trim() &&
  Array.from(datos.items ?? []).some((i) => i.kind === "file");

const sinNumero = (linea) => linea.replace(NUMERACION, "") || linea;

export function pegar(evento) {
  const area = evento.target;
  const datos = evento.clipboardData;
  if (soloImagen(datos)) {
    evento.preventDefault();
    anunciar("Aquí solo va texto: la imagen no se pegó y lo escrito sigue igual.");
    avisarEn(area);
    return;
  }
  if (!area.matches(".ed-item textarea")) return;
  const lineas = lineasDe(datos);
  const entera = area.selectionStart === 0 && area.selectionEnd === area.value.length;
  if (lineas.length < 2) {
    if (!entera || !lineas.length || sinNumero(lineas[0]) === lineas[0]) return;
    evento.preventDefault();
    area.value = sinNumero(lineas[0]);
    crecer(area);
    tocar(piezaDe(area));
    return;
  }
  evento.preventDefault();
  if (formulario.querySelectorAll(".ed-item, .ed-comp, .ed-nota").length + lineas.length - 1 > MAXIMO) {
    anunciar(`No se pegó: son ${lineas.length} renglones y en un cargo caben ${MAXIMO}.`);
    avisarEn(area, `No se pegó: son ${lineas.length} renglones y en un cargo caben ${MAXIMO}.`);
    return;
  }
  const fila = area.closest(".ed-item");
  const cola = area.value.slice(area.selectionEnd);
  const [primera, ...resto] = lineas.map(sinNumero);
  area.value = area.value.slice(0, area.selectionStart) + primera;
  const filas = [fila];
  for (const texto of resto) {
    const nueva = nuevaFila(fila.parentElement, texto, fila.dataset.forma);
    filas.at(-1).after(nueva);
    filas.push(nueva);
  }
  textoDe(filas.at(-1)).value += cola;
  renumerar(fila.parentElement);
  filas.forEach((f) => crecer(textoDe(f)));
  enfocar(filas.at(-1));
  tocarOrden(fila.parentElement);
  tocar(...filas.map(piezaDe));
  anunciar(`Se pegaron ${lineas.length} renglones, cada uno en su lugar.`);
}

// Said beside the field too, until something is typed in it.
function avisarEn(area, mensaje = "Aquí solo va texto: la imagen no se pegó.") {
  area.parentElement.querySelector(".ed-al-pegar")?.remove();
  const nota = Object.assign(document.createElement("p"), { className: "ed-al-pegar", textContent: mensaje });
  area.after(nota);
  area.addEventListener("input", () => nota.remove(), { once: true });
}

formulario.addEventListener("paste", pegar);
