/** The technician's own measuring instruments: what the register says, with what this phone has not sent yet. */
import type { Draft, Language, Schemas } from "./draft";

export type Instrument = Schemas["Instrument"];

/** Registered, changed or retired on this phone, in this order, and not yet sent. */
export interface Unsent {
  instrumentId: string;
  body: Schemas["InstrumentIn"];
}

/** Those in use, by kind. */
export function instrumentsOf(registered: readonly Instrument[], unsent: readonly Unsent[]): Instrument[] {
  const byId = new Map(registered.map((instrument) => [instrument.id, instrument]));
  for (const { instrumentId, body } of unsent) {
    const { retired, due, ...rest } = body;
    if (retired) byId.delete(instrumentId);
    else byId.set(instrumentId, { ...rest, id: instrumentId, name: { ...rest.name }, due: due ?? null });
  }
  return [...byId.values()].sort(
    (one, other) => one.kind.localeCompare(other.kind) || one.serial.localeCompare(other.serial),
  );
}

/** Those in use, and those that measured on this visit though the register has lost them since. */
export function withCarried(own: readonly Instrument[], carried: Draft["carried"] = {}): Instrument[] {
  const known = new Set(own.map(({ id }) => id));
  return [...own, ...Object.values(carried).filter(({ id }) => !known.has(id))];
}

/** "True-RMS multimeter Fluke 117": as people and reports call it. */
export function instrumentName({ name, model, kind }: Instrument, language: Language): string {
  // a phone that has not greeted the server since an update holds instruments without a model
  return [name[language] ?? name["zh"] ?? kind, (model as string | undefined) ?? ""].filter(Boolean).join(" ");
}

/** By its id, or by the one that it had before there was a register: drafts of an older app name it so. */
export function instrumentNamed(instruments: readonly Instrument[], id: string): Instrument | undefined {
  return (
    instruments.find((one) => one.id === id) ??
    instruments.find(({ kind, serial }) => `${kind}-${serial}`.slice(0, 40) === id)
  );
}
