// The editor without reloading: the page's own buttons, done in place, and a few keys.
// Everything here also works as a plain form; this module only saves the waiting.

import {
  agregar, anunciar, crear, crecer, crecerTodo, decirEstado, formulario, marcar, mover, olvidarQuitado,
  partir, pegar, quitar, renumerar, sesion, unir,
} from "./filas.js";

let guardando = false;

const HACER = {
  agregar: (_boton, clave, lugar) => agregar(clave, Number(lugar)),
  quitar: (boton) => quitar(boton.closest("li")),
  subir: (boton) => mover(boton.closest("li"), -1),
  bajar: (boton) => mover(boton.closest("li"), 1),
  "agregar-comp": () => crear("molde-comp", "[data-competencias]", "Se agregó una competencia."),
  "agregar-nota": () => crear("molde-nota", "[data-notas]", "Se agregó una nota."),
  "quitar-nota": (boton) => quitar(boton.closest("li")),
  guardar: () => guardar(),
  revisar: async () => { if (await guardar()) location.assign(formulario.dataset.cambios); },
};

// Saves and refreshes only what the server knows better; a clash or an error is shown by the server's page.
// Says whether everything written is now in the draft: the page is not left before that.
async function guardar() {
  if (guardando) return false;
  guardando = true;
  decirEstado("Guardando…", false);
  sesion.pendiente = false;
  try {
    let { respuesta, pagina } = await enviar();
    if (respuesta.status === 400 && (await renovarFicha())) ({ respuesta, pagina } = await enviar());
    const serie = pagina.getElementById("serie");
    if (!serie) {
      noGuardado(porQueNo(pagina));
      return false;
    }
    if (!respuesta.ok || pagina.querySelector(".choques, .aviso-danger")) {
      enviarCompleto();
      return false;
    }
    document.getElementById("serie").value = serie.value;
    for (const id of ["panel-actos", "panel-cambios"]) {
      document.getElementById(id).replaceWith(pagina.getElementById(id));
    }
    formulario.querySelectorAll(".nuevo").forEach((fila) => fila.classList.remove("nuevo"));
    olvidarQuitado();
    const hora = new Date().toLocaleTimeString("es-CR", { hour: "numeric", minute: "2-digit", hour12: false });
    if (sesion.pendiente) {
      decirEstado("Hay cambios sin guardar.", true);
    } else {
      decirEstado(`Guardado a las ${hora}.`, false);
    }
    anunciar("Guardado.");
    return !sesion.pendiente;
  } catch {
    noGuardado("no hay conexión");
    return false;
  } finally {
    guardando = false;
  }
}

async function enviar() {
  const datos = new FormData(formulario);
  datos.set("accion", "guardar");
  return traer({ method: "POST", body: datos });
}

async function traer(opciones) {
  const respuesta = await fetch(formulario.action, { credentials: "same-origin", ...opciones });
  return { respuesta, pagina: new DOMParser().parseFromString(await respuesta.text(), "text/html") };
}

// Who came in again in another tab goes on writing here: this page takes the token of the new session.
async function renovarFicha() {
  const { pagina } = await traer({});
  const ficha = pagina.querySelector("#editor [name=csrf_token]");
  if (!ficha) return false;
  document.querySelectorAll("[name=csrf_token]").forEach((campo) => { campo.value = ficha.value; });
  return true;
}

function porQueNo(pagina) {
  if (!pagina.querySelector(".cabecera")) return "el servidor no respondió bien";
  if (!pagina.querySelector(".desplegable.cuenta")) return "su sesión terminó; entre en otra pestaña y guarde aquí";
  return pagina.querySelector("h1").textContent;
}

function noGuardado(causa) {
  sesion.pendiente = true;
  const mensaje = `No se pudo guardar (${causa.trim()}). Lo escrito sigue aquí; intente de nuevo.`;
  decirEstado(mensaje, true);
  anunciar(mensaje);
}

function enviarCompleto() {
  sesion.pendiente = false;
  const accion = Object.assign(document.createElement("input"), { type: "hidden", name: "accion", value: "guardar" });
  formulario.append(accion);
  formulario.submit();
}

formulario.addEventListener("submit", (evento) => {
  const boton = evento.submitter;
  const [verbo, ...resto] = (boton?.value ?? "guardar").split(":");
  const hacer = HACER[verbo];
  if (!hacer) {
    sesion.pendiente = false;
    return;
  }
  evento.preventDefault();
  hacer(boton, ...resto);
});

formulario.addEventListener("input", (evento) => {
  if (evento.target.matches("textarea")) crecer(evento.target);
  marcar();
});

formulario.addEventListener("change", (evento) => {
  if (!evento.target.matches('[name$="-forma"]')) return;
  const fila = evento.target.closest(".ed-item");
  fila.dataset.forma = evento.target.value;
  renumerar(fila.parentElement);
});

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

formulario.addEventListener("paste", (evento) => {
  if (evento.target.matches(".ed-item textarea")) pegar(evento, evento.target);
});

document.addEventListener("keydown", (evento) => {
  if ((evento.ctrlKey || evento.metaKey) && evento.key.toLowerCase() === "s") {
    evento.preventDefault();
    guardar();
  }
});

// You sign what you saw: an acto waits until what is written is saved.
document.addEventListener("submit", (evento) => {
  if (!sesion.pendiente || !evento.target.closest("#panel-actos")) return;
  evento.preventDefault();
  decirEstado("Guarde primero: hay cambios que todavía no están en el borrador.", true);
  anunciar("Guarde primero: hay cambios que todavía no están en el borrador.");
  formulario.querySelector('[value="guardar"]').focus();
});

window.addEventListener("beforeunload", (evento) => {
  if (sesion.pendiente) evento.preventDefault();
});

// Somebody may have typed before this module arrived, or the browser brought their text back.
const cambiado = (c) => c.type !== "hidden" && c.matches("input, textarea") && c.value !== c.defaultValue;
if ([...formulario.elements].some(cambiado)) marcar();

document.getElementById("atajos").hidden = false;
crecerTodo();
