/**
 * The tools that language models of chats may call. They only read, with the connection that the user has chosen, and never ask for a
 * sign-in. What they answer is bounded, and all of it that was written on the farm is fenced as data (`render/agents`).
 */
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { race } from '../../core/async/abort';
import type { StudioRule } from '../../core/diagnosis';
import { isAbort, toFault } from '../../core/errors';
import { shortId } from '../../core/ids';
import { parseLookUpText } from '../../core/references/lookUpText';
import { keyOf } from '../../core/references/reference';
import { connectionName, type JobKey, type SessionKey } from '../../core/session/sessionKey';
import type { WatchedSession } from '../../core/session/watchedSession';
import { type Answer, answerText, MOST_BYTES, MOST_LOG_BYTES } from '../../render/agents/answer';
import { foundAnswer } from '../../render/agents/foundAnswer';
import { logAnswer } from '../../render/agents/logAnswer';
import { faultRefusal, quoted, REFUSALS } from '../../render/agents/refusal';
import { sessionAnswer } from '../../render/agents/sessionAnswer';
import { triageAnswer } from '../../render/agents/triageAnswer';
import type { TriageStore } from '../../watch/jobs/triageStore';
import type { FailureCauses } from '../../watch/sessions/readDiagnosis';
import { readSession } from '../../watch/sessions/readSession';
import { type App, toSignal } from '../app';
import { AGENT_TOOLS } from '../names';
import { jobUri, sessionUri } from '../sessions/sessionUri';
import { logError } from '../showFault';
import { appendWords } from '../window/markdown';
import { messageText } from '../window/safeText';
import { findThings } from './findThings';
import { actionIn, givenIn, type Input, LONGEST_TEXT, numberIn, oneOf, partIn, textIn } from './input';
import { readSlice } from './readSlice';
import { Refusal } from './refuse';
import { type SessionTarget, Targets } from './targets';

type ToolName = (typeof AGENT_TOOLS)[keyof typeof AGENT_TOOLS];

/** What VS Code calls. */
export type AgentTools = Readonly<Record<ToolName, AgentTool>>;

/** A tool as VS Code calls it. */
export interface AgentTool {
  prepareInvocation(
    options: vscode.LanguageModelToolInvocationPrepareOptions<object>,
    token: vscode.CancellationToken,
  ): Promise<vscode.PreparedToolInvocation>;
  invoke(
    options: Pick<vscode.LanguageModelToolInvocationOptions<object>, 'input'>,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult>;
}

export interface AgentToolsOptions {
  /** Its `service` never asks a question: a model must not make a person type a code. */
  readonly app: Pick<
    App,
    'seen' | 'store' | 'service' | 'isSampleId' | 'currentConnection' | 'context' | 'output' | 'now'
  >;
  readonly triages: Pick<TriageStore, 'open'>;
  readonly causes: () => FailureCauses;
  readonly studioRules: () => readonly StudioRule[];
}

/** One tool: what it is about to read, in words, and the reading. */
interface Tool {
  /** Which field of the input names what is read. */
  readonly field: 'text' | 'session' | 'job';
  /** The question's title, e.g. `Describe a Deadline Cloud session?` */
  readonly title: string;
  /** e.g. `Reads facts, actions and parts of the log of` */
  readonly reads: string;
  readonly mostBytes: number;
  answer(input: Input, signal: AbortSignal): Promise<Answer>;
}

/** A call ends after so long, whatever it has to search; a triage then tells what it has read. */
const LONGEST_CALL_MS = 90_000;
const LONGEST_TRIAGE_MS = 60_000;
const [FEW, MANY] = [20, 50];

export function createAgentTools(options: AgentToolsOptions): AgentTools {
  const { app, triages } = options;
  const targets = new Targets(app);
  const session = async (input: Input, signal: AbortSignal): Promise<SessionTarget & { session: WatchedSession }> => {
    const target = await targets.session(textIn(input, 'session'), signal);
    return { ...target, session: await read(options, target.key, signal) };
  };
  const toolOf = (tool: Tool): AgentTool => ({
    prepareInvocation: ({ input }) => prepare(tool, targets, givenIn(input)),
    invoke: ({ input }, token) => invoke(app, tool, givenIn(input), token),
  });
  return {
    [AGENT_TOOLS.find]: toolOf({
      field: 'text',
      title: 'Find Deadline Cloud sessions and jobs?',
      reads: 'Reads names, states and times of jobs and sessions of',
      mostBytes: MOST_BYTES,
      answer: async (input, signal) => {
        const wanted = {
          text: input.text === undefined ? '' : textIn(input, 'text'),
          state: oneOf(input, 'state', ['failed', 'active'] as const),
          limit: Math.min(MANY, Math.max(1, Math.floor(numberIn(input, 'limit') ?? FEW))),
        };
        return foundAnswer(await findThings(app, targets, wanted, signal));
      },
    }),
    [AGENT_TOOLS.describe]: toolOf({
      field: 'session',
      title: 'Describe a Deadline Cloud session?',
      reads: 'Reads the facts, the actions and the lines of the log that show a failure, of',
      mostBytes: MOST_BYTES,
      answer: async (input, signal) => {
        const { session: described, key } = await session(input, signal);
        return sessionAnswer(described, app.now(), sessionUri(app, key));
      },
    }),
    [AGENT_TOOLS.triage]: toolOf({
      field: 'job',
      title: 'Read why tasks of a Deadline Cloud job failed?',
      reads: 'Reads failed tasks and parts of their logs, in about 70 calls, of',
      mostBytes: MOST_BYTES,
      answer: async (input, signal) => {
        const key = await targets.job(textIn(input, 'job'), signal);
        return triage(triages, key, jobUri(app, key), signal);
      },
    }),
    [AGENT_TOOLS.log]: toolOf({
      field: 'session',
      title: 'Read a part of a Deadline Cloud log?',
      reads: 'Reads up to 4 kB of the log of',
      mostBytes: MOST_LOG_BYTES,
      answer: async (input, signal) => {
        const [part, wanted] = [partIn(input), actionIn(input)];
        const { session: whole, sessionActionId } = await session(input, signal);
        return logAnswer(await readSlice(app, whole, { sessionActionId: wanted ?? sessionActionId, part }, signal));
      },
    }),
  };
}

/** The question before a call: what is read, where, and who gets to see it. Makes no call. */
async function prepare(tool: Tool, targets: Targets, input: Input): Promise<vscode.PreparedToolInvocation> {
  const text = input[tool.field];
  const understood = parseLookUpText(typeof text === 'string' ? text.slice(0, LONGEST_TEXT) : '');
  const [thing] = understood.things;
  const id = thing?.ids[keyOf(thing.kind)];
  const named = typeof text === 'string' && text.trim() !== '' ? quoted(text, 100) : 'the farm';
  const what = id === undefined ? named : shortId(id);
  // Where no connection is set up, the call itself says so to the model.
  const where = await targets.connection(understood, thing?.ids ?? {}).then(connectionName, () => 'no connection');
  const message = `${tool.reads} ${what} with: ${where}. The language model gets to see it. Nothing is changed.`;
  return {
    invocationMessage: messageText(`Reading ${what} (${where})`),
    confirmationMessages: {
      title: tool.title,
      message: appendWords(new vscode.MarkdownString(), messageText(message)),
    },
  };
}

/** @throws {Refusal} a sentence for the model; VS Code's own error where the call was canceled */
async function invoke(
  app: AgentToolsOptions['app'],
  tool: Tool,
  input: Input,
  token: vscode.CancellationToken,
): Promise<vscode.LanguageModelToolResult> {
  const canceled = toSignal(token);
  const late = AbortSignal.timeout(LONGEST_CALL_MS);
  try {
    if (!vscode.workspace.isTrusted) {
      throw new Refusal(REFUSALS.untrusted);
    }
    const answer = await tool.answer(input, AbortSignal.any([canceled, late]));
    const text = answerText(answer, randomUUID().slice(0, 8), tool.mostBytes);
    return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
  } catch (error) {
    if (canceled.aborted) {
      throw new vscode.CancellationError();
    }
    if (error instanceof Refusal) {
      throw error;
    }
    if (late.aborted || isAbort(error)) {
      throw new Refusal(REFUSALS.slow);
    }
    logError(app, error);
    throw new Refusal(faultRefusal(toFault(error)));
  }
}

async function read(options: AgentToolsOptions, key: SessionKey, signal: AbortSignal): Promise<WatchedSession> {
  const { app, causes, studioRules } = options;
  const reading = {
    causes: causes(),
    source: app.service(),
    nowMs: app.now(),
    studioRules: studioRules(),
    signal,
    onError: (error: unknown) => {
      logError(app, error);
    },
  };
  return readSession(reading, key, app.store.get(key));
}

async function triage(
  triages: AgentToolsOptions['triages'],
  key: JobKey,
  link: string,
  signal: AbortSignal,
): Promise<Answer> {
  const handle = triages.open(key);
  const late = AbortSignal.timeout(LONGEST_TRIAGE_MS);
  try {
    await race(handle.done, AbortSignal.any([signal, late])).catch(() => undefined);
    signal.throwIfAborted();
    const { triage: known } = handle;
    const [failed] = known.unread;
    if (failed && !known.job && known.failedTasks === 0 && known.sessionFailures.length === 0) {
      throw new Refusal(faultRefusal(failed.fault));
    }
    return triageAnswer(known, link);
  } finally {
    handle.dispose();
  }
}
