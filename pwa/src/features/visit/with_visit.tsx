/** Opens the draft of a visit around its screens: loads or begins it, keeps its place, and saves it when they go. */
import type { ReadonlySignal } from "@preact/signals";
import { computed, signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { App } from "../../app/context";
import { useApp } from "../../app/context";
import { categoryOf } from "../../domain/applicable";
import { standingQuestions } from "../../domain/asked";
import type { Draft, ServedDraft } from "../../domain/draft";
import { inView, jobIdsOf, newDraft, upgradeDraft } from "../../domain/draft";
import type { Safeties } from "../../domain/progress";
import { progressOf } from "../../domain/progress";
import { safetyOf } from "../../domain/safety";
import type { SafetyView } from "../../domain/safety_view";
import type { JobRow } from "../../store";
import { stateOf } from "../../store";
import { openLastUsed, ownInstruments } from "../instruments/own";
import type { Visit } from "./context";
import { VisitContext } from "./context";
import { holdDraft } from "./draft_lock";
import { Finished, NotHere, OpenElsewhere } from "./not_open";
import { openIntake } from "./photos/intake";
import { WaysContext, waysOf } from "./places";
import type { Session } from "./session";
import { openSession } from "./session";

type Opened =
  | { kind: "opening" }
  | { kind: "missing" }
  | { kind: "elsewhere" }
  | { kind: "finished" }
  | { kind: "open"; visit: Visit; key: string };

interface WithVisitProps {
  /** a visit's key or one of its jobs' id */
  id: string;
  /** where this screen is, to open here again */
  place: string;
  children: ComponentChildren;
}

export function WithVisit({ id, place, children }: WithVisitProps) {
  const app = useApp();
  const opened = useVisitSession(app, id);
  usePlace(opened, place);
  if (opened.kind === "opening") return null;
  if (opened.kind === "missing") return <NotHere />;
  if (opened.kind === "elsewhere") return <OpenElsewhere />;
  if (opened.kind === "finished") return <Finished />;
  return (
    <VisitContext.Provider value={opened.visit}>
      <WaysContext.Provider value={waysOf(app.router, opened.key)}>{children}</WaysContext.Provider>
    </VisitContext.Provider>
  );
}

function useVisitSession(app: App, id: string): Opened {
  const [opened, setOpened] = useState<Opened>({ kind: "opening" });
  useEffect(() => {
    let wanted = true;
    let visit: Visit | null = null;
    let release = () => {};
    void openVisit(app, id).then((result) => {
      if (result.kind === "open") {
        visit = result.visit;
        release = result.release;
      }
      if (wanted) setOpened(result);
      else release();
    });
    const away = () => {
      if (document.visibilityState === "visible") return;
      visit?.change((draft) => (draft.scroll === window.scrollY ? draft : { ...draft, scroll: window.scrollY }));
      void visit?.flush();
    };
    document.addEventListener("visibilitychange", away);
    window.addEventListener("pagehide", away);
    return () => {
      wanted = false;
      document.removeEventListener("visibilitychange", away);
      window.removeEventListener("pagehide", away);
      if (visit) leave(app, visit, release);
    };
  }, [id]);
  return opened;
}

/** Photos in work are still put into the draft; whoever opens the visit again waits for them. */
function leave(app: App, visit: Visit, release: () => void): void {
  const { key } = visit.draft.peek();
  const left = visit.intake
    .close()
    .then(visit.flush)
    .finally(() => {
      release();
      if (app.leaving.get(key) === left) app.leaving.delete(key);
    });
  app.leaving.set(key, left);
}

type Result = Exclude<Opened, { kind: "open" }> | (Extract<Opened, { kind: "open" }> & { release: () => void });

async function openVisit(app: App, id: string): Promise<Result> {
  const { model, store } = app;
  const person = model.person.value;
  const catalog = model.catalog.value;
  const rows = household(model.jobs.value, id);
  const [first] = rows;
  if (!person || !catalog || !first) return { kind: "missing" };
  const key = first.job.visit_key ?? first.id;
  await app.leaving.get(key);
  const release = await holdDraft(key);
  if (!release) return { kind: "elsewhere" };
  const kept = await store.drafts.get(key);
  const main = rows.find((row) => row.id === id) ?? rows.find(isOpen) ?? first;
  if (!kept && !isOpen(main)) {
    release();
    return { kind: "finished" };
  }
  const jobs = rows.map((row) => row.job);
  const draft = kept ? upgradeDraft(kept.data, app.newId) : beginDraft(app, main, key);
  const session = openSession({
    draft,
    savedAt: kept ? Date.parse(kept.updatedAt) : null,
    clock: app.clock,
    save: (data) =>
      store.drafts.put({
        id: key,
        userId: person.id,
        visitKey: key,
        jobIds: jobIdsOf(data),
        updatedAt: new Date(app.clock()).toISOString(),
        data,
      }),
  });
  const intake = openIntake({ store, userId: person.id, session, page: performance.timeOrigin });
  const lastUsed = await openLastUsed(store, person.id);
  const instruments = ownInstruments(model);
  const parts = { catalog, jobs, me: person.me, intake, instruments, lastUsed };
  return { kind: "open", key, release, visit: visitOf(session, model.now, parts) };
}

/** The jobs that belong to one visit: those that share its key, or the one job. */
function household(rows: readonly JobRow[], id: string): JobRow[] {
  const own = rows.find((row) => row.id === id || row.job.visit_key === id);
  if (!own) return [];
  const key = own.job.visit_key;
  return key ? rows.filter((row) => row.job.visit_key === key) : [own];
}

const OVER: readonly string[] = ["completed", "second_visit", "refused", "followed_up", "closed", "cancelled"];

function isOpen(row: JobRow): boolean {
  return !OVER.includes(stateOf(row));
}

function beginDraft(app: App, row: JobRow, key: string): Draft {
  const { model } = app;
  const now = new Date(app.clock()).toISOString();
  const event = (kind: string) =>
    model.messages.value.flatMap((message) =>
      message.kind === "job_event" && message.body.job_id === row.id && message.body.kind === kind
        ? [message.body.device_time]
        : [],
    )[0];
  const catalog = model.catalog.value;
  return newDraft({
    key,
    owner: row.userId,
    reportId: app.newId(),
    visitId: app.newId(),
    job: row.job,
    category: catalog ? categoryOf(catalog, row.job.category) : undefined,
    language: row.job.customer.language === "en" ? "en" : "zh",
    enRouteAt: event("en_route") ?? null,
    arrivedAt: event("arrived") ?? now,
    newId: app.newId,
    faultCode: catalog?.faults.find((fault) => fault.id === row.job.fault_code)?.code ?? row.job.fault_code,
  });
}

type Parts = Pick<Visit, "catalog" | "jobs" | "me" | "intake" | "instruments" | "lastUsed">;

/** Judged anew only when something that the rules read has changed: typing a note judges nothing. */
function visitOf(session: Session, now: ReadonlySignal<number>, parts: Parts): Visit {
  const { settled } = session;
  const judge = judgeOnce(parts, settled.peek().arrivedAt);
  const safeties = computed(() => judge(settled.value.served));
  const safety = computed(() => {
    const found = safeties.value.get(inView(settled.value).jobId);
    if (!found) throw new Error("the job in view is not judged");
    return found;
  });
  const typing = signal("");
  return {
    ...parts,
    ...session,
    safety,
    safeties,
    typing,
    questions: computed(() => standingQuestions(parts.catalog, inView(settled.value), safety.value, typing.value)),
    progress: computed(() =>
      progressOf(settled.value, parts.catalog, safeties.value, {
        jobs: parts.jobs,
        now: new Date(now.value).toISOString(),
      }),
    ),
  };
}

/** Remembers each job's verdicts and what they were made of; the same map comes back while nothing changed. */
function judgeOnce({ catalog, jobs }: Pick<Visit, "catalog" | "jobs">, arrivedAt: string) {
  let last = new Map<string, { of: ServedDraft; safety: SafetyView }>();
  let answer: Safeties = new Map();
  return (served: readonly ServedDraft[]): Safeties => {
    const next = new Map(
      served.map((own) => {
        const known = last.get(own.jobId);
        if (known && JUDGED.every((part) => known.of[part] === own[part])) return [own.jobId, known];
        const type = jobs.find((job) => job.id === own.jobId)?.type ?? "repair";
        return [own.jobId, { of: own, safety: safetyOf({ ...own, arrivedAt }, catalog, type) }];
      }),
    );
    const same = next.size === last.size && [...next].every(([id, entry]) => last.get(id) === entry);
    last = next;
    if (!same) answer = new Map([...next].map(([id, { safety }]) => [id, safety]));
    return answer;
  };
}

/** What of a job the rules read. */
const JUDGED = ["readings", "appliance", "earthing", "location", "circumstances"] as const;

/** Remembers the screen, and returns to how far it was scrolled when the app was killed there. */
function usePlace(opened: Opened, place: string): void {
  const visit = opened.kind === "open" ? opened.visit : null;
  useEffect(() => {
    if (!visit || !place) return;
    const { place: before, scroll } = visit.draft.peek();
    if (before === place && scroll > 0) window.scrollTo(0, scroll);
    visit.change((draft) => (draft.place === place ? draft : { ...draft, place, scroll: 0 }));
  }, [visit, place]);
}
