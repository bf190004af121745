/** Several opened pictures in one file: masks, tables and a report, or the report alone. */

import { ZipWriter } from '#src/core/compression/zip-writer';
import { LEAST_OBJECT } from '#src/core/set/small-map';
import type { Engine } from '#src/engine-client/engine';
import { analyseSet } from '#src/evaluation/analysis/analyse-set';
import { planAnalysis } from '#src/evaluation/analysis/plan';
import { drawTile } from '#src/evaluation/analysis/sheet/draw-tile';
import { reportOf } from '#src/evaluation/analysis/sheet/report-of';
import { ReportPictures } from '#src/evaluation/analysis/sheet/report-pictures';
import type {
  AnalysisFiles,
  AnalysisNetwork,
  AnalysisPlan,
  CoverKind,
  PictureSummary,
} from '#src/evaluation/analysis/types';
import { reportHtml } from '#src/evaluation/report/html/report-html';
import type { MethodSettings } from '#src/protocol/scores';
import { currentEngine } from '#src/session/current-engine';
import { filesOfSet } from '#src/session/set/files-of-set';
import { urlSettings } from '#src/store/address/url-settings';
import { classifierOf } from '#src/store/classifiers';
import { shownSettings } from '#src/store/models';
import { givesNames } from '#src/store/names/shown-names';
import { activeMethod, activePane, shownPicture, thresholdOf } from '#src/store/selectors';
import type { State } from '#src/store/state';
import { sentenceModel } from '#src/store/words/sentence-model';

export interface SetWish {
  pictureIds: readonly string[];
  /** Whether masks and tables are wanted too, in an archive. */
  archive: boolean;
  /** What is made unrecognisable in the report's pictures. */
  cover: readonly CoverKind[];
}

export interface WrittenSet {
  blob: Blob;
  fileName: string;
  /** Pictures that could not be analysed, each with its reason in the report. */
  failed: number;
}

/**
 * Analyses the pictures with the method and threshold of the active pane, as `npm run analyze`
 * does. @throws AnomalensError of the engine and the networks, `cancelled`.
 */
export async function writeSet(
  state: State,
  wish: SetWish,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): Promise<WrittenSet> {
  const engine = currentEngine();
  const plan = await planOf(engine, state, wish.cover);
  const zip = new ZipWriter();
  const shown = new ReportPictures();
  const tables = new Map<string, string[]>();
  const summaries = await analyseSet(
    engine,
    filesOfSet(state, wish.pictureIds),
    plan,
    filesIn(zip, tables),
    {
      signal,
      onProgress: ({ done, total }) => onProgress(done, total),
      take: (open) => shown.add(open.analysed, () => drawTile(engine, plan, open)),
    },
  );
  const title = titleOf(summaries);
  const html = reportHtml(reportOf(plan, summaries, shown, { title, made: new Date() }));
  const failed = summaries.filter(({ error }) => error).length;
  if (!wish.archive)
    return { blob: new Blob([html], { type: 'text/html' }), fileName: 'report.html', failed };
  for (const [name, texts] of tables) zip.add(name, new TextEncoder().encode(texts.join('')));
  zip.add('report.html', new TextEncoder().encode(html));
  return { blob: zip.finish(), fileName: 'anomalens-set.zip', failed };
}

const titleOf = ({ length }: readonly PictureSummary[]) =>
  length === 1 ? 'one picture' : `${length} pictures`;

/** What the page shows; specks are left out where its headline does not count them. */
async function planOf(
  engine: Engine,
  state: State,
  cover: readonly CoverKind[],
): Promise<AnalysisPlan> {
  const info = activeMethod(state);
  const { removeAbove, specksCounted, minArea } = state.view;
  const grid = shownPicture(state)?.info;
  const least = grid ? minArea / (grid.width * grid.height) : 0;
  const threshold = thresholdOf(state, info);
  const plan = await planAnalysis(engine, {
    method: info.id,
    threshold,
    minAreaPercent: 100 * Math.max(least, specksCounted ? 0 : LEAST_OBJECT),
    keepUnlikely: true,
    names: givesNames(state),
    cover,
    longSide: urlSettings.size,
  });
  const classifier = classifierOf(state, info);
  const settings = shownSettings(state, activePane(state));
  return {
    ...plan,
    settings,
    networks: [...plan.networks, ...sentenceNetwork(state, settings)],
    isDefaultThreshold: threshold === info.defaultThreshold,
    classifier,
    removeAbove: classifier && removeAbove,
  };
}

/** What reads words outside the dictionary; its file is verified by this SHA-256 when a word first needs it. */
function sentenceNetwork(state: State, { words }: MethodSettings): AnalysisNetwork[] {
  const model = words?.encoder ? sentenceModel(state) : null;
  if (!model) return [];
  const { id, title, sha256, tables } = model;
  return [{ id, title, sha256, ...(tables && { tables }) }];
}

/** Masks go into the archive as they come; of tables the text is kept, which is small. */
function filesIn(zip: ZipWriter, tables: Map<string, string[]>): AnalysisFiles {
  return {
    write: async (name, bytes) => {
      if (name.startsWith('masks/')) zip.add(name, bytes);
      else tables.set(name, [new TextDecoder().decode(bytes)]);
    },
    append: async (name, text) => {
      tables.set(name, [...(tables.get(name) ?? []), text]);
    },
    remove: async (name) => void tables.delete(name),
  };
}
