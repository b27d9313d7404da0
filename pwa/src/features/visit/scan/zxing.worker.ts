/** Our own reader of codes (zxing-cpp as WebAssembly), for browsers without one. */
import { prepareZXingModule, type ReaderOptions, readBarcodes } from "zxing-wasm/reader";
import wasm from "zxing-wasm/reader/zxing_reader.wasm?url";
import type { Answer, Question } from "./reader";

// What appliances carry; the fewer kinds, the fewer codes that are none.
const OPTIONS: ReaderOptions = {
  formats: ["QRCode", "DataMatrix", "Code128", "Code39", "Code93", "ITF", "EAN13", "EAN8", "UPCA", "UPCE", "PDF417"],
  tryHarder: true,
  maxNumberOfSymbols: 4,
  textMode: "Plain",
};

// from our own server; by itself the library would ask a public one
prepareZXingModule({ overrides: { locateFile: () => wasm } });

self.onmessage = async ({ data: { pixels, width, height } }: MessageEvent<Question>) => {
  try {
    const found = await readBarcodes(new ImageData(new Uint8ClampedArray(pixels), width, height), OPTIONS);
    const codes = found
      .filter((code) => code.isValid)
      .map(({ text, format, symbologyIdentifier }) => ({ text, format, symbology: symbologyIdentifier }));
    answer({ kind: "codes", codes });
  } catch {
    answer({ kind: "failed" });
  }
};

function answer(message: Answer): void {
  self.postMessage(message);
}
