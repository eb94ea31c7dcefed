// Talking to the server: one question, its answer as data, and what an unanswered one may mean.

import { formulario, persona } from "./pagina.js";

const PLAZO = 20_000;
const TOPE_AL_SALIR = 60_000; // what a browser lets a page send after it is gone, in bytes

const ficha = () => formulario.querySelector("[name=csrf_token]").value;

function opciones(cuerpo, mas) {
  return {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": ficha() },
    body: JSON.stringify({ persona: Number(persona), ...cuerpo }),
    ...mas,
  };
}

// Status 0 when there was no answer. `datos` is {} when the answer was no JSON.
export async function pedir(que, cuerpo) {
  try {
    const respuesta = await fetch(`${formulario.action}/${que}`, opciones(cuerpo, { signal: AbortSignal.timeout(PLAZO) }));
    return { status: respuesta.status, datos: await respuesta.json().catch(() => ({})) };
  } catch {
    return { status: 0, datos: {} };
  }
}

// The last words of a page that is leaving: nobody waits for the answer.
export function despedirse(que, cuerpo) {
  const dicho = opciones(cuerpo, { keepalive: true });
  if (new Blob([dicho.body]).size < TOPE_AL_SALIR) fetch(`${formulario.action}/${que}`, dicho).catch(() => {});
}

// Asks for this page again, and takes the token of the session there is now. What it found:
// "editor", "entrar" (nobody is signed in), "otra" (somebody else is), "cerrada" or "red".
export async function renovar() {
  try {
    const respuesta = await fetch(formulario.action, { credentials: "same-origin", signal: AbortSignal.timeout(PLAZO) });
    if (respuesta.status >= 500) return "red";
    const pagina = new DOMParser().parseFromString(await respuesta.text(), "text/html");
    const editor = pagina.getElementById("editor");
    if (!editor) return new URL(respuesta.url).pathname === formulario.dataset.entrar ? "entrar" : "cerrada";
    if (editor.dataset.persona !== persona) return "otra";
    const nueva = editor.querySelector("[name=csrf_token]").value;
    for (const campo of document.querySelectorAll("[name=csrf_token]")) campo.value = nueva;
    return "editor";
  } catch {
    return "red";
  }
}
