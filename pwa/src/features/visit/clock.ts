/** The phone's clock, for what is shown and recorded; the server's stamp is what counts. */
export const nowIso = (): string => new Date().toISOString();
