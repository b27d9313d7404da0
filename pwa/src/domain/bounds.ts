/**
 * A bound that depends on the case: the cord, the breaker, the power, the plate. Twin of backend/domain/bounds.py,
 * which explains the formulas. Results are whole millionths, rounded down.
 */
import type { components } from "../generated/api";
import type { Scaled } from "./measured";
import { decimal, exact, ONE } from "./measured";

type Bound = components["schemas"]["Bound"];
type Given = Readonly<Record<string, string | undefined>>;

const BREAKER = /^([A-Z])(\d{1,3})$/;

/** What a formula may ask: a name with a dot is the reading of that test, any other a circumstance. */
export interface Inputs {
  circumstances: Given;
  others: Given;
}

export function textOf(inputs: Inputs, name: string): string {
  return (name.includes(".") ? inputs.others[name] : inputs.circumstances[name]) ?? "";
}

/** The bound in the unit of the test; null while something it depends on is not known. */
export function computedBound(bound: Bound, inputs: Inputs): Scaled | null {
  return FORMULAS[bound.by](bound, inputs);
}

/** For people: at most three decimals, rounded down, without trailing zeros. */
export function shownBound(value: Scaled): string {
  const thousandths = value / 1000n;
  const fraction = String(thousandths % 1000n)
    .padStart(3, "0")
    .replace(/0+$/, "");
  return fraction ? `${thousandths / 1000n}.${fraction}` : String(thousandths / 1000n);
}

const FORMULAS: Record<Bound["by"], (bound: Bound, inputs: Inputs) => Scaled | null> = {
  times: (bound, inputs) => {
    const value = numberOf(inputs, bound.of);
    if (value === null || value <= 0n) return null;
    const grown = (value * scaled(bound.factor)) / ONE;
    return capped(bound.least && scaled(bound.least) > grown ? scaled(bound.least) : grown, bound.cap);
  },
  over: (bound, inputs) => {
    const value = numberOf(inputs, bound.of);
    return value === null || value <= 0n ? null : (scaled(bound.numerator) * ONE) / value;
  },
  loop: (bound, inputs) => {
    const [, curve = "", rating = ""] = BREAKER.exec(textOf(inputs, bound.of ?? "")) ?? [];
    const factor = bound.factors?.[curve];
    if (!factor || Number(rating) === 0) return null;
    return (scaled(bound.voltage) * scaled(bound.cold)) / (decimal(factor) * BigInt(rating));
  },
  cord: (bound, inputs) => {
    const length = numberOf(inputs, bound.length);
    const csa = numberOf(inputs, bound.csa);
    const thick = csa !== null && csa > scaled(bound.thick_over);
    if (length === null || length < 0n) return thick && !bound.ask ? scaled(bound.thick_base) : null;
    if (thick) return capped(scaled(bound.thick_base) + (scaled(bound.rho) * length) / csa, bound.cap);
    if (!bound.base) return null;
    const beyond = length - scaled(bound.free_m);
    const step = scaled(bound.step_m);
    const begun = beyond > 0n ? (beyond + step - 1n) / step : 0n;
    return capped(scaled(bound.base) + scaled(bound.step) * begun, bound.cap);
  },
};

function numberOf(inputs: Inputs, name: string | undefined): Scaled | null {
  return exact(textOf(inputs, name ?? ""));
}

function scaled(text: string | undefined): Scaled {
  return decimal(text ?? "");
}

function capped(value: Scaled, cap: string | undefined): Scaled {
  return cap && decimal(cap) < value ? decimal(cap) : value;
}
