/** The tools of language models over a sample farm, without VS Code: called as VS Code calls them. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import * as causes from '../../src/core/diagnosis';
import type { Service } from '../../src/core/service/service';
import { type Connection, SAMPLE_CONNECTION, type SessionKey } from '../../src/core/session/sessionKey';
import { type AgentTools, type AgentToolsOptions, createAgentTools } from '../../src/ui/agents/tools';
import type { AGENT_TOOLS } from '../../src/ui/names';
import { SeenSessions } from '../../src/ui/state/seenSessions';
import { TriageStore } from '../../src/watch/jobs/triageStore';
import { Browsing } from './windows/browsing';

export type AgentToolName = (typeof AGENT_TOOLS)[keyof typeof AGENT_TOOLS];

/** A token as VS Code gives it, and the way to cancel it. */
export class Token implements vscode.CancellationToken {
  isCancellationRequested = false;
  readonly #listeners: (() => void)[] = [];

  readonly onCancellationRequested = (listener: (event: unknown) => unknown): vscode.Disposable => {
    this.#listeners.push(() => void listener(undefined));
    return new vscode.Disposable(() => undefined);
  };

  cancel(): void {
    this.isCancellationRequested = true;
    this.#listeners.forEach((listener) => {
      listener();
    });
  }
}

export class AgentFarm {
  readonly browsing = new Browsing();
  readonly seen = new SeenSessions({ get: () => undefined, update: () => Promise.resolve(), keys: () => [] });
  /** What `setUp` says. */
  setUp: 'ready' | 'notConnected' | 'noRegion' = 'ready';
  connection: Connection = SAMPLE_CONNECTION;
  readonly errors: unknown[] = [];
  readonly tools: AgentTools;

  constructor(service: (farm: Service) => Service = (farm) => farm) {
    const { farm, clock } = this.browsing;
    const answering = service(this.browsing.service);
    const options = {
      app: {
        seen: this.seen,
        store: { get: () => undefined },
        service: () => answering,
        isSampleId: (id: string) => farm.owns(id),
        currentConnection: {
          setUp: () => Promise.resolve(this.setUp),
          with: (region: string | undefined) =>
            Promise.resolve(
              this.connection.source === 'sampleFarm'
                ? this.connection
                : { ...this.connection, region: region ?? this.connection.region },
            ),
        },
        context: { extension: { id: 'publisher.name' } },
        output: { error: (error: unknown) => this.errors.push(error), debug: () => undefined },
        now: () => clock.now,
      },
      triages: new TriageStore({
        service: () => answering,
        clock,
        causes: () => causes,
        onError: (error) => this.errors.push(error),
      }),
      causes: () => causes,
      studioRules: () => [],
    };
    this.tools = createAgentTools(options as unknown as AgentToolsOptions);
  }

  key(name: string): SessionKey {
    const key = this.browsing.farm.examples.find((example) => example.name === name)?.key;
    assert.ok(key);
    return key;
  }

  /** What a tool answers. */
  async call(name: AgentToolName, input: object, token: Token = new Token()): Promise<string> {
    const result = await this.tools[name].invoke({ input }, token);
    const [part] = result.content as readonly { value: string }[];
    assert.ok(part);
    return part.value;
  }

  /** What a tool says in place of an answer. */
  async refusal(name: AgentToolName, input: object): Promise<string> {
    try {
      await this.call(name, input);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    return assert.fail('It answered.');
  }

  /** The question before a call. */
  async question(name: AgentToolName, input: object): Promise<{ title: string; message: string; progress: string }> {
    const prepared = await this.tools[name].prepareInvocation({ input }, new Token());
    const { confirmationMessages, invocationMessage } = prepared;
    const { title = '', message = '' } = confirmationMessages ?? {};
    return {
      title,
      message: textOf(message),
      progress: textOf(invocationMessage),
    };
  }
}

function textOf(text: string | vscode.MarkdownString = ''): string {
  return typeof text === 'string' ? text : text.value;
}
