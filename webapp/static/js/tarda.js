// A form whose answer takes a while: its bar is shown, and it is not sent twice.
for (const formulario of document.querySelectorAll("form[data-tarda]")) {
  formulario.addEventListener("submit", (suceso) => {
    if (formulario.dataset.enviado) { suceso.preventDefault(); return; }
    formulario.dataset.enviado = "si";
    formulario.querySelector("[data-tardando]").hidden = false;
  });
}
// Coming back with the browser's own button, it can be sent again.
addEventListener("pageshow", () => {
  for (const formulario of document.querySelectorAll("form[data-tarda]")) {
    delete formulario.dataset.enviado;
    formulario.querySelector("[data-tardando]").hidden = true;
  }
});
