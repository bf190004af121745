import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { installDecoder } from '#src/testing/fuzz/fake-decoder';
import { openVideo } from './open-video';

const bytesOf = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../e2e/fixtures/drives/${name}`, import.meta.url)));

beforeAll(installDecoder);

it('a recording with something else behind it opens, and does not hang the worker', async () => {
  const file = new Blob([bytesOf('no-duration.webm'), new Uint8Array(100)]);
  const { info } = await openVideo(file, 'recording.webm');
  expect(info.timestamps).toHaveLength(30);
  expect(info.notices.map(({ code }) => code)).toEqual(['damaged']);
});
