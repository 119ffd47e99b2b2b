/** The workspace: texts in, reports and fixes out. */

import { again, fixAll, fixesOf } from './repair.ts';
import { isReadable, looksReadable } from './read.ts';
import type { Workspace, WorkspaceOptions } from './workspace.ts';
import { completeAt } from './complete.ts';
import { describeAt } from './describe.ts';
import { grantedIn } from './grants/describe.ts';
import { ignoreEdit } from './ignore.ts';
import { inspecting } from './inspect.ts';
import { linksIn } from './links/places.ts';
import { makeJudge } from './judge.ts';
import { makePolicies } from './policy.ts';
import { makeTexts } from './files.ts';
import { makeWorld } from './world.ts';
import { needsOf } from './needed.ts';

/** See `Workspace`. Nothing here throws on any text. */
export function createWorkspace(options: WorkspaceOptions): Workspace {
  const texts = makeTexts();
  const policies = makePolicies(options);
  const world = makeWorld((files, path) => policies.policyFor(files, path).effective, needsOf(options.rules));
  const judge = inspecting(makeJudge(world, policies.policyFor), world, policies, options.rules);
  const known = { world, policies, files: texts, rules: options.rules };

  return {
    set(path, text) {
      if (policies.isConfig(path)) policies.changed(path);
      texts.set(path, text);
    },
    text: path => texts.text(path),
    know: paths => texts.know(paths),
    get isComplete() {
      return world.isComplete;
    },
    complete: () => world.complete(),
    excludes: path => policies.policyFor(texts, path).effective.isExcluded,
    reads: (path, text) => (text === undefined ? looksReadable(path) : isReadable(path, text)),
    report(path) {
      const { judged, unjudged, subjects } = judge.file(texts, path);
      return { file: path, findings: judged.map(it => it.finding), unjudged, subjects };
    },
    settingsProblems: path => policies.problems(texts, path),
    fixes(finding) {
      const judged = again(judge, texts, finding);
      return judged ? fixesOf(judge, world, texts, judged) : [];
    },
    fixAll: (paths, upTo, only = () => true) => fixAll(judge, world, texts, paths, upTo, it => only(it.finding)),
    ignore(finding, scope, reason) {
      const source = world.source(texts, finding.place.file);
      return source && ignoreEdit(source, finding, scope, reason, policies.configFor(texts, finding.place.file));
    },
    describe: (path, offset) => describeAt(known, path, offset),
    granted: path => grantedIn(world, texts, path),
    completions: (path, offset) => completeAt({ ...known, judge }, path, offset),
    links: path => linksIn(world, texts, path),
    digest: path => `${policies.policyFor(texts, path).key} ${world.digest(texts, path)}`,
    forget: path => judge.forget(path),
  };
}
