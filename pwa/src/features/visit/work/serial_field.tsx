/** A part's serial number: typed, or scanned from its label. */
import { TextField } from "../fields";
import { ScanButton } from "../scan/scan_button";

interface SerialFieldProps {
  id: string;
  label: string;
  value: string;
  onText: (text: string) => void;
}

export function SerialField({ id, label, value, onText }: SerialFieldProps) {
  return (
    <div class="serial">
      <TextField id={id} label={label} value={value} most={120} onText={onText} />
      <ScanButton wanted={["serial"]} title={label} onScanned={({ serial }) => serial && onText(serial)} />
    </div>
  );
}
