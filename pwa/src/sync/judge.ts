/** What an answer means for an item in the queue: one table for all of them. */
import type { Answer } from "./network";

export type Problem = { code: string; detail: string };

export type Meaning =
  | { kind: "success"; status: number; json: unknown; header(name: string): string | null }
  | { kind: "login" }
  | { kind: "later"; code: string /** Seconds the server asks us to wait. */; wait: number }
  | { kind: "person"; status: number; problem: Problem; json: unknown };

const LATER = new Set([408, 425, 429]);
const LOGIN_CODES = new Set(["password_change_needed"]);

/** Only 2xx may be a success, and its caller still checks the receipt. HTML is a captive portal, whatever its status. */
export function judge(answer: Answer): Meaning {
  if (answer.kind === "silence") return { kind: "later", code: answer.why, wait: 0 };
  const { status, json } = answer;
  if (status >= 200 && status < 300) return { kind: "success", status, json, header: answer.header };
  const problem = readProblem(json);
  if (status === 401 && problem) return { kind: "login" };
  if (problem && LOGIN_CODES.has(problem.code)) return { kind: "login" };
  const wait = Number(answer.header("retry-after") ?? 0) || 0;
  if (LATER.has(status) || status >= 500) return { kind: "later", code: problem?.code ?? `http_${status}`, wait };
  // A refusal in our own words waits for a person, and so does a proxy that finds it too large. Any other did not come from us.
  if (problem || status === 413) {
    return { kind: "person", status, problem: problem ?? { code: `http_${status}`, detail: "" }, json };
  }
  return { kind: "later", code: "not_our_server", wait };
}

function readProblem(json: unknown): Problem | null {
  if (!isRecord(json)) return null;
  const { code, detail } = json;
  return typeof code === "string" ? { code, detail: typeof detail === "string" ? detail : "" } : null;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
