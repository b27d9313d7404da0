/** What three voltages say about the socket: the drawing, the diagnosis, and what it cannot tell. */
import { useComputed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { isTaken } from "../../../domain/safety_view";
import type { WiringFault } from "../../../domain/wiring";
import { shownAndUnseen } from "../../../domain/wiring";
import { useVisit } from "../context";
import { useTexts } from "../texts";
import { SocketDrawing } from "./socket_drawing";
import type { Wire, WireState, Wires } from "./socket_paths";
import { VOLTAGE_IDS } from "./voltages";

export function Wiring() {
  const { safety } = useVisit();
  const { t, both } = useTexts();
  const complete = useComputed(() =>
    VOLTAGE_IDS.every((id) => safety.value.readings.some((view) => view.test.id === id && isTaken(view))),
  ).value;
  // judged anew, the same candidates are other objects: the drawing is drawn again only for other ones
  const ids = useComputed(() => safety.value.wiring.map((fault) => fault.id).join(" ")).value;
  const found = useMemo(() => safety.peek().wiring, [ids, safety]);
  const faults = complete ? found : [];
  const [shown, hidden] = shownAndUnseen(faults);
  const wires = common(shown.map((fault) => fault.wires));
  const title = shown.length ? shown.map((fault) => both(fault.title)).join(" / ") : t("wiring.incomplete");
  return (
    <figure class="card figure mt-3">
      <SocketDrawing
        wires={wires}
        label={title}
        words={{ pe: words("pe", wires.pe, t), l: words("l", wires.l, t), n: words("n", wires.n, t) }}
      />
      <figcaption class="mt-2" aria-live="polite">
        <b class="small">{title}</b>
        <Checks faults={shown} named={shown.length > 1} />
        {hidden.length ? (
          <p class="note mt-2">{t("wiring.unseen", { names: hidden.map((fault) => both(fault.title)).join(" / ") })}</p>
        ) : null}
        <Checks faults={hidden} named={hidden.length > 1} />
      </figcaption>
    </figure>
  );
}

/** What to do next, to tell each candidate from the others. */
function Checks({ faults, named }: { faults: readonly WiringFault[]; named: boolean }) {
  const { both } = useTexts();
  return faults.map((fault) => (
    <p key={fault.id} class="note">
      {named ? <b>{both(fault.title)} </b> : null}
      {both(fault.check)}
    </p>
  ));
}

/** Where the candidates disagree about a wire, the drawing says that it is not known. */
function common(candidates: readonly Record<string, string>[]): Wires {
  const of = (wire: Wire): WireState => {
    const states = new Set(candidates.map((wires) => wires[wire] ?? "unknown"));
    return states.size === 1 ? ([...states][0] as WireState) : "unknown";
  };
  return { pe: of("pe"), l: of("l"), n: of("n") };
}

function words(wire: Wire, state: WireState, t: ReturnType<typeof useTexts>["t"]): { title: string; note: string } {
  return { title: t(`wire.${wire}`), note: t(`wire.${state}`) };
}
