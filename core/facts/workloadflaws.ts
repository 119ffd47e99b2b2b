/** Versions of well-known images with a flaw that lets others in. Such a list is never complete: a scanner of images knows more. */

export interface Flaw {
  /** The end of the repository. */
  readonly image: RegExp;
  readonly program: string;
  readonly cve: string;
  /** What the flaw allows, to follow "in which". */
  readonly allows: string;
  /** The first release of each line without it, the newest line last; lines before the first have it as well where `isOld`. */
  readonly fixed: readonly (readonly [number, number, number])[];
  readonly isOld: boolean;
  /** The first release with it. */
  readonly since?: readonly [number, number, number];
}

/** From the advisories of the projects. */
export const FLAWS: readonly Flaw[] = [
  {
    image: /(?:^|\/)argocd$/,
    program: 'Argo CD',
    cve: 'CVE-2022-24348',
    allows: 'a chart reads files of other applications',
    fixed: [
      [2, 1, 9],
      [2, 2, 4],
    ],
    isOld: true,
  },
  {
    image: /(?:^|\/)grafana(?:-oss|-enterprise)?$/,
    program: 'Grafana',
    cve: 'CVE-2022-39328',
    allows: 'requests at the same moment are taken for those of others',
    since: [9, 2, 0],
    fixed: [[9, 2, 4]],
    isOld: false,
  },
  {
    image: /(?:^|\/)kyverno$/,
    program: 'Kyverno',
    cve: 'CVE-2022-47633',
    allows: 'a registry passes an unsigned image off as a signed one',
    since: [1, 8, 3],
    fixed: [[1, 8, 5]],
    isOld: false,
  },
];

/** The flaws of an image with a tag that is a release: `v2.1.3`, `9.2.0-ubuntu`. Pre-releases are not judged. */
export function flawsOf(repository: string, tag: string): readonly Flaw[] {
  const [, major, minor, patch] = /^v?(\d{1,4})\.(\d{1,4})\.(\d{1,4})(?:-(?:ubuntu|alpine|debian\S*|slim))?$/.exec(tag) ?? [];
  if (patch === undefined) return [];
  const version = [Number(major), Number(minor), Number(patch)] as const;
  return FLAWS.filter(it => it.image.test(repository) && has(it, version));
}

type Version = readonly [number, number, number];

function has({ fixed, isOld, since }: Flaw, version: Version): boolean {
  if (since && isBefore(version, since)) return false;
  const line = fixed.find(it => it[0] === version[0] && it[1] === version[1]);
  return line ? isBefore(version, line) : isOld && isBefore(version, fixed[0]!);
}

const isBefore = (a: Version, b: Version): boolean => a[0] - b[0] < 0 || (a[0] === b[0] && (a[1] < b[1] || (a[1] === b[1] && a[2] < b[2])));
