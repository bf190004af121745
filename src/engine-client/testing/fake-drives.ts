/** What the fake engine answers about drives: a video of two frames. */
import { SIZE } from '#src/engine-client/testing/fake-regions';
import type { DriveRequests } from '#src/protocol/drives';

type Answers = {
  [N in keyof DriveRequests]: (params: DriveRequests[N]['params']) => DriveRequests[N]['result'];
};

export const DRIVE_ANSWERS: Answers = {
  openDrive: ({ driveId, source }) => ({
    driveId,
    kind: source.kind,
    ...SIZE,
    format: 'MP4, H.264',
    timestamps: Float64Array.of(0, 0.04),
    keyFrames: Uint32Array.of(0),
    duration: 0.08,
    notices: [],
  }),
  surveyFrame: ({ index, settings }) => ({
    index,
    methods: settings.map(() => ({
      map: {
        ...SIZE,
        range: { min: 0, max: 1 },
        levels: new Uint8Array(SIZE.width * SIZE.height).fill(1),
      },
      peak: 0.9,
    })),
    roadShare: 0.4,
  }),
  frameThumbnail: () => ({ thumbnail: new Blob(['jpeg']) }),
  takeFrame: ({ pictureId }) => ({
    picture: {
      pictureId,
      ...SIZE,
      original: SIZE,
      format: 'camera',
      notices: [],
      thumbnail: new Blob([]),
    },
    timestamp: 1,
    captured: performance.timeOrigin,
    dropped: 0,
  }),
  describeFrame: ({ boxes }) => ({
    embeddings: new Float32Array(boxes.length * 128),
    names: boxes.map(() => [{ name: 'cow', similarity: 0.5 }]),
  }),
  exportClip: ({ fileName, format }) => ({
    blob: new Blob(['film']),
    fileName: `${fileName}.${format}`,
  }),
  closeDrive: () => null,
};
