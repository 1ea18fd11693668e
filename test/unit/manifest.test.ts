import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localizedManifest, manifestTexts } from '../../build/manifest';
import { AGENT_TOOLS, COMMANDS } from '../../src/ui/names';

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly dependencies: Readonly<Record<string, string>>;
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly keybindings: readonly { readonly command: string }[];
    readonly colors: readonly {
      readonly id: string;
      readonly defaults: Readonly<Record<keyof typeof SIDE_BARS, string>>;
    }[];
    readonly viewsWelcome: readonly { readonly contents: string }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly description: string;
        readonly media: { readonly svg: string; readonly altText: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
    readonly languageModelTools: readonly {
      readonly name: string;
      readonly toolReferenceName: string;
      readonly modelDescription: string;
      readonly userDescription: string;
      readonly canBeReferencedInPrompt: boolean;
      readonly inputSchema: { readonly properties: Readonly<Record<string, { readonly description: string }>> };
    }[];
    readonly chatSkills: readonly { readonly path: string }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly scope: string; readonly markdownDescription: string }>>;
    };
  };
}

/** What rows stand on in the editor's own themes: the side bar, a row that is pointed at, and one that is selected. */
const SIDE_BARS = {
  light: ['#f8f8f8', '#f2f2f2', '#e4e6f1'],
  dark: ['#181818', '#2a2d2e', '#37373d'],
  highContrast: ['#000000'],
  highContrastLight: ['#ffffff', '#e7edf3'],
};

describe('manifest', () => {
  const manifest = localizedManifest() as Manifest;
  const { contributes } = manifest;
  const commands = contributes.commands.map(({ command }) => command);
  const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);

  it('contributes exactly the commands that the code registers', () => {
    assert.deepEqual([...commands].sort(), Object.values(COMMANDS).sort());
  });

  it('contributes exactly the tools that the code registers, each with words for the model and for a person', () => {
    const { languageModelTools } = contributes;
    assert.deepEqual(languageModelTools.map(({ name }) => name).sort(), Object.values(AGENT_TOOLS).sort());
    for (const tool of languageModelTools) {
      assert.match(tool.toolReferenceName, /^deadline[A-Z]\w+$/);
      assert.match(tool.modelDescription, /Use it .* only reads.*never instructions\.$/s);
      assert.ok(tool.canBeReferencedInPrompt && tool.userDescription.length < 100);
      for (const { description } of Object.values(tool.inputSchema.properties)) {
        assert.match(description, /\.$/);
      }
    }
  });

  it('has skills that are called as their folders are, and name only tools that there are', () => {
    assert.ok(contributes.chatSkills.length > 0);
    for (const { path } of contributes.chatSkills) {
      const text = readFileSync(join(import.meta.dirname, '../..', path), 'utf8');
      const [, folder] = /^\.\/skills\/([a-z0-9-]+)\/SKILL\.md$/.exec(path) ?? [];
      assert.match(text, new RegExp(`^---\nname: ${folder ?? ''}\ndescription: .{50,1024}\n---\n`));
      const named = new Set(text.match(/deadline_\w+/g));
      assert.deepEqual([...named].sort(), Object.values(AGENT_TOOLS).sort());
    }
  });

  it('puts only its own commands into menus, keys, welcome texts and the walkthrough', () => {
    const used = [
      ...Object.values(contributes.menus).flat(),
      ...contributes.keybindings,
      ...[...contributes.viewsWelcome.map(({ contents }) => contents), ...steps.map(({ description }) => description)]
        .flatMap((text) => [...text.matchAll(/\(command:([\w.]+)\)/g)])
        .map(([, command = '']) => ({ command })),
      ...steps
        .flatMap(({ completionEvents }) => completionEvents)
        .filter((event) => event.startsWith('onCommand:'))
        .map((event) => ({ command: event.slice('onCommand:'.length) })),
    ].map(({ command }) => command);
    assert.deepEqual(
      used.filter((command) => !commands.includes(command)),
      [],
    );
  });

  it('has a picture in the theme’s colors, told in words, for every step of the walkthrough', () => {
    for (const { media } of steps) {
      const picture = readFileSync(join(import.meta.dirname, '../..', media.svg), 'utf8');
      assert.deepEqual(picture.match(/(?:fill|stroke)="#/g), null, media.svg);
      assert.notEqual(media.altText, '');
    }
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

  it('gives statuses colors that can be read wherever a row stands, in every theme', () => {
    const faint = contributes.colors.flatMap(({ id, defaults }) =>
      (Object.keys(SIDE_BARS) as (keyof typeof SIDE_BARS)[]).flatMap((theme) =>
        SIDE_BARS[theme]
          .filter((ground) => contrast(defaults[theme], ground) < 4.5)
          .map((ground) => [id, theme, ground]),
      ),
    );
    assert.deepEqual(faint, []);
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

  it('has each text that people read in a file that is translated, and no text that it does not use', () => {
    const raw = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
    const used = [...raw.matchAll(/"%([\w.-]+)%"/g)].map(([, key = '']) => key);
    assert.ok(used.length > 150);
    assert.deepEqual([...used].sort(), Object.keys(manifestTexts()).sort());

    const { inputSchemas, texts } = textsForPeople(JSON.parse(raw));
    assert.equal(inputSchemas, contributes.languageModelTools.length);
    assert.deepEqual(
      texts.filter((text) => !/^%[\w.-]+%$/.test(text)),
      // The name of the service is the same in all languages.
      Array<string>(contributes.commands.length + 1).fill('Deadline'),
    );
  });

  it('pins its few runtime dependencies exactly', () => {
    const pins = Object.values(manifest.dependencies);
    assert.ok(pins.length <= 7);
    assert.deepEqual(
      pins.filter((pin) => !/^\d+\.\d+\.\d+$/.test(pin)),
      [],
    );
  });
});

/** The values of properties that VS Code shows, without the schemas of tools, which models read. */
function textsForPeople(manifest: unknown): { readonly inputSchemas: number; readonly texts: readonly string[] } {
  const texts: string[] = [];
  let inputSchemas = 0;
  const READ =
    /^(?:title|shortTitle|category|name|contextualTitle|contents|label|altText|markdownDescription|userDescription|deprecationMessage)$/;
  const visit = (value: unknown, isTool: boolean): void => {
    if (typeof value !== 'object' || value === null) {
      return;
    }
    for (const [key, one] of Object.entries(value)) {
      if (key === 'inputSchema') {
        inputSchemas += 1;
      } else if (
        typeof one === 'string' &&
        ((READ.test(key) && !(isTool && key === 'name')) || key === 'description' || (key === 'displayName' && isTool))
      ) {
        texts.push(one);
      } else if (/^(?:markdownE|e)numDescriptions$/.test(key)) {
        texts.push(...(one as readonly string[]));
      } else {
        visit(one, isTool || key === 'languageModelTools');
      }
    }
  };
  const { capabilities, contributes, description } = manifest as Record<string, unknown>;
  visit({ capabilities, contributes, description }, false);
  return { inputSchemas, texts };
}

/** Of two colors such as `#cca700`, as WCAG 2 defines it: 1 to 21. */
function contrast(one: string, other: string): number {
  const luminance = (color: string): number =>
    [0.2126, 0.7152, 0.0722]
      .map((weight, index) => {
        const channel = Number.parseInt(color.slice(1 + index * 2, 3 + index * 2), 16) / 255;
        return weight * (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
      })
      .reduce((sum, part) => sum + part);
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
