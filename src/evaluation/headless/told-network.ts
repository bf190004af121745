/** What a command tells of a person's own network, and of the methods that can be asked for. */
import type { Card } from '#src/core/own-network/card';

interface ToldMethod {
  id: string;
  /** What may be given on the command line in place of the id. */
  name: string;
  title: string;
  unit: string;
}

export interface ToldNetwork {
  modelId: string;
  card: Card;
  /** In sentences. */
  because: string[];
  /** Parts of the card that nothing in the files says. */
  unclear: string[];
  methods: ToldMethod[];
}

export interface MethodsResult {
  networks: ToldNetwork[];
  methods: ToldMethod[];
}
