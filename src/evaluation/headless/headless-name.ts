/** The page behind `npm run name`: one function that the command calls. */
import { choosePictures } from '#src/evaluation/analysis/choose-pictures';
import { type EngineJob, withEngine } from '#src/evaluation/headless/headless-engine';
import { appendRemote, readRemote, remoteStore } from '#src/evaluation/headless/remote-files';
import { headRow, nameSet, usableNames } from '#src/evaluation/naming/name-set';
import { pairMasks } from '#src/evaluation/naming/pair-masks';
import type { NamingItem, NamingProgress, NamingResult } from '#src/evaluation/naming/types';
import type { SerialisedError } from '#src/protocol/errors';

export interface NameJob extends EngineJob {
  /** Paths below `data/images/`. */
  images: string[];
  /** Paths below `data/labels/`; null where pictures are named as a whole. */
  masks: string[] | null;
  names: string[];
  /** Below `data/results/`. */
  table: string;
}

declare global {
  interface Window {
    runNaming?: (job: NameJob) => Promise<NamingResult | { error: SerialisedError }>;
  }
}

/** The network that answers to words. */
const NETWORK = 'vision-language';

const onProgress = (progress: NamingProgress) => window.reportProgress?.(progress);

window.runNaming = (job) =>
  withEngine(job, async (engine) => {
    const { pictures, leftOut } = choosePictures(job.images);
    // What is wrong with the network would be an error of each picture.
    await engine.request('prepareModel', { modelId: NETWORK });
    const { usable, unusable } = await usableNames(engine, job.names);
    await remoteStore('results').write(job.table, new TextEncoder().encode(headRow()));
    const append = (rows: string) => appendRemote('results', job.table, rows);
    const errors = await nameSet(engine, itemsOf(pictures, job.masks), usable, append, onProgress);
    return { pictures: pictures.length, errors, unusable, leftOut };
  });

function itemsOf(pictures: readonly string[], masks: readonly string[] | null): NamingItem[] {
  const paired = masks && pairMasks(pictures, masks);
  const file = (folder: string, name: string) => ({ name, read: () => readRemote(folder, name) });
  return pictures.map((name) => {
    const pair = paired?.get(name);
    if (!pair) return { ...file('images', name), mask: null };
    const mask = 'mask' in pair ? file('labels', pair.mask) : pair.problem;
    return { ...file('images', name), mask };
  });
}
