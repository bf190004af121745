/** Whether the tables of an MP4 can be meant. mediabunny makes an object of every frame that they count. */

/** Tables of counts of frames, by time, by order and by chunk: bytes of an entry, and where in it the count is. */
const TABLES: Readonly<Record<string, { entry: number; count: number }>> = {
  stts: { entry: 8, count: 0 },
  ctts: { entry: 8, count: 0 },
  stsc: { entry: 12, count: 4 },
};
const HEADER = 16;
/** A larger index is that of days of video. */
const MOST_INDEX = 2 ** 26;

/** False where a table counts more frames than the file has bytes: a flipped bit asks for all memory that there is. */
export async function areTablesPlausible(blob: Blob): Promise<boolean> {
  const index = await indexOf(blob);
  return index === null || largestCount(index) <= blob.size;
}

/** The box `moov`; null where the file has none at its top, or one of a senseless size. */
async function indexOf(blob: Blob): Promise<DataView | null> {
  for (let place = 0; place + HEADER <= blob.size; ) {
    const header = await viewOf(blob, place, place + HEADER);
    const short = header.getUint32(0);
    const size = short === 1 ? Number(header.getBigUint64(8)) : short || blob.size - place;
    if (nameAt(header, 4) === 'moov')
      return size <= MOST_INDEX ? viewOf(blob, place, place + size) : null;
    if (size < 8) return null;
    place += size;
  }
  return null;
}

/** The frames that any table counts; tables are found by their names and sizes wherever they are. */
function largestCount(index: DataView): number {
  let largest = 0;
  for (let place = 0; place + HEADER <= index.byteLength; place++) {
    const table = TABLES[nameAt(index, place + 4)];
    if (!table) continue;
    const end = Math.min(place + index.getUint32(place), index.byteLength);
    let frames = 0;
    for (let entry = place + HEADER; entry + table.entry <= end; entry += table.entry)
      frames += index.getUint32(entry + table.count);
    largest = Math.max(largest, frames);
  }
  return largest;
}

function nameAt(view: DataView, place: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(place + i)));
}

async function viewOf(blob: Blob, start: number, end: number): Promise<DataView> {
  return new DataView(await blob.slice(start, end).arrayBuffer());
}
