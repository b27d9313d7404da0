import { useEffect, useRef, useState } from "preact/hooks";
import { useSpeech } from "../../app/context";
import { messages, type Text } from "../../i18n";
import { type FieldJobEvent, type JobRow, type JobState, stateOf } from "../../store";
import { Button, Choices, Field } from "../../ui";
import { useTell } from "./actions";
import { say } from "./messages";

type Reason = "customer" | "parts" | "ill" | "clash" | "skill" | "far";

const REASONS: Readonly<Record<Reason, Text>> = messages({
  customer: say.customer,
  parts: say.parts,
  ill: say.ill,
  clash: say.clash,
  skill: say.skill,
  far: say.far,
});
/** These leave the job with the technician, waiting; the others give it back, which is possible until setting out. */
const HOLDS: ReadonlySet<Reason> = new Set(["customer", "parts"]);
const CAN_DECLINE: ReadonlySet<JobState> = new Set(["assigned", "accepted"]);

/** The honest exit, open in place: no window over the job, nothing chosen beforehand. */
export function CannotGo({ row, onDone }: { row: JobRow; onDone: () => void }) {
  const { t, language } = useSpeech();
  const tell = useTell(row);
  const [reason, setReason] = useState<Reason | null>(null);
  const [more, setMore] = useState("");
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.scrollIntoView({ block: "center" }), []);
  const send = async () => {
    if (!reason) return panel.current?.querySelector("input")?.focus();
    const kind: FieldJobEvent["kind"] = HOLDS.has(reason) || !CAN_DECLINE.has(stateOf(row)) ? "on_hold" : "declined";
    await tell(kind, [REASONS[reason][language], more.trim()].filter(Boolean).join(": "));
    onDone();
  };
  const options = (Object.keys(REASONS) as Reason[]).map((value) => ({ value, label: t(REASONS[value]) }));
  return (
    <section class="card mt-3" ref={panel}>
      <Choices legend={t(say.cannotTitle)} options={options} value={reason} onChoose={setReason} two />
      <div class="card--pad">
        <Field label={t(say.more)} value={more} onInput={setMore} maxLength={300} />
        <div class="actionbar__row mt-3">
          <Button kind="side" onClick={onDone}>
            {t(say.cannotBack)}
          </Button>
          <Button kind={reason ? "main" : "missing"} onClick={() => void send()}>
            {t(reason ? say.cannotTell : say.cannotNeed)}
          </Button>
        </div>
      </div>
    </section>
  );
}
