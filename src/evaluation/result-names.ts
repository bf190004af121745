/** Names of what a run keeps of each method, valid on every system whatever a method is called. */

/** Characters that some system forbids in names, a full stop or space at the end, and the escape. */
const ESCAPED = /[<>:"/\\|?*%\p{Cc}]|[. ]$/gu;

/** Percent-encoded, so that no two methods share a file. */
const fileName = (methodId: string) =>
  methodId.replace(
    ESCAPED,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );

/** A map that `--save-scores` wrote. */
export const scoreName = (methodId: string, stem: string): string =>
  `scores/${fileName(methodId)}/${stem}.npy`;

/** @param index of the image in the whole set, so that shards can be joined. */
export const bootstrapName = (index: number, methodId: string): string =>
  `bootstrap-${index}-${fileName(methodId)}`;

/** @param serial of the checkpoint. */
export const poolName = (serial: number, methodId: string): string =>
  `pool-${serial}-${fileName(methodId)}`;
