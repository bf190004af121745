/** `window.anomalens`: the engine for scripts. Nothing here changes what the page shows. */
import { AnomalensError } from '#src/core/errors';
import type { Size } from '#src/core/types';
import type { Engine } from '#src/engine-client/engine';
import type { Method } from '#src/methods/define-method';
import { LOOKS } from '#src/methods/parameters';
import { settingsFor } from '#src/methods/settings';
import type { FrameSource } from '#src/protocol/pictures';
import type { MethodSettings, ScriptedAnalysis } from '#src/protocol/scores';
import type { RegionForSize } from '#src/protocol/view';

/** What is needed of a method; the registry's entries fit. */
export type ScriptingMethod = Pick<
  Method,
  'id' | 'title' | 'unit' | 'range' | 'defaultThreshold' | 'blur' | 'parameters'
>;

/** How often networks see the picture; methods that take no second look keep to one. */
interface LookOptions {
  /** 1 by default. */
  looks?: 1 | 2;
}

export interface AnalyzeOptions extends LookOptions {
  /** Method ids; all by default, which loads the networks of all. */
  methods?: string[];
  /** Raw threshold for all methods, or per method; each method's default otherwise. */
  threshold?: number | Record<string, number>;
  /** Smallest component in pixels; 0 by default. */
  minArea?: number;
}

export interface ScriptingApi {
  methods(): {
    id: string;
    title: string;
    unit: string;
    range: [min: number, max: number];
    defaultThreshold: number;
  }[];
  /**
   * Outside the page's region of interest is void if the picture has the size of the shown one.
   * @throws AnomalensError (as a rejection), with a `code`.
   */
  analyze(image: Blob | string, options?: AnalyzeOptions): Promise<ScriptedAnalysis>;
  /** Raw score `[height, width]` of one method, of the whole picture. */
  score(
    image: Blob | string,
    method: string,
    options?: LookOptions,
  ): Promise<Size & { data: Float32Array }>;
}

type RegionFor = (pictureName: string) => RegionForSize | null;

declare global {
  interface Window {
    anomalens?: ScriptingApi;
  }
}

/**
 * Installs `window.anomalens`; `methods()` works at once, the others wait for the engine.
 * @param engine called for every request, so that a replaced engine is found.
 * @param regionFor what the page leaves out of a picture of this name.
 */
export function installScripting(
  engine: () => Pick<Engine, 'request'>,
  methods: readonly ScriptingMethod[],
  regionFor: RegionFor,
): void {
  window.anomalens = createScripting(engine, methods, regionFor);
}

function createScripting(
  engine: () => Pick<Engine, 'request'>,
  methods: readonly ScriptingMethod[],
  regionFor: RegionFor,
): ScriptingApi {
  return {
    methods: () =>
      methods.map(({ id, title, unit, range, defaultThreshold }) => ({
        id,
        title,
        unit,
        range: [range.min, range.max],
        defaultThreshold,
      })),
    analyze: async (image, options = {}) => {
      const chosen = (options.methods ?? methods.map(({ id }) => id)).map((id) =>
        methodOf(methods, id),
      );
      const settings = chosen.map((method) => settingsOf(method, options));
      const thresholds = thresholdsOf(chosen, options.threshold);
      const minArea = options.minArea ?? 0;
      if (!(Number.isFinite(minArea) && minArea >= 0))
        throw new AnomalensError(
          'option-invalid',
          `minArea must be a number of pixels, not ${String(minArea)}.`,
        );
      const source = await sourceOf(image);
      return engine().request('scriptedAnalyze', {
        source,
        settings,
        thresholds,
        minArea,
        region: regionFor(source.name),
      });
    },
    score: async (image, method, options = {}) => {
      const settings = settingsOf(methodOf(methods, method), options);
      return engine().request('scriptedScore', { source: await sourceOf(image), settings });
    },
  };
}

function methodOf(methods: readonly ScriptingMethod[], id: string): ScriptingMethod {
  const method = methods.find((candidate) => candidate.id === id);
  if (!method)
    throw new AnomalensError(
      'method-unknown',
      `There is no method "${id}". Known ones: ${methods.map((known) => known.id).join(', ')}.`,
    );
  return method;
}

function settingsOf(method: ScriptingMethod, { looks = 1 }: LookOptions): MethodSettings {
  if (looks !== 1 && looks !== 2)
    throw new AnomalensError('option-invalid', `looks must be 1 or 2, not ${String(looks)}.`);
  const takesLooks = method.parameters.some(({ id }) => id === LOOKS.id);
  return settingsFor(method, takesLooks ? { [LOOKS.id]: looks } : {});
}

function thresholdsOf(
  chosen: readonly ScriptingMethod[],
  threshold: AnalyzeOptions['threshold'],
): Record<string, number> {
  const result: Record<string, number> = {};
  for (const { id, defaultThreshold } of chosen) {
    const value = typeof threshold === 'number' ? threshold : (threshold?.[id] ?? defaultThreshold);
    if (!Number.isFinite(value))
      throw new AnomalensError(
        'option-invalid',
        `The threshold of ${id} must be a number, not ${String(value)}.`,
      );
    result[id] = value;
  }
  return result;
}

/**
 * A page that fetched foreign addresses for a script would send something out; only what is already
 * here is read.
 */
async function sourceOf(image: Blob | string): Promise<FrameSource> {
  if (image instanceof Blob)
    return { blob: image, name: image instanceof File ? image.name : 'picture' };
  if (typeof image !== 'string')
    throw new AnomalensError('option-invalid', 'The picture must be a Blob or a URL.');
  const url = URL.parse(image, document.baseURI);
  if (!url) throw new AnomalensError('option-invalid', 'The address of the picture is not a URL.');
  const isLocal =
    url.protocol === 'blob:' || url.protocol === 'data:' || url.origin === location.origin;
  if (!isLocal)
    throw new AnomalensError(
      'option-invalid',
      'Only addresses of this site, blob: and data: are read.',
    );
  return {
    blob: await fetchBlob(url),
    name: url.pathname.split('/').pop() || 'picture',
  };
}

async function fetchBlob(url: URL): Promise<Blob> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch (cause) {
    throw new AnomalensError('picture-unreadable', 'The picture could not be fetched.', true, {
      cause,
    });
  }
  if (!response.ok)
    throw new AnomalensError(
      'picture-unreadable',
      `The picture could not be fetched: the server answered ${response.status}.`,
    );
  return response.blob();
}
