import { AnomalensError } from '#src/core/errors';
import { stemOf } from '#src/core/file-stem';
import { secondLongSide } from '#src/core/geometry';
import { encodeNpy } from '#src/core/npy';
import { withText } from '#src/core/png/with-chunk';
import { answersToWords, isPrompted } from '#src/methods/capabilities';
import { isOfTwoLooks } from '#src/methods/looks';
import { findMethod } from '#src/methods/registry';
import type {
  ExportKind,
  ExportRecord,
  ExportRequest,
  PromptExportKind,
  RegionRows,
} from '#src/protocol/exports';
import type { MethodSettings } from '#src/protocol/scores';
import { exportPrompts } from '#src/workers/export/export-masks';
import { namesById } from '#src/workers/export/export-names';
import { openMapPng } from '#src/workers/export/export-open-map';
import { asciiJson, encodeMaskPng, encodeScorePng } from '#src/workers/export/export-score';
import { regionsCsv, regionsJson } from '#src/workers/export/export-tables';
import { overlayOf } from '#src/workers/export/overlay';
import { SCORE_PNG_KEY } from '#src/workers/files/score-file';
import { loadWords, VISION_LANGUAGE } from '#src/workers/networks/word-columns';
import { keptScore } from '#src/workers/regions/kept-score';
import { keptRegions, shareOfPicture } from '#src/workers/regions/pane-regions';
import { readWithHoles } from '#src/workers/scores/own-scores';
import { ensureScore } from '#src/workers/scores/scores';
import type { EngineContext } from '#src/workers/state/context';
import type { CachedScore, HeldPicture, KeptScore } from '#src/workers/state/held-picture';
import { SENTENCE_ENCODER } from '#src/workers/words/sentence-encoder';

const SUFFIXES: Record<ExportKind, string> = {
  'overlay-png': 'overlay.png',
  'score-png16': 'score.png',
  'score-npy': 'score.npy',
  'mask-png': 'mask.png',
  'regions-csv': 'regions.csv',
  'regions-json': 'regions.json',
  'open-map-png': 'openmap.png',
  'masks-png': 'masks.png',
  'masks-coco': 'masks.coco.json',
  'boxes-json': 'boxes.json',
};

/** Files that hold names, where they are wanted. */
const NAMED_KINDS: readonly ExportKind[] = ['regions-csv', 'regions-json', 'masks-coco'];

interface Subject {
  context: EngineContext;
  entry: HeldPicture;
  request: ExportRequest;
  score: CachedScore;
  /** The score whose regions are written. */
  kept: KeptScore;
  signal: AbortSignal | undefined;
}

/**
 * One file about a picture on its own grid, never on the viewport.
 * @throws AnomalensError `picture-unknown`, `method-unknown`, of words where regions are named, `cancelled`.
 */
export async function writeExport(
  context: EngineContext,
  request: ExportRequest,
  signal?: AbortSignal,
): Promise<{ blob: Blob; fileName: string }> {
  const entry = context.pictures.get(request.pictureId);
  return entry.use(async () => {
    const score = await ensureScore(context, entry, request.pane.settings, {}, signal);
    const kept = await keptScore(context, entry, request.pane, score);
    const blob = await write({ context, entry, request, score, kept, signal });
    const method = request.pane.settings.methodId.replaceAll(':', '-');
    return { blob, fileName: `${stemOf(request.fileName)}-${method}-${SUFFIXES[request.kind]}` };
  });
}

async function write(subject: Subject): Promise<Blob> {
  const { context, entry, request, score, kept } = subject;
  const { compute } = context;
  const { threshold } = request.pane;
  switch (request.kind) {
    case 'overlay-png':
      return overlay(subject);
    case 'score-npy':
      return new Blob(
        [
          encodeNpy(await readWithHoles(context, entry, score.map, request.pane.settings), [
            entry.size.height,
            entry.size.width,
          ]),
        ],
        { type: 'application/octet-stream' },
      );
    case 'score-png16':
      return png(
        encodeScorePng(
          await compute.readScore(score.map),
          entry.size,
          score.summary.range,
          recordOf(subject),
        ),
      );
    case 'mask-png':
      return png(
        encodeMaskPng(await compute.readLabels(kept.map, threshold, request.minArea), entry.size),
      );
    case 'regions-csv':
      return new Blob([await table(subject, regionsCsv)], {
        type: 'text/csv;charset=utf-8',
      });
    case 'regions-json':
      return new Blob([await table(subject, regionsJson)], {
        type: 'application/json',
      });
    case 'open-map-png':
      return png(await openMapPng(context, entry, request.pane, request.minArea, kept));
    case 'masks-png':
    case 'masks-coco':
    case 'boxes-json':
      if (!isPrompted(request.pane.settings.methodId))
        throw new AnomalensError(
          'option-invalid',
          `${request.pane.settings.methodId} has no masks from prompts.`,
        );
      return masks(subject, request.kind);
  }
}

async function overlay(subject: Subject): Promise<Blob> {
  const { context, entry, request } = subject;
  const canvas = await overlayOf(context, entry, request.pane, request.minArea);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return png(new Uint8Array(withText(bytes, SCORE_PNG_KEY, asciiJson(recordOf(subject)))));
}

/** Masks or prompts; what names them has to be there before the record says so. */
async function masks(subject: Subject, kind: PromptExportKind): Promise<Blob> {
  const { context, entry, request, signal } = subject;
  if (request.named && kind === 'masks-coco') await loadWords(context, undefined, signal);
  return exportPrompts(context, entry, kind, recordOf(subject), request.pane, signal);
}

/** The record comes after the rows: naming these loads the network that it tells. */
async function table(
  subject: Subject,
  write: (record: ExportRecord, rows: RegionRows) => string,
): Promise<string> {
  const rows = await tableOf(subject);
  return write(recordOf(subject), rows);
}

async function tableOf(subject: Subject): Promise<RegionRows> {
  const { context, entry, request, score, kept, signal } = subject;
  const above = await keptRegions(context, request.pane, request.minArea, kept);
  const { threshold } = request.pane;
  const named =
    request.named &&
    (await namesById(
      context,
      entry,
      await context.compute.readLabels(kept.map, threshold, request.minArea),
      signal,
    ));
  return {
    range: score.summary.range,
    shareAbove: shareOfPicture(above, entry, kept.inside.leftOutPixels),
    pixelsAbove: above.pixelsAbove,
    regions: named
      ? above.regions.map((region) => ({ ...region, ...named.get(region.id) }))
      : above.regions,
  };
}

/** Overlays and score maps hold no names. */
function isNamed({ named, kind }: ExportRequest): boolean {
  return named === true && NAMED_KINDS.includes(kind);
}

function recordOf({ context, entry, request, kept }: Subject): ExportRecord {
  const { info, options, models } = context;
  const { settings, threshold, removal } = request.pane;
  const method = findMethod(settings.methodId);
  const model = method && models.ready(method.model)?.entry;
  const naming = isNamed(request) ? models.ready(VISION_LANGUAGE)?.entry : undefined;
  const isOfWords = naming !== undefined || answersToWords(settings.methodId);
  const secondLook = isOfTwoLooks(settings)
    ? secondLongSide(entry.size, options.longSide, options.secondLook)
    : null;
  return {
    picture: {
      name: stemOf(request.fileName),
      fileName: request.fileName,
      ...entry.size,
      original: entry.original,
    },
    settings,
    threshold,
    minArea: request.minArea,
    leftOut: request.pane.leftOut
      ? kept.inside.leftOutPixels / (entry.size.width * entry.size.height)
      : null,
    removal: removal && { above: removal.above, classifier: removal.classifier.model },
    model: model ? { id: model.id, sha256: model.sha256 } : null,
    ...(naming && { namedBy: { id: naming.id, sha256: naming.sha256 } }),
    ...(isOfWords && { wordFiles: wordFilesOf(context, settings) }),
    longSide: options.longSide,
    ...(secondLook !== null && { secondLook }),
    inference: info.inference,
    compute: info.compute,
    versions: info.versions,
  };
}

/** What the score or the names have been read with by now. */
function wordFilesOf({ models }: EngineContext, { words }: MethodSettings): Record<string, string> {
  const encoder = words?.encoder ? models.ready(SENTENCE_ENCODER)?.info : undefined;
  return {
    ...models.ready(VISION_LANGUAGE)?.info.tables,
    ...(encoder && { [encoder.id]: encoder.sha256, ...encoder.tables }),
  };
}

function png(bytes: Uint8Array<ArrayBuffer>): Blob {
  return new Blob([bytes], { type: 'image/png' });
}
