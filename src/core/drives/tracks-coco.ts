/** Tracks in the JSON of COCO, as tools for labels and for tracking read it. */
import type { TableFrames } from '#src/core/drives/drive-tables';
import { scaledBox, scaledRle } from '#src/core/drives/scaled-region';
import type { Track } from '#src/core/drives/track-regions';
import type { CocoRle } from '#src/core/rle/coco-rle';

export interface CocoTracks {
  images: {
    id: number;
    file_name: string;
    width: number;
    height: number;
    frame_index: number;
    /** Seconds. */
    timestamp: number;
  }[];
  annotations: {
    id: number;
    image_id: number;
    category_id: number;
    track_id: number;
    bbox: [x: number, y: number, width: number, height: number];
    area: number;
    segmentation: CocoRle;
    iscrowd: 0;
    /** The highest raw score. */
    score: number;
  }[];
  categories: { id: number; name: string }[];
}

const UNKNOWN = { id: 1, name: 'unknown' };

/** @param analysed all frames that were, those without an object too. */
export function tracksCoco(
  tracks: readonly Track[],
  analysed: readonly { index: number; timestamp: number }[],
  { grid, picture, nameOf }: TableFrames,
): CocoTracks {
  const images = analysed.map(({ index, timestamp }) => ({
    id: index + 1,
    file_name: nameOf(index),
    width: picture.width,
    height: picture.height,
    frame_index: index,
    timestamp,
  }));
  const annotations = tracks
    .flatMap(({ id, spots }) => spots.map((spot) => ({ trackId: id, ...spot })))
    .sort((a, b) => a.index - b.index || a.trackId - b.trackId)
    .map(({ trackId, index, region }, place): CocoTracks['annotations'][number] => {
      const { x, y, width, height } = scaledBox(region.box, grid, picture);
      const { rle, area } = scaledRle(region.cells, grid, picture);
      return {
        id: place + 1,
        image_id: index + 1,
        category_id: UNKNOWN.id,
        track_id: trackId,
        bbox: [x, y, width, height],
        area,
        segmentation: rle,
        iscrowd: 0,
        score: region.peak,
      };
    });
  return { images, annotations, categories: [UNKNOWN] };
}
