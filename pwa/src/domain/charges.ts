/** What the customer pays: integer minor units and decimal strings, never floating-point numbers. */
import type { Bearer, ChargeDraft, Schemas } from "./draft";

const QUANTITY = /^(\d{1,6})(?:\.(\d{1,3}))?$/;
const DIGITS = 3n;

/** The quantity as the wire wants it ("1", "2.5"), or null when it is not a positive number. */
export function parseQuantity(typed: string): string | null {
  const found = QUANTITY.exec(typed.trim().replace(",", "."));
  if (!found) return null;
  const whole = (found[1] ?? "").replace(/^0+(?=\d)/, "");
  const part = (found[2] ?? "").replace(/0+$/, "");
  return whole === "0" && part === "" ? null : part ? `${whole}.${part}` : whole;
}

/** Quantity times price, in minor units, half a unit rounded up. An unreadable quantity costs nothing yet. */
export function lineAmount(quantity: string, unitPrice: number): number {
  const clean = parseQuantity(quantity);
  if (clean === null) return 0;
  const [whole, part = ""] = clean.split(".");
  const thousandths = BigInt(whole + part.padEnd(Number(DIGITS), "0"));
  return Number((thousandths * BigInt(unitPrice) + 500n) / 1000n);
}

/** What this line costs the customer: nothing when the maker bears it or it is included. */
export function customerPays(line: ChargeDraft): number {
  return line.bearer === "customer" ? lineAmount(line.quantity, line.unitPrice) : 0;
}

export function totalOf(lines: readonly ChargeDraft[]): number {
  return lines.reduce((sum, line) => sum + customerPays(line), 0);
}

/** In warranty the maker bears parts and labour; consumables and other charges stay with the customer. */
export function usualBearer(price: Schemas["Price"], warranty: Schemas["PulledJob"]["warranty"]): Bearer {
  return warranty === "in" && price.kind !== "other" && !price.consumable ? "maker" : "customer";
}

/** "68" or "68.5" typed in major units → 6850 minor units; null when it is not an amount. */
export function parseMoney(typed: string): number | null {
  const found = /^(\d{1,8})(?:\.(\d{1,2}))?$/.exec(typed.trim().replace(",", "."));
  if (!found) return null;
  return Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0"));
}

/** Minor units as people write them: ¥ 103.00 in both languages, other currencies by their code. */
export function money(amount: number, currency: string): string {
  const sign = currency === "CNY" ? "¥" : currency;
  const major = Math.trunc(amount / 100)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ",");
  return `${sign} ${major}.${String(amount % 100).padStart(2, "0")}`;
}
