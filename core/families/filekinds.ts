/** Flags that name files which the program does not take. */

import { atSetting } from './settings.ts';
import type { Behind } from '../links/resolution.ts';
import type { Component } from '../model/component.ts';
import { FLAG_FILES, type FlagFile } from '../facts/flagfiles.ts';
import { placeOf } from '../links/resolution.ts';
import type { Problem } from '../rule.ts';

/** `behind` says what is behind a flag of the program. */
export function* wrongFiles(program: Component, behind: (flag: string) => Behind | undefined): Iterable<Problem> {
  for (const [flag, wanted] of Object.entries(FLAG_FILES[program.name])) {
    const setting = program.setting(flag);
    const found = setting.origin === 'set' && wanted.kinds.length ? behind(flag) : undefined;
    const fault = found && !found.isRight ? faultOf(found, wanted) : undefined;
    if (!found || fault === undefined) continue;
    yield {
      at: atSetting(program, setting),
      message: `${program.name} does not start: --${flag} takes ${withArticle(wanted.kinds[0]!)}, and ${found.isCarried ? 'what is written there' : found.file} ${fault}.`,
      related: [{ place: placeOf(found), message: 'This is the file.' }],
    };
  }
}

/** What a program says no to; undefined where it may take it, or nothing is known. */
function faultOf({ content }: Behind, { kinds, isKindless }: FlagFile): string | undefined {
  switch (content?.is) {
    case 'objects': {
      const right = content.objects.find(it => kinds.includes(it.kind));
      return right ? `has the apiVersion ${right.apiVersion || '""'}` : `is ${withArticle(content.objects[0]!.kind)}`;
    }
    case 'kindless':
      return isKindless ? undefined : 'has no kind';
    case 'empty':
      return isKindless ? undefined : 'is empty';
    case 'broken':
      return 'does not parse';
    case 'binary':
      return 'is no text';
    default:
      return undefined;
  }
}

/** A `Config` is called by the name that people know it by. */
const withArticle = (kind: string): string => (kind === 'Config' ? 'a kubeconfig' : `${/^[AEIO]/.test(kind) ? 'an' : 'a'} ${kind}`);
