import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../src/ui/names';

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly dependencies: Readonly<Record<string, string>>;
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly keybindings: readonly { readonly command: string }[];
    readonly viewsWelcome: readonly { readonly contents: string }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly scope: string; readonly markdownDescription: string }>>;
    };
  };
}

describe('manifest', () => {
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as Manifest;
  const { contributes } = manifest;
  const commands = contributes.commands.map(({ command }) => command);

  it('contributes exactly the commands that the code registers', () => {
    assert.deepEqual([...commands].sort(), Object.values(COMMANDS).sort());
  });

  it('puts only its own commands into menus, keys and welcome texts', () => {
    const used = [
      ...Object.values(contributes.menus).flat(),
      ...contributes.keybindings,
      ...contributes.viewsWelcome.flatMap(({ contents }) =>
        [...contents.matchAll(/\(command:([\w.]+)\)/g)].map(([, command = '']) => ({ command })),
      ),
    ].map(({ command }) => command);
    assert.deepEqual(
      used.filter((command) => !commands.includes(command)),
      [],
    );
  });

  it('names every command below one category, in title case', () => {
    assert.deepEqual(
      contributes.commands.filter(({ category, title }) => category !== 'Deadline' || !/^[A-Z]/.test(title)),
      [],
    );
  });

  it('lets no workspace change where requests go or whose they are', () => {
    const { properties } = contributes.configuration;
    assert.deepEqual(
      Object.entries(properties).filter(([, { scope }]) => scope !== 'machine'),
      [],
    );
    assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, Object.keys(properties));
  });

  it('describes each setting by what it controls', () => {
    for (const { markdownDescription } of Object.values(contributes.configuration.properties)) {
      assert.match(markdownDescription, /^Controls .*\.$/s);
    }
  });

  it('never starts with the editor', () => {
    assert.deepEqual(
      manifest.activationEvents.filter((event) => event === '*' || event === 'onStartupFinished'),
      [],
    );
  });

  it('pins its few runtime dependencies exactly', () => {
    const pins = Object.values(manifest.dependencies);
    assert.ok(pins.length <= 6);
    assert.deepEqual(
      pins.filter((pin) => !/^\d+\.\d+\.\d+$/.test(pin)),
      [],
    );
  });
});
