import { effect } from "@preact/signals";
import { render } from "preact";
import { cookieMark, wasEvicted } from "./app/canary";
import { newId } from "./app/ids";
import { createInstaller } from "./app/install";
import { createModel } from "./app/model";
import { createRouter } from "./app/router";
import { keepScanner } from "./app/scanner";
import { Shell } from "./app/shell";
import { watchUpdates } from "./app/updates";
import { openStore } from "./store";
import { createSync } from "./sync";
import "./ui/styles/index.css";

async function begin(): Promise<void> {
  const store = await openStore({ onBlocked: () => window.location.reload() });
  const clock = () => Date.now();
  const newKey = () => newId(clock(), (bytes) => crypto.getRandomValues(bytes));
  const language = () => document.documentElement.lang || "zh";
  const sync = createSync({ store, window, clock, newId: newKey, language, version: __VERSION__ });
  const model = await createModel(store, sync, clock);
  const installer = createInstaller(window);
  const router = createRouter(window);
  const updates = watchUpdates(window);
  const app = { store, sync, model, clock, installer, updates, router, newId: newKey, leaving: new Map() };
  const root = document.getElementById("app");
  if (root) render(<Shell app={app} />, root);
  sync.start();
  effect(() => {
    if (model.person.value) void keepScanner(window);
  });
  model.evicted.value = await wasEvicted(store, cookieMark(document), new Date(clock()).toISOString());
}

void begin();
