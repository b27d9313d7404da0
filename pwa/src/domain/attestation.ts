/** Signatures and honest words that there is none, bound to the digest of what was read. */
import type { Attestation, PadDraft } from "./draft";
import { MOST_STROKES } from "./strokes";

export interface Signing {
  id: string;
  name: string;
  /** UTC instant */
  at: string;
  contentDigest: string;
}

/** The drawn strokes as they are, in the pad's unit. */
export function drawn(pad: PadDraft, signing: Signing): Attestation {
  return {
    ...common(pad.who, signing),
    how: "drawn",
    pad: { width: pad.width, height: pad.height },
    strokes: pad.strokes.slice(0, MOST_STROKES),
    reason: "",
  };
}

/** A customer who refuses to sign or is not there; `reason` in the words that were chosen. */
export function unsigned(how: "refused" | "absent", reason: string, signing: Signing): Attestation {
  return { ...common("customer", signing), how, pad: null, strokes: [], reason };
}

function common(
  who: "customer" | "technician",
  signing: Signing,
): Pick<Attestation, "id" | "who" | "name" | "at" | "content_digest"> {
  return { id: signing.id, who, name: signing.name, at: signing.at, content_digest: signing.contentDigest };
}
