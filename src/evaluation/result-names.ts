/** Names of what a run keeps of each method, valid on every system whatever a method is called. */
const fileName = (methodId: string) => methodId.replace(/[<>:"/\\|?*]/g, '-');

/** A map that `--save-scores` wrote. */
export const scoreName = (methodId: string, stem: string): string =>
  `scores/${fileName(methodId)}/${stem}.npy`;

/** @param index of the image in the whole set, so that shards can be joined. */
export const bootstrapName = (index: number, methodId: string): string =>
  `bootstrap-${index}-${fileName(methodId)}`;

/** @param serial of the checkpoint. */
export const poolName = (serial: number, methodId: string): string =>
  `pool-${serial}-${fileName(methodId)}`;
