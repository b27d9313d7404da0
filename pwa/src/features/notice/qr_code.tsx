/** A QR code as one SVG path; its encoder is loaded when the first code is drawn. */
import { useEffect, useState } from "preact/hooks";

export interface QrCodeProps {
  text: string;
  label: string;
  /** CSS pixels */
  size: number;
}

export function QrCode({ text, label, size }: QrCodeProps) {
  const [modules, setModules] = useState<boolean[][]>([]);
  useEffect(() => {
    let wanted = true;
    void import("uqr").then(({ encode }) => {
      if (wanted) setModules(encode(text, { ecc: "M", border: 0 }).data);
    });
    return () => {
      wanted = false;
    };
  }, [text]);
  const side = modules.length || 25;
  return (
    <svg
      class="qr"
      viewBox={`-2 -2 ${side + 4} ${side + 4}`}
      width={size}
      height={size}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <path d={pathOf(modules)} />
    </svg>
  );
}

/** Runs of dark modules, one rectangle each. */
export function pathOf(modules: readonly (readonly boolean[])[]): string {
  return modules
    .flatMap((row, y) => runs(row).map(([start, length]) => `M${start} ${y}h${length}v1h-${length}z`))
    .join("");
}

function runs(row: readonly boolean[]): [start: number, length: number][] {
  const found: [number, number][] = [];
  row.forEach((dark, x) => {
    const last = found[found.length - 1];
    if (dark && last && last[0] + last[1] === x) last[1] += 1;
    else if (dark) found.push([x, 1]);
  });
  return found;
}
