/** Opens the scanner; what was read, and confirmed by the technician, comes back as serial number and model. */
import { useState } from "preact/hooks";
import { Icon } from "../../../ui";
import { useTexts } from "../texts";
import { type NameplateField, type Scanned, ScanSheet } from "./scan_sheet";

interface ScanButtonProps {
  /** what of a nameplate is wanted; a part has a serial number alone */
  wanted: readonly NameplateField[];
  /** what is scanned, as the sheet's title */
  title: string;
  class?: string;
  label?: string;
  onScanned: (scanned: Scanned) => void;
}

export function ScanButton({
  wanted,
  title,
  class: look = "btn btn--side btn--low",
  label,
  onScanned,
}: ScanButtonProps) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button class={look} type="button" onClick={() => setOpen(true)}>
        <Icon name="scan" size="s" />
        {label ?? t("scan.open")}
      </button>
      {open ? (
        <ScanSheet
          title={title}
          wanted={wanted}
          onClose={() => setOpen(false)}
          onScanned={(scanned) => {
            setOpen(false);
            onScanned(scanned);
          }}
        />
      ) : null}
    </>
  );
}
