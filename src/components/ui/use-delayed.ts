import { useEffect, useState } from 'react';

/** True once `value` has been true for `milliseconds`: short waits need no message. */
export function useDelayed(value: boolean, milliseconds: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!value) {
      setLate(false);
      return undefined;
    }
    const timer = setTimeout(() => setLate(true), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return value && late;
}
