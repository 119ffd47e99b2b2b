/** Fetches the editor's settings and gives them to the folders they are for. */

import type { Connection } from 'vscode-languageserver';
import type { Client } from './capabilities.ts';
import type { Folder } from './folder.ts';
import type { Target } from './folders.ts';
import type { Sender } from './sender.ts';
import { settingsOf } from './settings.ts';

export interface Settler {
  /** Asks for the settings of a folder (or a file of its own) and applies them. */
  configure(folder: Folder, uri: string): Promise<void>;
  /** Settings that a client without `workspace/configuration` sent. */
  received(settings: unknown): void;
  /** Resolves when the first answer about a file can follow its configuration. Never rejects. */
  ready(target: Target): Promise<void>;
}

/** Milliseconds after which a client that does not answer has no settings. */
const PATIENCE = 3000;

export function createSettler(connection: Connection, send: Sender, client: () => Client): Settler {
  const configured = new WeakMap<Folder, Promise<void>>();
  let sent: unknown;

  return {
    configure(folder, uri) {
      const done = fetch(uri).then(value => {
        const { enabled, showsLenses, defaults, problems } = settingsOf(value);
        for (const it of problems) send.warning(it);
        if (folder.showsLenses !== showsLenses && client().refreshesLenses) send.refreshLenses();
        folder.showsLenses = showsLenses;
        folder.configure(enabled, defaults);
      });
      configured.set(folder, done);
      return done;
    },
    received(settings) {
      sent = settings;
    },
    async ready({ folder, path }) {
      await configured.get(folder);
      await folder.prepare(path).catch(error => send.error(`reading the configuration for ${path}`, error));
    },
  };

  async function fetch(uri: string): Promise<unknown> {
    if (!client().configuration) return sent ?? client().settings;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<undefined>(resolve => {
      timer = setTimeout(() => resolve(undefined), PATIENCE);
    });
    const asked = Promise.resolve()
      .then(() => connection.workspace.getConfiguration({ scopeUri: uri, section: 'rampart' }))
      .catch(() => undefined);
    return Promise.race([asked, patience]).finally(() => clearTimeout(timer));
  }
}
