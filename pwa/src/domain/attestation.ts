/** Signatures and honest words that there is none, bound to the digest of what was read. */
import type { Attestation, PadDraft, SignatureSlot } from "./draft";
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

/** A customer who refuses, is not there, or signs later by a link; `reason` in the words that were chosen. */
export function unsigned(
  how: "refused" | "absent" | "by_link",
  reason: string,
  signing: Signing,
  slot: Exclude<SignatureSlot, "technician"> = "customer",
): Attestation {
  return { ...common(slot, signing), how, pad: null, strokes: [], reason };
}

function common(slot: SignatureSlot, signing: Signing): Omit<Attestation, "how" | "pad" | "strokes" | "reason"> {
  return {
    id: signing.id,
    document: slot === "notice" ? "hazard_notice" : "report",
    who: slot === "notice" ? "customer" : slot,
    name: signing.name,
    at: signing.at,
    content_digest: signing.contentDigest,
    phone: null,
  };
}
