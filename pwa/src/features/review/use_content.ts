/** The content as it would be frozen now: what the customer reads is made by what will be signed. */
import type { Content, ContentContext } from "../../domain/content";
import { buildContent } from "../../domain/content";
import type { Draft } from "../../domain/draft";
import { frozenContent } from "../../domain/freeze";
import { withCarried } from "../../domain/instruments";
import { nowIso } from "../visit/clock";
import type { Visit } from "../visit/context";
import { servedJobs } from "../visit/context";

export function contentContext(visit: Visit): ContentContext {
  return {
    catalog: visit.catalog,
    jobs: servedJobs(visit),
    me: { ...visit.me, instruments: withCarried(visit.instruments.peek(), visit.draft.peek().carried) },
    safeties: visit.safeties.value,
    appVersion: __VERSION__,
    now: nowIso(),
  };
}

/** Frozen content as it is; otherwise a preview that has no code yet. */
export function contentOf(visit: Visit, draft: Draft): Content {
  if (draft.frozen) return frozenContent(draft.frozen);
  return buildContent(draft, contentContext(visit), { code: "", salt: "" });
}
