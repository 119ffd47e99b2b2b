/** What the operations of a JSON patch (RFC 6902) say of programs, where the places that they change hold settings. */

import { type Field, fields } from './fields.ts';
import { knownText, placeAt, type Shape, shapedProgram, span } from './shape.ts';
import type { ComponentName, Distribution } from '../model/component.ts';
import { canonicalFlag, isBoolean } from '../facts/flags.ts';
import { listedArguments, namedArguments } from './arguments.ts';
import type { Path, Value } from '../model/value.ts';
import type { Place } from '../text.ts';
import type { Program } from '../source.ts';

/** Where the arguments of a program lie in what is patched. */
export type Target = readonly [name: ComponentName, path: readonly string[]];

export interface Patched {
  readonly form: string;
  readonly distribution: Distribution | undefined;
}

/** The operations of a list, if it is a JSON patch. */
export const operationsOf = (list: Value): readonly Value[] =>
  list.items().length && list.items().every(it => it.at('op').exists && it.at('path').exists) ? list.items() : [];

/** The steps of an operation's path; undefined where it is not one, or changes nothing to something that can be seen. */
export function stepsOf(operation: Value): readonly string[] | undefined {
  const path = operation.at('path').asString();
  if (!/^(?:add|replace)$/.test(operation.at('op').asString() ?? '') || !/^(?:$|\/)/.test(path ?? 'none')) return undefined;
  return path!
    .split('/')
    .slice(1)
    .map(it => it.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The programs whose arguments the operations write: `/…/extraArgs/FLAG`, all of them at once, or in what is put above them. */
export const patchedArguments = (operations: readonly Value[], targets: readonly Target[], patched: Patched): readonly Program[] =>
  targets.flatMap(([name, target]) =>
    programOf(
      name,
      operations.map(it => [it, argumentsIn(name, it, target)]),
      patched,
    ),
  );

/** The program whose configuration the operations write, of which these are the fields. */
export const patchedFields = (
  name: ComponentName,
  operations: readonly Value[],
  table: readonly Field[],
  patched: Patched,
): readonly Program[] =>
  programOf(
    name,
    operations.map(it => {
      const steps = stepsOf(it);
      const below = table.filter(({ path }) => steps && startsWith(path, steps));
      return [
        it,
        fields(
          name,
          it,
          below.map(field => ({ ...field, path: ['value', ...field.path.slice(steps!.length)] })),
        ),
      ];
    }),
    patched,
  );

/** The program to whose command in a Pod the operations add words: `--flag=value`, or a flag that stands alone. */
export const patchedCommand = (name: ComponentName, operations: readonly Value[], patched: Patched): readonly Program[] =>
  programOf(
    name,
    operations.flatMap(it => {
      const word = /^--?([\w-]+)(=|$)/.exec(it.at('value').asString() ?? '');
      const isWord = /^\/spec\/containers\/\d+\/(?:command|args)\/(?:-|\d+)$/.test(it.at('path').asString() ?? '');
      const isFlag = word !== null && isWord && stepsOf(it) !== undefined && (word[2] === '=' || isBoolean(name, word[1]!));
      return isFlag ? [[it, oneWord(name, it)] as const] : [];
    }),
    patched,
  );

/** Of what operations write; always a part. None where they write nothing. */
function programOf(
  name: ComponentName,
  found: readonly (readonly [operation: Value, shape: Shape | undefined])[],
  { form, distribution }: Patched,
): readonly Program[] {
  const shapes = found.flatMap(([operation, shape]) =>
    shape?.written.length ? [{ operation, shape: inOperation(operation, shape, found) }] : [],
  );
  const last = shapes.at(-1);
  if (!last) return [];
  return [
    shapedProgram({
      name,
      form,
      distribution,
      place: placeAt(last.operation, ['path']),
      version: undefined,
      shapes: shapes.map(it => it.shape),
      isPart: true,
      expose: () => undefined,
    }),
  ];
}

/** An operation goes as a whole where it says only what is to go, and is not the only one. */
function inOperation(operation: Value, shape: Shape, { length }: readonly unknown[]): Shape {
  const has = (flag: string): boolean => shape.written.some(it => it.name === flag);
  const isAll = (flag: string): boolean => shape.written.every(it => it.name === flag);
  return {
    ...shape,
    remove(flag) {
      if (!has(flag)) return [];
      if (!isAll(flag)) return shape.remove(flag);
      return length > 1 ? operation.edit({ op: 'remove' }) : undefined;
    },
  };
}

function argumentsIn(name: ComponentName, operation: Value, target: readonly string[]): Shape | undefined {
  const steps = stepsOf(operation);
  if (!steps) return undefined;
  if (startsWith(target, steps)) {
    const path = ['value', ...target.slice(steps.length)];
    return namedArguments(name, operation.at(...path.slice(0, -1)), path.at(-1)!);
  }
  if (!startsWith(steps, target) || steps.length !== target.length + 1) return undefined;
  const step = steps.at(-1)!;
  const value = operation.at('value');
  if (!/^(?:-|\d+)$/.test(step)) return oneArgument(name, step, value, span(operation.at('path').place, value.place));
  const flag = value.at('name').asString();
  return flag === undefined ? undefined : oneArgument(name, flag, value.at('value'), value.place);
}

function oneWord(component: ComponentName, operation: Value): Shape {
  const shape = listedArguments(component, operation, 'value');
  return { ...shape, set: (flag, value) => (shape.written.some(it => it.name === flag) ? shape.set(flag, value) : undefined) };
}

function oneArgument(component: ComponentName, flag: string, value: Value, place: Place): Shape {
  const name = canonicalFlag(component, flag);
  return {
    written: [{ name, value: knownText(value), place, valuePlace: value.place }],
    isClosed: true,
    set: (it, text) => (it === name && value.exists ? value.edit({ op: 'replace', by: [text] }) : undefined),
    remove: () => value.edit({ op: 'remove' }),
  };
}

/** Whether a path is the other one, or leads to something below it. */
const startsWith = (path: Path, start: Path): boolean => start.every((it, index) => path[index] === it);
