// A form whose answer takes a while: its bar is shown, and it is not sent twice. Where the form says
// who knows how far it is, the bar tells it.

const CADA = 1000;

for (const formulario of document.querySelectorAll("form[data-tarda]")) {
  formulario.addEventListener("submit", (suceso) => {
    if (formulario.dataset.enviado) { suceso.preventDefault(); return; }
    formulario.dataset.enviado = "si";
    formulario.querySelector("[data-tardando]").hidden = false;
    if (formulario.dataset.tarda) contar(formulario);
  });
}

// Until the answer takes the place of the page. What cannot be asked now is asked again.
async function contar(formulario) {
  const barra = formulario.querySelector("[data-tardando] progress");
  const dice = formulario.querySelector("[data-tardando] label");
  while (formulario.dataset.enviado) {
    const como = await fetch(formulario.dataset.tarda, { headers: { Accept: "application/json" } })
      .then((respuesta) => respuesta.json(), () => ({})).catch(() => ({}));
    if (como.sigue) {
      barra.max = como.total;
      barra.value = como.hechos;
      dice.textContent = como.dice;
    }
    await new Promise((sigue) => { setTimeout(sigue, CADA); });
  }
}

// Coming back with the browser's own button, it can be sent again.
addEventListener("pageshow", () => {
  for (const formulario of document.querySelectorAll("form[data-tarda]")) {
    delete formulario.dataset.enviado;
    formulario.querySelector("[data-tardando]").hidden = true;
  }
});
