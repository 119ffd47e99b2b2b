/** What plain scalars mean to Kubernetes: YAML 1.1, as the Go library reads it that all its programs use. */

/** Null as it is written, the empty text included. */
export const isNull = (text: string): boolean => NULL.test(text);

export const booleanOf = (text: string): boolean | undefined => (TRUE.test(text) ? true : FALSE.test(text) ? false : undefined);

/** `0600` and `0o600` are octal, `0x1f` hexadecimal, `1_000` a thousand. Infinity and NaN are not among the numbers, as JSON has none. */
export function numberOf(text: string): number | undefined {
  if (!NUMBER_START.test(text)) return undefined;
  const digits = text.replaceAll('_', '');
  const whole = /^([-+]?)0(?:[oO]?([0-7]+)|[xX]([\da-fA-F]+)|[bB]([01]+))$/.exec(digits);
  if (whole) {
    const [, sign, octal, hexadecimal, binary] = whole;
    const size = octal ? parseInt(octal, 8) : hexadecimal ? parseInt(hexadecimal, 16) : parseInt(binary!, 2);
    return sign === '-' ? -size : size;
  }
  // What is too large for a number stays text: `strconv.ParseFloat` fails.
  return DECIMAL.test(digits) && Number.isFinite(Number(digits)) ? Number(digits) : undefined;
}

/** Whether a plain scalar of this text would be read as something else than this text, by any reader of YAML 1.1 or 1.2. */
export const isAmbiguous = (text: string): boolean =>
  isNull(text) || booleanOf(text) !== undefined || numberOf(text) !== undefined || DECIMAL.test(text) || ODD.test(text);

const NULL = /^(?:~|null|Null|NULL|)$/;
const TRUE = /^(?:y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const FALSE = /^(?:n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/;
const NUMBER_START = /^[-+]?\.?\d/;
const DECIMAL = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;

/** Infinity, not-a-number, merge and default keys, base 60, dates, digits with underscores. */
const ODD =
  /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|<<|=|[-+]?[\d_]+(?::[0-5]?\d)+(?:\.\d*)?|\d{4}-\d\d?-\d\d?(?:[Tt\s].*)?|[-+]?[\d_]+(?:\.[\d_]*)?)$/;
