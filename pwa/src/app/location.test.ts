import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LOCATION_WAIT, locate } from "./location";

const coords = { latitude: 30.2741234567, longitude: -120.1, accuracy: 12.3 } as GeolocationCoordinates;

describe("the place of an arrival", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is told to about a metre, as decimals", async () => {
    const found = locate({ getCurrentPosition: (done) => done({ coords } as GeolocationPosition) });
    await expect(found).resolves.toEqual({ latitude: "30.27412", longitude: "-120.10000", accuracy_m: 13 });
  });

  it("is not waited for longer than five seconds, even while the browser asks for permission", async () => {
    const found = locate({ getCurrentPosition: () => undefined });
    await vi.advanceTimersByTimeAsync(LOCATION_WAIT);
    await expect(found).resolves.toBeNull();
  });

  it("is left out when it is refused, or the phone has none", async () => {
    const refuse = locate({ getCurrentPosition: (_done, failed) => failed?.({} as GeolocationPositionError) });
    await expect(refuse).resolves.toBeNull();
    await expect(locate(undefined)).resolves.toBeNull();
  });
});
