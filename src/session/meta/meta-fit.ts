/** The fit that is under way. */
export const metaFit: { controller: AbortController | null } = { controller: null };
