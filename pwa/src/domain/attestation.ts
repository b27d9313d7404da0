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
export function drawn(drawing: PadDraft, signing: Signing): Attestation {
  const pad = whole(drawing);
  return {
    ...common(pad.who, signing),
    how: "drawn",
    pad: { width: pad.width, height: pad.height },
    strokes: pad.strokes.slice(0, MOST_STROKES),
    reason: "",
  };
}

/** A phone that was turned may have been drawn on beside the first pad: the pad grows around what was drawn. */
function whole(pad: PadDraft): PadDraft {
  const points = pad.strokes.flat();
  const [xs, ys] = [points.map(([x = 0]) => x), points.map(([, y = 0]) => y)];
  const [left, top] = [xs.reduce((one, x) => Math.min(one, x), 0), ys.reduce((one, y) => Math.min(one, y), 0)];
  const strokes = pad.strokes.map((stroke) => stroke.map(([x = 0, y = 0, ...rest]) => [x - left, y - top, ...rest]));
  const width = xs.reduce((one, x) => Math.max(one, x), pad.width) - left;
  const height = ys.reduce((one, y) => Math.max(one, y), pad.height) - top;
  return { ...pad, width, height, strokes };
}

/** Why there is no drawing: each is recorded and printed as what it is. */
export type UnsignedHow = Exclude<Attestation["how"], "drawn" | "device_key">;

/** A customer who refuses, cannot, is not there, or signs later by a link; `reason` in the words that were chosen. */
export function unsigned(
  how: UnsignedHow,
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
