/**
 * `node scripts/make-drive-fixtures.mjs`: the videos of `e2e/fixtures/drives`, by ffmpeg with libx264,
 * libx265, libvpx and libaom. Each frame shows its own number: eight blocks of a bit each, the highest
 * at the left, white for 1; below them the opposite, so that no decoder's flaw reads as a number.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../e2e/fixtures/drives/', import.meta.url));
const MOST_BYTES = 25_000;
const BITS = 8;

/** @param {number} frames @param {number} width @param {number} height */
function painted(frames, width, height) {
  const pixels = Buffer.alloc(frames * width * height);
  for (let frame = 0, place = 0; frame < frames; frame++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++, place++) {
        const bit = (frame >> (BITS - 1 - Math.floor((x * BITS) / width))) & 1;
        pixels[place] = bit === Number(y < height / 2) ? 235 : 16;
      }
  return pixels;
}

/**
 * @param {string} name
 * @param {string[]} encoding arguments between input and output
 * @param {{ frames?: number, width?: number, height?: number, before?: string[] }} [film]
 */
function film(name, encoding, { frames = 60, width = 160, height = 96, before = [] } = {}) {
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-s', `${width}x${height}`, '-r', '25'];
  ffmpeg([...before, ...raw, '-i', '-', ...encoding], name, painted(frames, width, height));
}

/** @param {string[]} args @param {string} name @param {Buffer} [input] */
function ffmpeg(args, name, input) {
  const exact = ['-fflags', '+bitexact', '-flags:v', '+bitexact', '-map_metadata', '-1'];
  const all = ['-y', '-v', 'error', ...args, ...exact, join(FOLDER, name)];
  const { status, stderr } = spawnSync('ffmpeg', all, { input, maxBuffer: 1e8 });
  if (status !== 0) throw new Error(`ffmpeg could not make ${name}:\n${stderr}`);
  const { size } = statSync(join(FOLDER, name));
  if (size > MOST_BYTES) throw new Error(`${name} has ${size} bytes.`);
  console.log(`${name}: ${size} bytes`);
}

const x264 = (/** @type {string} */ options, format = 'yuv420p') => [
  ...['-c:v', 'libx264', '-pix_fmt', format, '-x264-params', options],
];
const BFRAMES = 'keyint=24:bframes=3:b-pyramid=normal:scenecut=0';
const FRAGMENTS = ['-movflags', '+frag_keyframe+empty_moov'];
const OPEN_GOP = `${BFRAMES}:open-gop=1`;

mkdirSync(FOLDER, { recursive: true });
film('h264.mp4', [...x264(BFRAMES), '-movflags', '+faststart']);
film('h264-open-gop.mp4', x264(OPEN_GOP));
film('h264-open-gop.mkv', x264(OPEN_GOP));
film('h264-open-gop.mpegts', [...x264(OPEN_GOP), '-f', 'mpegts']);
film('h264-fragments.mp4', [...x264(BFRAMES), ...FRAGMENTS]);
film('vp9.webm', [
  '-c:v',
  'libvpx-vp9',
  '-pix_fmt',
  'yuv420p',
  '-g',
  '24',
  '-auto-alt-ref',
  '1',
  '-lag-in-frames',
  '16',
  '-cluster_time_limit',
  '480',
]);
film('av1.mp4', [
  '-c:v',
  'libaom-av1',
  '-pix_fmt',
  'yuv420p',
  '-g',
  '24',
  '-cpu-used',
  '6',
  '-lag-in-frames',
  '16',
]);
film(
  'hevc.mp4',
  ['-c:v', 'libx265', '-pix_fmt', 'yuv420p', '-x265-params', 'log-level=error', '-tag:v', 'hvc1'],
  { frames: 10 },
);
film('mpeg4.avi', ['-c:v', 'mpeg4', '-pix_fmt', 'yuv420p'], { frames: 10 });
film('mpeg4.mp4', ['-c:v', 'mpeg4', '-pix_fmt', 'yuv420p'], { frames: 10 });
film('ten-bit.webm', ['-c:v', 'libvpx-vp9', '-pix_fmt', 'yuv420p10le'], { frames: 30 });
film('odd.webm', ['-c:v', 'libvpx-vp9', '-pix_fmt', 'yuv420p'], {
  frames: 30,
  width: 161,
  height: 97,
});
film('wide-pixels.mp4', [...x264(BFRAMES), '-vf', 'setsar=2/1'], { frames: 30 });
film('late-start.mp4', [...x264(BFRAMES), '-output_ts_offset', '1.5'], { frames: 30 });
// Behind the twentieth frame each is shown twice as long.
film('variable-rate.mp4', [
  ...['-vf', "setpts='if(lt(N,20),N,20+(N-20)*2)/25/TB'", '-fps_mode', 'passthrough'],
  ...x264(BFRAMES),
]);
const ENCRYPTION = [
  ...['-encryption_scheme', 'cenc-aes-ctr'],
  ...['-encryption_key', '76a6c65c5ea762046bd749a2e632ccbb'],
  ...['-encryption_kid', 'a7e61c373e219033c21091fa607bf3b8'],
];
film('encrypted.mp4', [...x264(BFRAMES), ...ENCRYPTION], { frames: 10 });
film('encrypted-fragments.mp4', [...x264(BFRAMES), ...ENCRYPTION, ...FRAGMENTS], { frames: 10 });
// A recorder in the browser writes to no file, so it cannot go back to write the length.
film(
  'no-duration.webm',
  ['-c:v', 'libvpx', '-b:v', '50k', '-pix_fmt', 'yuv420p', '-f', 'webm', '-live', '1'],
  { frames: 30 },
);

const scratch = mkdtempSync(join(tmpdir(), 'drives-'));
try {
  // Invisible frames come with the second of two passes.
  for (const pass of ['1', '2'])
    film('vp8.webm', [
      ...['-c:v', 'libvpx', '-b:v', '60k', '-pix_fmt', 'yuv420p', '-g', '24', '-auto-alt-ref', '1'],
      ...['-lag-in-frames', '16', '-pass', pass, '-passlogfile', join(scratch, 'vp8')],
    ]);
} finally {
  rmSync(scratch, { recursive: true });
}
ffmpeg(['-i', join(FOLDER, 'h264.mp4'), '-c', 'copy', '-metadata:s:v', 'rotate=90'], 'turned.mp4');
ffmpeg(['-f', 'lavfi', '-i', 'sine=d=1', '-c:a', 'aac', '-b:a', '32k'], 'sound-only.mp4');
