import { useEffect, useState } from 'react';
import { previewFrame } from '#src/actions/drives/preview-frame';

/**
 * The URL of a small picture of a frame; null while it is made, and where it cannot be had.
 * @param rest milliseconds for which the same frame has to be wanted.
 */
export function useFrameThumbnail(driveId: string, index: number, rest = 0): string | null {
  const [made, setMade] = useState<{ key: string; url: string | null } | null>(null);
  const key = `${driveId} ${index}`;
  useEffect(() => {
    let isWanted = true;
    const timer = setTimeout(async () => {
      const url = await previewFrame(driveId, index);
      if (isWanted) setMade({ key: `${driveId} ${index}`, url });
    }, rest);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [driveId, index, rest]);
  return made?.key === key ? made.url : null;
}
