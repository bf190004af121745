import * as v from 'valibot';
import { notify } from '#src/session/notices';
import { getState, patchSession } from '#src/store/store';

const common = {
  id: v.string(),
  title: v.string(),
  width: v.number(),
  height: v.number(),
  description: v.string(),
  unknown: v.array(v.string()),
};
const samplesSchema = v.array(v.object({ ...common, image: v.string(), mask: v.string() }));
const drivesSchema = v.array(
  v.object({
    ...common,
    video: v.string(),
    labels: v.string(),
    frames: v.number(),
    rate: v.number(),
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

/** Reads the lists of samples that are not known yet; without them everything else works. */
export async function loadSamples(): Promise<void> {
  const { samples, sampleDrives } = getState().session;
  const asked = await Promise.allSettled([
    samples.length > 0 ||
      list('samples/samples.json').then((entries) =>
        patchSession({ samples: v.parse(samplesSchema, entries) }),
      ),
    sampleDrives.length > 0 ||
      list('samples/drive/drives.json').then((entries) =>
        patchSession({ sampleDrives: v.parse(drivesSchema, entries) }),
      ),
  ]);
  if (asked.some(({ status }) => status === 'rejected'))
    notify({
      kind: 'warning',
      text: 'The samples could not be loaded. Your own pictures work.',
      action: { label: 'Try again', run: () => void loadSamples() },
    });
}

async function list(path: string): Promise<unknown> {
  return (await download(path)).json();
}
