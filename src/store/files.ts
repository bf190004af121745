/** Files and blobs beside the store: a new worker is fed from here after a crash. */

export interface StoredScore {
  methodId: string;
  blob: Blob;
  name: string;
}

/** Picture id to what was opened. */
export const pictureFiles = new Map<string, Blob>();
/** Picture id to the scores imported for it. */
export const scoreFiles = new Map<string, StoredScore[]>();
