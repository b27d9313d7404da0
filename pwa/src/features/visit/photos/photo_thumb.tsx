/** A photo as small as a line: beside what it proves. */
import { useApp } from "../../../app/context";
import { usePhotoAddress } from "./use_photo";

export function PhotoThumb({ sha256, name, onOpen }: { sha256: string; name: string; onOpen?: () => void }) {
  const { store } = useApp();
  const address = usePhotoAddress(store, sha256);
  const picture = address ? <img src={address} alt={onOpen ? "" : name} width="44" height="44" /> : null;
  if (!onOpen) return <span class="thumb">{picture}</span>;
  return (
    <button class="thumb" type="button" aria-label={name} onClick={onOpen}>
      {picture}
    </button>
  );
}
