// The competency table: what the manual already says of that competencia at that grade.

import { anunciar, boton, elemento, formulario } from "./pagina.js";
import { limpio } from "./piezas.js";

const LISTA = "competencias-del-manual";
let cargados = null;

const plano = (texto) => limpio(texto).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ");
const campo = (fila, nombre) => fila.querySelector(`[name="comp-${nombre}"]`);

// Asked for once, the first time somebody works in the table.
function cargar() {
  cargados ??= fetch(formulario.dataset.conceptos, { credentials: "same-origin" })
    .then((r) => (r.ok ? r.json() : []))
    .then((todos) => {
      const nombres = [...new Set(todos.map((c) => c.competencia))].sort((a, b) => a.localeCompare(b, "es"));
      document.getElementById(LISTA)?.remove();
      document.body.append(elemento("datalist", { id: LISTA }, ...nombres.map((value) => elemento("option", { value }))));
      return todos;
    })
    .catch(() => {
      cargados = null;
      return [];
    });
  return cargados;
}

const usado = ({ cargos, usos }) => `${cargos.join(", ")}${usos > cargos.length ? ` y ${usos - cargos.length} más` : ""}`;

// An empty concepto, or one that the manual uses elsewhere, is filled in; one's own words are only offered another.
async function mirar(fila, { rellenar }) {
  const todos = await cargar();
  const clave = plano(campo(fila, "competencia").value);
  const grado = Number(campo(fila, "grado").value);
  const dichos = todos.filter((c) => c.grado === grado && plano(c.competencia) === clave);
  const area = campo(fila, "concepto");
  const actual = limpio(area.value);
  const delManual = !actual || todos.some((c) => plano(c.competencia) === clave && limpio(c.concepto) === actual);
  if (rellenar && dichos.length && delManual && !dichos.some((c) => limpio(c.concepto) === actual)) {
    usar(area, dichos[0]);
  }
  ofrecer(fila, area, dichos.filter((c) => limpio(c.concepto) !== limpio(area.value)));
}

function usar(area, { concepto }) {
  area.value = concepto;
  area.dispatchEvent(new Event("input", { bubbles: true }));
  anunciar("Se puso el concepto que usa el manual.");
}

function ofrecer(fila, area, dichos) {
  let caja = fila.querySelector(".ed-conceptos");
  if (!dichos.length) {
    caja?.remove();
    return;
  }
  caja ??= area.parentElement.insertBefore(elemento("div", { className: "ed-conceptos" }), area.nextSibling);
  const dice = JSON.stringify(dichos);
  if (caja.dataset.dice === dice) return; // somebody may be pressing its button
  caja.dataset.dice = dice;
  caja.replaceChildren(...dichos.map((dicho) => elemento("div", {},
    elemento("p", { textContent: `El manual dice: «${dicho.concepto}» (${usado(dicho)})` }),
    boton(dichos.length > 1 ? "Usar este concepto" : "Usar el concepto del manual", () => {
      usar(area, dicho);
      area.focus();
      mirar(fila, { rellenar: false });
    }),
  )));
}

formulario.addEventListener("focusin", (evento) => {
  const fila = evento.target.closest(".ed-comp");
  if (!fila) return;
  campo(fila, "competencia").setAttribute("list", LISTA);
  mirar(fila, { rellenar: false });
});

formulario.addEventListener("change", (evento) => {
  if (evento.target.matches('[name="comp-competencia"], [name="comp-grado"]')) {
    mirar(evento.target.closest(".ed-comp"), { rellenar: true });
  }
});
