/** The files that a ConfigMap or a Secret carries. */

import type { Form } from './form.ts';

export const configMap: Form = {
  kinds: ['ConfigMap', 'Secret'],
  matches: root => root.at('apiVersion').asString() === 'v1' && /^(?:ConfigMap|Secret)$/.test(root.at('kind').asString() ?? ''),
  carries: root =>
    root
      .at(root.at('kind').asString() === 'Secret' ? 'stringData' : 'data')
      .entries()
      .map(([path, value]) => ({ value, path })),
};
