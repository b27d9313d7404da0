/**
 * What a code on an appliance says, as far as the code itself says what its parts mean. Nothing is guessed: a number
 * without a label is shown as it is, and a product number is never taken for a serial number.
 *
 * GS1 General Specifications 3 (application identifiers), 7.8 (symbology identifiers); GS1 Digital Link 1.1 (addresses).
 */
export interface Nameplate {
  /** exactly what was read */
  raw: string;
  /** `plain`: one number without a label; `product`: an EAN or UPC, the same on every piece; `text`: not understood */
  kind: "gs1" | "labelled" | "plain" | "product" | "text";
  serial: string;
  model: string;
  /** GTIN, as many digits as the code has */
  product: string;
}

/** As a reader gives it. `symbology`: the ISO/IEC 15424 identifier such as "]C1", or "" where the reader has none. */
export interface ReadCode {
  text: string;
  format: string;
  symbology: string;
}

type Parts = Pick<Nameplate, "serial" | "model" | "product">;

const NOTHING: Parts = { serial: "", model: "", product: "" };
const LONGEST = 60;
const GROUP = "\u001d";
const PLAIN = /^(?=.*\d)[A-Za-z0-9][A-Za-z0-9./-]{3,39}$/;
/** Barcodes of shops, by the names that BarcodeDetector and zxing give them. */
const RETAIL: readonly string[] = ["ean13", "ean8", "upca", "upce"];

export function readNameplate({ text, format, symbology }: ReadCode): Nameplate {
  const raw = text;
  const clean = text.trim();
  const gs1 = fromGs1(clean, symbology) ?? fromDigitalLink(clean);
  if (gs1) return { raw, kind: "gs1", ...gs1 };
  if (RETAIL.includes(format.toLowerCase().replace(/[^a-z0-9]/g, "")) && isGtin(clean)) {
    return { raw, kind: "product", ...NOTHING, product: clean };
  }
  const labelled = fromLabels(clean);
  if (labelled) return { raw, kind: "labelled", ...labelled };
  if (PLAIN.test(clean)) return { raw, kind: "plain", ...NOTHING, serial: clean };
  return { raw, kind: "text", ...NOTHING };
}

/** The last digit of a GTIN checks the others: from the right, weights 3 and 1 by turns. */
export function isGtin(text: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(text)) return false;
  const digits = [...text].reverse().map(Number);
  const sum = digits.slice(1).reduce((total, digit, at) => total + digit * (at % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10 === digits[0];
}

/** Identifiers of fixed length (GS1 7.8.5), two digits each; others end at a group separator or at the end. */
const FIXED: Readonly<Record<string, number>> = {
  "00": 18,
  "01": 14,
  "02": 14,
  "11": 6,
  "13": 6,
  "15": 6,
  "17": 6,
  "20": 2,
};
/** Identifiers of variable length that a nameplate may carry: lot, variant, serial, model of the maker. */
const VARIABLE: readonly string[] = ["10", "21", "22", "240", "241", "250", "37"];

function fromGs1(text: string, symbology: string): Parts | null {
  const marked = ["]C1", "]d2", "]Q3", "]e0"].includes(symbology) || text.includes(GROUP);
  if (/^\(\d{2,4}\)/.test(text)) return gs1Parts(bracketed(text));
  return marked ? gs1Parts(elements(text)) : null;
}

/** As printed under the code, and as some readers write it: (01)06901234567892(21)A1. */
function bracketed(text: string): Map<string, string> {
  return new Map([...text.matchAll(/\((\d{2,4})\)([^(]+)/g)].map(([, id = "", value = ""]) => [id, value.trim()]));
}

/** Stops at the first identifier that is not known: what follows it could be cut in the wrong place. */
function elements(text: string): Map<string, string> {
  const found = new Map<string, string>();
  let rest = text.replace(/^\]\w\d/, "").replace(new RegExp(`^${GROUP}`), "");
  while (rest) {
    const fixed = FIXED[rest.slice(0, 2)];
    const id = fixed ? rest.slice(0, 2) : VARIABLE.find((one) => rest.startsWith(one));
    if (!id) break;
    const value = fixed ? rest.slice(2, 2 + fixed) : (rest.slice(id.length).split(GROUP)[0] ?? "");
    found.set(id, value);
    rest = rest.slice(id.length + value.length).replace(new RegExp(`^${GROUP}`), "");
  }
  return found;
}

function fromDigitalLink(text: string): Parts | null {
  const path =
    /^https?:\/\/[^/?#]+\/(?:[^?#]*\/)?01\/(\d{8,14})(?:\/22\/[^/?#]+)?(?:\/10\/[^/?#]+)?(?:\/21\/([^/?#]+))?/i;
  const found = path.exec(text);
  if (!found?.[1] || !isGtin(found[1])) return null;
  return { ...NOTHING, product: found[1], serial: fitting(decoded(found[2] ?? "")) };
}

function gs1Parts(found: Map<string, string>): Parts | null {
  const product = found.get("01") ?? "";
  const serial = fitting(found.get("21") ?? "");
  const model = fitting(found.get("240") ?? "");
  if (product && !isGtin(product)) return null;
  return product || serial || model ? { product, serial, model } : null;
}

const SERIAL_LABELS = "s/?n|serial(?:[ _-]?(?:no|number|nr))?|序列号|机号|机身号|出厂编号|产品编号";
const MODEL_LABELS = "model(?:[ _-]?(?:no|number|nr|name))?|mod|e-?nr|产品型号|型号";

/** `SN: …; Model: …`, JSON, or the query of an address: only where a label says which is which. */
function fromLabels(text: string): Parts | null {
  const serial = labelled(text, SERIAL_LABELS);
  const model = labelled(text, MODEL_LABELS);
  return serial || model ? { ...NOTHING, serial, model } : null;
}

function labelled(text: string, labels: string): string {
  const pair = new RegExp(`(?:^|[\\s,;|&?{，；"])(?:${labels})\\.?"?\\s*[:：=]\\s*"?([^\\s,;|&}"，；#]+)`, "i");
  return fitting(decoded(pair.exec(text)?.[1] ?? ""));
}

/** A value that no nameplate field could hold was cut in the wrong place. */
function fitting(value: string): string {
  return value.length <= LONGEST ? value.trim() : "";
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
