/** What every rule says about itself is complete, and points at places that exist. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { type ControlSource, PROFILES } from '../core/rule.ts';
import { rules } from '../rules/index.ts';

/** Where facts about Kubernetes are stated by those who make them. */
const HOSTS = [
  'kubernetes.io',
  'etcd.io',
  'github.com',
  'www.cisecurity.org',
  'csrc.nist.gov',
  'media.defense.gov',
  'attack.mitre.org',
  'www.freedesktop.org',
];

/** What the ids of each source look like. */
const CONTROLS: Readonly<Record<ControlSource, RegExp>> = {
  'cis-1.12': /^[1-5](\.\d{1,2}){1,2}$/,
  pss: /^(baseline|restricted)(\/[a-z-]+)?$/,
  nsa: /^[a-z0-9-]+$/,
  mitre: /^T\d{4}(\.\d{3})?$/,
  checkov: /^CKV2?_K8S_\d+$/,
  trivy: /^(AVD-)?(KSV|KCV)-?\d{3,5}$/,
  kubescape: /^C-\d{4}$/,
  'kube-linter': /^[a-z0-9]+(-[a-z0-9]+)*$/,
};

describe('rules say about themselves', () => {
  for (const rule of rules) {
    it(rule.id, () => {
      assert.match(rule.id, /^[a-z0-9]+(-[a-z0-9]+)*\/(no|require)(-[a-z0-9]+)+$/);
      assert.match(rule.summary, /^([A-Z*`"-]|(?:etcd|kube-proxy)\b).*\.$/s, 'the summary is a sentence');
      assert.ok(rule.summary.length <= 160, 'the summary fits a table');
      assert.doesNotMatch(rule.summary, /\n/);
      for (const [part, text] of Object.entries(rule.docs)) assert.ok(text.trim().length > 20, `docs.${part} says too little`);
      for (const link of rule.links) {
        const { protocol, hostname } = new URL(link);
        assert.equal(protocol, 'https:', link);
        assert.ok(HOSTS.includes(hostname), `${link}: not a place that states facts about Kubernetes`);
      }
      for (const [source, ids] of Object.entries(rule.controls)) {
        for (const id of ids) assert.match(id, CONTROLS[source as ControlSource], source);
        assert.equal(new Set(ids).size, ids.length, `${source} names a control twice`);
      }
      for (const profile of rule.profiles) assert.ok(PROFILES.includes(profile));
      if (rule.controls['cis-1.12']?.length) assert.ok(rule.profiles.includes('cis'), 'a rule with a CIS number is in the profile cis');
    });
  }

  it('have ids of their own', () => {
    assert.equal(new Set(rules.map(it => it.id)).size, rules.length);
  });
});

describe('docs/guide/practices.md', () => {
  const page = readFileSync('docs/guide/practices.md', 'utf8');
  const links = [...page.matchAll(/\[([^\]]+)\]\(\.\.\/rules\/([^)]+)\)/g)].map(it => [it[1]!, it[2]!] as const);

  it('names every area of rules, and none that is not there', () => {
    const areas = [...new Set(rules.map(it => it.id.split('/')[0]!))].sort();
    const named = links.filter(([, target]) => target.startsWith('README.md#'));
    assert.deepEqual([...new Set(named.map(([text]) => text))].sort(), areas);
    for (const [text, target] of named) assert.equal(target, `README.md#${text}`);
  });

  it('names only rules that are there', () => {
    for (const [text, target] of links.filter(it => !it[1].startsWith('README.md'))) {
      assert.ok(
        rules.some(it => it.id === text),
        text,
      );
      assert.equal(target, `${text}.md`);
    }
  });
});
