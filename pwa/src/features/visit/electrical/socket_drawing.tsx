/** The socket with its three wires: told apart by place and words first, by colour second. */

import type { VerdictLevel } from "../../../ui";
import { Shape } from "../../../ui";
import type { Wire, WirePath, WireState, Wires } from "./socket_paths";
import { ROW, wirePaths } from "./socket_paths";

interface SocketDrawingProps {
  wires: Wires;
  label: string;
  /** two short lines beside each wire */
  words: Record<Wire, { title: string; note: string }>;
}

const LEVEL: Record<WireState, VerdictLevel> = {
  ok: "pass",
  open: "refuse",
  swapped: "refuse",
  live: "refuse",
  unknown: "untested",
};

export function SocketDrawing({ wires, label, words }: SocketDrawingProps) {
  return (
    <svg class="socket" viewBox="0 0 312 140" role="img" aria-label={label}>
      <rect class="plate" x="4" y="4" width="128" height="128" rx="12" />
      <rect class="face" x="13" y="13" width="110" height="110" rx="7" />
      {wirePaths(wires).map((path) => (
        <WireLine key={path.wire} path={path} />
      ))}
      <rect class="hole" x="64.5" y="22" width="7" height="22" rx="1.5" />
      <rect class="hole" x="38.5" y="67" width="7" height="22" rx="1.5" transform="rotate(28 42 78)" />
      <rect class="hole" x="90.5" y="67" width="7" height="22" rx="1.5" transform="rotate(-28 94 78)" />
      <text class="dim" x="22" y="69">
        N
      </text>
      <text class="dim" x="104" y="69">
        L
      </text>
      <text class="dim" x="80" y="22">
        PE
      </text>
      {(["pe", "l", "n"] as const).map((wire) => (
        <WireWords key={wire} wire={wire} state={wires[wire]} words={words[wire]} />
      ))}
    </svg>
  );
}

function WireLine({ path }: { path: WirePath }) {
  const look = path.state === "unknown" ? "unknown" : path.state === "live" ? "hot" : path.wire;
  return (
    <g>
      <path class={`wire ${look}`} d={path.near} />
      {path.far ? <path class="wire open" d={path.far} /> : null}
      {path.cross ? <Cross {...path.cross} /> : null}
    </g>
  );
}

function Cross({ x, y }: { x: number; y: number }) {
  const d = `m${x - 8} ${y - 8} 16 16m0-16-16 16`;
  return (
    <g class="cross">
      <path class="cross__gap" d={d} />
      <path class="cross__line" d={d} />
    </g>
  );
}

function WireWords({ wire, state, words }: { wire: Wire; state: WireState; words: { title: string; note: string } }) {
  const level = LEVEL[state];
  return (
    <g>
      <svg aria-hidden="true" x="180" y={ROW[wire] - 10} width="20" height="20">
        <Shape level={level} />
      </svg>
      <text class={level === "refuse" ? "bad" : "lead"} x="208" y={ROW[wire] - 3}>
        {words.title}
      </text>
      <text class="dim" x="208" y={ROW[wire] + 13}>
        {words.note}
      </text>
    </g>
  );
}
