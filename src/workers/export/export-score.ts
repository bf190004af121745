import { encode as encodePng } from 'fast-png';
import type { Range, Size } from '#src/core/types';
import { SCORE_PNG_KEY } from '#src/workers/files/score-file';

/**
 * 16-bit grey PNG: 0 is `range.min`, 65535 is `range.max`. The range is in the text chunk.
 * @param record what else the chunk says; plain JSON.
 */
export function encodeScorePng(
  scores: Float32Array,
  { width, height }: Size,
  range: Range,
  record: object,
): Uint8Array<ArrayBuffer> {
  const scale = range.max > range.min ? 65_535 / (range.max - range.min) : 0;
  const data = Uint16Array.from(scores, (score) => Math.round((score - range.min) * scale));
  return encode({
    width,
    height,
    data,
    depth: 16,
    channels: 1,
    text: { [SCORE_PNG_KEY]: asciiJson({ range, ...record }) },
  });
}

/** 8-bit grey PNG: 255 where a region is, 0 elsewhere. */
export function encodeMaskPng(
  labels: Uint32Array,
  { width, height }: Size,
): Uint8Array<ArrayBuffer> {
  return encode({
    width,
    height,
    data: Uint8Array.from(labels, (label) => (label > 0 ? 255 : 0)),
    depth: 8,
    channels: 1,
  });
}

function encode(image: Parameters<typeof encodePng>[0]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(encodePng(image));
}

/** tEXt chunks hold Latin-1 only. */
export function asciiJson(value: object): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
