/** Adding an appliance that the office does not know: by scan, by photo of its nameplate, or by hand. */
import { changePhoto } from "./moves";
import type { AddingDraft, Draft, OtherDraft } from "./shape";

const EMPTY: AddingDraft = { category: "", room: "", model: "", serial: "", photo: "" };
const LONGEST_MODEL = 120;

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
    model: modelText(adding.model, adding.serial),
    purchasedOn: null,
    state: "open",
    findings: {},
  };
  const named = adding.photo ? changePhoto(draft, adding.photo, { caption }) : draft;
  return { ...named, others: [...draft.others, other], adding: null };
}

/** One line for both: the report's other appliances have no field of their own for a serial number. */
export function modelText(model: string, serial: string): string {
  const own = serial.trim() && `SN ${serial.trim()}`;
  const room = LONGEST_MODEL - (own ? own.length + 3 : 0);
  return [model.trim().slice(0, Math.max(0, room)), own].filter(Boolean).join(" · ");
}
