/** What the build tells the service worker; `vite/service_worker.ts` fills it in. */
declare const __BUILD__: string;
declare const __FILES__: string[];

export const BUILD: string = __BUILD__;
export const FILES: readonly string[] = __FILES__;
