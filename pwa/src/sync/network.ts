/** The one place that calls `fetch`. Answers are values; a network that fails is one of them. */

export type Auth = { kind: "cookie"; csrf: string | null } | { kind: "token"; token: string } | { kind: "none" };

export interface Ask {
  method: "GET" | "PUT" | "POST" | "PATCH" | "HEAD" | "DELETE";
  /** Below `/api/v1/`. */
  path: string;
  auth: Auth;
  headers?: Readonly<Record<string, string>>;
  body?: BodyInit;
  /** Milliseconds until we give up. */
  patience?: number;
}

export type Answer =
  | { kind: "silence"; why: "offline" | "timeout" }
  | {
      kind: "answer";
      status: number;
      /** Lower-case names. */
      header(name: string): string | null;
      /** Parsed only when the content type says JSON; captive portals answer 200 with HTML. */
      json: unknown;
      bytes(): Promise<Blob>;
    };

export interface Network {
  ask(ask: Ask): Promise<Answer>;
}

const PATIENCE = 20_000;
const API = "/api/v1/";

export function browserNetwork(language: () => string): Network {
  return {
    async ask({ method, path, auth, headers = {}, body, patience = PATIENCE }) {
      const signal = AbortSignal.timeout(patience);
      try {
        const response = await fetch(API + path, {
          method,
          headers: { "Accept-Language": language(), ...authHeaders(auth), ...headers },
          body: body ?? null,
          credentials: auth.kind === "token" ? "omit" : "same-origin",
          cache: "no-store",
          redirect: "error", // our server never redirects its API; portals do
          signal,
        });
        return await read(response);
      } catch {
        return { kind: "silence", why: signal.aborted ? "timeout" : "offline" };
      }
    },
  };
}

function authHeaders(auth: Auth): Record<string, string> {
  if (auth.kind === "token") return { Authorization: `Bearer ${auth.token}` };
  if (auth.kind === "cookie" && auth.csrf) return { "X-CSRF-Token": auth.csrf };
  return {};
}

async function read(response: Response): Promise<Answer> {
  const blob = await response.blob();
  const type = response.headers.get("content-type") ?? "";
  return {
    kind: "answer",
    status: response.status,
    header: (name) => response.headers.get(name),
    json: /\bapplication\/(\w+\+)?json\b/.test(type) ? parse(await blob.text()) : undefined,
    bytes: async () => blob,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
