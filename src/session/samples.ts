import * as v from 'valibot';
import { notify } from '#src/session/notices';
import { getState, patchSession } from '#src/store/store';

const samplesSchema = v.array(
  v.object({
    id: v.string(),
    title: v.string(),
    image: v.string(),
    mask: v.string(),
    width: v.number(),
    height: v.number(),
    description: v.string(),
    unknown: v.array(v.string()),
  }),
);

/** Samples are small: a server that has not sent one by then will not. */
const LONGEST_DOWNLOAD_MS = 60_000;

export async function download(path: string): Promise<Response> {
  const response = await fetch(new URL(path, document.baseURI), {
    signal: AbortSignal.timeout(LONGEST_DOWNLOAD_MS),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
  return response;
}

/** Reads the list of samples, once; without it everything else works. */
export async function loadSamples(): Promise<void> {
  if (getState().session.samples.length > 0) return;
  try {
    const response = await download('samples/samples.json');
    patchSession({ samples: v.parse(samplesSchema, await response.json()) });
  } catch {
    notify({
      kind: 'warning',
      text: 'The samples could not be loaded. Your own pictures work.',
      action: { label: 'Try again', run: () => void loadSamples() },
    });
  }
}
