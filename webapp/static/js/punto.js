// The page of an agenda item: warns before losing words.

const formulario = document.querySelector("[data-punto]");

if (formulario) {
  const inicial = new URLSearchParams(new FormData(formulario)).toString();
  let enviado = false;
  formulario.addEventListener("submit", () => {
    enviado = true;
  });
  window.addEventListener("beforeunload", (evento) => {
    const ahora = new URLSearchParams(new FormData(formulario)).toString();
    if (!enviado && ahora !== inicial) evento.preventDefault();
  });
  window.addEventListener("pageshow", (evento) => {
    if (evento.persisted) enviado = false;
  });
}
