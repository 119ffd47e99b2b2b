/** Durations as Go writes them: `4h0m0s`, `1.5h`, `300ms`. */

const UNITS: Readonly<Record<string, number>> = { ns: 1e-9, us: 1e-6, µs: 1e-6, μs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };

/** In seconds; undefined for text that Go's `time.ParseDuration` refuses. */
export function secondsOf(text: string): number | undefined {
  const [, sign, rest = ''] = /^([+-]?)(.*)$/s.exec(text)!;
  if (rest === '0') return 0;
  const parts = [...rest.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/gy)];
  if (!parts.length || parts.map(it => it[0]).join('') !== rest) return undefined;
  const seconds = parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * UNITS[unit!]!, 0);
  return sign === '-' ? -seconds : seconds;
}
