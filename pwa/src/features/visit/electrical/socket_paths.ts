/** Geometry of the socket drawing, in its own 312×140 units: which way each wire goes. */

export type Wire = "pe" | "l" | "n";
export type WireState = "ok" | "open" | "swapped" | "live" | "unknown";
export type Wires = Record<Wire, WireState>;

export const ROW: Record<Wire, number> = { pe: 33, l: 78, n: 122 };

const WHOLE: Record<Wire, string> = { pe: "M68 33H172", l: "M94 78H172", n: "M42 78V115a7 7 0 0 0 7 7H172" };
const NEAR: Record<Wire, string> = { pe: "M68 33H106", l: "M94 78H106", n: "M42 78V115a7 7 0 0 0 7 7H106" };

/** From the label of `wire` into the hole where another wire belongs. */
const INTO: Record<Wire, Record<Wire, string>> = {
  pe: {
    pe: WHOLE.pe,
    l: "M172 33H150C120 33 128 78 100 78H94",
    n: "M172 33H150C112 33 136 122 104 122H49a7 7 0 0 1-7-7V78",
  },
  l: {
    l: WHOLE.l,
    pe: "M172 78H150C120 78 128 33 100 33H68",
    n: "M172 78H150C122 78 130 122 104 122H49a7 7 0 0 1-7-7V78",
  },
  n: { n: WHOLE.n, l: "M172 122H150C122 122 130 78 104 78H94", pe: "M172 122H150C112 122 136 33 100 33H68" },
};

export interface WirePath {
  wire: Wire;
  state: WireState;
  near: string;
  /** the dotted piece beyond a break */
  far: string | null;
  cross: { x: number; y: number } | null;
}

export function wirePaths(wires: Wires): WirePath[] {
  return (["pe", "l", "n"] as const).map((wire) => pathOf(wire, wires));
}

function pathOf(wire: Wire, wires: Wires): WirePath {
  const state = wires[wire];
  if (state === "open")
    return { wire, state, near: NEAR[wire], far: `M150 ${ROW[wire]}H172`, cross: { x: 128, y: ROW[wire] } };
  const near = state === "swapped" ? INTO[wire][partner(wire, wires)] : WHOLE[wire];
  return { wire, state, near, far: null, cross: null };
}

function partner(wire: Wire, wires: Wires): Wire {
  return (["pe", "l", "n"] as const).find((other) => other !== wire && wires[other] === "swapped") ?? wire;
}
