/** Builds `src/sw/sw.ts` to `/app/sw.js` with the list of this build's files. Smaller than Workbox by 5 kB and 280 packages. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { build, type Plugin, type ResolvedConfig } from "vite";

const NOT_SHELL = /(^|\/)(sw\.js|apple-touch-icon\.png|.*\.map)$/;
/** The reader of codes: 1 MB that a phone with a reader of its own never needs (src/sw/files.ts). */
const LATER = /^assets\/zxing/;

export function serviceWorker(): Plugin {
  let config: ResolvedConfig;
  return {
    name: "fuwuka-service-worker",
    apply: "build",
    configResolved(resolved) {
      config = resolved;
    },
    async closeBundle() {
      const out = config.build.outDir;
      const all = filesUnder(out).filter((file) => !NOT_SHELL.test(file));
      const files = all.filter((file) => !LATER.test(file));
      const addresses = (names: string[]) => JSON.stringify(names.map((name) => config.base + name));
      await build({
        configFile: false,
        root: config.root,
        publicDir: false,
        logLevel: "warn",
        define: {
          __BUILD__: JSON.stringify(digestOf(out, all)),
          __FILES__: addresses(files),
          __LATER__: addresses(all.filter((file) => LATER.test(file))),
        },
        build: {
          outDir: out,
          emptyOutDir: false,
          rollupOptions: {
            input: join(config.root, "src/sw/sw.ts"),
            output: { entryFileNames: "sw.js", format: "iife" },
          },
        },
      });
    },
  };
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

function digestOf(folder: string, files: string[]): string {
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update(readFileSync(join(folder, file)));
  return hash.digest("hex").slice(0, 12);
}
