/** Typing numbers with a thumb: what a keypad may send, and where Enter leads. */

/** Keeps digits, one point and a leading -, < or > (end of the scale); a comma is a point. Writes the cleaned text back when it differs. */
export function cleanNumber(input: HTMLInputElement): string {
  const clean = decimalOf(input.value);
  if (clean !== input.value) input.value = clean;
  return clean;
}

export function decimalOf(typed: string): string {
  const [, bound = "", minus = ""] = /^\s*([<>＜＞]?)\s*(-?)/.exec(typed) ?? [];
  const sign = bound.replace("＜", "<").replace("＞", ">") + minus;
  const [whole = "", ...rest] = typed
    .replace(/[,，。]/g, ".")
    .replace(/[^\d.]/g, "")
    .split(".");
  return sign + whole + (rest.length ? `.${rest.join("")}` : "");
}

/** A number keypad has no > and <: one key beside the field goes through "exactly", "above", "below". */
export function nextBound(value: string): string {
  if (value.startsWith(">")) return `<${value.slice(1)}`;
  return value.startsWith("<") ? value.slice(1) : `>${value}`;
}

/** Enter goes to the next empty figure of the screen, so that a whole test is typed without leaving the keypad. */
export function nextOnEnter(event: KeyboardEvent): void {
  if (event.key !== "Enter") return;
  event.preventDefault();
  const here = event.currentTarget as HTMLInputElement;
  const fields = [...document.querySelectorAll<HTMLInputElement>('main input[inputmode="decimal"]')];
  const after = fields.slice(fields.indexOf(here) + 1);
  const next = after.find((field) => field.value === "") ?? after[0];
  if (next) next.focus();
  else here.blur();
}
