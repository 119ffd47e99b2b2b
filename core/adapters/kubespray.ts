/** Variables of kubespray, in the files of an Ansible inventory. */

import { fields } from './fields.ts';
import type { Form } from './form.ts';
import { KUBELET_FIELDS } from './componentconfigfields.ts';
import { isOfKubespray, KUBESPRAY_ARGUMENTS, KUBESPRAY_FIELDS } from '../facts/kubespray.ts';
import type { ComponentName } from '../model/component.ts';
import { minorVersion } from '../facts/defaults.ts';
import { namedArguments } from './arguments.ts';
import { shapedProgram } from './shape.ts';

/** Known by two variables. Others may be set in files of more weight, so that what is not here says nothing. */
export const kubesprayVariables: Form = {
  kinds: [],
  mayBe: keys => areKubesprays(keys),
  matches: root => root.type === 'mapping' && areKubesprays(root.entries().map(([key]) => key)),
  read: root =>
    Object.entries(KUBESPRAY_FIELDS).flatMap(([key, table]) => {
      const name = key as ComponentName;
      const argument = KUBESPRAY_ARGUMENTS[name];
      const shapes = [
        fields(name, root, table),
        ...(name === 'kubelet' ? [fields(name, root.at('kubelet_config_extra_args'), KUBELET_FIELDS)] : []),
        ...(argument ? [namedArguments(name, root, argument)] : []),
      ];
      const first = shapes.flatMap(it => it.written)[0];
      if (!first) return [];
      const version = minorVersion(root.at('kube_version').asString());
      return [
        shapedProgram({ name, form: 'kubespray variables', place: first.place, version, distribution: 'kubespray', shapes, isPart: true }),
      ];
    }),
};

const areKubesprays = (keys: Iterable<string>): boolean => {
  let found = 0;
  for (const key of keys) if (isOfKubespray(key) && ++found === 2) return true;
  return false;
};
