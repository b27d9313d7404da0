/** What the build tells the service worker; `vite/service_worker.ts` fills it in. */
declare const __BUILD__: string;
declare const __FILES__: string[];
declare const __LATER__: string[];

export const BUILD: string = __BUILD__;
export const FILES: readonly string[] = __FILES__;

/** Large and not wanted by every phone: kept when first used, or when the page asks. Their names change with their content. */
export const LATER: readonly string[] = __LATER__;
