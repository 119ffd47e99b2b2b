/** What makes a finding the same finding after lines have moved: a name for its place that holds no line numbers and no list indexes. */

import type { Problem, Subject } from './rule.ts';
import type { Path, Value } from './model/value.ts';

/** Who a finding is about: `Kind/namespace/name` of an object, or the name of a program. Part of every fingerprint, and what `ignore.resource` compares. */
export function identityOf(subject: Subject): string {
  return subject.type === 'component' ? subject.name : `${subject.kind}/${subject.namespace ?? ''}/${subject.name}`;
}

/** The key path of a problem, list indexes replaced by the `name` or the text of their entries; for settings, the flag. Empty for the subject itself. */
export function keyPathOf(subject: Subject, at: Problem['at']): string {
  if (isValue(at))
    return subject.type === 'resource' ? stable(subject.root, at.path) : at.path.filter(it => typeof it === 'string').join('.');
  return 'name' in at && at !== subject && typeof at.name === 'string' ? at.name : '';
}

const isValue = (at: object): at is Value => 'path' in at && Array.isArray(at.path);

function stable(root: Value, path: Path): string {
  // The path is that of the document; in a `List` the root itself lies some steps below.
  const own = path.slice(root.path.length);
  const names: (string | number)[] = [];
  let value = root;
  for (const step of own) {
    value = value.at(step);
    names.push(typeof step === 'string' ? step : (value.asString() ?? value.at('name').asString() ?? '*'));
  }
  return names.join('.');
}
