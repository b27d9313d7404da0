import { useApp, useSpeech } from "../../app/context";
import { LOCATION_WAIT, locate } from "../../app/location";
import { href } from "../../app/routes";
import type { Text } from "../../i18n";
import { visitAddress } from "../../jobs/words";
import { type FieldJobEvent, type JobRow, type JobState, stateOf } from "../../store";
import { ActionBar, Button, Icon, type IconName, Stepper } from "../../ui";
import { say } from "./messages";

type Step = { at: number; event: FieldJobEvent["kind"]; text: Text; icon: IconName };

/** What each state asks for next; states that are not here ask for the visit, or for nothing. */
const STEPS: Partial<Record<JobState, Step>> = {
  assigned: { at: 0, event: "accepted", text: say.doAccept, icon: "check" },
  accepted: { at: 1, event: "en_route", text: say.doDepart, icon: "way" },
  en_route: { at: 2, event: "arrived", text: say.doArrive, icon: "home" },
};
const ON_SITE_STEP = 3;
const WITH_TECHNICIAN: ReadonlySet<JobState> = new Set(["assigned", "accepted", "en_route"]);

export function NextStep({ row, onCannot }: { row: JobRow; onCannot: () => void }) {
  const { t } = useSpeech();
  const state = stateOf(row);
  const step = STEPS[state];
  if (!step && state !== "on_site") return <Finished row={row} />;
  const names = [say.accept, say.depart, say.arrive, say.serve, say.sign].map((name) => t(name));
  return (
    <section class="actionbar" aria-label={t(say.nextStep)}>
      <Stepper steps={names} current={step?.at ?? ON_SITE_STEP} />
      <div class="actionbar__row">
        {WITH_TECHNICIAN.has(state) && (
          <Button kind="side" onClick={onCannot}>
            {t(say.cannot)}
          </Button>
        )}
        {step ? <StepButton row={row} step={step} /> : <VisitButton row={row} />}
      </div>
    </section>
  );
}

function StepButton({ row, step }: { row: JobRow; step: Step }) {
  const tell = useTell(row);
  const { t } = useSpeech();
  return (
    <Button onClick={() => void tell(step.event, "")}>
      <Icon name={step.icon} size="s" />
      {t(step.text)}
    </Button>
  );
}

function VisitButton({ row }: { row: JobRow }) {
  const { model } = useApp();
  const { t } = useSpeech();
  const begun = model.drafts.value.some((draft) => draft.jobIds.includes(row.id));
  return (
    <a class="btn btn--main" href={href("visit", visitAddress(row))}>
      {t(begun ? say.doContinue : say.doVisit)} <Icon name="next" size="s" />
    </a>
  );
}

/**
 * Queues the event and shows its effect at once; the network comes when it comes. An arrival is kept before its
 * place is looked for, and is sent without it after five seconds.
 */
export function useTell(row: JobRow): (kind: FieldJobEvent["kind"], why: string) => Promise<void> {
  const { model, store, sync, clock, newId } = useApp();
  return async (kind, why) => {
    const now = new Date(clock()).toISOString();
    const id = newId();
    const tell = kind === "arrived" && model.settings.value.tellArrival === true;
    const notBefore = tell ? clock() + LOCATION_WAIT : 0;
    await store.messages.addEvent({ id, userId: row.userId, jobId: row.id, kind, why, now, notBefore });
    if (tell) await store.messages.locateEvent(id, await locate(navigator.geolocation));
    sync.nudge();
  };
}

function Finished({ row }: { row: JobRow }) {
  const { model } = useApp();
  const { t } = useSpeech();
  const here = model.reports.value.some((report) => report.jobIds.includes(row.id));
  if (!here) return null;
  return (
    <ActionBar label={t(say.nextStep)}>
      <a class="btn btn--side btn--even" href={href("outbox")}>
        <Icon name="outbox" size="s" />
        {t(say.report)}
      </a>
    </ActionBar>
  );
}
