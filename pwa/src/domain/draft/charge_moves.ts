/**
 * Moves on charges and parts. A part and its charge have one id: they come and go together.
 *
 * The customer agrees to lines as they stand. What changes for the customer needs a new agreement; a part that
 * the maker pays for changes nothing for the customer.
 */
import { customerPays } from "../charges";
import { changeJob, changeWork, inView } from "./job_moves";
import type { ChargeDraft, Draft, PartDraft } from "./shape";

export function setCharges(draft: Draft, charges: ChargeDraft[]): Draft {
  const before = new Map(draft.charges.map((line) => [line.id, line]));
  const marked = charges.map((line) => {
    const old = before.get(line.id);
    return old && isSame(old, line) ? line : { ...line, agreedAt: null };
  });
  const kept = isSameBill(draft.charges, marked);
  return { ...draft, charges: marked, agreedAt: kept ? draft.agreedAt : null };
}

function isSame(one: ChargeDraft, other: ChargeDraft): boolean {
  return one.unitPrice === other.unitPrice && one.quantity === other.quantity && one.bearer === other.bearer;
}

function isSameBill(before: readonly ChargeDraft[], after: readonly ChargeDraft[]): boolean {
  const bill = (lines: readonly ChargeDraft[]) =>
    lines.flatMap((line) => (customerPays(line) > 0 ? `${line.id} ${customerPays(line)}` : [])).join(" ");
  return bill(before) === bill(after);
}

/** The customer agrees to every line as it stands now. */
export function agreeToCharges(draft: Draft, at: string): Draft {
  return { ...draft, agreedAt: at, charges: draft.charges.map((line) => ({ ...line, agreedAt: line.agreedAt ?? at })) };
}

/** The quote is agreed, and the clock of the job in view runs. */
export function beginWork(draft: Draft, at: string): Draft {
  const agreed = draft.charges.some((line) => customerPays(line) > 0) ? agreeToCharges(draft, at) : draft;
  return changeWork(agreed, { startedAt: inView(draft).work.startedAt ?? at });
}

/** The work in view is over, or (null) it goes on after all. */
export function endWork(draft: Draft, at: string | null): Draft {
  return changeWork(draft, { endedAt: at });
}

/** Whether every line that the customer pays was agreed before the work on its job began. */
export function isAgreedBefore(draft: Draft): boolean {
  const starts = draft.served.flatMap(({ work }) => work.startedAt ?? []).sort();
  return draft.charges.every((line) => {
    if (customerPays(line) === 0) return true;
    const own = draft.served.find((served) => served.jobId === line.jobId);
    const began = own ? own.work.startedAt : (starts[0] ?? null);
    const agreed = line.agreedAt ?? draft.agreedAt;
    return agreed !== null && (began === null || agreed <= began);
  });
}

export function putPart(draft: Draft, part: PartDraft): Draft {
  return changeJob(draft, (served) => {
    const known = served.parts.some((one) => one.id === part.id);
    const parts = known ? served.parts.map((one) => (one.id === part.id ? part : one)) : [...served.parts, part];
    return { ...served, parts };
  });
}

export function removePart(draft: Draft, id: string): Draft {
  return changeJob(draft, (served) => ({ ...served, parts: served.parts.filter((part) => part.id !== id) }));
}

/** A charge of the job in view; for a part, the part itself too. */
export function addCharge(draft: Draft, line: ChargeDraft): Draft {
  const charged = setCharges(draft, [...draft.charges, line]);
  if (line.kind !== "part") return charged;
  const { id, code, name, quantity } = line;
  return putPart(charged, { id, code, name, quantity, serialNew: "", serialOld: "", oldReturned: false });
}

/** A part's quantity is its charge's. */
export function changeCharge(draft: Draft, id: string, change: Partial<ChargeDraft>): Draft {
  const charges = draft.charges.map((line) => (line.id === id ? { ...line, ...change } : line));
  const { quantity } = change;
  const part = inView(draft).parts.find((one) => one.id === id);
  const charged = setCharges(draft, charges);
  return part && quantity !== undefined ? putPart(charged, { ...part, quantity }) : charged;
}

/** What is needed to take a removal back. */
export interface Removed {
  jobId: string;
  line: ChargeDraft;
  part: PartDraft | null;
  agreedAt: string | null;
}

export function removeCharge(draft: Draft, id: string): { draft: Draft; removed: Removed | null } {
  const line = draft.charges.find((one) => one.id === id);
  if (!line) return { draft, removed: null };
  const own = inView(draft);
  const part = own.parts.find((one) => one.id === id) ?? null;
  const charged = setCharges(
    draft,
    draft.charges.filter((one) => one.id !== id),
  );
  const removed = { jobId: own.jobId, line, part, agreedAt: draft.agreedAt };
  return { draft: part ? removePart(charged, id) : charged, removed };
}

/** The line stands again as it was, with the agreement it had where nothing else was changed meanwhile. */
export function restoreCharge(draft: Draft, removed: Removed): Draft {
  if (draft.charges.some((line) => line.id === removed.line.id)) return draft;
  const charges = [...draft.charges, removed.line];
  const agreed = charges.every((line) => customerPays(line) === 0 || Boolean(line.agreedAt));
  const back = { ...draft, charges, agreedAt: agreed ? (draft.agreedAt ?? removed.agreedAt) : null };
  const { part } = removed;
  if (!part) return back;
  const add = (served: Draft["served"][number]) =>
    served.jobId === removed.jobId ? { ...served, parts: [...served.parts, part] } : served;
  return { ...back, served: back.served.map(add) };
}
