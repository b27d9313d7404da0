/** A stored photo as an address that an <img> can show; freed when the picture leaves the screen. */
import { useEffect, useState } from "preact/hooks";
import type { Store } from "../../../store";

export function usePhotoAddress(store: Store, sha256: string): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let wanted = true;
    void store.photos.read(sha256).then((found) => {
      if (!wanted || !found) return;
      made = URL.createObjectURL(new Blob([found.bytes], { type: found.photo.mime }));
      setAddress(made);
    });
    return () => {
      wanted = false;
      if (made) URL.revokeObjectURL(made);
    };
  }, [store, sha256]);
  return address;
}
