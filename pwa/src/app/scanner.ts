/** Whether this browser reads barcodes itself, and keeping our own reader on the phone where it does not. */

export interface NativeDetector {
  detect(image: ImageData): Promise<readonly { rawValue: string; format: string }[]>;
}

interface NativeDetectors {
  new (options: { formats: readonly string[] }): NativeDetector;
  getSupportedFormats(): Promise<readonly string[]>;
}

/** A reader that lacks one of these sends the technician to typing: ours is then the better one. */
const NEEDED: readonly string[] = ["qr_code", "code_128", "code_39", "ean_13", "data_matrix"];

/** Null also where the interface exists without anything behind it: Android phones without Google's services. */
export async function nativeDetector(): Promise<NativeDetector | null> {
  const Detector = (globalThis as { BarcodeDetector?: NativeDetectors }).BarcodeDetector;
  try {
    const formats = (await Detector?.getSupportedFormats()) ?? [];
    return Detector && NEEDED.every((format) => formats.includes(format)) ? new Detector({ formats }) : null;
  } catch {
    return null;
  }
}

/** Once somebody works with this phone, the first scan too shall not need a network. Not on a metered plan that asks to save. */
export async function keepScanner({ navigator }: Window): Promise<void> {
  const { connection, serviceWorker } = navigator as Navigator & { connection?: { saveData?: boolean } };
  if (!import.meta.env.PROD || !serviceWorker || connection?.saveData || (await nativeDetector())) return;
  const { active } = await serviceWorker.ready;
  active?.postMessage("keep-scanner");
}
