/** An etcd that kubeadm does not run, as `etcd.external` of a ClusterConfiguration describes it to the API server. */

import type { Place } from '../text.ts';
import { replaceData } from './listdata.ts';
import type { Shape } from './shape.ts';
import type { Value } from '../model/value.ts';
import type { Written } from '../model/component.ts';

export interface ExternalEtcd {
  readonly supplied: Readonly<Record<string, string>>;
  readonly shape: Shape;
}

/**
 * What kubeadm passes from `etcd.external` to the API server: the servers as they are written there; nothing known where a template decides.
 * `isWritten` tells the flags that an argument says instead.
 */
export function externalEtcd(external: Value, isWritten: (flag: string) => boolean): ExternalEtcd {
  const endpoints = external.at('endpoints');
  const { supplied, written: all } = external.exists ? passed(external, endpoints) : { supplied: {}, written: [] };
  const written = all.filter(it => !isWritten(it.name));
  return {
    supplied,
    shape: {
      written,
      isClosed: true,
      set: (flag, value) => (flag === SERVERS && endpoints.type === 'list' ? replaceData(endpoints, value.split(',')) : undefined),
      remove: flag => (written.some(it => it.name === flag) ? undefined : []),
    },
  };
}

/** The flag for the servers. */
const SERVERS = 'etcd-servers';

function passed(external: Value, endpoints: Value): { readonly supplied: Record<string, string>; readonly written: readonly Written[] } {
  const supplied: Record<string, string> = {};
  const written: Written[] = [];
  const write = (name: string, { place }: Value, value: string | undefined, entryPlaces: readonly Place[]) => {
    written.push({ name, value, place, valuePlace: place, entryPlaces });
  };
  const urls = endpoints.items().map(it => it.asString());
  if (endpoints.isClosed && urls.length && urls.every(it => it !== undefined)) {
    write(
      SERVERS,
      endpoints,
      urls.join(','),
      endpoints.items().map(it => it.place),
    );
  } else if (endpoints.type !== 'absent' || !external.isClosed) write(SERVERS, endpoints, undefined, []);
  const files = { 'etcd-cafile': 'caFile', 'etcd-certfile': 'certFile', 'etcd-keyfile': 'keyFile' };
  for (const [flag, key] of Object.entries(files)) {
    const file = external.at(key);
    const path = file.asString();
    if (path) supplied[flag] = path;
    else if (file.type === 'unknown' || !external.isClosed) write(flag, file, undefined, []);
  }
  return { supplied, written };
}
