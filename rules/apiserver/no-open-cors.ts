import { component, defineRule, elementsOf, type Example, text } from '#core';

/** A regular expression of nothing but anchors, a scheme, and what matches any text. */
const EVERYTHING = /^(?:\^|\/\/|https?:\/\/|https\?:\/\/)*\(?\.[*+]\)?(?:\$|:)?$/;

export default defineRule({
  id: 'apiserver/no-open-cors',
  summary: 'The API server must not let every website read its answers.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/'],
  docs: {
    why: `
      With an origin that matches all, any page that an administrator opens may send requests to the API server from the browser
      and read the answers. Where the browser has credentials (a client certificate, a proxy), the page acts as that person.`,
    fix: 'Name the origins that need it, anchored: `^https://console\\.example\\.com$`. Most clusters need none: take the flag away.',
    ignore: 'The API server is reached by programs only, never through a browser that has credentials for it.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    for (const element of elementsOf(apiserver.setting('cors-allowed-origins')).filter(it => EVERYTHING.test(it.text))) {
      yield { at: element, message: `Every website may read answers of the API server: the origin ${element.text} matches all.` };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Any origin',
    file: 'args/kube-apiserver',
    bad: text`
      --cors-allowed-origins=^https://console[.]example[.]com$,.*
                                                               ^^ Every website may read answers of the API server: the origin .* matches all.
      --secure-port=6443
    `,
  },
  {
    title: 'One origin',
    file: 'args/kube-apiserver',
    good: text`
      --cors-allowed-origins=^https://console[.]example[.]com$
    `,
  },
];
