/** Fixes, said in terms of intent. The adapter that read the place turns each edit into text edits, or declines. */

import type { Component } from './model/component.ts';
import type { Change } from './text.ts';
import type { Data, Value } from './model/value.ts';

/**
 * `safe`     no request, start-up or rollout can behave differently; applied on save and by `--fix`.
 * `suggest`  one right answer, but it changes behaviour; in bulk only by `--fix=suggested`.
 * `choice`   guesses intent, has alternatives, or names files we cannot see; one at a time, never in bulk.
 */
export type Safety = 'safe' | 'suggest' | 'choice';

/** What a rule wants changed. The rule never says where the characters go. */
export type Edit =
  | { readonly on: 'value'; readonly value: Value; readonly change: Parameters<Value['edit']>[0] }
  | { readonly on: 'component'; readonly component: Component; readonly change: Parameters<Component['edit']>[0] }
  | { readonly on: 'file'; readonly create: string; readonly text: string };

/** A fix as a rule proposes it. */
export interface Proposal {
  /** Imperative, no full stop: it becomes the label of a quick fix. */
  readonly title: string;
  readonly safety: Safety;
  readonly edits: readonly Edit[];
}

/** A fix as users of the core see it: plain data, verified. */
export interface Fix {
  readonly title: string;
  readonly safety: Safety;
  readonly changes: readonly Change[];
}

export const safe = (title: string, ...edits: Edit[]): Proposal => ({ title, safety: 'safe', edits });
export const suggest = (title: string, ...edits: Edit[]): Proposal => ({ title, safety: 'suggest', edits });
export const choice = (title: string, ...edits: Edit[]): Proposal => ({ title, safety: 'choice', edits });

/** Gives a key of a mapping a value. */
export const setKey = (mapping: Value, key: string, data: Data): Edit => ({
  on: 'value',
  value: mapping,
  change: { op: 'set', key, data },
});

/** Adds an entry to a list, by default at its end. */
export const insertItem = (list: Value, data: Data, index?: number): Edit => ({
  on: 'value',
  value: list,
  change: index === undefined ? { op: 'insert', data } : { op: 'insert', data, index },
});

/** Puts other entries in the place of an entry of a list, or another value in the place of a value. */
export const replaceValue = (value: Value, ...by: Data[]): Edit => ({ on: 'value', value, change: { op: 'replace', by } });

export const removeValue = (value: Value): Edit => ({ on: 'value', value, change: { op: 'remove' } });

/** Gives the key of a value another name. */
export const renameKey = (value: Value, key: string): Edit => ({ on: 'value', value, change: { op: 'rename', key } });

/** Moves an entry of a list before the entry that now has the index `to`. */
export const moveItem = (item: Value, to: number): Edit => ({ on: 'value', value: item, change: { op: 'move', to } });

/** Adds a flag, or changes its value where the flag is already there. */
export const setFlag = (component: Component, name: string, value: string): Edit => ({
  on: 'component',
  component,
  change: { op: 'setFlag', name, value },
});

export const removeFlag = (component: Component, name: string): Edit => ({
  on: 'component',
  component,
  change: { op: 'removeFlag', name },
});

/** Takes away what is written for a flag and has no effect. */
export const removeOverridden = (component: Component, name: string): Edit => ({
  on: 'component',
  component,
  change: { op: 'removeFlag', name, overridden: true },
});

/** Makes a directory of the node visible to the program, at the same path. */
export const exposePath = (component: Component, directory: string, name: string, writable = false): Edit => ({
  on: 'component',
  component,
  change: { op: 'exposePath', directory, name, writable },
});

/** Creates a file of the workspace; declined where one is already there, or where the kubelet would run it. */
export const createFile = (path: string, text: string): Edit => ({ on: 'file', create: path, text });
