import { describe, expect, it } from 'vitest';
import {
  codecName,
  encrypted,
  notAVideo,
  undecodable,
  unreadable,
  withoutVideo,
} from './video-refusals';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const COMMAND = 'ffmpeg -i "ride.x" -c:v libx264 -pix_fmt yuv420p out.mp4';

describe('codecs', () => {
  it.each([
    ['avc', 'H.264'],
    ['hevc', 'H.265'],
    ['vp8', 'VP8'],
    ['vp9', 'VP9'],
    ['av1', 'AV1'],
    ['prores', 'ProRes'],
    ['theora', 'theora'],
  ])('%s is called %s', (codec, name) => expect(codecName(codec)).toBe(name));

  it('that the browser lacks are named, with the command that converts the file', () => {
    const refusal = undecodable('ride.x', 'hevc');
    expect(refusal.code).toBe('drive-unsupported');
    expect(refusal.message).toBe(`This browser cannot decode H.265. Convert it: ${COMMAND}`);
    expect(undecodable('ride.x', null).message).toContain('the video in this file');
  });
});

describe('what no frames can be had of', () => {
  it('is told in one line', () => {
    expect(encrypted()).toMatchObject({
      code: 'drive-unsupported',
      message: 'The video is encrypted. Open a copy without protection.',
    });
    expect(withoutVideo(true).message).toBe('The file holds sound, but no video.');
    expect(withoutVideo(false).message).toBe('The file holds no video.');
  });

  it('because it is damaged keeps its cause, and is not tried again', () => {
    const cause = new Error('atom');
    expect(unreadable(cause)).toMatchObject({ code: 'drive-unreadable', retryable: false, cause });
    expect(unreadable().message).toMatch(/damaged, or cut off/);
  });
});

describe('a file that is no video', () => {
  const refusal = (start: string, size = 1000) => notAVideo('ride.x', size, bytes(start));

  it('may be empty', () => {
    expect(refusal('', 0)).toMatchObject({
      code: 'drive-unreadable',
      message: 'The file is empty.',
    });
  });

  it('may be an AVI, which is converted', () => {
    const { code, message } = refusal('RIFF\x10\0\0\0AVI LIST');
    expect(code).toBe('drive-unsupported');
    expect(message).toBe(`AVI files cannot be read. Convert it: ${COMMAND}`);
    expect(refusal('RIFF\x10\0\0\0WAVEfmt ').message).toContain('no MP4');
  });

  it.each(['\0\0\0\x18ftypisom', '\x1aE\xdf\xa3\0\0\0\0\0\0\0\0'])(
    'may be the beginning of one: %j',
    (start) => expect(refusal(start).code).toBe('drive-unreadable'),
  );

  it.each(['<!DOCTYPE html>', '\n\n   <html lang="en">', '<?xml version="1.0"?>'])(
    'may be a page of the web: %j',
    (start) => expect(refusal(start).message).toMatch(/web page.*Download the video itself/),
  );

  it('is otherwise told what would be one', () => {
    const { code, message } = refusal('hello <html>');
    expect(code).toBe('drive-unsupported');
    expect(message).toBe(
      `The file is no MP4, MOV, MKV, WebM or MPEG-TS. If it is a video, convert it: ${COMMAND}`,
    );
  });
});
