/** Ends the writing of a file that is under way; null while there is none. */
export const currentExport: { controller: AbortController | null } = { controller: null };
