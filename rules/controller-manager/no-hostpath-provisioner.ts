import { component, defineRule, type Example, removeFlag, suggest, text } from '#core';

const FLAG = 'enable-hostpath-provisioner';

export default defineRule({
  id: 'controller-manager/no-hostpath-provisioner',
  summary: 'The controller manager must not make volumes out of directories of its own node.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/'],
  docs: {
    why: `
      With \`--${FLAG}\` a claim of a storage class of the provisioner \`kubernetes.io/host-path\` becomes a directory below \`/tmp\` of the machine that the controller manager runs on.
      Kubernetes calls this a means for tests with one node: whoever may claim volumes fills the disk of the control plane, and data land where any process of that node reads them.`,
    fix: 'Take the flag away, and use a storage class whose volumes belong to the node that the Pod runs on, or to a storage system.',
    ignore: 'A test cluster with one node.',
  },

  on: component('kube-controller-manager'),

  *check(program) {
    const setting = program.setting(FLAG);
    if (setting.origin !== 'set' || setting.value !== 'true') return;
    yield {
      at: { ...setting.at, place: setting.at.valuePlace },
      message: `Claims may become directories on the node of the controller manager: --${FLAG} is true.`,
      fixes: [suggest(`Remove --${FLAG}`, removeFlag(program, FLAG))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Left over from a test',
    file: 'args/kube-controller-manager',
    bad: text`
      --enable-hostpath-provisioner=true
                                    ^^^^ Claims may become directories on the node of the controller manager: --enable-hostpath-provisioner is true.
      --leader-elect=true
    `,
    fixed: text`
      --leader-elect=true
    `,
  },
  {
    title: 'Off, as by default',
    file: 'args/kube-controller-manager',
    good: text`
      --enable-hostpath-provisioner=false
      --leader-elect=true
    `,
  },
];
