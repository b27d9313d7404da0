/** Adding an appliance that the office does not know: by scan, by photo of its nameplate, or by hand. */
import { changePhoto } from "./moves";
import type { AddingDraft, Draft, OtherDraft } from "./shape";

const EMPTY: AddingDraft = { category: "", room: "", model: "", serial: "", photo: "" };

/** Begins, or goes on with what is known by now. */
export function fillAdding(draft: Draft, part: Partial<AddingDraft>): Draft {
  return { ...draft, adding: { ...(draft.adding ?? EMPTY), ...part } };
}

/** The photo of its nameplate, if there is one, stays with the visit's photos. */
export function leaveAdding(draft: Draft): Draft {
  return { ...draft, adding: null };
}

/** `caption`: for the photo of its nameplate, in the card's language. Without a category nothing is added. */
export function addOther(draft: Draft, id: string, caption: string): Draft {
  const { adding } = draft;
  if (!adding?.category) return draft;
  const other: OtherDraft = {
    id,
    applianceId: null,
    category: adding.category,
    room: adding.room.trim(),
    brand: "",
    model: adding.model.trim(),
    serial: adding.serial.trim(),
    purchasedOn: null,
    identified: adding.photo ? "nameplate" : adding.serial ? "scanned" : "typed",
    state: "open",
    findings: {},
  };
  const named = adding.photo ? changePhoto(draft, adding.photo, { caption }) : draft;
  return { ...named, others: [...draft.others, other], adding: null };
}
