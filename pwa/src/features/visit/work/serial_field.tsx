/** A part's serial number: typed, or read from its label by whatever reads codes on this phone. */
import { TextField } from "../fields";

interface SerialFieldProps {
  id: string;
  label: string;
  /** the part, as the title of what is scanned */
  of: string;
  value: string;
  onText: (text: string) => void;
}

export function SerialField({ id, label, value, onText }: SerialFieldProps) {
  return <TextField id={id} label={label} value={value} most={120} onText={onText} />;
}
