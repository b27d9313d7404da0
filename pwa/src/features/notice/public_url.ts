/** The address that customers open: as the server told, or where the app itself came from. */
import { useEffect, useState } from "preact/hooks";
import { useApp } from "../../app/context";

export function usePublicUrl(): string {
  const { store } = useApp();
  const [address, setAddress] = useState(window.location.origin);
  useEffect(() => {
    void store.meta.get("public_url").then((known) => known && setAddress(known.replace(/\/+$/, "")));
  }, [store]);
  return address;
}
