/** A video file, kept open. This module alone brings mediabunny along, and is loaded when it is needed. */
import {
  Input,
  type InputTrack,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  MPEG_TS,
  QTFF,
  type VideoSample,
  WEBM,
} from 'mediabunny';
import { AnomalensError } from '#src/core/errors';
import type { Size } from '#src/core/types';
import type { DriveInfo } from '#src/protocol/drives';
import { indexFrames } from '#src/workers/drives/frame-index';
import { FrameReader } from '#src/workers/drives/frame-reader';
import { areTablesPlausible } from '#src/workers/drives/sample-tables';
import { type TrackFacts, videoNotices } from '#src/workers/drives/video-notices';
import {
  codecName,
  encrypted,
  notAVideo,
  undecodable,
  unreadable,
  withoutVideo,
} from '#src/workers/drives/video-refusals';
import { videoSource } from '#src/workers/drives/video-source';
import { contextOf } from '#src/workers/files/canvas';

const FORMATS = [MP4, QTFF, MATROSKA, WEBM, MPEG_TS];
/** A web page may begin with empty lines. */
const START_BYTES = 256;
const INDEX_BYTES = 2 ** 20;

/** Where mediabunny's own word is long. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  'QuickTime File Format': 'MOV',
  Matroska: 'MKV',
  'MPEG Transport Stream': 'MPEG-TS',
};

export interface VideoDrive {
  info: Omit<DriveInfo, 'driveId'>;
  reader: FrameReader;
  close(): Promise<void>;
}

/** @throws AnomalensError `drive-unsupported`, `drive-unreadable`, `cancelled`. */
export async function openVideo(
  blob: Blob,
  name: string,
  signal?: AbortSignal,
): Promise<VideoDrive> {
  let isEncrypted = false;
  const resolveKeyId = () => {
    isEncrypted = true;
    throw encrypted();
  };
  const formatOptions = { isobmff: { resolveKeyId } };
  const input = new Input({ source: videoSource(blob), formats: FORMATS, formatOptions });
  try {
    if (!(await canRead(input)))
      throw notAVideo(name, blob.size, new Uint8Array(await startOf(blob)));
    if (!(await areTablesPlausible(blob))) throw unreadable();
    const track = await decodableTrack(await tracksOf(input, blob), input, name);
    const index = await indexFrames(track, signal);
    if (index.timestamps.length === 0) throw isEncrypted ? encrypted() : unreadable();
    const reader = new FrameReader(track, index);
    const { timestamps, keyFrames, end } = index;
    const info: VideoDrive['info'] = {
      kind: 'video',
      ...(await displaySize(track)),
      format: await formatOf(input, track),
      timestamps,
      keyFrames,
      duration: end - (timestamps[0] as number),
      notices: videoNotices(await factsOf(track), index),
    };
    const close = async () => {
      await reader.rest();
      input.dispose();
    };
    return { info, reader, close };
  } catch (error) {
    input.dispose();
    // mediabunny stops at what it does not expect.
    throw error instanceof AnomalensError ? error : unreadable(error);
  }
}

/** The frame as it is shown: turned, its pixels square. */
export function uprightBitmap(sample: VideoSample, { width, height }: Size): ImageBitmap {
  const canvas = new OffscreenCanvas(width, height);
  sample.draw(contextOf(canvas), 0, 0, width, height);
  return canvas.transferToImageBitmap();
}

async function canRead(input: Input): Promise<boolean> {
  try {
    return await input.canRead();
  } catch {
    return false; // its first bytes tell what it is
  }
}

function startOf(blob: Blob): Promise<ArrayBuffer> {
  return blob
    .slice(0, START_BYTES)
    .arrayBuffer()
    .catch((cause) => Promise.reject(unreadable(cause)));
}

/** The first video that the browser decodes; a cover picture beside the film may be none. */
async function decodableTrack(
  tracks: InputTrack[],
  input: Input,
  name: string,
): Promise<InputVideoTrack> {
  const videos = tracks.filter((track) => track.isVideoTrack());
  const primary = (await input.getPrimaryVideoTrack()) ?? videos[0];
  if (!primary) throw withoutVideo(tracks.some((track) => track.isAudioTrack()));
  for (const track of new Set([primary, ...videos])) if (await track.canDecode()) return track;
  throw undecodable(name, await primary.getCodec());
}

async function tracksOf(input: Input, blob: Blob): Promise<InputTrack[]> {
  try {
    const tracks = await input.getTracks();
    if (tracks.length > 0) return tracks;
  } catch (cause) {
    // mediabunny cannot read the table of keys where ffmpeg writes it.
    throw (await mentionsEncryption(blob)) ? encrypted() : unreadable(cause);
  }
  throw unreadable();
}

/** Whether an MP4 names an encrypted video in its index, which lies at one of its ends. */
async function mentionsEncryption(blob: Blob): Promise<boolean> {
  const ends = [blob.slice(0, INDEX_BYTES), blob.slice(-INDEX_BYTES)];
  const texts = await Promise.all(ends.map((end) => end.text()));
  return texts.some((text) => text.includes('encv'));
}

async function displaySize(track: InputVideoTrack): Promise<Size> {
  return { width: await track.getDisplayWidth(), height: await track.getDisplayHeight() };
}

async function formatOf(input: Input, track: InputVideoTrack): Promise<string> {
  const { name } = await input.getFormat();
  return `${SHORT_NAMES[name] ?? name}, ${codecName((await track.getCodec()) ?? '')}`;
}

async function factsOf(track: InputVideoTrack): Promise<TrackFacts> {
  const { num, den } = await track.getPixelAspectRatio();
  return {
    coded: { width: await track.getCodedWidth(), height: await track.getCodedHeight() },
    rotation: await track.getRotation(),
    isStretched: num !== den,
    codec: (await track.getCodecParameterString()) ?? '',
    declaredEnd: await track.getDurationFromMetadata(),
  };
}
