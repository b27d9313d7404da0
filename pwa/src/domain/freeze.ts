/**
 * The freeze: from here nothing changes the report.
 *
 * The content becomes its canonical text (RFC 8785) and SHA-256 digest; strokes are bound to that digest.
 * The draft keeps the text itself, not the object, so that a later release of the app cannot spell it anew.
 */
import { canonicalJson, sha256Hex } from "./canonical";
import type { Randomness } from "./code";
import { salt, verificationCode } from "./code";
import type { ContentContext } from "./content";
import { buildContent } from "./content";
import type { Attestation, Draft, FrozenDraft, Schemas } from "./draft";
import { missingAnswers } from "./review";

/** @throws Error when one of the five services is unanswered: such a report must not exist. */
export async function freeze(draft: Draft, context: ContentContext, random: Randomness): Promise<Draft> {
  if (missingAnswers(draft).length > 0) throw new Error("every service needs the customer’s answer before the freeze");
  // the review began by writing down when the work ended: the customer has read that time
  const finished = { ...draft, finishedAt: draft.finishedAt ?? context.now };
  const content = buildContent(finished, context, { code: verificationCode(random), salt: salt(random) });
  return { ...finished, frozen: await seal(content), signatures: {}, pad: null };
}

async function seal(content: Schemas["ContentV1"]): Promise<FrozenDraft> {
  const canonical = canonicalJson(content);
  return { canonical, digest: await sha256Hex(canonical), code: content.verification_code };
}

export function frozenContent(frozen: FrozenDraft): Schemas["ContentV1"] {
  return JSON.parse(frozen.canonical) as Schemas["ContentV1"];
}

/** The body of `PUT reports/{uuid}`: canonical text of `{attestations, content, v}` around the frozen bytes. */
export function reportBody(frozen: FrozenDraft, attestations: readonly Attestation[]): string {
  return `{"attestations":${canonicalJson(attestations)},"content":${frozen.canonical},"v":1}`;
}
