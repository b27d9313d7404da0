import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig } from "vite";
import { compressed } from "./vite/compressed.ts";
import { serviceWorker } from "./vite/service_worker.ts";

const { version } = JSON.parse(readFileSync(new URL("./package.json", import.meta.url), "utf8")) as { version: string };
const server = process.env["FUWUKA_SERVER"] ?? "http://127.0.0.1:5000";

export default defineConfig({
  base: "/app/",
  plugins: [serviceWorker(), compressed()],
  define: { __VERSION__: JSON.stringify(version) },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: resolve(import.meta.dirname, "dist"),
    target: ["chrome100", "safari15.4", "firefox103"],
    assetsInlineLimit: 0, // data: addresses would need a weaker content security policy
    modulePreload: { polyfill: false },
    sourcemap: true,
  },
  server: {
    proxy: { "/api": server },
    fs: { allow: [".", "../backend/infrastructure/static"] }, // the colours that all screens share
  },
  preview: { proxy: { "/api": server } },
});
