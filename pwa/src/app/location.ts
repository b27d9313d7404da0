/**
 * Where the phone is, for those who switched it on: WGS-84, five decimals (about a metre).
 *
 * Null when it is not known within the time, or the permission is refused: an arrival never waits for it longer.
 */
import type { FieldJobEvent } from "../store";

type Location = NonNullable<FieldJobEvent["location"]>;

export const LOCATION_WAIT = 5_000;

const RECENT = 60_000;
const DECIMALS = 5;
const LARGEST_ACCURACY = 100_000;

export function locate(geolocation: Pick<Geolocation, "getCurrentPosition"> | undefined): Promise<Location | null> {
  return new Promise((resolve) => {
    if (!geolocation) {
      resolve(null);
      return;
    }
    // the browser's own time-out does not count while it asks for permission
    const timer = setTimeout(() => resolve(null), LOCATION_WAIT);
    const done = (found: Location | null) => {
      clearTimeout(timer);
      resolve(found);
    };
    geolocation.getCurrentPosition(
      ({ coords }) => done(wired(coords)),
      () => done(null),
      { enableHighAccuracy: true, timeout: LOCATION_WAIT, maximumAge: RECENT },
    );
  });
}

function wired({ latitude, longitude, accuracy }: GeolocationCoordinates): Location {
  return {
    latitude: latitude.toFixed(DECIMALS),
    longitude: longitude.toFixed(DECIMALS),
    accuracy_m: Math.min(LARGEST_ACCURACY, Math.max(0, Math.ceil(accuracy))),
  };
}
