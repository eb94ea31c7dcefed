// The editor without reloading: the page's own buttons, done in place, a few keys, and what a page that
// was closed left behind. Everything here also works as a plain form; this only saves the waiting.

import { anunciar, avisar, decirEstado, fecha, formulario, hora } from "./pagina.js";
import { iguales, lugarDe, piezaDe, sabido, saber, tocar, tocarOrden } from "./piezas.js";
import { agregar, crear, crecer, crecerTodo, mover, partir, quitar, quitarVacias, renumerar, unir } from "./filas.js";
import { acomodar, ponerEnLaHoja } from "./aplicar.js";
import { choques } from "./choques.js";
import { guardar, hayPendiente, porJustificar, programar, todoGuardado } from "./guardado.js";
import { recoger } from "./local.js";
import { corregir, ir, revertir } from "./riel.js";
import "./conceptos.js";
import "./novedades.js";
import "./pegado.js";

const OTRA_VEZ = 30_000;

const HACER = {
  agregar: (_boton, clave, lugar) => agregar(clave, Number(lugar)),
  quitar: (boton) => quitar(boton.closest("li")),
  subir: (boton) => mover(boton.closest("li"), -1),
  bajar: (boton) => mover(boton.closest("li"), 1),
  "agregar-comp": () => crear("[data-competencias]", "Se agregó una competencia."),
  "agregar-nota": () => crear("[data-notas]", "Se agregó una nota."),
  "quitar-nota": (boton) => quitar(boton.closest("li")),
  revertir: (boton, ...pieza) => revertir(boton, pieza.join(":")),
  corregir: (boton) => corregir(boton),
  guardar: () => guardarYa(),
  revisar: async () => { if (await guardarYa()) location.assign(formulario.dataset.cambios); },
};

// Says whether everything written is in the draft; when it isn't, what is missing.
async function guardarYa() {
  quitarVacias();
  const bien = await guardar();
  if (bien) {
    decirEstado(`Guardado a las ${hora()}`);
    anunciar("Guardado.");
  } else if (choques.size) {
    anunciar("Antes elija entre los dos textos.");
    ir(lugarDe(choques.keys().next().value));
  }
  return bien;
}

formulario.addEventListener("submit", (evento) => {
  const boton = evento.submitter;
  const [verbo, ...resto] = (boton?.value ?? "guardar").split(":");
  const hacer = HACER[verbo];
  if (!hacer) return;
  evento.preventDefault();
  hacer(boton, ...resto);
});

formulario.addEventListener("input", (evento) => {
  if (evento.target.matches("textarea")) crecer(evento.target);
  tocar(piezaDe(evento.target));
});

formulario.addEventListener("change", (evento) => {
  if (!evento.target.matches('[name$="-forma"]')) return;
  const fila = evento.target.closest(".ed-item");
  fila.dataset.forma = evento.target.value;
  renumerar(fila.parentElement);
});

formulario.addEventListener("focusout", () => { if (hayPendiente()) programar(0); });

formulario.addEventListener("keydown", (evento) => {
  const area = evento.target;
  const fila = area.closest?.(".ed-item, .ed-comp");
  if (!fila || evento.isComposing) return;
  if (evento.altKey && ["ArrowUp", "ArrowDown"].includes(evento.key)) {
    evento.preventDefault();
    mover(fila, evento.key === "ArrowUp" ? -1 : 1);
    return;
  }
  if (!area.matches(".ed-item textarea") || evento.altKey || evento.ctrlKey || evento.metaKey) return;
  const alInicio = area.selectionStart === 0 && area.selectionEnd === 0;
  if (evento.key === "Enter" && !evento.shiftKey) {
    evento.preventDefault();
    partir(area);
  } else if (evento.key === "Backspace" && alInicio && fila.previousElementSibling) {
    evento.preventDefault();
    unir(area);
  }
});

document.addEventListener("keydown", (evento) => {
  if ((evento.ctrlKey || evento.metaKey) && evento.key.toLowerCase() === "s") {
    evento.preventDefault();
    guardarYa();
  }
});

// You sign what you saw: what the other forms of the page do waits until what is written is saved.
document.addEventListener("submit", async (evento) => {
  const otro = evento.target;
  if (otro === formulario || !otro.closest(".lado-panel") || (todoGuardado() && !choques.size)) return;
  evento.preventDefault();
  const boton = evento.submitter;
  if (await guardar()) {
    otro.requestSubmit(boton);
    return;
  }
  const falta = "Guarde primero: hay cambios que todavía no están en el borrador.";
  decirEstado(falta, { falta: true });
  anunciar(falta);
  formulario.querySelector('[value="guardar"]').focus();
}, true);

// What a page left without saving goes back to its place, and is sent as that page would have.
function recuperar({ momento, piezas, porques }) {
  let algo = false;
  const nuevas = new Map();
  const nombres = Object.keys(piezas).filter((p) => !iguales(sabido.get(p) ?? null, piezas[p].despues));
  const ordenes = nombres.filter((p) => p.startsWith("orden:"));
  for (const pieza of nombres.filter((p) => !ordenes.includes(p) && p !== "secciones")) {
    const { antes, despues, orden, tras } = piezas[pieza];
    ponerEnLaHoja(pieza, despues, nuevas);
    if (nuevas.has(pieza) && !ordenes.includes(orden)) ponerTras(orden, tras, nuevas.get(pieza));
    if (/^(item|competencia):/.test(pieza) && despues === null && antes === null) continue;
    saber(pieza, antes);
    algo = true;
  }
  for (const orden of ordenes) {
    acomodar(orden, piezas[orden].despues, nuevas);
    algo = true;
  }
  for (const pieza of nombres.filter((p) => p !== "secciones")) {
    if (pieza.startsWith("orden:")) tocarOrden(lugarDe(pieza)); else tocar(pieza);
  }
  for (const [pieza, texto] of Object.entries(porques)) {
    const area = document.querySelector(`[data-porque="${CSS.escape(pieza)}"]`);
    if (!area || area.value.trim() === texto.trim()) continue;
    area.closest("details").open = true;
    area.value = texto;
    porJustificar.set(pieza, texto);
    algo = true;
  }
  if (!algo) return;
  crecerTodo();
  const cuando = new Date(momento);
  const mensaje = `Recuperamos lo que escribió el ${fecha(cuando)} a las ${hora(cuando)} y no se había guardado.`;
  avisar(mensaje);
  programar(0);
}

function ponerTras(orden, tras, fila) {
  const lista = lugarDe(orden);
  if (!lista) return;
  const previa = [...lista.children].findIndex((f) => f.dataset.id === tras);
  const ids = [...lista.children].map((f) => f.dataset.id);
  ids.splice(previa + 1, 0, fila.dataset.id);
  acomodar(orden, ids, new Map([[piezaDe(fila) || `item:${fila.dataset.id}`, fila]]));
}

// Somebody may have typed before this module arrived, the browser brought their text back, or the server
// answered with what they wrote.
function mirarLaHoja() {
  const suyo = "suyo" in formulario.dataset;
  const elegida = (c) => [...c.options].find((o) => o.defaultSelected) ?? c.options[0];
  const cambiado = (c) => (c.matches("select")
    ? c.selectedOptions[0] !== elegida(c)
    : c.type !== "hidden" && c.value !== c.defaultValue);
  const campos = [...formulario.querySelectorAll("input, textarea, select")].filter((c) => suyo || cambiado(c));
  tocar(...new Set(campos.map(piezaDe)));
  if (!suyo) return;
  formulario.querySelectorAll(".ed-lista").forEach(tocarOrden);
  for (const pieza of sabido.keys()) if (/^(item|competencia):/.test(pieza) && !lugarDe(pieza)) tocar(pieza);
  document.querySelector(".choques")?.remove();
}

formulario.querySelector(".ed-barra").dataset.vivo = "";
document.getElementById("atajos").hidden = false;
decirEstado("Se guarda solo mientras escribe.");
crecerTodo();
mirarLaHoja();
recoger(recuperar);
setInterval(() => recoger(recuperar), OTRA_VEZ);
