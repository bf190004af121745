/** How much of a name two lines of the list take. */
import { type RefObject, useEffect, useState } from 'react';
import { middleCut } from '#src/components/picture-list/middle-cut';

const LINES = 2;
/** A line ends where the next character does not fit, and the mark before the name takes room. */
const LOST_PX = 24;

let context: CanvasRenderingContext2D | null = null;

function widthOf(text: string): number {
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return 0;
  context.font = `12px ${getComputedStyle(document.body).fontFamily}`;
  return context.measureText(text).width;
}

/** @param room width of a line in CSS pixels; null while it is not known. */
export function nameIn(room: number | null, name: string): string {
  return room === null ? name : middleCut(name, (text) => widthOf(text) <= LINES * room - LOST_PX);
}

/** The width of a line of names in a list, in CSS pixels; null before the first. */
export function useNameRoom(list: RefObject<HTMLElement | null>): number | null {
  const [room, setRoom] = useState<number | null>(null);
  useEffect(() => {
    const element = list.current;
    if (!element) return undefined;
    const measure = () => {
      const name = element.querySelector('.thumbnail__name');
      if (name) setRoom(name.clientWidth);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [list]);
  return room;
}
