/**
 * A real etcd agrees: an insecure configuration file, after every fix, starts with certificates made here, serves TLS, and refuses plain text and
 * clients without a certificate. Where there is no etcd, and none can be taken from Debian's package `etcd-server`, this is skipped by name.
 */

import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as plainRequest } from 'node:http';
import { request as tlsRequest, type RequestOptions } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { rules } from '../rules/index.ts';
import { applyFirstFixes } from './harness/workspace.ts';

/** Everything in plain text, for any address of the node. */
const INSECURE = `# a cluster of one
name: member-1
data-dir: /var/lib/etcd
listen-client-urls: http://10.0.0.1:2379 # for the API server
advertise-client-urls: http://10.0.0.1:2379
listen-peer-urls: http://10.0.0.1:2380
initial-advertise-peer-urls: http://10.0.0.1:2380
initial-cluster: member-1=http://10.0.0.1:2380
initial-cluster-state: new
`;

const folder = mkdtempSync(join(tmpdir(), 'rampart-etcd-'));
const etcd = findEtcd();

const missing = !etcd ? 'etcd is not here, and etcd-server cannot be taken from Debian' : !hasOpenssl() ? 'openssl is not here' : false;

describe('etcd', { skip: missing }, () => {
  const pki = join(folder, 'pki');
  let server: ChildProcess | undefined;
  let port = 0;
  let log = '';

  before(async () => {
    makeCertificates(pki);
    port = await freePort();
    const { files } = applyFirstFixes(
      rules.filter(it => it.id.startsWith('etcd/')),
      { 'etc/etcd/etcd.conf.yml': INSECURE },
    );
    const path = join(folder, 'etcd.conf.yml');
    writeFileSync(path, await here(files['etc/etcd/etcd.conf.yml']!));
    server = spawn(etcd!, ['--config-file', path], { stdio: ['ignore', 'ignore', 'pipe'] });
    server.stderr!.on('data', it => {
      log += String(it);
    });
    await answers();
  });

  after(() => {
    server?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  it('serves a client that has a certificate', async () => {
    assert.deepEqual(JSON.parse(await get({ ...client(), ca: read('ca.crt') })), { health: 'true' });
  });

  it('refuses plain text', async () => {
    await assert.rejects(() => get({}, true));
  });

  it('refuses a client without a certificate', async () => {
    await assert.rejects(() => get({ ca: read('ca.crt') }));
  });

  it('refuses a certificate of somebody else', async () => {
    await assert.rejects(() => get({ ca: read('ca.crt'), cert: read('other.crt'), key: read('other.key') }));
  });

  /** The paths and addresses of a node, as they are on this machine. */
  async function here(text: string): Promise<string> {
    const peer = await freePort();
    return text
      .replaceAll('10.0.0.1:2379', `127.0.0.1:${port}`)
      .replaceAll('10.0.0.1:2380', `127.0.0.1:${peer}`)
      .replaceAll('/etc/kubernetes/pki/etcd', pki)
      .replaceAll('/var/lib/etcd', join(folder, 'data'));
  }

  /** Until it is ready, or has given up. */
  async function answers(): Promise<void> {
    for (let tries = 0; tries < 100; tries++) {
      if (server!.exitCode !== null) assert.fail(`etcd does not start:\n${log}`);
      const health = await get({ ...client(), ca: read('ca.crt') }).catch(() => '');
      if (health.includes('true')) return;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    assert.fail(`etcd does not answer:\n${log}`);
  }

  function get(options: RequestOptions, isPlain = false): Promise<string> {
    return new Promise((resolve, reject) => {
      const request = isPlain ? plainRequest : tlsRequest;
      request({ host: '127.0.0.1', port, path: '/health', timeout: 5_000, ...options }, response => {
        let body = '';
        response.on('data', it => {
          body += String(it);
        });
        response.on('end', () => (response.statusCode === 200 ? resolve(body) : reject(new Error(body))));
      })
        .on('error', reject)
        .end();
    });
  }

  const read = (name: string): string => readFileSync(join(pki, name), 'utf8');
  const client = (): RequestOptions => ({ cert: read('server.crt'), key: read('server.key') });
});

/** On the path, or out of Debian's package, which is downloaded in CI only. */
function findEtcd(): string | undefined {
  const known = (process.env['PATH'] ?? '').split(':').map(it => join(it, 'etcd'));
  const found = known.find(existsSync);
  if (found || !process.env['CI']) return found;
  try {
    execFileSync('apt-get', ['download', 'etcd-server'], { cwd: folder, stdio: 'ignore', timeout: 60_000 });
    const archive = readdirSync(folder).find(it => it.endsWith('.deb'))!;
    execFileSync('dpkg', ['-x', archive, 'package'], { cwd: folder, stdio: 'ignore' });
    return join(folder, 'package/usr/bin/etcd');
  } catch {
    return undefined;
  }
}

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A CA, certificates of it for etcd and its peers, and one of another CA. */
function makeCertificates(pki: string): void {
  mkdirSync(pki);
  const openssl = (...args: string[]): void => {
    execFileSync('openssl', args, { cwd: pki, stdio: 'ignore' });
  };
  writeFileSync(join(pki, 'names'), 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\n');
  for (const [ca, names] of [
    ['ca', ['server', 'peer']],
    ['other-ca', ['other']],
  ] as const) {
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      `${ca}.key`,
      '-out',
      `${ca}.crt`,
      '-subj',
      `/CN=${ca}`,
      '-days',
      '1',
    );
    for (const name of names) {
      openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
      const signing = ['-CA', `${ca}.crt`, '-CAkey', `${ca}.key`, '-CAcreateserial', '-days', '1', '-extfile', 'names'];
      openssl('x509', '-req', '-in', `${name}.csr`, '-out', `${name}.crt`, ...signing);
    }
  }
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
