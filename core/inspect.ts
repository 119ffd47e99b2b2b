/** What a file's findings are once comments, annotations and configuration have had their say. */

import type { FileVerdict, Judge, Judged } from './judge.ts';
import type { Files } from './files.ts';
import { onceFor } from './once.ts';
import type { Policies } from './policy.ts';
import { reservedRules } from './reserved.ts';
import type { Rule } from './rule.ts';
import type { SourceFile } from './source.ts';
import { suppress } from './suppress.ts';
import { slice } from './text.ts';
import type { World } from './world.ts';

/** The same judge, with suppressed findings marked, and with what is to be said about suppressions themselves. */
export function inspecting(judge: Judge, world: World, policies: Policies, rules: readonly Rule[]): Judge {
  const knownRules = rules.map(it => it.id);
  /** By the key of a document: whether it may hold directives. */
  const speaks = onceFor((_: object, text: string) => text.includes('rampart'));
  return {
    ...judge,
    file(files, path) {
      const verdict = judge.file(files, path);
      const { effective } = policies.policyFor(files, path);
      const judged = verdict.judged.map(it => {
        const suppressed = effective.ignoreFor({ rule: it.finding.rule, subject: it.subject });
        return suppressed ? { ...it, finding: { ...it.finding, suppressed } } : it;
      });
      return effective.inlineSuppressions ? withDirectives(files, path, { ...verdict, judged }) : { ...verdict, judged };
    },
  };

  function withDirectives(files: Files, path: string, verdict: FileVerdict): FileVerdict {
    const file = world.source(files, path);
    if (!file || !maySpeak(file)) return verdict;
    const { effective, rules: asked } = policies.policyFor(files, path);
    const ids = new Set(asked.map(it => it.rule.id));
    const { findings, own } = suppress({
      file,
      knownRules,
      findings: verdict.judged.map(it => it.finding),
      unjudged: verdict.unjudged,
      couldJudge: rule => ids.has(rule) && !mayBeDecidedElsewhere(files, path),
      levelOf: id => effective.levelOf(reservedRules.find(it => it.id === id)!),
    });
    const marked = verdict.judged.map((it, i) => ({ ...it, finding: findings[i]! }));
    const remarks = own.map(
      ({ finding, fixes }): Judged => ({
        finding,
        fixes,
        key: `${finding.rule}\0${finding.fingerprint}`,
        index: 0,
        subject: undefined,
        origin: {
          file: path,
          document: Math.max(
            0,
            file.documents.findLastIndex(it => it.range.start <= finding.place.range.start),
          ),
        },
      }),
    );
    return { ...verdict, judged: [...marked, ...remarks].sort((a, b) => a.finding.place.range.start - b.finding.place.range.start) };
  }

  function maySpeak({ text, documents }: SourceFile): boolean {
    return documents.length < 2 ? text.includes('rampart') : documents.some(({ key, range }) => speaks(key, slice(text, range)));
  }

  /** Whether a file that nobody has shown yet, or that only names this one when it is installed, may let rules find something here. */
  function mayBeDecidedElsewhere(files: Files, path: string): boolean {
    if (!world.isComplete && files.isRelated(path)) return true;
    return world
      .origins(files, path)
      .some(origin => world.subjects(files, origin).some(it => it.type === 'component' && it.completeness === 'part'));
  }
}
