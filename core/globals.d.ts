/** The few globals that every place Rampart runs in has: Node, browsers, workers. Nothing of Node's or the DOM's own is declared here, so that it does not resolve. */

interface AbortSignal {
  readonly aborted: boolean;
}

declare class TextDecoder {
  constructor(label: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes: Uint8Array): string;
}
