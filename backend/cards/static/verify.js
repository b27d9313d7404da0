// Comfort only: without it the form still works. A chosen or dropped file is sent at once.
const form = document.querySelector(".upload");
const input = form.querySelector("input[type=file]");
const label = form.querySelector(".file");

document.documentElement.classList.add("scripted");
input.addEventListener("change", () => {
  if (input.files.length) form.requestSubmit();
});
for (const kind of ["dragenter", "dragover"]) {
  addEventListener(kind, (event) => {
    event.preventDefault();
    label.classList.add("over");
  });
}
addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) label.classList.remove("over");
});
addEventListener("drop", (event) => {
  event.preventDefault();
  label.classList.remove("over");
  if (!event.dataTransfer.files.length) return;
  input.files = event.dataTransfer.files;
  form.requestSubmit();
});
