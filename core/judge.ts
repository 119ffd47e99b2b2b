/** What rules find in files: document by document, each judged again only when its text, or what it depends on, has changed. */

import type { Context, Problem, Related, Rule, Severity, Subject } from './rule.ts';
import type { Finding, Unjudged } from './finding.ts';
import { distinct, type Found, lint } from './lint.ts';
import { type Place, type Range, shift } from './text.ts';
import type { Files } from './files.ts';
import { onceFor } from './once.ts';
import type { Fix } from './fix.ts';
import { hash } from './hash.ts';
import type { Named } from './layers.ts';
import type { Origin, World } from './world.ts';
import { relatedFiles } from './links/related.ts';
import { canBegin } from './translate.ts';

/** A finding, and how to come back to the problem behind it. */
export interface Judged {
  readonly finding: Finding;
  /** Rule and fingerprint without ordinal: the same for findings that only their order tells apart. Begins with the rule's id and NUL. */
  readonly key: string;
  readonly origin: Origin;
  /** Which of the problems that its rule finds in that document. */
  readonly index: number;
  /** What the finding is about, as configuration names it. */
  readonly subject: Named | undefined;
  /** Where no rule is behind the finding: its fixes, ready made. */
  readonly fixes?: readonly Fix[];
}

export interface FileVerdict {
  readonly judged: readonly Judged[];
  readonly unjudged: readonly Unjudged[];
  readonly subjects: number;
}

/** What applies to one file. */
export interface Policy {
  /** Changes whenever anything here does. */
  readonly key: string;
  readonly rules: readonly { readonly rule: Rule; readonly severity: Severity }[];
  readonly kubernetesVersion: string | undefined;
  /** See `Context.spares`. */
  readonly spares: boolean;
}

export interface Judge {
  file(files: Files, path: string): FileVerdict;
  /** The problem behind a finding, alive, so that its fixes can be made; and the subjects of its document, one of which it is about. */
  problem(files: Files, judged: Judged): { readonly problem: Problem; readonly subjects: readonly Subject[] } | undefined;
  forget(path: string): void;
}

/** A document's findings. Ranges in its own file count from its own start, so that it may move. */
interface Verdict {
  readonly findings: readonly Raw[];
  readonly unjudged: readonly Unjudged[];
  readonly subjects: number;
  /** Where rules were told that new files may go, which hangs on what lies there already. */
  readonly newFiles: readonly NewFile[];
}

interface NewFile {
  readonly asked: Parameters<Context['newFile']>;
  readonly told: string | undefined;
}

interface Raw {
  /** Without its fingerprint, which depends on the other findings of the file. */
  readonly finding: Finding;
  readonly identity: string;
  readonly keyPath: string;
  readonly index: number;
  readonly subject: Named;
  /** As it was last reported: most findings of a file stay what they are while a person types. */
  last?: { readonly path: string; readonly start: number; readonly ordinal: number; readonly judged: Judged };
}

const NOTHING_FOUND: Verdict = { findings: [], unjudged: [], subjects: 0, newFiles: [] };

interface Kept {
  readonly dependsOn: string;
  readonly verdict: Verdict;
}

export function makeJudge(world: World, policyFor: (files: Files, path: string) => Policy): Judge {
  /** By the key of the document. They go with the readings of its text. */
  const verdicts = new WeakMap<object, Kept>();
  return {
    file(files, path) {
      const origins = world.origins(files, path);
      const all = origins.map(origin => ({ origin, start: world.start(files, origin), verdict: verdictOf(files, origin) }));
      const own = all.filter(it => it.origin.file === path);
      return {
        judged: named(path, all),
        unjudged: own.flatMap(({ start, verdict }) =>
          verdict.unjudged.map(it => (it.range ? { ...it, range: shift(it.range, start) } : it)),
        ),
        subjects: own.reduce((sum, it) => sum + it.verdict.subjects, 0),
      };
    },
    problem(files, { finding, origin, index }) {
      const policy = policyFor(files, origin.file);
      const rule = policy.rules.find(it => it.rule.id === finding.rule)?.rule;
      const subjects = rule ? world.subjects(files, origin) : [];
      const problem = rule && lint(subjects, [rule], contextOf(files, policy, origin)).found[index]?.problem;
      return problem && { problem, subjects };
    },
    forget: path => world.forget(path),
  };

  function verdictOf(files: Files, origin: Origin): Verdict {
    const policy = policyFor(files, origin.file);
    if (!world.concerns(files, origin, asked(policy))) return NOTHING_FOUND;
    const key = world.source(files, origin.file)?.documents[origin.document]?.key;
    if (!key) return NOTHING_FOUND;
    const dependsOn = `${policy.key}\0${world.dependencies(files, origin)}`;
    const kept = verdicts.get(key);
    if (kept?.dependsOn === dependsOn && kept.verdict.newFiles.every(it => world.newFile(files, ...it.asked) === it.told))
      return kept.verdict;
    const verdict = judgeDocument(files, origin, policy);
    verdicts.set(key, { dependsOn, verdict });
    return verdict;
  }

  function judgeDocument(files: Files, origin: Origin, policy: Policy): Verdict {
    const newFiles: NewFile[] = [];
    const subjects = world.subjects(files, origin);
    const { found, failures } = lint(subjects, asked(policy), contextOf(files, policy, origin, newFiles));
    const severities = severitiesOf(policy);
    const counts = new Map<string, number>();
    const start = world.start(files, origin);
    const relatedTo = relatedFiles(world.needed.links, files, origin);
    const findings = distinct(found).map(it => {
      const index = counts.get(it.rule.id) ?? 0;
      counts.set(it.rule.id, index + 1);
      const raw = rawOf(it, severities.get(it.rule.id)!, index, relatedTo(it.subject, it.problem));
      return { ...raw, finding: moved(raw.finding, origin.file, -start, '') };
    });
    const failed = failures.map(
      ({ rule, reason }): Unjudged => ({ file: origin.file, reason: `The rule ${rule.id} failed here: ${reason}` }),
    );
    const unjudged = world.unjudged(files, origin).map(it => (it.range ? { ...it, range: shift(it.range, -start) } : it));
    return { findings, unjudged: [...unjudged, ...failed], subjects: subjects.length, newFiles };
  }

  function contextOf(files: Files, { kubernetesVersion, spares }: Policy, origin: Origin, newFiles: NewFile[] = []): Context {
    return {
      kubernetesVersion,
      spares,
      newFile(...asked) {
        const told = world.newFile(files, ...asked);
        newFiles.push({ asked, told });
        return told;
      },
      passed: it => world.needed.passed(files, it),
      mentioned: flag => world.needed.mentioned(files, flag),
      behind: (program, flag) => world.needed.links.behind(files, origin, program, flag),
      enforcement: it => world.needed.namespaces.enforcement(files, it, origin.file),
      withholdsToken: (account, namespace) => world.needed.granting.withholdsToken(files, account, namespace),
      hasRole: workload => world.needed.granting.hasRole(files, workload),
      get grants() {
        return world.needed.granting.grants(files);
      },
    };
  }
}

const severitiesOf = onceFor((policy: Policy): ReadonlyMap<string, Severity> => new Map(policy.rules.map(it => [it.rule.id, it.severity])));

/** One list for each policy, so that what is known about it can be found again. */
const asked = onceFor((policy: Policy): readonly Rule[] => policy.rules.map(it => it.rule));

function rawOf({ rule, problem, subject, identity, keyPath }: Found, severity: Severity, index: number, related: readonly Related[]): Raw {
  return {
    finding: {
      rule: rule.id,
      severity,
      message: problem.message,
      place: placeOf(problem.at.place),
      related: [...(problem.related ?? []), ...related].map(it => ({ place: placeOf(it.place), message: it.message })),
      proposals: (problem.fixes ?? []).filter(canBegin).map(({ title, safety }) => ({ title, safety })),
      fingerprint: '',
      ...(problem.cause !== undefined && { cause: problem.cause }),
      ...(problem.tag !== undefined && { tag: problem.tag }),
    },
    subject:
      subject.type === 'component'
        ? { type: 'component', name: subject.name }
        : { type: 'resource', kind: subject.kind, name: subject.name, namespace: subject.namespace },
    identity,
    keyPath,
    index,
  };
}

/** Plain data, whatever the rule gave. */
const placeOf = ({ file, range: { start, end } }: Place): Place => ({ file, range: { start, end } });

function moved(finding: Finding, file: string, by: number, fingerprint: string): Finding {
  const move = (place: Place): Place => (place.file === file ? { file, range: shift(place.range, by) } : place);
  const { place, related } = finding;
  return {
    ...finding,
    place: move(place),
    related: related.length ? related.map(it => ({ ...it, place: move(it.place) })) : related,
    fingerprint,
  };
}

/** Gives those findings that lie in a file their fingerprints: equals are told apart by their order in the file. */
function named(path: string, all: readonly { readonly origin: Origin; readonly start: number; readonly verdict: Verdict }[]): Judged[] {
  const counts = new Map<string, number>();
  const found: Judged[] = [];
  for (const { origin, start, verdict } of all) {
    for (const raw of verdict.findings) {
      if (raw.finding.place.file !== path) continue;
      const { last, index, subject } = raw;
      const isLike = last?.path === path;
      const key = isLike ? last.judged.key : `${raw.finding.rule}\0${raw.identity}\0${raw.keyPath}\0${path}`;
      const ordinal = counts.get(key) ?? 0;
      counts.set(key, ordinal + 1);
      const isSame = isLike && last.ordinal === ordinal;
      if (isSame && last.start === start && last.judged.origin.file === origin.file && last.judged.origin.document === origin.document) {
        found.push(last.judged);
        continue;
      }
      const fingerprint = isSame ? last.judged.finding.fingerprint : hash(`${key}\0${ordinal}`);
      const finding = moved(raw.finding, path, origin.file === path ? start : 0, fingerprint);
      const judged: Judged = { finding, key, origin, index, subject };
      raw.last = { path, start, ordinal, judged };
      found.push(judged);
    }
  }
  return found.sort((a, b) => compare(a.finding.place.range, b.finding.place.range) || byText(a.finding.rule, b.finding.rule));
}

const compare = (a: Range, b: Range): number => a.start - b.start || a.end - b.end;

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
