/** The pages of the documentation that rules write themselves: one for each, with its examples as they are really reported, and a table of all. */

import { withoutAnnotations } from '../core/report/annotate.ts';
import { frame } from '../core/report/frame.ts';
import { rulePage } from '../core/report/page.ts';
import type { Example, Rule } from '../core/rule.ts';
import { applyFirstFixes, findingsOf, openWorkspace } from '../test/harness/workspace.ts';
import { lineDiff } from './diff.ts';

/** Every rule, by area. */
export function indexPage(rules: readonly Rule[]): string {
  const areas = [...new Set(rules.map(areaOf))].sort();
  const count = rules.filter(it => it.profiles.includes('recommended')).length;
  return `${[
    '# Rules',
    `${rules.length} rules, ${count} of them in the profile \`recommended\`. Written by \`npm run docs\` from the rules themselves.`,
    ...areas.flatMap(area => [`## ${area}`, table(rules.filter(it => areaOf(it) === area))]),
  ].join('\n\n')}\n`;
}

/** What a rule says about itself, and what it says about its examples. */
export function rulePageWithExamples(rule: Rule, examples: readonly Example[]): string {
  const [head, reading] = rulePage(rule).split('\n## Further reading\n') as [string, string];
  return `${head}\n${['## Examples', ...examples.map(it => section(rule, it))].join('\n\n')}\n\n## Further reading\n${reading}`;
}

const areaOf = (rule: Rule): string => rule.id.split('/')[0]!;

function table(rules: readonly Rule[]): string {
  const rows = rules.map(({ id, summary, severity, profiles, controls }) => [
    `[${id.split('/')[1]}](${id}.md)`,
    summary.replaceAll('|', '\\|'),
    severity,
    profiles.join(', '),
    controls['cis-1.12']?.join(', ') ?? '',
  ]);
  const lines = [['Rule', 'What must be', 'Severity', 'Profiles', 'CIS 1.12'], ['---', '---', '---', '---', '---'], ...rows];
  return lines.map(it => `| ${it.join(' | ')} |`).join('\n');
}

function section(rule: Rule, example: Example): string {
  const { file, title, good, bad, kubernetesVersion } = example;
  const text = good ?? withoutAnnotations(bad!);
  const configuration = kubernetesVersion === undefined ? {} : { kubernetesVersion };
  const findings = findingsOf(openWorkspace([rule], { [file]: text }, configuration), [file]);
  const { files, created } = applyFirstFixes([rule], { [file]: text }, configuration);
  const difference = files[file] === text ? '' : lineDiff(text, files[file]!);
  return [
    `### ${good === undefined ? 'Reported' : 'Fine'}: ${title}`,
    ...(kubernetesVersion === undefined ? [] : [`With Kubernetes ${kubernetesVersion}:`]),
    fence(languageOf(file), text),
    ...(findings.length ? [fence('text', `${findings.map(it => frame(text, it)).join('\n\n')}\n`)] : []),
    ...(difference ? [fence('diff', difference)] : []),
    ...Object.entries(created).flatMap(([path, content]) => [`The fix creates \`${path}\`:`, fence(languageOf(path), content)]),
  ].join('\n\n');
}

const fence = (language: string, text: string): string => `\`\`\`${language}\n${text.endsWith('\n') ? text : `${text}\n`}\`\`\``;

function languageOf(file: string): string {
  if (/\.ya?ml$/.test(file)) return 'yaml';
  if (file.endsWith('.json')) return 'json';
  return /\.(service|conf)$/.test(file) ? 'ini' : 'sh';
}
