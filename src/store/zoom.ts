/** Zoom and pan arithmetic, all in device pixels and picture pixels. */
import type { Size, ViewTransform } from '#src/core/types';
import type { Zoom } from '#src/store/state';

const LARGEST_SCALE = 64;

export function fitScale(picture: Size, canvas: Size): number {
  return Math.min(canvas.width / picture.width, canvas.height / picture.height);
}

export function scaleOf(zoom: Zoom, picture: Size, canvas: Size): number {
  return zoom === 'fit' ? fitScale(picture, canvas) : zoom.scale;
}

export function transformOf(zoom: Zoom, picture: Size, canvas: Size): ViewTransform {
  const scale = scaleOf(zoom, picture, canvas);
  const centreX = zoom === 'fit' ? picture.width / 2 : zoom.centreX;
  const centreY = zoom === 'fit' ? picture.height / 2 : zoom.centreY;
  return {
    scale,
    offsetX: canvas.width / 2 - centreX * scale,
    offsetY: canvas.height / 2 - centreY * scale,
  };
}

function clampScale(scale: number, picture: Size, canvas: Size): number {
  return Math.min(Math.max(scale, Math.min(fitScale(picture, canvas), 1) / 4), LARGEST_SCALE);
}

function clampCentre(zoom: Exclude<Zoom, 'fit'>, picture: Size): Zoom {
  const clamp = (value: number, limit: number) => Math.min(Math.max(value, 0), limit);
  return {
    ...zoom,
    centreX: clamp(zoom.centreX, picture.width),
    centreY: clamp(zoom.centreY, picture.height),
  };
}

/** Zooms by `factor` and keeps the picture point under `place` (canvas pixels) where it is. */
export function zoomAround(
  zoom: Zoom,
  factor: number,
  place: { x: number; y: number },
  picture: Size,
  canvas: Size,
): Zoom {
  const before = transformOf(zoom, picture, canvas);
  const scale = clampScale(before.scale * factor, picture, canvas);
  const pointX = (place.x - before.offsetX) / before.scale;
  const pointY = (place.y - before.offsetY) / before.scale;
  const centreX = pointX + (canvas.width / 2 - place.x) / scale;
  const centreY = pointY + (canvas.height / 2 - place.y) / scale;
  return clampCentre({ centreX, centreY, scale }, picture);
}

export function panBy(
  zoom: Zoom,
  deltaX: number,
  deltaY: number,
  picture: Size,
  canvas: Size,
): Zoom {
  const { scale, offsetX, offsetY } = transformOf(zoom, picture, canvas);
  const centreX = (canvas.width / 2 - offsetX - deltaX) / scale;
  const centreY = (canvas.height / 2 - offsetY - deltaY) / scale;
  return clampCentre({ centreX, centreY, scale }, picture);
}

/** A box with some surroundings, filling the canvas. */
export function zoomToBox(box: Size & { x: number; y: number }, picture: Size, canvas: Size): Zoom {
  const margin = 1.8;
  const scale = Math.min(
    canvas.width / (box.width * margin),
    canvas.height / (box.height * margin),
    8,
  );
  return clampCentre(
    {
      centreX: box.x + box.width / 2,
      centreY: box.y + box.height / 2,
      scale: clampScale(scale, picture, canvas),
    },
    picture,
  );
}
