/** The signed-in technician's instruments on this phone, offline as well, and which of them measured last. */
import type { ReadonlySignal, Signal } from "@preact/signals";
import { computed, effect, signal, useComputed } from "@preact/signals";
import type { App } from "../../app/context";
import { useApp } from "../../app/context";
import type { Model } from "../../app/model";
import type { Instrument } from "../../domain/instruments";
import { instrumentsOf } from "../../domain/instruments";
import type { InstrumentIn, Store } from "../../store";

export function ownInstruments(model: Model): ReadonlySignal<readonly Instrument[]> {
  return computed(() => list(model));
}

export function useOwnInstruments(): readonly Instrument[] {
  const { model } = useApp();
  return useComputed(() => list(model)).value;
}

function list(model: Model): Instrument[] {
  const person = model.person.value;
  if (!person) return [];
  const unsent = model.messages.value.flatMap((row) =>
    row.kind === "instrument" && row.userId === person.id ? [row] : [],
  );
  return instrumentsOf(person.me.instruments, unsent);
}

/** Written on this phone at once, sent to the register when it can be. */
export async function keepInstrument(app: App, instrumentId: string, body: InstrumentIn): Promise<void> {
  const person = app.model.person.value;
  if (!person) return;
  const now = new Date(app.clock()).toISOString();
  await app.store.messages.addInstrument({ id: app.newId(), userId: person.id, instrumentId, body, now });
  void app.sync.now();
}

/** What is written into it stays for the next visits of this person. */
export async function openLastUsed(store: Store, userId: string): Promise<Signal<Readonly<Record<string, string>>>> {
  const all = (await store.meta.get("last_instruments")) ?? {};
  const lastUsed = signal(all[userId] ?? {});
  const first = lastUsed.peek();
  effect(() => {
    const used = lastUsed.value;
    if (used !== first) void store.meta.set("last_instruments", { ...all, [userId]: used });
  });
  return lastUsed;
}
