import { useEffect, useState } from 'react';

/** True once `value` has stayed the same for `milliseconds`; null never does. */
export function useUnchanged(value: string | null, milliseconds: number): boolean {
  const [settled, setSettled] = useState<string | null>(null);
  useEffect(() => {
    if (value === null) return undefined;
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return value !== null && settled === value;
}
