/** Runs rules over what one document says. */

import type { Context, Problem, Rule, Subject } from './rule.ts';
import { identityOf, keyPathOf } from './fingerprint.ts';
import { onceByName, onceFor } from './once.ts';

/** A problem that a rule found, still tied to its subject. `identity` and `keyPath` name it without line numbers. */
export interface Found {
  readonly rule: Rule;
  readonly problem: Problem;
  readonly subject: Subject;
  readonly identity: string;
  readonly keyPath: string;
}

/** A rule that failed on a subject: a fault of the rule, which costs its own findings only. */
export interface Failure {
  readonly rule: Rule;
  readonly subject: Subject;
  readonly reason: string;
}

export interface Outcome {
  readonly found: readonly Found[];
  readonly failures: readonly Failure[];
}

/** Never throws, whatever a rule does. Problems come in the order of rules, then subjects. */
export function lint(subjects: readonly Subject[], rules: readonly Rule[], context: Context): Outcome {
  const found: Found[] = [];
  const failures: Failure[] = [];
  for (const rule of rulesAbout(subjects, rules)) {
    for (const subject of subjects) {
      try {
        const matched = rule.on.match(subject);
        if (!matched || (context.spares && rule.on.spares?.(subject))) continue;
        const problems = [...rule.check(matched, context)];
        for (const problem of problems) {
          found.push({
            rule,
            problem: spelled(problem, subject),
            subject,
            identity: identityOf(subject),
            keyPath: keyPathOf(subject, problem.at),
          });
        }
      } catch (error) {
        failures.push({ rule, subject, reason: error instanceof Error ? error.message : String(error) });
      }
    }
  }
  return { found, failures };
}

/** Those rules that may be about some subject: most are about kinds that are not there. */
function rulesAbout(subjects: readonly Subject[], rules: readonly Rule[]): readonly Rule[] {
  if (subjects.some(it => it.type === 'component' || it.podKinds?.length)) return rules;
  const kinds = [...new Set(subjects.map(it => (it.type === 'resource' ? it.kind : '')))].sort();
  return byKinds(rules)(kinds.join(), () => rules.filter(({ on }) => kinds.some(it => on.kinds.includes(it))));
}

const byKinds = onceFor((_: readonly Rule[]) => onceByName<readonly Rule[]>());

/** One rule says one thing of one place of an object once: what a workflow says counts for each of its pods. */
export function distinct(found: readonly Found[]): readonly Found[] {
  if (found.length < 2) return found;
  const said = new Map<object, Set<string>>();
  return found.filter(({ rule, subject, problem: { at, message } }) => {
    const known = said.get(subject) ?? new Set();
    said.set(subject, known);
    const { file, range } = at.place;
    const key = `${rule.id} ${file} ${range.start} ${range.end} ${message}`;
    return !known.has(key) && known.add(key);
  });
}

/** Rules speak of flags; whoever reads a configuration knows them by its keys. */
function spelled(problem: Problem, subject: Subject): Problem {
  if (subject.type !== 'component' || problem.isSpelled) return problem;
  const spell = (text: string): string => text.replace(FLAG, (_, name: string) => subject.spelled(name));
  const { message, fixes } = problem;
  return { ...problem, message: spell(message), ...(fixes && { fixes: fixes.map(it => ({ ...it, title: spell(it.title) })) }) };
}

const FLAG = /(?<![\w-])--([a-z][a-z0-9-]*)(?![\w=])/g;
