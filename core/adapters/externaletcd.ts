/** An etcd that kubeadm does not run, as `etcd.external` of a ClusterConfiguration describes it to the API server. */

import type { Written } from '../model/component.ts';
import type { Value } from '../model/value.ts';
import type { Place } from '../text.ts';

/** The flag for the servers. */
export const SERVERS = 'etcd-servers';

/** What kubeadm passes from `etcd.external` to the API server: the servers as they are written there; nothing known where a template decides. */
export function externalEtcd(external: Value): { readonly supplied: Record<string, string>; readonly written: readonly Written[] } {
  if (!external.exists) return { supplied: {}, written: [] };
  const supplied: Record<string, string> = {};
  const written: Written[] = [];
  const write = (name: string, { place }: Value, value: string | undefined, entryPlaces: readonly Place[]) => {
    written.push({ name, value, place, valuePlace: place, entryPlaces });
  };
  const endpoints = external.at('endpoints');
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
