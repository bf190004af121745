/** XML of CVAT, "CVAT for images 1.1": polygons, boxes, ellipses and masks of many pictures. */
import {
  type Area,
  boxRing,
  coordinate,
  type DrawnPicture,
  declaredSize,
  drawnPicture,
  nameOf,
  type Shape,
  turnedRing,
  unreadableShapes,
} from '#src/core/shapes/shapes';

/** What is read of an element of a document. */
export interface XmlElement {
  readonly tagName: string;
  readonly children: Iterable<XmlElement>;
  getAttribute(name: string): string | null;
}

export function isCvat(root: XmlElement): boolean {
  return root.tagName === 'annotations' && childrenOf(root, 'image', 'track').length > 0;
}

/**
 * @throws AnomalensError `label-unreadable` for "CVAT for video", whose pictures have no names.
 */
export function readCvat(root: XmlElement): DrawnPicture[] {
  if (childrenOf(root, 'track').length > 0)
    throw unreadableShapes('it is of a video. Export it as “CVAT for images 1.1”');
  return childrenOf(root, 'image').map((image) => {
    const size = declaredSize(
      Number(image.getAttribute('width')),
      Number(image.getAttribute('height')),
    );
    return drawnPicture(nameOf(image.getAttribute('name')), size, () => shapesOf(image));
  });
}

function childrenOf(element: XmlElement, ...names: string[]): XmlElement[] {
  return [...element.children].filter(({ tagName }) => names.includes(tagName));
}

/** What has an area; lines, points, cuboids and skeletons have none, and a tag is of the whole picture. */
const AREAS: Readonly<Record<string, (shape: XmlElement) => Area>> = {
  polygon: polygonOf,
  box: boxOf,
  ellipse: ellipseOf,
  mask: maskOf,
};
const WITHOUT_AREA = ['polyline', 'points', 'cuboid', 'skeleton'];

/** By `z_order`, then as they stand in the file. */
function shapesOf(image: XmlElement): { shapes: Shape[]; notice: string | null } {
  const drawn = childrenOf(image, ...Object.keys(AREAS)).map((shape) => ({
    order: Number(shape.getAttribute('z_order') ?? 0) || 0,
    shape: {
      name: nameOf(shape.getAttribute('label')),
      area: (AREAS[shape.tagName] as (shape: XmlElement) => Area)(shape),
    },
  }));
  const others = childrenOf(image, ...WITHOUT_AREA).length;
  return {
    shapes: drawn.toSorted((a, b) => a.order - b.order).map(({ shape }) => shape),
    notice:
      others > 0
        ? `${others} ${others === 1 ? 'shape' : 'shapes'} without an area (lines, points, cuboids, skeletons) left out.`
        : null,
  };
}

function numberOf(shape: XmlElement, name: string, otherwise?: number): number {
  const text = shape.getAttribute(name);
  return text === null && otherwise !== undefined
    ? otherwise
    : coordinate(text?.trim() ? Number(text) : Number.NaN);
}

function polygonOf(shape: XmlElement): Area {
  const points = (shape.getAttribute('points') ?? '').split(';').filter((point) => point.trim());
  if (points.length < 3) throw unreadableShapes('a polygon has fewer than three corners');
  const ring = points.flatMap((point) => {
    const [x, y, ...more] = point.split(',');
    if (more.length > 0) throw unreadableShapes('a corner is no pair of numbers');
    return [coordinate(Number.parseFloat(x ?? '')), coordinate(Number.parseFloat(y ?? ''))];
  });
  return { kind: 'rings', rings: [ring] };
}

function boxOf(shape: XmlElement): Area {
  const [x0, y0] = [numberOf(shape, 'xtl'), numberOf(shape, 'ytl')];
  const [x1, y1] = [numberOf(shape, 'xbr'), numberOf(shape, 'ybr')];
  const ring = boxRing(x0, y0, x1, y1);
  const angle = numberOf(shape, 'rotation', 0);
  return { kind: 'rings', rings: [turnedRing(ring, (x0 + x1) / 2, (y0 + y1) / 2, angle)] };
}

function ellipseOf(shape: XmlElement): Area {
  return {
    kind: 'ellipse',
    x: numberOf(shape, 'cx'),
    y: numberOf(shape, 'cy'),
    radiusX: numberOf(shape, 'rx'),
    radiusY: numberOf(shape, 'ry'),
    angle: numberOf(shape, 'rotation', 0),
  };
}

function maskOf(shape: XmlElement): Area {
  const counts = (shape.getAttribute('rle') ?? '')
    .split(',')
    .map((run) => Number.parseInt(run, 10));
  const whole = (name: string) => Math.trunc(numberOf(shape, name));
  const box = { x: whole('left'), y: whole('top'), width: whole('width'), height: whole('height') };
  return { kind: 'runs', counts, order: 'rows', ...box };
}
