import { component, defineRule, type Example, secondsOf, setFlag, suggest, text } from '#core';

const FLAG = 'request-timeout';

/** As CIS 1.2.20 suggests for slow networks; the default is one minute. */
const MOST = 300;

export default defineRule({
  id: 'apiserver/no-long-request-timeout',
  summary: 'The API server must not let requests take as long as they like.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['1.2.20'], checkov: ['CKV_K8S_95'], kubescape: ['C-0134'] },
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/'],
  docs: {
    why: `
      Each request that is under way holds memory and a seat among those that may be. Where requests may last long, a client with few of them keeps others out.`,
    fix: 'Take the flag away: the default of one minute is enough for all requests but watches, which have a time of their own.',
    ignore: 'A slow network needs it, and few clients reach the API server.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const setting = apiserver.setting(FLAG);
    if (setting.origin !== 'set' || setting.value === '') return;
    const seconds = secondsOf(setting.value);
    // What is no duration is said of every flag.
    if (seconds === undefined || (seconds > 0 && seconds <= MOST)) return;
    yield {
      at: { ...setting.at, place: setting.at.valuePlace },
      message:
        seconds < 0
          ? `The API server does not start: --${FLAG} is ${setting.value}, and must not be negative.`
          : seconds === 0
            ? `No request has time to be answered: --${FLAG} is ${setting.value}.`
            : `A request may hold its seat for ${setting.value}, and keep others out: --${FLAG} is longer than ${MOST}s.`,
      fixes: [suggest(`Set --${FLAG} to 60s`, setFlag(apiserver, FLAG, '60s'))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'An hour',
    file: 'args/kube-apiserver',
    bad: text`
      --request-timeout=1h0m0s
                        ^^^^^^ A request may hold its seat for 1h0m0s, and keep others out: --request-timeout is longer than 300s.
      --secure-port=6443
    `,
    fixed: text`
      --request-timeout=60s
      --secure-port=6443
    `,
  },
  {
    title: 'Less than nothing',
    file: 'args/kube-apiserver',
    bad: text`
      --request-timeout=-1m
                        ^^^ The API server does not start: --request-timeout is -1m, and must not be negative.
    `,
    fixed: text`
      --request-timeout=60s
    `,
  },
  {
    title: 'No time at all',
    file: 'args/kube-apiserver',
    bad: text`
      --request-timeout=0s
                        ^^ No request has time to be answered: --request-timeout is 0s.
    `,
    fixed: text`
      --request-timeout=60s
    `,
  },
  {
    title: 'Five minutes, and the default',
    file: 'args/kube-apiserver',
    good: text`
      --request-timeout=5m
    `,
  },
];
