/** A small server behind the `Network` interface: keeps what it is given, and fails as it is told to. */
import type { Answer, Ask, Network } from "../sync/network";

type Fault = "offline" | "timeout" | "portal" | "lost-answer" | { status: number; code?: string; retryAfter?: number };
type Rule = { when: (ask: Ask) => boolean; fault: Fault; times: number };

export interface FakeServer extends Network {
  reports: Map<string, { digest: string; state: string; token: string }>;
  blobs: Map<string, { size: number; bytes: number[] }>;
  events: Ask[];
  asks: Ask[];
  tokens: Set<string>;
  epoch: string;
  userId: string | null;
  pages: { [cursor: string]: unknown };
  /** The next `times` asks that match go wrong. */
  fail(match: string | ((ask: Ask) => boolean), fault: Fault, times?: number): void;
  /** What a report names: the server learns it from the body; here a test says it. */
  expectBlobs(reportId: string, blobs: { sha256: string; size: number }[]): void;
  seal(reportId: string): void;
}

export function fakeServer(): FakeServer {
  const rules: Rule[] = [];
  const named = new Map<string, string[]>();
  const missing = (id: string) =>
    (named.get(id) ?? []).filter(
      (key) => (server.blobs.get(key)?.bytes.length ?? 0) < (server.blobs.get(key)?.size ?? 0),
    );
  const hashes = (id: string) => missing(id).map((key) => key.split("/")[1] ?? "");

  const server: FakeServer = {
    reports: new Map(),
    blobs: new Map(),
    events: [],
    asks: [],
    tokens: new Set(["token-1", "token-2"]),
    epoch: "epoch-1",
    userId: "user-1",
    pages: { "": { jobs: [], removed: [], cursor: "c1", more: false, epoch: "epoch-1" } },
    fail(match, fault, times = 1) {
      const when = typeof match === "string" ? (ask: Ask) => `${ask.method} ${ask.path}`.includes(match) : match;
      rules.push({ when, fault, times });
    },
    expectBlobs(reportId, blobs) {
      named.set(
        reportId,
        blobs.map(({ sha256 }) => `${reportId}/${sha256}`),
      );
      for (const { sha256, size } of blobs) server.blobs.set(`${reportId}/${sha256}`, { size, bytes: [] });
    },
    seal(reportId) {
      const report = server.reports.get(reportId);
      if (report) report.state = "sealed";
    },
    async ask(ask) {
      server.asks.push(ask);
      const rule = rules.find((one) => one.times > 0 && one.when(ask));
      if (rule) {
        rule.times -= 1;
        if (rule.fault === "lost-answer") await work(ask);
        return faulty(rule.fault);
      }
      return work(ask);
    },
  };

  async function work(ask: Ask): Promise<Answer> {
    const [kind = "", id = "", part = "", sha256 = ""] = (ask.path.split("?")[0] ?? "").split("/");
    if (kind === "hello") return json(200, hello());
    if (kind === "pull") return pull(ask);
    if (kind === "catalog") return json(200, { version: 1, categories: [] });
    if (ask.auth.kind === "token" && !server.tokens.has(ask.auth.token)) return problem(401, "not_signed_in");
    if (kind === "job-events" || kind === "jobs" || part === "feedback") return take(ask, kind, id);
    if (part === "sign-link") return signLink(id);
    if (kind === "reports" && id === "status") return json(200, status(ask));
    if (part === "blobs") return blob(ask, `${id}/${sha256}`);
    return kind === "reports" ? report(ask, id) : problem(404, "not_found");
  }

  function hello() {
    const user = server.userId ? { id: server.userId } : null;
    return {
      service: "fuwuka",
      epoch: server.epoch,
      user,
      csrf_token: user && "csrf",
      catalog_version: 1,
      public_url: "https://x",
    };
  }

  function pull(ask: Ask): Answer {
    if (!server.userId) return problem(401, "not_signed_in");
    const cursor = decodeURIComponent(ask.path.split("cursor=")[1] ?? "");
    const page = server.pages[cursor];
    return page ? json(200, page) : problem(410, "gone");
  }

  function take(ask: Ask, kind: string, id: string): Answer {
    server.events.push(ask);
    if (kind === "reports") return server.reports.has(id) ? json(204, undefined) : problem(404, "not_found");
    return json(201, kind === "jobs" ? { id, number: "GD-1" } : { id, applied: true, why: "", state: "accepted" });
  }

  function signLink(id: string): Answer {
    if (!server.reports.has(id)) return problem(404, "not_found");
    return json(200, { id: "link-1", expires_at: "2026-11-25T08:00:00Z", used_at: null, revoked_at: null });
  }

  function report(ask: Ask, id: string): Answer {
    const digest = fromContentDigest(ask.headers?.["Content-Digest"] ?? "");
    const before = server.reports.get(id);
    if (before && before.digest !== digest) return problem(409, "digest_mismatch");
    const token = ask.auth.kind === "token" ? ask.auth.token : "";
    if (!before) server.reports.set(id, { digest, state: "stored", token });
    const receipt = {
      id,
      digest,
      state: "accepted",
      why: "",
      received_at: "2026-11-22T08:00:00Z",
      blobs_missing: hashes(id),
    };
    return json(before ? 200 : 201, receipt);
  }

  async function blob(ask: Ask, key: string): Promise<Answer> {
    const known = server.blobs.get(key);
    if (!known) return problem(404, "not_found");
    const offset = { "upload-offset": String(known.bytes.length) };
    if (ask.method === "HEAD")
      return {
        ...json(200, undefined),
        header: (name: string) => offset[name as keyof typeof offset] ?? null,
      } as Answer;
    if (Number(ask.headers?.["Upload-Offset"]) !== known.bytes.length) return problem(409, "wrong_offset");
    for (const byte of ask.body as Uint8Array) known.bytes.push(byte);
    const end = String(known.bytes.length);
    return { ...json(204, undefined), header: (name: string) => (name === "upload-offset" ? end : null) } as Answer;
  }

  function status(ask: Ask) {
    const { items } = JSON.parse(String(ask.body)) as { items: { id: string; digest: string }[] };
    return {
      epoch: server.epoch,
      items: items.map(({ id, digest }) => {
        const known = server.reports.get(id);
        const state = !known
          ? "unknown"
          : known.state === "stored" && missing(id).length === 0
            ? "complete"
            : known.state;
        const matches = known?.digest === digest;
        return {
          id,
          state,
          why: "",
          digest_matches: matches,
          blobs_missing: hashes(id),
          card_number: state === "sealed" ? "K-1" : null,
        };
      }),
    };
  }

  return server;
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return { kind: "answer", status, json: body, header: (name) => headers[name] ?? null, bytes: async () => new Blob() };
}

function problem(status: number, code: string, headers: Record<string, string> = {}): Answer {
  return json(status, { code, detail: `because ${code}` }, headers);
}

function faulty(fault: Fault): Answer {
  if (fault === "offline" || fault === "lost-answer") return { kind: "silence", why: "offline" };
  if (fault === "timeout") return { kind: "silence", why: "timeout" };
  if (fault === "portal") return json(200, undefined); // HTML: the network gives no JSON
  const headers: Record<string, string> = fault.retryAfter ? { "retry-after": String(fault.retryAfter) } : {};
  return fault.code ? problem(fault.status, fault.code, headers) : json(fault.status, undefined, headers);
}

function fromContentDigest(header: string): string {
  const bytes = atob(/^sha-256=:(.+):$/.exec(header)?.[1] ?? "");
  return [...bytes].map((char) => char.charCodeAt(0).toString(16).padStart(2, "0")).join("");
}
