import * as v from 'valibot';
import { notify } from '#src/session/notices';
import { patchSession } from '#src/store/store';

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

export async function download(path: string): Promise<Response> {
  const response = await fetch(new URL(path, document.baseURI));
  if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
  return response;
}

/** Reads the list of samples; without it everything else works. */
export async function loadSamples(): Promise<void> {
  try {
    const response = await download('samples/samples.json');
    patchSession({ samples: v.parse(samplesSchema, await response.json()) });
  } catch {
    notify({ kind: 'warning', text: 'The samples could not be loaded. Your own pictures work.' });
  }
}
