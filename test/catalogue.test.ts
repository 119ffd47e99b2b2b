/** `docs/catalogue.csv` maps every known check about the control plane, RBAC and workloads to the rules that answer it, or says why none does. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { ControlSource } from '../core/rule.ts';
import { rules } from '../rules/index.ts';
import { parseCsv } from '../scripts/csv.ts';

const CATALOGUE = 'docs/catalogue.csv';
const CONTROLS = '../shared/controls.csv';

/** Areas that are complete; the others are not answered yet. */
const AREAS = new Set(
  (
    'apiserver controller-manager scheduler etcd encryption-config audit-policy authn-config authz-config admission-config kubelet kube-proxy ' +
    'rbac pod-security workload namespace'
  ).split(' '),
);

/** Columns that hold ids of others, and where a rule keeps them. */
const SOURCES: Readonly<Record<string, ControlSource>> = {
  cis_1_12: 'cis-1.12',
  checkov: 'checkov',
  trivy: 'trivy',
  kubescape: 'kubescape',
  kube_linter: 'kube-linter',
};

/** Checks of others that ask for the opposite of what the documentation of Kubernetes says. */
const MISTAKEN = new Set(['KCV-0003', 'C-0115']);

const rows = parseCsv(readFileSync(CATALOGUE, 'utf8')).map(it => ({
  key: it['key']!,
  rules: it['rules']!.split(';').filter(Boolean),
  note: it['note']!,
}));

const byId = new Map(rules.map(it => [it.id, it]));

describe('the catalogue', () => {
  it('names rules that there are', () => {
    for (const row of rows) for (const id of row.rules) assert.ok(byId.has(id), `${row.key}: there is no rule ${id}`);
  });

  it('says why where no rule answers', () => {
    for (const { key, rules: own, note } of rows) assert.ok(own.length || note, `${key}: name rules, or say why there are none`);
  });

  it('has every key once', () => {
    assert.deepEqual(
      rows.map(it => it.key),
      [...new Set(rows.map(it => it.key))],
    );
  });
});

describe('the catalogue and the list of checks', { skip: existsSync(CONTROLS) ? false : `${CONTROLS} is not here` }, () => {
  const controls = existsSync(CONTROLS) ? parseCsv(readFileSync(CONTROLS, 'utf8')).filter(it => AREAS.has(it['area']!)) : [];
  const answers = new Map(rows.map(it => [it.key, it.rules.map(id => byId.get(id)).filter(rule => rule !== undefined)]));

  it('have the same rows', () => {
    assert.deepEqual(rows.map(it => it.key).sort(), controls.map(it => it['key']!).sort());
  });

  it('have the ids of others at rules', () => {
    const missing = controls
      .filter(it => answers.get(it['key']!)?.length)
      .flatMap(control => idsOf(control).map(([source, id]) => ({ key: control['key'], source, id })))
      .filter(({ source, id }) => !MISTAKEN.has(id) && !carried(source, id));
    assert.deepEqual(missing, []);
  });

  it('have every control of the CIS benchmark that files can decide in the profile cis', () => {
    const missing = controls.flatMap(control => {
      const own = answers.get(control['key']!) ?? [];
      const isIn = own.some(it => it.profiles.includes('cis'));
      return control['cis_1_12'] && own.length && !isIn ? [`${control['key']}: ${control['cis_1_12']}`] : [];
    });
    assert.deepEqual(missing, []);
  });
});

/** Some rule carries the id: several rows may share one. */
function carried(source: ControlSource, id: string): boolean {
  return rules.some(it => it.controls[source]?.includes(id));
}

const idsOf = (control: Readonly<Record<string, string>>): (readonly [ControlSource, string])[] =>
  Object.entries(SOURCES).flatMap(([column, source]) =>
    (control[column] ?? '')
      .split(';')
      .map(it => it.trim())
      .filter(Boolean)
      .map(id => [source, id] as const),
  );
