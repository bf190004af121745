import { useEffect, useState } from 'react';

const SETTLE_MS = 500;

/**
 * A sentence for screen readers once it has stayed the same for a while: not every step of a slider
 * is read out.
 */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
