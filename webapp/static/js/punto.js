// The page of an agenda item: says that the packet is being made, and warns before losing words.

const formulario = document.querySelector("[data-punto]");

if (formulario) {
  const inicial = new URLSearchParams(new FormData(formulario)).toString();
  let enviado = false;
  formulario.addEventListener("submit", (evento) => {
    enviado = true;
    if (evento.submitter?.value === "expediente") {
      formulario.querySelector("[data-preparando]").hidden = false;
    }
  });
  window.addEventListener("beforeunload", (evento) => {
    const ahora = new URLSearchParams(new FormData(formulario)).toString();
    if (!enviado && ahora !== inicial) evento.preventDefault();
  });
  window.addEventListener("pageshow", (evento) => {
    if (!evento.persisted) return;
    enviado = false;
    formulario.querySelector("[data-preparando]").hidden = true;
  });
}
