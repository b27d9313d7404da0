/** Writes `<file>.br` beside what the server sends as text: Brotli at its best is a tenth smaller than gzip, and too slow to do on request. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import type { Plugin, ResolvedConfig } from "vite";

const WORTH_IT = /\.(js|css|html|svg|json|webmanifest|wasm)$/;

export function compressed(): Plugin {
  let config: ResolvedConfig;
  return {
    name: "fuwuka-compressed",
    apply: "build",
    configResolved(resolved) {
      config = resolved;
    },
    // after the service worker has been built and has listed its files: these are not among them
    closeBundle: {
      order: "post",
      sequential: true,
      handler() {
        for (const file of filesToCompress(config.build.outDir)) {
          const whole = readFileSync(file);
          writeFileSync(`${file}.br`, brotliCompressSync(whole, { params: BEST }));
        }
      },
    },
  };
}

const BEST = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };

function filesToCompress(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && WORTH_IT.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}
