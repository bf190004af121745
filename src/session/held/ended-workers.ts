/**
 * What was being worked on when workers ended. What two of them ended with is refused from then on:
 * each new worker would end by it, until there is no engine any more. What one ended with is sent
 * while nothing else of that kind is, so that it is not blamed for what ran beside it.
 */
import { AnomalensError, type ErrorCode } from '#src/core/errors';
import { TaskQueue } from '#src/core/scheduling/task-queue';
import type { Engine } from '#src/engine-client/engine';
import { isCrash } from '#src/engine-client/loss';
import type { FrameSource } from '#src/protocol/pictures';
import type { RequestName, Requests } from '#src/protocol/requests';
import type { MethodSettings } from '#src/protocol/scores';
import { aborted } from '#src/session/aborted';
import { serialOf } from '#src/session/serial-of';
import { getState } from '#src/store/store';

const MOST_ENDED = 2;

/** What may end a worker. */
interface Subject {
  key: string;
  /** Keys of what it includes, and is refused with. */
  parts?: string[];
  /** Null while something else is to blame first. */
  refusal: { code: ErrorCode; words: string } | null;
}

type Subjects = { [N in RequestName]?: (params: Requests[N]['params']) => Subject };

const SUBJECTS: Subjects = {
  // Networks run on WebGPU, which the engine gives up after some crashes.
  prepareModel: ({ modelId }) => ({ key: `network ${modelId}`, refusal: null }),
  loadPicture: ({ pictureId }) =>
    refused(`picture ${pictureId}`, 'picture-unreadable', 'picture cannot be opened', 'decoded'),
  openDrive: ({ driveId }) =>
    refused(`drive ${driveId}`, 'drive-unreadable', 'video cannot be opened', 'read'),
  analyze: ({ pictureId, settings }) => analysed(pictureId, settings),
  survey: ({ pictureId, settings }) => analysed(pictureId, [settings]),
  surveyFrame: ({ source, settings }) => analysed(frameKey(source), settings),
  frameThumbnail: ({ source }) =>
    refused(
      `thumbnail ${frameKey(source)}`,
      'frame-unreadable',
      'frame cannot be shown',
      'decoded',
    ),
  inspectLabel: ({ blob }) =>
    refused(`label ${serialOf(blob)}`, 'label-unreadable', 'label cannot be used', 'read'),
  loadLabel: ({ source: { blob } }) =>
    refused(`label ${serialOf(blob)}`, 'label-unreadable', 'label cannot be used', 'read'),
  importScore: ({ blob }) =>
    refused(`score ${serialOf(blob)}`, 'score-unreadable', 'score cannot be used', 'read'),
};

function frameKey(source: FrameSource): string {
  return 'driveId' in source ? `${source.driveId}@${source.index}` : String(serialOf(source.blob));
}

function usesWebgpu(): boolean {
  const { info } = getState().session;
  return info?.inference === 'webgpu' || info?.compute === 'webgpu';
}

/** What a survey of the picture ended two workers with, an analysis that includes it would again. */
function analysed(pictureId: string, settings: readonly MethodSettings[]): Subject {
  const keyOf = (list: readonly MethodSettings[]) =>
    `analysis ${pictureId} ${JSON.stringify(list)}`;
  const parts = settings.map((methodSettings) => keyOf([methodSettings]));
  if (usesWebgpu()) return { key: keyOf(settings), refusal: null };
  const what = 'picture cannot be analysed with these settings';
  return { ...refused(keyOf(settings), 'engine-ended', what, 'worked on'), parts };
}

function refused(key: string, code: ErrorCode, what: string, doing: string): Subject {
  const words = `The ${what}: the engine stopped twice while it ${doing} it.`;
  return { key, refusal: { code, words } };
}

/** How many workers ended with it, by key; nothing of what a worker has answered. */
const ended = new Map<string, number>();
let engineOfCounts: Engine | null = null;
let suspects = new TaskQueue();

/** Another engine, or one that works in another way, may well get through. */
export function forgetEnded(): void {
  ended.clear();
  suspects = new TaskQueue();
}

/**
 * Sends a request in its turn. @throws AnomalensError as the request; of what two workers ended
 * with, `picture-unreadable`, `label-unreadable`, `score-unreadable`, of an
 * analysis `engine-ended`.
 */
export function guarded<N extends RequestName>(
  engine: Engine,
  name: N,
  params: Requests[N]['params'],
  signal: AbortSignal | undefined,
  request: () => Promise<Requests[N]['result']>,
): Promise<Requests[N]['result']> {
  if (engineOfCounts !== engine) forgetEnded();
  engineOfCounts = engine;
  const subject = SUBJECTS[name]?.(params);
  if (!subject) return request();
  throwIfEnded(subject);
  const attempt = () => counted(engine, subject, request);
  if (!ended.has(subject.key)) return attempt();
  return Promise.race([suspects.run(attempt, signal), aborted(signal)]);
}

async function counted<T>(engine: Engine, subject: Subject, request: () => Promise<T>): Promise<T> {
  try {
    const result = await request();
    ended.delete(subject.key);
    return result;
  } catch (error) {
    // Where there is no engine any more, nothing of it is the fault of what waited for one.
    if (!(error instanceof AnomalensError && isCrash(error)) || engine.state === 'failed')
      throw error;
    ended.set(subject.key, (ended.get(subject.key) ?? 0) + 1);
    throwIfEnded(subject, error);
    throw error;
  }
}

function throwIfEnded({ key, parts = [], refusal }: Subject, cause?: AnomalensError): void {
  const hasEnded = [key, ...parts].some((part) => (ended.get(part) ?? 0) >= MOST_ENDED);
  if (refusal && hasEnded) throw new AnomalensError(refusal.code, refusal.words, false, { cause });
}
