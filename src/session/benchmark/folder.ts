import type { EvaluationItem } from '#src/evaluation/types';

/** The files behind the benchmark's summary; blobs are not for the store. */
export const folderFiles: { items: readonly EvaluationItem[] } = { items: [] };
