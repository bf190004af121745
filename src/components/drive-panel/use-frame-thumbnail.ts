import { useEffect, useState } from 'react';
import { previewFrame } from '#src/actions/drives/preview-frame';

/** The URL of a small picture of a frame; null while it is made, and where it cannot be had. */
export function useFrameThumbnail(driveId: string, index: number): string | null {
  const [made, setMade] = useState<{ key: string; url: string | null } | null>(null);
  const key = `${driveId} ${index}`;
  useEffect(() => {
    let isWanted = true;
    void previewFrame(driveId, index).then((url) => {
      if (isWanted) setMade({ key: `${driveId} ${index}`, url });
    });
    return () => {
      isWanted = false;
    };
  }, [driveId, index]);
  return made?.key === key ? made.url : null;
}
