/** Headings of the catalog's groups of tests. A group without a heading here shows its id. */
import type { Text } from "../../i18n";

export const GROUPS: Readonly<Record<string, Text>> = {
  voltage: { zh: "电压", en: "Voltage" },
  earth: { zh: "接地", en: "Earth" },
  rcd: { zh: "漏电保护", en: "Residual-current protection" },
  wiring: { zh: "插座与接线", en: "Socket and wiring" },
  capacity: { zh: "线路容量", en: "Capacity of the circuit" },
  insulation: { zh: "绝缘", en: "Insulation" },
  safety: { zh: "器具安全", en: "Appliance safety" },
  cooling: { zh: "制冷", en: "Cooling" },
  gas: { zh: "燃气", en: "Gas" },
  water: { zh: "水路", en: "Water" },
  site: { zh: "安装位置", en: "Place of installation" },
};
