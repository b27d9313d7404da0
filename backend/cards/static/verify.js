// Comfort only: without it the form still works. A chosen or dropped file is sent at once.
const form = document.querySelector(".upload");
const input = form.querySelector("input[type=file]");
const label = form.querySelector(".file");

const tooLarge = document.querySelector("[data-too-large]");

/** A file that is far too large is refused before it is read, and browsers then show only a broken connection. */
function send() {
  tooLarge.hidden = !input.files.length || input.files[0].size <= Number(input.dataset.max);
  if (input.files.length && tooLarge.hidden) form.requestSubmit();
}

document.documentElement.classList.add("scripted");
input.addEventListener("change", send);
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
  send();
});
