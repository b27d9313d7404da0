/** Tells screens, in every tab, that a table has changed. Values never travel here: listeners read the table again. */
export type Topic = "people" | "jobs" | "drafts" | "outbox" | "messages" | "catalogs";

export interface Changes {
  say(topic: Topic): void;
  listen(listener: (topic: Topic) => void): () => void;
  close(): void;
}

export function changes(name: string): Changes {
  const listeners = new Set<(topic: Topic) => void>();
  const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`${name}-changes`);
  const tell = (topic: Topic) => {
    for (const listener of listeners) listener(topic);
  };
  channel?.addEventListener("message", (event: MessageEvent<Topic>) => tell(event.data));
  return {
    say(topic) {
      tell(topic);
      channel?.postMessage(topic);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => channel?.close(),
  };
}
