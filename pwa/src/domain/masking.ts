/** The twin of backend/infrastructure/masking.py: what need not be seen is not shown. */

/** `+8613812341234` → `138****1234`. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/^\+86/, "").trim();
  return digits.length < 8 ? "*".repeat(digits.length) : `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}
