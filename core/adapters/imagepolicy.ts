/** The file of the admission plugin ImagePolicyWebhook, which says neither a version nor a kind. */

import type { Form } from './form.ts';

/** Source: `k8s.io/kubernetes/plugin/pkg/admission/imagepolicy`. */
export const imagePolicyFile: Form = {
  kinds: [],
  mayBe: keys => keys.has('imagePolicy'),
  matches: root => root.lacks('kind') && root.at('imagePolicy', 'kubeConfigFile').exists,
  readsAs: 'ImagePolicyWebhook',
};
