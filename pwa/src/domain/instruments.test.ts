import { describe, expect, it } from "vitest";
import { type Instrument, instrumentName, instrumentNamed, instrumentsOf } from "./instruments";

const meter: Instrument = {
  id: "m1",
  kind: "multimeter",
  name: { zh: "万用表", en: "Multimeter" },
  model: "Meter 87",
  serial: "DM-07",
  due: "2027-03-31",
};
const body = { ...meter, serial: "DM-08", due: null, retired: false, name: { zh: "万用表", en: "Multimeter" } };

describe("the instruments of a technician", () => {
  it("are those of the register and those this phone has not sent yet", () => {
    const found = instrumentsOf([meter], [{ instrumentId: "m2", body }]);
    expect(found.map(({ id, serial, due }) => [id, serial, due])).toEqual([
      ["m1", "DM-07", "2027-03-31"],
      ["m2", "DM-08", null],
    ]);
  });

  it("follow every unsent change, the last one last, and lose what was retired", () => {
    const changed = instrumentsOf(
      [meter],
      [
        { instrumentId: "m1", body: { ...body, serial: "A" } },
        { instrumentId: "m1", body: { ...body, serial: "B" } },
      ],
    );
    expect(changed.map(({ serial }) => serial)).toEqual(["B"]);
    expect(instrumentsOf([meter], [{ instrumentId: "m1", body: { ...body, retired: true } }])).toEqual([]);
  });

  it("are called by kind and model, and found by the name that an older draft gives them", () => {
    expect(instrumentName(meter, "en")).toBe("Multimeter Meter 87");
    expect(instrumentName({ ...meter, model: undefined as unknown as string }, "zh")).toBe("万用表");
    expect(instrumentNamed([meter], "multimeter-DM-07")?.id).toBe("m1");
  });
});
