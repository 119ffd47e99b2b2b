/** Finds the control-plane program in a command line, behind whatever starts it, or the distribution that runs all of them. */

import { COMPONENTS, type ComponentName } from '../model/component.ts';
import type { MappedText } from './mapped.ts';
import { splitScript } from './shell.ts';
import type { Word } from '../source.ts';

export interface Started {
  readonly name: ComponentName;
  /** The word that names it. */
  readonly program: Word;
  /** The words behind it: its flags. They stand in a shell script, or behind a wrapper, where that starts it. */
  readonly args: readonly Word[];
  /** False where further settings may hide: a quote is open, or the script reads other files before. */
  readonly isCertain: boolean;
  /** It is started in a container of its own (`docker run`), which sees only what is mounted, and may get variables from elsewhere. */
  readonly isContained: boolean;
  /** A script runs other commands before, which may bring files. */
  readonly isPrepared?: boolean;
}

/** The one control-plane program that these words start; undefined where there is none, or more than one, or where it is not certain. */
export function programOf(words: readonly Word[]): Started | undefined {
  const found = find(words, 0);
  return found && isComponent(found.name) ? { ...found, name: found.name } : undefined;
}

/** `k3s server`, `rke2 agent`: one that runs several programs. */
export interface StartedNode extends Omit<Started, 'name'> {
  readonly name: 'k3s' | 'rke2';
  readonly role: 'server' | 'agent';
  /** The word that says the role. */
  readonly command: Word;
}

/** The node of k3s or RKE2 that these words start; its `args` are those behind the role. */
export function nodeOf(words: readonly Word[]): StartedNode | undefined {
  const found = find(words, 0);
  const command = found?.args[0];
  const role = command?.text;
  return found && command && !isComponent(found.name) && (role === 'server' || role === 'agent')
    ? { ...found, name: found.name, role, command, args: found.args.slice(1) }
    : undefined;
}

type Name = ComponentName | StartedNode['name'];

interface Found extends Omit<Started, 'name'> {
  readonly name: Name;
}

const NAMES: readonly Name[] = [...COMPONENTS, 'k3s', 'rke2'];

const isComponent = (name: Name): name is ComponentName => name !== 'k3s' && name !== 'rke2';

/** How many words a wrapper and its own arguments take; undefined where that is not certain. Its own name is the first of `words`. */
type Wrapper = (words: readonly Word[]) => number | undefined;

/** Wrappers may start wrappers, but nobody nests them deeper than this. */
const DEEPEST = 8;

function find(words: readonly Word[], depth: number): Found | undefined {
  const at = words.findIndex(it => !/^[A-Za-z_]\w*=/.test(it.text));
  const program = words[at];
  // An image's own program may be given flags that end like one of ours: `--service=kube-system/kubelet`.
  if (!program || depth > DEEPEST || program.text.startsWith('-')) return undefined;
  const rest = words.slice(at);
  const base = program.text.slice(program.text.lastIndexOf('/') + 1);
  const name = NAMES.find(it => it === base);
  // etcd's other servers keep no data, and have flags of their own.
  if (name === 'etcd' && /^(?:gateway|grpc-proxy)$/.test(rest[1]?.text ?? '')) return undefined;
  if (name && asksAboutItself(name, rest)) return undefined;
  if (name) return { name, program, args: rest.slice(1), isCertain: true, isContained: false };
  // Container Linux: it runs the kubelet in rkt, and passes all that it is given.
  if (base === 'kubelet-wrapper') return { name: 'kubelet', program, args: rest.slice(1), isCertain: true, isContained: true };
  if (base === 'hyperkube') return fromHyperkube(rest);
  if (SHELLS.has(base)) return fromScript(rest, depth);
  const skipped = WRAPPERS.get(base)?.(rest);
  if (skipped === undefined) return undefined;
  const started = find(rest.slice(skipped), depth + 1);
  return started && CONTAINERS.has(base) ? { ...started, isContained: true } : started;
}

/** `/hyperkube apiserver`, `hyperkube kube-apiserver`. */
function fromHyperkube(words: readonly Word[]): Found | undefined {
  const program = words[1];
  const name = program && COMPONENTS.find(it => it !== 'etcd' && (it === program.text || it === `kube-${program.text}`));
  return name && { name, program, args: words.slice(2), isCertain: true, isContained: false };
}

const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash', 'ksh']);

/** `sh -c "exec kube-apiserver --a=b 2>&1"`. */
function fromScript(words: readonly Word[], depth: number): Found | undefined {
  const at = words.findIndex((it, i) => i > 0 && /^-[a-z]*c$/.test(it.text));
  const script = words[at + 1];
  if (at < 1 || !script || words.slice(1, at).some(it => !/^(?:[-+][a-z]+|pipefail|allexport|errexit|nounset|xtrace)$/.test(it.text)))
    return undefined;
  const { commands, isUnclosed } = splitScript(mappedWord(script), script.place.file);
  const isMapped = script.start !== undefined || script.offsets !== undefined;
  const all = commands.map(it => find(isMapped ? it : it.map(word => placedAt(word, script)), depth + 1));
  const started = all.filter(it => it !== undefined);
  const isPrepared = commands.slice(0, all.indexOf(started[0])).some(it => !IDLE.has(it[0]!.text));
  const isCertain = !isUnclosed && !commands.some(it => it[0]!.text === '.' || it[0]!.text === 'source');
  return started.length === 1 ? { ...started[0]!, isCertain: started[0]!.isCertain && isCertain, isPrepared } : undefined;
}

/** Commands that bring no files. */
const IDLE: ReadonlySet<string> = new Set(['set', 'ulimit', 'umask', 'export', 'unset', 'sleep', 'trap', ':', 'true', 'shift']);

/** It only says what it is, and ends: `--help`, `--version`. A version that is told is what the program then calls itself (`k8s.io/component-base/version/verflag`). */
function asksAboutItself(name: Name, [, ...args]: readonly Word[]): boolean {
  const flags = args.map(it => it.text);
  const asks = name === 'etcd' ? /^--?(?:help|h|version)$/ : /^(?:--help|-h|--version(?:=(?:true|raw))?)$/;
  const end = flags.indexOf('--');
  return flags.slice(0, end === -1 ? undefined : end).some((it, i) => asks.test(it) && !/^--?[\w-]+$/.test(flags[i - 1] ?? ''));
}

/** A word whose characters cannot be pointed at one by one has the place of the whole word that it is part of. */
function placedAt({ start: _start, offsets: _offsets, ...word }: Word, { place }: Word): Word {
  return { ...word, place, start: undefined };
}

/** A word as text that can be split again. Where its characters cannot be pointed at one by one, all stand where the word starts. */
export function mappedWord({ text, place, start, offsets }: Word): MappedText {
  if (start !== undefined) return { text, offsets: Array.from({ length: text.length + 1 }, (_, i) => start + i) };
  return { text, offsets: offsets ?? new Array<number>(text.length + 1).fill(place.range.start) };
}

const CONTAINERS: ReadonlySet<string> = new Set(['docker', 'podman']);

const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>([
  ['exec', options('', '')],
  ['env', options('-i - --ignore-environment', '-u --unset -C --chdir')],
  ['nice', options('', '-n --adjustment')],
  ['ionice', options('-t', '-c --class -n --classdata')],
  ['nohup', options('', '')],
  ['setsid', options('-c -f -w', '')],
  ['tini', options('-g -s -v -vv -w', '-p -e')],
  ['dumb-init', options('-c --single-child -v --verbose', '-r --rewrite')],
  ['catatonit', options('-P -L', '')],
  ['go-runner', options('--also-stdout --redirect-stderr', '--log-file --log-file-size --log-file-age --flush-interval')],
  ['kube-log-runner', options('-also-stdout -redirect-stderr', '-log-file -log-file-size -log-file-age -flush-interval')],
  ['watch-termination', (words: readonly Word[]) => behind(words, '--')],
  ['docker', run],
  ['podman', run],
]);

/** Options that stand alone, and options that take the next word. `--a=b` is always one word; an option that is neither is not certain. */
function options(alone: string, taking: string): Wrapper {
  const single = new Set(alone.split(' '));
  const double = new Set(taking.split(' '));
  return words => {
    let at = 1;
    for (; words[at]?.text.startsWith('-'); at++) {
      const { text } = words[at]!;
      if (text === '--') return at + 1;
      if (double.has(text)) at++;
      else if (!single.has(text) && !/^--?[a-z-]+=/.test(text)) return undefined;
    }
    return at;
  };
}

function behind(words: readonly Word[], separator: string): number | undefined {
  const at = words.findIndex(it => it.text === separator);
  return at === -1 ? undefined : at + 1;
}

const runOptions = options(
  '-d --detach -i --interactive -t --tty -it -ti -dit --rm --privileged --init --read-only --no-healthcheck',
  '-v --volume -e --env --env-file -p --publish --name --net --network --restart --pid --ipc --uts --userns -u --user -w --workdir -h --hostname ' +
    '-l --label -m --memory --cpus --mount --ulimit --security-opt --cap-add --cap-drop --log-driver --log-opt --tmpfs --add-host --dns --device --pull',
);

/** `docker run OPTIONS IMAGE etcd …`. Without a program behind the image, the image decides what runs. */
function run(words: readonly Word[]): number | undefined {
  if (words[1]?.text !== 'run') return undefined;
  const image = runOptions(words.slice(1));
  return image === undefined ? undefined : image + 2;
}
