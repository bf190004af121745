/**
 * JSON of labelme, one file for one picture. What each shape covers is what labelme's own
 * `shape_to_mask` paints, without the outline that it adds to an area.
 */
import {
  type Area,
  boxRing,
  coordinate,
  cornersOf,
  type DrawnPicture,
  declaredSize,
  drawnPicture,
  nameOf,
  type Shape,
  unreadableShapes,
} from '#src/core/shapes/shapes';

/** labelme paints lines so wide and points of such a radius, in pixels. */
const LINE_WIDTH = 10;
const POINT_RADIUS = 5;
/** What labelme's scripts make void. */
const VOID_LABEL = '__ignore__';

interface LabelmeFile {
  shapes: unknown[];
  imagePath?: unknown;
  imageWidth?: unknown;
  imageHeight?: unknown;
}

export function isLabelme(json: object): json is LabelmeFile {
  return 'shapes' in json && Array.isArray(json.shapes) && ('imagePath' in json || 'flags' in json);
}

/** @param stem of the file, for one that does not name its picture. */
export function readLabelme(file: LabelmeFile, stem: string): DrawnPicture {
  const picture =
    typeof file.imagePath === 'string' && file.imagePath !== '' ? file.imagePath : stem;
  const size = declaredSize(file.imageWidth, file.imageHeight);
  return drawnPicture(picture, size, () => ({ shapes: file.shapes.map(shapeOf), notice: null }));
}

function shapeOf(shape: unknown): Shape {
  if (typeof shape !== 'object' || shape === null) throw unreadableShapes('a shape is empty');
  const { label, shape_type, points, mask } = shape as Record<string, unknown>;
  const name = nameOf(label);
  const area = areaOf(shape_type ?? 'polygon', cornersOf(points), mask);
  return { name: name === VOID_LABEL ? null : name, area };
}

function areaOf(type: unknown, corners: number[], mask: unknown): Area {
  const [x0 = Number.NaN, y0 = Number.NaN, x1 = Number.NaN, y1 = Number.NaN] = corners;
  switch (type) {
    case 'polygon':
      return polygon(corners);
    case 'rectangle': // two opposite corners; all four as other tools write it
      return corners.length === 4
        ? { kind: 'rings', rings: [boxRing(x0, y0, x1, y1)] }
        : polygon(corners);
    case 'circle':
      return disc(x0, y0, Math.hypot(x1 - x0, y1 - y0));
    case 'line':
    case 'linestrip':
      return { kind: 'rings', rings: barsAlong(corners) };
    case 'point':
      return disc(x0, y0, POINT_RADIUS);
    case 'mask':
      if (typeof mask !== 'string') throw unreadableShapes('a mask of it is missing');
      return {
        kind: 'png',
        base64: mask,
        x: Math.trunc(coordinate(x0)),
        y: Math.trunc(coordinate(y0)),
      };
    default:
      throw unreadableShapes(`it holds a shape that is not known (${nameOf(type).slice(0, 40)})`);
  }
}

function polygon(corners: number[]): Area {
  if (corners.length < 6) throw unreadableShapes('a polygon has fewer than three corners');
  return { kind: 'rings', rings: [corners] };
}

function disc(x: number, y: number, radius: number): Area {
  const [centreX, centreY, r] = [coordinate(x), coordinate(y), coordinate(radius)];
  return { kind: 'ellipse', x: centreX, y: centreY, radiusX: r, radiusY: r, angle: 0 };
}

/** A bar around each part of a line. */
function barsAlong(corners: readonly number[]): number[][] {
  const bars: number[][] = [];
  for (let i = 0; i + 3 < corners.length; i += 2) {
    const [ax, ay, bx, by] = corners.slice(i, i + 4) as [number, number, number, number];
    const length = Math.hypot(bx - ax, by - ay);
    if (length === 0) continue;
    const [dx, dy] = [
      (((by - ay) / length) * LINE_WIDTH) / 2,
      (((bx - ax) / length) * LINE_WIDTH) / 2,
    ];
    bars.push([ax - dx, ay + dy, bx - dx, by + dy, bx + dx, by - dy, ax + dx, ay - dy]);
  }
  return bars;
}
