/** The parts of a URL that say who can reach it and whether it is encrypted. */

export interface Url {
  /** In lower case, as Go's `url.Parse` has it: `HTTP://` is `http`. */
  readonly scheme: string;
  /** In lower case and without brackets; empty where there is none. */
  readonly host: string;
  /** Empty where none is given. */
  readonly port: string;
}

/** Undefined for what is no URL with a scheme and `//`. */
export function parseUrl(text: string): Url | undefined {
  const match = /^\s*([A-Za-z][A-Za-z0-9+.-]*):\/\/(?:[^/?#@]*@)?(\[[^\]/]*\]|[^/?#:]*)(?::(\d*))?(?=[/?#\s]|$)/.exec(text);
  if (!match) return undefined;
  const host = match[2]!.toLowerCase();
  return { scheme: match[1]!.toLowerCase(), host: host.startsWith('[') ? host.slice(1, -1) : host, port: match[3] ?? '' };
}

/** Whether only processes of the same machine reach this host; a name other than `localhost` may be anything. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || /^127(?:\.\d{1,3}){3}$/.test(host) || /^[0:]*:0{0,3}1$/.test(host);

/** Whether listening on this host means listening on every interface: `0.0.0.0`, `::`, or none. */
export const isEveryInterface = (host: string): boolean => /^[0:.]*$/.test(host);
