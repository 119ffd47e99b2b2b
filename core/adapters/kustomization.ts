/** The patches that stand in a kustomization, each a text of its own. Source: kubectl.docs.kubernetes.io/references/kustomize/kustomization, and Flux's object of that name. */

import type { Form } from './form.ts';
import type { Value } from '../model/value.ts';

const NAME = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;

/** A kustomization may leave out its kind: its name tells it then. */
export const kustomization: Form = {
  kinds: ['Kustomization', 'Component'],
  mayBe: (keys, path) => NAME.test(path) && KEYS.some(it => keys.has(it)),
  matches(root, path) {
    const kind = root.at('kind');
    if (kind.type === 'absent') return NAME.test(path);
    return (
      /^(?:Kustomization|Component)$/.test(kind.asString() ?? '') && /^kustomize\./.test(root.at('apiVersion').asString() ?? 'kustomize.')
    );
  },
  carries: root =>
    [root, root.at('spec')]
      .flatMap(patchesIn)
      // Of one line are the paths of files.
      .filter(it => /\n|^\s*[{[]/.test(it.asString() ?? ''))
      .map(value => ({ value, path: 'patch.yaml', isPart: true })),
};

const KEYS = ['patches', 'patchesJson6902', 'patchesStrategicMerge'];

const patchesIn = (root: Value): readonly Value[] => [
  ...['patches', 'patchesJson6902'].flatMap(key =>
    root
      .at(key)
      .items()
      .map(it => it.at('patch')),
  ),
  ...root.at('patchesStrategicMerge').items(),
];
