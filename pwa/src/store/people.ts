/** Who has signed in on this phone, with the token that sends their reports. */
import type { Changes } from "./changes";
import type { Instrument, Me } from "./shapes";
import type { Database, PersonRow } from "./tables";

export type PeopleTable = ReturnType<typeof peopleTable>;

export function peopleTable(db: Database, changed: Changes) {
  async function current(): Promise<PersonRow | null> {
    const id = (await db.get("meta", "current_user")) as string | null | undefined;
    return id ? ((await db.get("people", id)) ?? null) : null;
  }

  return {
    current,
    get: (id: string) => db.get("people", id),
    async signIn(person: PersonRow): Promise<void> {
      const tx = db.transaction(["people", "meta"], "readwrite", { durability: "strict" });
      const before = await tx.objectStore("people").get(person.id);
      const uploadToken = person.uploadToken ?? before?.uploadToken ?? null;
      await tx.objectStore("people").put({ ...person, uploadToken });
      await tx.objectStore("meta").put(person.id, "current_user");
      await tx.done;
      changed.say("people");
    },
    /** Keeps the row: its upload token belongs to what is still in the outbox. */
    async signOut(): Promise<void> {
      const person = await current();
      const tx = db.transaction(["people", "meta"], "readwrite");
      if (person) await tx.objectStore("people").put({ ...person, csrfToken: null });
      await tx.objectStore("meta").put(null, "current_user");
      await tx.done;
      changed.say("people");
    },
    /** What hello says about the signed-in person; another person's answer is ignored. */
    async refresh(me: Me, csrfToken: string | null): Promise<void> {
      const tx = db.transaction("people", "readwrite");
      const before = await tx.store.get(me.id);
      if (before) await tx.store.put({ ...before, me, csrfToken });
      await tx.done;
      changed.say("people");
    },
    /** What the register says of an instrument, before the next hello: null: it is no longer this person's. */
    async keepInstrument(userId: string, id: string, instrument: Instrument | null): Promise<void> {
      const tx = db.transaction("people", "readwrite", { durability: "strict" });
      const before = await tx.store.get(userId);
      if (before) {
        const others = before.me.instruments.filter((one) => one.id !== id);
        const instruments = instrument ? [...others, instrument] : others;
        await tx.store.put({ ...before, me: { ...before.me, instruments } });
      }
      await tx.done;
      changed.say("people");
    },
    /** The upload token was refused: only a new login helps. */
    async forgetToken(userId: string, token: string): Promise<void> {
      const tx = db.transaction("people", "readwrite");
      const before = await tx.store.get(userId);
      if (before && before.uploadToken === token) await tx.store.put({ ...before, uploadToken: null });
      await tx.done;
      changed.say("people");
    },
  };
}
