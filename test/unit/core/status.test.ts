import assert from 'node:assert/strict';
import type { Fault } from '../../../src/core/errors';
import type { Part, Session, SessionAction } from '../../../src/core/session/session';
import {
  type Tone,
  failingAction,
  isActive,
  isEnding,
  isTerminal,
  toneOfAction,
  toneOfSession,
  toneOfStatus,
} from '../../../src/core/session/status';
import { actionOfSession } from '../../../src/core/ids';
import { FLEET, SESSION, WORKER } from '../../fixtures/references';
import { NO_HOST } from '../../support/sessions/sessions';

/** What the service's words mean, and whether they are the last. */
const WORDS: readonly (readonly [status: string, tone: Tone, terminal: boolean])[] = [
  ['ASSIGNED', 'waiting', false],
  ['SCHEDULED', 'waiting', false],
  ['RUNNING', 'running', false],
  ['CANCELING', 'ending', false],
  ['RECLAIMING', 'ending', false],
  ['SUCCEEDED', 'succeeded', true],
  ['FAILED', 'failed', true],
  ['INTERRUPTED', 'interrupted', true],
  ['CANCELED', 'canceled', true],
  ['RECLAIMED', 'canceled', true],
  ['NEVER_ATTEMPTED', 'neutral', true],
  ['PAUSED_BY_A_NEWER_SERVICE', 'neutral', false],
  ['failed', 'neutral', false],
  ['', 'neutral', false],
  ['constructor', 'neutral', false],
  ['__proto__', 'neutral', false],
];

/** Actions of these statuses, in this order. */
function actions(...statuses: string[]): Part<readonly SessionAction[]> {
  return {
    ok: true,
    value: statuses.map((status, index) => ({
      sessionActionId: actionOfSession(SESSION, index),
      status,
      startedAtMs: undefined,
      endedAtMs: undefined,
      workerUpdatedAtMs: undefined,
      progressPercent: undefined,
      progressMessage: undefined,
      processExitCode: undefined,
      acquiredLimits: [],
      outputManifests: [],
      definition: { kind: 'envEnter', environmentId: 'x' },
    })),
  };
}

const FAULT: Fault = {
  kind: 'accessDenied',
  message: 'No.',
  remedies: [],
  requestId: undefined,
  retryAfterMs: undefined,
};
const UNREADABLE = { ok: false, fault: FAULT } as const;
const ACTIVE: Session = {
  sessionId: SESSION,
  fleetId: FLEET,
  workerId: WORKER,
  startedAtMs: 0,
  endedAtMs: undefined,
  lifecycleStatus: 'STARTED',
  targetLifecycleStatus: undefined,
  updatedAtMs: undefined,
  updatedBy: undefined,
  log: { driver: 'awslogs', options: {}, parameters: {}, error: undefined },
  host: NO_HOST,
  workerLog: undefined,
};
const ENDING: Session = { ...ACTIVE, lifecycleStatus: 'UPDATE_IN_PROGRESS', targetLifecycleStatus: 'ENDED' };
const ENDED: Session = { ...ACTIVE, lifecycleStatus: 'ENDED', endedAtMs: 1 };

describe('status of a thing', () => {
  const THINGS: readonly (readonly [word: string | undefined, tone: Tone])[] = [
    ['SUCCEEDED', 'succeeded'],
    ['RUNNING', 'running'],
    ['SCHEDULING', 'running'],
    ['READY', 'ready'],
    ['PENDING', 'waiting'],
    ['INTERRUPTING', 'ending'],
    ['SUSPENDED', 'suspended'],
    ['CANCELED', 'canceled'],
    ['FAILED', 'failed'],
    ['CREATE_FAILED', 'failed'],
    ['NOT_COMPATIBLE', 'blocked'],
    ['SCHEDULING_BLOCKED', 'blocked'],
    ['NOT_RESPONDING', 'blocked'],
    ['IDLE', 'neutral'],
    ['ACTIVE', 'neutral'],
    ['ARCHIVED', 'neutral'],
    ['A_NEWER_WORD', 'neutral'],
    ['__proto__', 'neutral'],
    [undefined, 'neutral'],
  ];
  for (const [word, tone] of THINGS) {
    it(`takes a thing that is ${word ?? 'without a status'} for ${tone}`, () => {
      assert.equal(toneOfStatus(word), tone);
    });
  }
});

describe('status of an action', () => {
  for (const [status, tone, terminal] of WORDS) {
    it(`${status || 'of no word'} is ${tone}${terminal ? ' and final' : ''}`, () => {
      assert.equal(toneOfAction({ status }), tone);
      assert.equal(isTerminal({ status }), terminal);
    });
  }
});

describe('status of a session', () => {
  it('is active until it has an end or the word for it', () => {
    assert.ok(isActive(ACTIVE));
    assert.ok(isActive(ENDING));
    assert.ok(isActive({ ...ACTIVE, lifecycleStatus: 'UPDATE_FAILED' }));
    assert.ok(!isActive(ENDED));
    assert.ok(!isActive({ ...ACTIVE, endedAtMs: 0 }));
    assert.ok(!isActive({ ...ACTIVE, lifecycleStatus: 'ENDED' }));
  });

  it('is ending once somebody asked an active one to', () => {
    assert.ok(isEnding(ENDING));
    assert.ok(!isEnding(ACTIVE));
    assert.ok(!isEnding({ ...ENDED, targetLifecycleStatus: 'ENDED' }));
    assert.ok(!isEnding({ ...ACTIVE, targetLifecycleStatus: 'PAUSED' }));
  });

  const failing = (fact: string, list: Part<readonly SessionAction[]>, index: number | undefined): void => {
    it(`fails ${fact}`, () => {
      assert.equal(
        failingAction({ actions: list })?.sessionActionId,
        index === undefined ? undefined : actionOfSession(SESSION, index),
      );
    });
  };
  failing('with its first failed action', actions('SUCCEEDED', 'FAILED', 'FAILED', 'NEVER_ATTEMPTED'), 1);
  failing('with a failed action before an interrupted one', actions('INTERRUPTED', 'CANCELED', 'FAILED'), 2);
  failing('with an interrupted action before a canceled one', actions('CANCELED', 'INTERRUPTED', 'INTERRUPTED'), 1);
  failing('with a canceled action', actions('SUCCEEDED', 'CANCELED', 'CANCELED'), 1);
  failing('with no action that was never attempted', actions('NEVER_ATTEMPTED', 'RECLAIMED', 'RUNNING'), undefined);
  failing('with no action if it has none', actions(), undefined);
  failing('with no action that cannot be read', UNREADABLE, undefined);

  const tone = (session: Session, list: Part<readonly SessionAction[]>, expected: Tone): void => {
    const what = list.ok ? list.value.map(({ status }) => status).join(', ') || 'no actions' : 'unreadable actions';
    it(`is ${expected} where it is ${session.lifecycleStatus} with ${what}`, () => {
      assert.equal(toneOfSession({ session, actions: list }), expected);
    });
  };
  tone(ACTIVE, actions('SUCCEEDED', 'RUNNING'), 'running');
  tone(ACTIVE, actions(), 'running');
  tone(ACTIVE, UNREADABLE, 'running');
  tone(ACTIVE, actions('FAILED', 'RUNNING'), 'failed');
  tone(ACTIVE, actions('CANCELED', 'RUNNING'), 'running');
  tone(ACTIVE, actions('INTERRUPTED'), 'running');
  tone(ENDING, actions('FAILED'), 'ending');
  tone(ENDED, actions('SUCCEEDED', 'FAILED', 'CANCELED'), 'failed');
  tone(ENDED, actions('SUCCEEDED', 'INTERRUPTED'), 'interrupted');
  tone(ENDED, actions('SUCCEEDED', 'CANCELED'), 'canceled');
  tone(ENDED, actions('SUCCEEDED', 'NEVER_ATTEMPTED'), 'succeeded');
  tone(ENDED, actions('NEVER_ATTEMPTED', 'RECLAIMED'), 'neutral');
  tone(ENDED, actions(), 'neutral');
  tone(ENDED, UNREADABLE, 'neutral');

  const REQUESTED = { ...ENDED, targetLifecycleStatus: 'ENDED' };
  tone(REQUESTED, actions('SUCCEEDED', 'CANCELED', 'NEVER_ATTEMPTED'), 'canceled');
  tone(REQUESTED, actions('SUCCEEDED', 'INTERRUPTED'), 'canceled');
  tone(REQUESTED, actions('SUCCEEDED'), 'canceled');
  tone(REQUESTED, actions('FAILED', 'CANCELED'), 'failed');
});
