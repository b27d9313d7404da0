/** The last step: one strict transaction that holds the report, or nothing. */
import type { App } from "../../app/context";
import { categoryOf } from "../../domain/applicable";
import { sha256Hex } from "../../domain/canonical";
import type { Draft } from "../../domain/draft";
import { frozenContent, reportBody } from "../../domain/freeze";
import { feedbackOf } from "../../domain/review";
import type { FinishedState } from "../../store";
import { nowIso } from "../visit/clock";
import type { Visit } from "../visit/context";
import { servedJobs } from "../visit/context";

const STATE: Record<"done" | "second_visit" | "refused", FinishedState> = {
  done: "completed",
  second_visit: "second_visit",
  refused: "refused",
};

/** Resolves with the report's id once the phone has it on its disk. @throws when it has not. */
export async function finalise(app: App, visit: Visit): Promise<string> {
  await visit.flush();
  const draft = visit.draft.peek();
  if (!draft.frozen) throw new Error("only a frozen report can be finished");
  const { customer, technician, notice } = draft.signatures;
  if (!customer || !technician) throw new Error("both signatures are needed, or the reason why one is missing");
  const body = new TextEncoder().encode(
    await reportBody(draft.frozen, notice ? [customer, technician, notice] : [customer, technician]),
  );
  const content = frozenContent(draft.frozen);
  // one link asks for whatever is not yet signed: the report, the hazard notice, or both
  const sign = customer.how === "by_link" || notice?.how === "by_link" ? (draft.signKey ?? null) : null;
  await app.store.outbox.finalise({
    id: draft.reportId,
    userId: visit.me.id,
    body,
    digest: await sha256Hex(body),
    title: titleOf(visit, draft),
    finalisedAt: nowIso(),
    blobs: content.photos.map(({ sha256, size }) => ({ sha256, size })),
    jobs: content.jobs.map((job) => ({ jobId: job.id, state: STATE[job.work.result] })),
    draftId: draft.key,
    feedback: feedback(app, draft),
    keys: { page: draft.frozen.customerKey, sign },
    signLink: sign ? { id: app.newId(), body: { key_hash: await sha256Hex(sign) } } : null,
  });
  visit.end();
  app.sync.nudge();
  return draft.reportId;
}

function titleOf(visit: Visit, draft: Draft): { customer: string; category: string; number: string } {
  const [first] = draft.served;
  const job = servedJobs(visit)[0];
  if (!first || !job) throw new Error("the job of this visit is not on this phone");
  return {
    customer: job.customer.name,
    category: categoryOf(visit.catalog, first.appliance.category)?.id ?? first.appliance.category,
    number: job.number,
  };
}

function feedback(
  app: App,
  draft: Draft,
): { id: string; body: { scores: { [index: string]: number }; comment: string; skipped: boolean } } | null {
  const given = feedbackOf(draft);
  if (!given) return null;
  const scores = Object.fromEntries(
    Object.entries(given.scores).filter((entry): entry is [string, number] => entry[1] !== undefined),
  );
  return { id: app.newId(), body: { ...given, scores } };
}
