// The sign pad: strokes as vectors with time and pressure, in the unit that the report keeps (AttestationV1):
// [x, y, t, p], x and y in tenths of a CSS pixel of the pad as it was when the first stroke began, t in
// milliseconds since the first point, p 0-1000. Turning the phone scales the picture and bends nothing.
const form = document.getElementById("pad-form");
const frame = form.querySelector(".pad");
const svg = frame.querySelector("svg");
const line = svg.querySelector(".line");
const ink = svg.querySelector(".ink");
const hint = frame.querySelector("p");
const sign = form.querySelector("[data-sign]");
const MOST_STROKES = 400;
const MOST_POINTS = 5000;
const CLOSER_ADDS_NOTHING = 8;
const SHORTEST_SIGNATURE = 250;

let strokes = [];
let pad = null;
let began = null;
let running = null;
let sent = false;

const sizeOf = (box) => ({ width: Math.max(1, Math.round(box.width * 10)), height: Math.max(1, Math.round(box.height * 10)) });

function pointAt(event, box) {
  const scale = Math.min(box.width / pad.width, box.height / pad.height) || 1;
  const left = box.left + (box.width - pad.width * scale) / 2;
  const top = box.top + (box.height - pad.height * scale) / 2;
  began ??= event.timeStamp;
  const pressure = event.pressure > 0 ? Math.min(1000, Math.round(event.pressure * 1000)) : 500;
  return [
    Math.round((event.clientX - left) / scale),
    Math.round((event.clientY - top) / scale),
    Math.max(0, Math.round(event.timeStamp - began)),
    pressure,
  ];
}

function add(stroke, point) {
  const last = stroke[stroke.length - 1];
  if (stroke.length >= MOST_POINTS) return;
  if (last && Math.hypot(point[0] - last[0], point[1] - last[1]) < CLOSER_ADDS_NOTHING) return;
  stroke.push(point);
}

function pathOf(stroke) {
  const [first, ...rest] = stroke;
  return `M${first[0]} ${first[1]}` + (rest.length ? rest.map((p) => `L${p[0]} ${p[1]}`).join("") : "l1 0");
}

function pathElement(stroke) {
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const mean = stroke.reduce((sum, point) => sum + point[3], 0) / stroke.length;
  path.setAttribute("d", pathOf(stroke));
  path.setAttribute("stroke-width", String(Math.round(18 + (mean / 1000) * 24)));
  return path;
}

function lengthOf(all) {
  let length = 0;
  for (const stroke of all) {
    for (let i = 1; i < stroke.length; i++) length += Math.hypot(stroke[i][0] - stroke[i - 1][0], stroke[i][1] - stroke[i - 1][1]);
  }
  return length;
}

function show() {
  const size = pad ?? sizeOf(frame.getBoundingClientRect());
  svg.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
  line.setAttribute("d", `M200 ${size.height - 600}H${size.width - 200}`);
  const all = running ? [...strokes, running.stroke] : strokes;
  ink.replaceChildren(...all.map(pathElement));
  hint.hidden = all.length > 0;
  sign.disabled = sent || lengthOf(strokes) < SHORTEST_SIGNATURE;
}

frame.addEventListener("pointerdown", (event) => {
  if (running || sent || strokes.length >= MOST_STROKES || (event.pointerType === "mouse" && event.button !== 0)) return;
  event.preventDefault();
  frame.setPointerCapture(event.pointerId);
  const box = frame.getBoundingClientRect();
  pad ??= sizeOf(box);
  running = { pointer: event.pointerId, box, stroke: [pointAt(event, box)] };
  show();
});

frame.addEventListener("pointermove", (event) => {
  if (!running || running.pointer !== event.pointerId) return;
  const seen = event.getCoalescedEvents?.() ?? [];
  for (const one of seen.length ? seen : [event]) add(running.stroke, pointAt(one, running.box));
  show();
});

for (const kind of ["pointerup", "pointercancel"]) {
  frame.addEventListener(kind, (event) => {
    if (!running || running.pointer !== event.pointerId) return;
    strokes = [...strokes, running.stroke];
    running = null;
    show();
  });
}

function forget() {
  if (strokes.length) return show();
  pad = null;
  began = null;
  show();
}

form.querySelector("[data-undo]").addEventListener("click", () => {
  strokes = strokes.slice(0, -1);
  forget();
});
form.querySelector("[data-clear]").addEventListener("click", () => {
  strokes = [];
  forget();
});
form.addEventListener("submit", (event) => {
  if (sent || lengthOf(strokes) < SHORTEST_SIGNATURE) return event.preventDefault();
  form.elements.strokes.value = JSON.stringify(strokes);
  form.elements.pad.value = JSON.stringify(pad);
  sent = true;
  sign.disabled = true;
});
// Coming back with the browser's arrow: the page is as it was, and may be sent again.
addEventListener("pageshow", () => {
  sent = false;
  show();
});
addEventListener("resize", show);
form.hidden = false;
show();
