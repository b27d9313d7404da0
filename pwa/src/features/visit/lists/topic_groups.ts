/** Which drawing explains a guidance topic. By category, in the order of its topics g1, g2 …; unknown ones get a book. */
export type Drawing =
  | "wait"
  | "temperature"
  | "air"
  | "load"
  | "socket"
  | "danger"
  | "panel"
  | "clean"
  | "water"
  | "child"
  | "flame"
  | "window"
  | "off"
  | "age"
  | "book";

const GROUPS: Readonly<Record<string, readonly Drawing[]>> = {
  refrigerator: ["wait", "temperature", "air", "load", "load", "wait", "socket", "danger", "panel"],
  freezer: ["air", "temperature", "load", "off", "danger", "socket"],
  washing_machine: ["clean", "load", "load", "clean", "clean", "water", "child", "load", "danger"],
  tumble_dryer: ["load", "clean", "water", "danger", "load", "air"],
  air_conditioner: ["temperature", "panel", "air", "clean", "window", "panel", "wait", "air", "danger"],
  electric_water_heater: ["water", "temperature", "temperature", "panel", "socket", "off", "water", "socket", "off"],
  gas_water_heater: ["flame", "window", "window", "danger", "temperature", "water", "panel", "off", "age"],
  tv: ["load", "air", "panel", "panel", "wait", "off", "child"],
  range_hood: ["wait", "panel", "window", "clean", "panel", "flame", "window"],
  gas_hob: ["flame", "off", "flame", "wait", "danger", "flame", "danger"],
  dishwasher: ["load", "clean", "clean", "water", "danger", "air", "water"],
  water_purifier: ["water", "panel", "off", "temperature", "water", "water", "off"],
  small_appliance: ["socket", "danger", "air", "danger", "water", "socket"],
};

/** `topic` is the catalog's id, which ends in "g" and its number from 1. */
export function drawingOf(category: string, topic: string): Drawing {
  const place = Number(/\bg(\d+)$/.exec(topic)?.[1] ?? 0);
  return GROUPS[category]?.[place - 1] ?? "book";
}
