import { describe, expect, it } from "vitest";
import { freshDraft } from "../visit_fixtures";
import type { AwaitedPhotos, Draft, PhotoDraft } from ".";
import {
  addOther,
  addPhoto,
  awaitPhotos,
  fillAdding,
  leaveAdding,
  movePhoto,
  photoArrived,
  putBackPhoto,
  removePhoto,
  retakePhoto,
} from ".";

const photo = (sha256: string, part: Partial<PhotoDraft> = {}): PhotoDraft => ({
  sha256,
  size: 10,
  mediaType: "image/jpeg",
  width: 4,
  height: 3,
  role: "before",
  caption: "",
  takenAt: "2026-11-22T06:10:00.000Z",
  of: "",
  ...part,
});
const withPhotos = (...names: string[]): Draft => names.map((name) => photo(name)).reduce(addPhoto, freshDraft());
const order = (draft: Draft) => draft.photos.map((one) => one.sha256).join("");

describe("the order of photos", () => {
  it("moves one step, and not over an end", () => {
    const draft = withPhotos("a", "b", "c");
    expect(order(movePhoto(draft, "c", -1))).toBe("acb");
    expect(order(movePhoto(draft, "a", 1))).toBe("bac");
    expect(movePhoto(draft, "a", -1)).toBe(draft);
    expect(movePhoto(draft, "x", 1)).toBe(draft);
  });

  it("keeps a removed photo's place for taking the removal back", () => {
    const draft = withPhotos("a", "b", "c");
    const [, b] = draft.photos;
    const back = putBackPhoto(removePhoto(draft, "b"), b as PhotoDraft, 1);
    expect(order(back)).toBe("abc");
    expect(putBackPhoto(back, b as PhotoDraft, 1)).toBe(back);
  });
});

describe("taking a photo again", () => {
  it("keeps place, role and caption", () => {
    const draft = addPhoto(addPhoto(withPhotos("a"), photo("b", { role: "damage", caption: "hose" })), photo("c"));
    const again = retakePhoto(draft, "b", photo("n", { role: "before" }));
    expect(order(again)).toBe("anc");
    expect(again.photos[1]).toMatchObject({ role: "damage", caption: "hose" });
  });

  it("adds it when the old one is gone by now", () => {
    expect(order(retakePhoto(withPhotos("a"), "b", photo("n")))).toBe("an");
  });
});

describe("the note of photos on their way", () => {
  const awaited: AwaitedPhotos = { from: "gallery", role: "before", left: 2, page: 7 };

  it("goes with the last of them", () => {
    const one = photoArrived(awaitPhotos(freshDraft(), awaited));
    expect(one.awaited).toEqual({ ...awaited, left: 1 });
    expect(photoArrived(one).awaited).toBeNull();
  });

  it("changes nothing in a draft of before there was such a note", () => {
    const draft = freshDraft();
    expect(photoArrived(draft)).toBe(draft);
  });
});

describe("an appliance that is being added", () => {
  it("needs its kind, and names its nameplate's photo", () => {
    const begun = fillAdding(withPhotos("p"), { model: " BCD-210 ", serial: "A1", photo: "p" });
    expect(addOther(begun, "id", "Plate")).toBe(begun);
    const added = addOther(fillAdding(begun, { category: "refrigerator", room: " kitchen " }), "id", "Plate: fridge");
    expect(added.others.at(-1)).toMatchObject({
      id: "id",
      applianceId: null,
      room: "kitchen",
      model: "BCD-210",
      serial: "A1",
      identified: "nameplate",
      state: "open",
    });
    expect(added.photos[0]?.caption).toBe("Plate: fridge");
    expect(added.adding).toBeNull();
  });

  it("is given up without its photo being lost", () => {
    const left = leaveAdding(fillAdding(withPhotos("p"), { photo: "p" }));
    expect([left.adding, left.photos.length]).toEqual([null, 1]);
  });
});
