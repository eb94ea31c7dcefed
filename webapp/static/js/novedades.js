// Who else has this draft open, and what they saved: asked for while the page is looked at.

import { anunciar, decirEstado, elemento } from "./pagina.js";
import { lugarDe, piezaDe, partes } from "./piezas.js";
import { alResponder, recibir, serieActual } from "./guardado.js";
import { pedir } from "./servidor.js";

const CADA = 8_000;
const BRILLO = 4_000;
const linea = document.getElementById("ed-presentes");
let preguntando = false;
let antes = "";

export async function preguntar() {
  if (preguntando || document.visibilityState !== "visible") return;
  preguntando = true;
  const { status, datos } = await pedir("novedades", { serie: serieActual(), pieza: piezaDe(document.activeElement) });
  preguntando = false;
  if (status === 409) decirEstado(datos.error, { falta: true }); // somebody signed it
  if (status !== 200) return;
  if (datos.cambios !== undefined && datos.serie > serieActual()) recibir(datos);
  mostrarPresentes(datos.presentes);
}

const nombreDe = (pieza) => {
  const lugar = pieza ? lugarDe(pieza) : null;
  if (!lugar) return "";
  if (lugar.matches(".ed-item")) return lugar.querySelector("textarea").getAttribute("aria-label");
  if (partes(pieza)[0] === "competencia") return `la competencia ${lugar.querySelector('[name="comp-competencia"]').value}`.trim();
  return lugar.getAttribute("aria-label") ?? "las notas al pie";
};

function mostrarPresentes(presentes) {
  const dichos = presentes.map(({ nombre, pieza }) => {
    const donde = nombreDe(pieza);
    return donde ? `${nombre} (en ${donde})` : nombre;
  });
  linea.hidden = !dichos.length;
  linea.textContent = dichos.length ? `También está${dichos.length > 1 ? "n" : ""} aquí: ${dichos.join("; ")}` : "";
  const nombres = presentes.map((p) => p.nombre).join(" y ");
  if (nombres !== antes && nombres) anunciar(`También está aquí: ${nombres}.`);
  antes = nombres;
  document.querySelectorAll(".ed-aqui").forEach((marca) => marca.remove());
  for (const { nombre, pieza } of presentes) {
    const lugar = pieza ? lugarDe(pieza) : null;
    const texto = lugar?.matches(".ed-item") ? lugar.querySelector(".ed-texto") : lugar?.matches(".ed-comp") ? lugar : null;
    texto?.append(elemento("p", { className: "ed-aqui", textContent: `${nombre} está aquí` }));
  }
}

// What others changed is told, and shines for a moment.
alResponder(({ quienes = {} }, cambiadas) => {
  const filas = cambiadas.map((pieza) => [lugarDe(pieza), quienes[pieza]]).filter(([lugar]) => lugar);
  for (const [lugar] of filas) {
    lugar.classList.add("ed-reciente");
    setTimeout(() => lugar.classList.remove("ed-reciente"), BRILLO);
  }
  if (!cambiadas.length) return;
  const quien = quienes[cambiadas[0]] ?? "Otra persona";
  const donde = cambiadas.map(nombreDe).filter(Boolean);
  const que = donde.length ? (donde.length < 4 ? donde.join("; ") : `${donde.length} lugares`) : "lo que había en la hoja";
  anunciar(`${quien.charAt(0).toUpperCase()}${quien.slice(1)} cambió ${que}.`);
});

setInterval(preguntar, CADA);
window.addEventListener("focus", preguntar);
document.addEventListener("visibilitychange", preguntar);
preguntar();
