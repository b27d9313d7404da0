/** The three voltages of a socket, as the catalog names them; they stand beside each other and give the wiring. */
export const VOLTAGES = [
  { test: "supply.u_ln", name: "L–N" },
  { test: "supply.u_lpe", name: "L–PE" },
  { test: "supply.u_npe", name: "N–PE" },
] as const;

export const VOLTAGE_IDS: readonly string[] = VOLTAGES.map(({ test }) => test);
