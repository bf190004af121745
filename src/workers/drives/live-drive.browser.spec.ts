import { expect, it } from 'vitest';
import { LiveDrive } from '#src/workers/drives/live-drive';
import { paint, shownNumber } from '#src/workers/drives/testing/drive-files';

declare class MediaStreamTrackProcessor {
  constructor(init: { track: MediaStreamTrack; maxBufferSize: number });
  readonly readable: ReadableStream<VideoFrame>;
}

/** A canvas that is recorded; its stream has come through a message, as it does from the page. */
async function recorded() {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [160, 96];
  const show = (number: number) => paint(canvas.getContext('2d')!, number);
  show(0);
  const [track] = canvas.captureStream().getVideoTracks() as [MediaStreamTrack];
  const { readable } = new MediaStreamTrackProcessor({ track, maxBufferSize: 1 });
  const { port1, port2 } = new MessageChannel();
  const arriving = new Promise<ReadableStream<VideoFrame>>((resolve) => {
    port2.onmessage = ({ data }) => resolve(data);
  });
  port1.postMessage(readable, [readable]);
  return { show, track, live: new LiveDrive(await arriving) };
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function shown(frame: VideoFrame): Promise<number> {
  const bitmap = await createImageBitmap(frame);
  frame.close();
  return shownNumber(bitmap);
}

it('the frame that is taken is the newest, however long the thread was blocked', async () => {
  const { show, track, live } = await recorded();
  expect(await live.info('canvas')).toMatchObject({ width: 160, height: 96 });
  for (let round = 0; round < 5; round++) {
    for (let step = 1; step <= 10; step++) {
      show(round * 20 + step);
      await pause(20);
    }
    const end = performance.now() + 300;
    while (performance.now() < end); // a network that runs on this thread
    const { frame, dropped } = await live.take();
    expect(await shown(frame)).toBe(round * 20 + 10);
    expect(dropped).toBeGreaterThan(2);
  }
  track.stop();
  await live.close();
});

/** Frames that are still on their way are closed too. @throws AnomalensError when there are no more. */
async function takeAll(live: LiveDrive): Promise<never> {
  for (;;) (await live.take()).frame.close();
}

it('500 frames go through without a stall, and then the end is told', async () => {
  const { show, track, live } = await recorded();
  // As a camera does: a canvas that is painted once may lose that one frame, and no other would come.
  let painted = 0;
  const painting = setInterval(() => show(painted++ % 256), 10);
  for (let number = 0; number < 500; number++) {
    const { frame } = await live.take();
    frame.close();
  }
  clearInterval(painting);
  const end = takeAll(live);
  track.stop();
  await expect(end).rejects.toMatchObject({ code: 'live-ended' });
});
