/**
 * The freeze: from here nothing changes the report.
 *
 * The content becomes its canonical text (RFC 8785) and SHA-256 digest; strokes are bound to that digest.
 * The draft keeps the text itself, not the object, so that a later release of the app cannot spell it anew.
 */
import { canonicalJson, sha256Hex } from "./canonical";
import type { Randomness } from "./code";
import { privateKey, salt, verificationCode } from "./code";
import type { Content, ContentContext } from "./content";
import { buildContent } from "./content";
import { contentFromV1 } from "./content_from_v1";
import type { Attestation, Draft, FrozenDraft, Schemas } from "./draft";
import { missingAnswers } from "./review";

/** @throws Error when one of the five services is unanswered: such a report must not exist. */
export async function freeze(draft: Draft, context: ContentContext, random: Randomness): Promise<Draft> {
  if (missingAnswers(draft).length > 0) throw new Error("every service needs the customer’s answer before the freeze");
  // the review began by writing down when the work ended: the customer has read that time
  const finished = { ...draft, finishedAt: draft.finishedAt ?? context.now };
  const content = buildContent(finished, context, { code: verificationCode(random), salt: salt(random) });
  return { ...finished, frozen: await seal(content, privateKey(random)), signatures: {}, pad: null };
}

async function seal(content: Content, customerKey: string): Promise<FrozenDraft> {
  const canonical = canonicalJson(content);
  return { canonical, digest: await sha256Hex(canonical), code: content.verification_code, v: 2, customerKey };
}

/** The frozen content in the shape that screens read, whichever version was signed. */
export function frozenContent(frozen: FrozenDraft): Content {
  const content: unknown = JSON.parse(frozen.canonical);
  return frozen.v === 1 ? contentFromV1(content as Schemas["ContentV1"]) : (content as Content);
}

/** The body of `PUT reports/{uuid}`: canonical text around the frozen bytes. */
export async function reportBody(frozen: FrozenDraft, attestations: readonly Attestation[]): Promise<string> {
  if (frozen.v === 1) {
    const known = attestations.map(({ document, phone, ...attestation }) => attestation);
    return `{"attestations":${canonicalJson(known)},"content":${frozen.canonical},"v":1}`;
  }
  const link = frozen.customerKey === null ? "null" : `"${await sha256Hex(frozen.customerKey)}"`;
  return `{"attestations":${canonicalJson(attestations)},"content":${frozen.canonical},"customer_link":${link},"v":2}`;
}
