/** `npm run evaluate` from a spec, on a small set that the spec makes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encode } from 'fast-png';
import { decodeNpy } from '#src/core/npy';
import { random } from '#src/core/random';
import type { Report } from '#src/evaluation/report/report-schema';
import { scoreName } from '#src/evaluation/result-names';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SIZE = { width: 240, height: 136 };

interface Place {
  /** Number of the picture. */
  index: number;
  y: number;
  inPatch: boolean;
}

/** 0, 1 and 255; the last picture has no anomaly. */
const anomalyAt = ({ index, y, inPatch }: Place): number =>
  y < 6 ? 255 : Number(inPatch && index < 3);

/**
 * Train ids: sky, and below it road with a car on it; of the first picture the lower half alone,
 * which could be anomalies too.
 */
export function classAt({ index, y, inPatch }: Place): number {
  if (y < SIZE.height / 2) return index === 0 ? 255 : 10;
  return inPatch ? (index === 0 ? 1 : 13) : 0;
}

/** Four pictures of a road with a patch that does not belong there, and their labels. */
export function makeSet(folder: string, idAt: (place: Place) => number = anomalyAt): string[] {
  const next = random(11);
  const stems = ['a', 'b', 'c', 'd'];
  for (const name of ['images', 'labels']) mkdirSync(join(folder, name), { recursive: true });
  for (const [index, stem] of stems.entries()) {
    const { width, height } = SIZE;
    const image = new Uint8Array(width * height * 3);
    const label = new Uint8Array(width * height);
    for (let y = 0, i = 0; y < height; y++)
      for (let x = 0; x < width; x++, i++) {
        const inPatch = x > 40 * (index + 1) && x < 40 * (index + 1) + 30 && y > 80 && y < 120;
        const base = inPatch
          ? [200, 60, 160 * next()]
          : y < height / 2
            ? [150, 180, 220]
            : [95, 95, 100];
        for (let c = 0; c < 3; c++) image[3 * i + c] = base[c]! + 20 * next();
        label[i] = idAt({ index, y, inPatch });
      }
    writeFileSync(
      join(folder, 'images', `${stem}.png`),
      encode({ ...SIZE, data: image, channels: 3 }),
    );
    writeFileSync(
      join(folder, 'labels', `${stem}.png`),
      encode({ ...SIZE, data: label, channels: 1 }),
    );
  }
  return stems;
}

export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/**
 * Runs the command, or another `script` like it. @param watch sees the process whenever it has
 * written to stderr, for example to end it.
 */
export function evaluate(
  args: readonly string[],
  watch: (child: ChildProcess, stderr: string) => void = () => undefined,
  script = 'scripts/evaluate.mjs',
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: ROOT,
      env: { ...process.env, E2E_DIST: process.env.E2E_DIST ?? 'dist' },
    });
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => {
      output.stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output.stderr += chunk;
      watch(child, output.stderr);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...output }));
  });
}

export const readReport = (folder: string): Report =>
  JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;

const OF_TIME = ['msPerImage', 'threads'];

/** What two runs must agree in: everything but the time they took and the cores that were free. */
export function withoutTimes(report: Report): unknown {
  return JSON.parse(JSON.stringify(report, (name, value) => (OF_TIME.includes(name) ? 0 : value)));
}

/** Scores and labels of all pixels that are not void, as the command saved and read them. */
export function savedPixels(
  out: string,
  set: string,
  method: string,
  stems: readonly string[],
  labelOf: (bytes: Uint8Array) => Uint8Array,
) {
  const scores: number[] = [];
  const labels: number[] = [];
  for (const stem of stems) {
    const { data, shape } = decodeNpy(readFileSync(join(out, scoreName(method, stem))));
    const label = labelOf(readFileSync(join(set, 'labels', `${stem}.png`)));
    if (shape.join() !== [SIZE.height, SIZE.width].join())
      throw new Error(`The score of ${stem} has shape ${shape.join()}`);
    for (let i = 0; i < data.length; i++)
      if (label[i] !== 255) {
        scores.push(data[i]!);
        labels.push(label[i]!);
      }
  }
  return { scores: Float32Array.from(scores), labels: Uint8Array.from(labels) };
}
