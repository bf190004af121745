/** How much of a name two lines of the list take. */
import { type RefObject, useEffect, useState } from 'react';
import { middleCut } from '#src/components/picture-list/middle-cut';

const LINES = 2;
/** Between pictures of the list, beside and below each other. */
export const GAP_PX = 12;
/** Pictures beside each other on a phone; the column of a wide page has one. */
const NARROW_LANES = 3;
/** Least width of a picture on the contact sheet, in CSS pixels. */
const SHEET_PX = 190;
/** The mark before the name. */
const MARK_PX = 12;
/** A line ends before what does not fit, with the dots of a cut, and the mark takes room before the name. */
const LOST_PX = 36;

let context: CanvasRenderingContext2D | null = null;

function widthOf(text: string): number {
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return 0;
  context.font = `12px ${getComputedStyle(document.body).fontFamily}`;
  return context.measureText(text).width;
}

/** A name in the parts between which it may break: after spaces, hyphens and underscores. */
export const partsOf = (name: string): string[] => name.split(/(?<=[\s_-])/);

/**
 * Whether a name breaks into two lines between its parts, as the browser breaks it, the first of
 * them beside the mark.
 */
export function breaksWell(name: string, room: number, width: (text: string) => number): boolean {
  let [lines, left] = [1, room - MARK_PX];
  for (const [index, part] of partsOf(name).entries()) {
    const needed = width(part);
    if (needed > left) {
      if (index === 0) return false; // it would begin below its mark
      lines += 1;
      left = room;
    }
    if (needed > left) return false;
    left -= needed;
  }
  return lines <= LINES;
}

/** Whether the browser may break the name of a picture anywhere. @param room as in `nameIn`. */
export function breaksAnywhere(room: number | null, name: string): boolean {
  return room !== null && !breaksWell(name, room, widthOf);
}

/** @param room width of a line in CSS pixels; null while it is not known. */
export function nameIn(room: number | null, name: string): string {
  return room === null ? name : middleCut(name, (text) => widthOf(text) <= LINES * room - LOST_PX);
}

/** How the pictures lie. */
export type ListPlace = 'column' | 'phone' | 'sheet';

export interface Columns {
  /** Pictures beside each other. */
  lanes: number;
  /** Width of one, and so of a line of its name, in CSS pixels; null before the first drawing. */
  room: number | null;
}

/** @param width what the list has, in CSS pixels. */
export function columnsIn(width: number, place: ListPlace): Columns & { room: number } {
  const lanes =
    place === 'sheet'
      ? Math.max(1, Math.floor((width + GAP_PX) / (SHEET_PX + GAP_PX)))
      : place === 'phone'
        ? NARROW_LANES
        : 1;
  return { lanes, room: (width + GAP_PX) / lanes - GAP_PX };
}

/** Columns of the list in what scrolls it. */
export function useColumns(scroller: RefObject<HTMLElement | null>, place: ListPlace): Columns {
  const [width, setWidth] = useState<number | null>(null);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const measure = () => {
      const { paddingLeft, paddingRight } = getComputedStyle(element);
      const padding = Number.parseFloat(paddingLeft) + Number.parseFloat(paddingRight);
      const inner = element.clientWidth - padding;
      if (inner > 0) setWidth(inner);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return width === null ? { ...columnsIn(0, place), room: null } : columnsIn(width, place);
}
