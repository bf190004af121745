import type { Card } from '#src/core/own-network/card';
import { saveBlob } from '#src/session/save-blob';

/** Downloads `anomalens.json`, which decides everything when it is dropped with the network. */
export function saveCard(card: Card): void {
  const text = `${JSON.stringify(card, null, 2)}\n`;
  saveBlob(new Blob([text], { type: 'application/json' }), 'anomalens.json');
}
