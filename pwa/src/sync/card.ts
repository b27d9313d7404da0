/** The sealed card, for showing and handing on. Needs the session: an upload token can only write. */
import { judge } from "./judge";
import type { Parts } from "./parts";
import { failure } from "./session";
import type { Outcome } from "./shapes";

export async function fetchCard(reportId: string, { network }: Parts): Promise<Outcome<Blob>> {
  const path = `reports/${reportId}/card.pdf`;
  const answer = await network.ask({ method: "GET", path, auth: { kind: "cookie", csrf: null }, patience: 60_000 });
  const meaning = judge(answer);
  if (meaning.kind !== "success" || answer.kind !== "answer") return failure(meaning);
  if (answer.status === 202) return { ok: false, code: "not_ready", detail: "" };
  const isPdf = (answer.header("content-type") ?? "").startsWith("application/pdf");
  return isPdf ? { ok: true, value: await answer.bytes() } : { ok: false, code: "not_our_server", detail: "" };
}
