/** What is known about settings and rules, in words: as Markdown, or as plain text for editors that show no Markdown. */

import type { Description, Outcome, SettingDescription } from '../core/describe.ts';
import { grantsText } from './grants.ts';
import { releaseAfter } from '../core/facts/lifetimes.ts';
import type { FlagType } from '../core/facts/flagtable.ts';
import { unindent } from '../core/report/page.ts';
import type { RuleInfo } from '../core/report/result.ts';
import { controlsOf } from '../core/selectors.ts';
import type { Place } from '../core/text.ts';
import { codeOf, escapeMarkdown, oneLine } from './markdown.ts';

/** How text and code are written, and lines put together. */
export interface Style {
  readonly text: (text: string) => string;
  readonly code: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly item: string;
  readonly paragraph: string;
}

export const MARKDOWN: Style = { text: escapeMarkdown, code: codeOf, strong: it => `**${it}**`, item: '- ', paragraph: '\n\n' };

export const PLAIN: Style = { text: oneLine, code: oneLine, strong: it => it, item: '', paragraph: '\n' };

/** The page of a rule as far as it fits where a person points. */
export function ruleText(rule: RuleInfo, style: Style): string {
  const { docs, links } = rule;
  if (style === PLAIN) return [rule.id, rule.summary, controlsOf(rule).join(', '), ...links].filter(Boolean).join('\n');
  return [
    `${codeOf(rule.id)} · ${rule.summary}`,
    unindent(docs.why),
    `**What to do.** ${unindent(docs.fix)}`,
    `**When to ignore it.** ${unindent(docs.ignore)}`,
    controlsOf(rule).map(codeOf).join(' · '),
    links.map(it => `[${escapeMarkdown(it.replace(/^https:\/\//, ''))}](${it})`).join('  \n'),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** `lineOf` gives the number of the line that a place is on, from 1. */
export function descriptionText(
  description: Description,
  rules: ReadonlyMap<string, RuleInfo>,
  style: Style,
  lineOf: (place: Place) => number | undefined,
): string {
  const placeOf = (place: Place): string => {
    const line = lineOf(place);
    return style.code(line === undefined ? place.file : `${place.file}:${line}`);
  };
  if (description.about === 'setting') return settingText(description, style, placeOf);
  if (description.about === 'grants') return grantsText(description, style, placeOf);
  if (description.about === 'field')
    return `${style.strong(style.code(description.field))} · ${style.text(description.kind)}\n\n${style.text(description.meaning)}`;
  const rule = rules.get(description.rule);
  return rule ? ruleText(rule, style) : style.text(description.summary);
}

function settingText(setting: SettingDescription, style: Style, placeOf: (place: Place) => string): string {
  const { component, flag, meaning, lifetime, supplied, startedIn, rules } = setting;
  const facts = [
    TYPES[setting.type],
    defaultText(setting, style),
    lifetime.since && `Since ${lifetime.since}.`,
    lifetime.deprecated && `Deprecated since ${lifetime.deprecated}.`,
    lifetime.hidden && `Left out of the help since ${lifetime.hidden}, as flags are that are to go.`,
    lifetime.last && style.strong(`Gone in ${releaseAfter(lifetime.last)}: from then on, ${component} does not start with it.`),
    supplied && `Left out, ${supplied.by} passes ${style.code(supplied.value)}.`,
    setting.outcome && outcomeText(setting.outcome, style, placeOf),
    startedIn && `${component} is started in ${placeOf(startedIn)}.`,
    rules.length ? `Rules: ${rules.map(it => `${style.code(it.id)}${it.isOn ? '' : ' (off here)'}`).join(', ')}` : undefined,
  ];
  return [
    `${style.strong(style.code(`--${flag}`))} · ${component}`,
    ...(meaning === undefined ? [] : [withFlags(meaning, style)]),
    facts
      .filter(Boolean)
      .map(it => `${style.item}${it}`)
      .join('\n'),
  ].join(style.paragraph);
}

const TYPES: Readonly<Record<FlagType, string>> = {
  boolean: 'true or false.',
  list: 'A list: commas separate its entries, and several occurrences add up.',
  array: 'May be given more than once; the occurrences add up.',
  map: 'A list of name=value: commas separate its entries, and several occurrences add up.',
  number: 'A number: of several occurrences, the last counts.',
  duration: 'A duration, such as 90s or 1h30m: of several occurrences, the last counts.',
  text: 'One value: of several occurrences, the last counts.',
};

function defaultText({ defaults, version, configuredBy }: SettingDescription, style: Style): string | undefined {
  const [first, ...later] = defaults;
  if (!first) return undefined;
  const shown = (value: string | undefined): string => (value === undefined || value === '' ? 'none' : style.code(value));
  const release = version === undefined ? '' : ` in ${version}`;
  const text = later.length
    ? `Default: ${defaults.map((it, i) => `${shown(it.value)}${i ? ` from ${it.since}` : ` up to ${before(defaults[1]?.since)}`}`).join(', ')}`
    : `Default${release}: ${shown(first.value)}${first.since === undefined ? '' : ` from ${first.since}`}`;
  const files = configuredBy.map(it => style.code(`--${it}`)).join(' or ');
  return `${text}${files && `; where ${files} is given, that file decides`}.`;
}

/** `1.19` for `1.20`. */
function before(version = ''): string {
  const [major, minor] = version.split('.');
  return `${major}.${Number(minor) - 1}`;
}

function outcomeText(outcome: Outcome, style: Style, placeOf: (place: Place) => string): string {
  const placesOf = (places: readonly Place[]): string => places.map(placeOf).join(', ');
  switch (outcome.is) {
    case 'joined':
      return `Takes effect as ${style.code(outcome.value)}, together with ${placesOf(outcome.others)}.`;
    case 'last':
      return `Takes effect, as the last one: not so ${placesOf(outcome.others)}.`;
    case 'overruled':
      return `${style.strong('Has no effect')}: ${placeOf(outcome.by)} comes later, and gives ${style.code(outcome.value)}.`;
    case 'unknown':
      return 'What it comes to cannot be known here: a template, a variable or another file has a say.';
  }
}

/** The flags that a sentence names stand out as code. */
const withFlags = (sentence: string, { text, code }: Style): string =>
  sentence
    .split(/(--[a-z][a-z0-9-]*[a-z0-9])/)
    .map((it, i) => (i % 2 ? code(it) : text(it)))
    .join('');
