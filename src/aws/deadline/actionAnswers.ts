/** What the service answers of the actions of sessions, in our own words. */
import { indexOf } from '../../core/ids';
import type { AcquiredLimit, ActionDefinition, OutputManifest, SessionAction } from '../../core/session/session';
import { toList, toParameters } from './answers';
import { ResponseReader, fail, isString, toObject } from './responseReader';

export function toAction(answer: object): SessionAction {
  const get = new ResponseReader(answer);
  return Object.freeze({
    sessionActionId: get.id('sessionaction', 'sessionActionId'),
    status: get.text('status'),
    startedAtMs: get.optionalTime('startedAt'),
    endedAtMs: get.optionalTime('endedAt'),
    workerUpdatedAtMs: get.optionalTime('workerUpdatedAt'),
    progressPercent: get.optionalNumber('progressPercent'),
    progressMessage: get.optionalText('progressMessage'),
    processExitCode: get.optionalNumber('processExitCode'),
    acquiredLimits: understoodOf(get.value('acquiredLimits'), 'acquiredLimits', toAcquiredLimit),
    outputManifests: understoodOf(get.value('manifests'), 'manifests', toOutputManifest),
    definition: toDefinition(get.value('definition')),
  });
}

/** What can be understood of a list that no view depends on: an action is worth showing without it. */
function understoodOf<T>(list: unknown, name: string, toItem: (item: object) => T): readonly T[] {
  try {
    return toList(list ?? [], name, toItem);
  } catch {
    return Object.freeze([]);
  }
}

function toAcquiredLimit(item: object): AcquiredLimit {
  const get = new ResponseReader(item);
  return Object.freeze({ limitId: get.text('limitId'), count: get.number('count') });
}

function toOutputManifest(item: object): OutputManifest {
  const get = new ResponseReader(item);
  return Object.freeze({
    path: get.optionalText('outputManifestPath'),
    hash: get.optionalText('outputManifestHash'),
  });
}

/** In the order they ran, then in the order they will run. */
export function inOrder(actions: readonly SessionAction[]): readonly SessionAction[] {
  return Object.freeze(
    actions.toSorted(
      (a, b) =>
        (a.startedAtMs ?? Number.MAX_VALUE) - (b.startedAtMs ?? Number.MAX_VALUE) ||
        indexOf(a.sessionActionId) - indexOf(b.sessionActionId),
    ),
  );
}

/** A union with one member. A kind newer than this program keeps its name. */
function toDefinition(value: unknown): ActionDefinition {
  const union = toObject(value, 'definition');
  const get = new ResponseReader(union);
  const kind = Object.keys(union).find((name) => get.value(name) !== undefined) ?? fail('definition', 'is empty');
  const unknown = get.value('$unknown');
  if (unknown !== undefined) {
    const name: unknown = Array.isArray(unknown) ? unknown[0] : undefined;
    return Object.freeze({ kind: 'unknown', name: isString(name) ? name : fail('definition', 'has no kind') });
  }
  const inner = get.inside(kind);
  switch (kind) {
    case 'syncInputJobAttachments':
      return Object.freeze({ kind, stepId: inner.optionalId('step', 'stepId') });
    case 'envEnter':
    case 'envExit':
      return Object.freeze({ kind, environmentId: inner.text('environmentId') });
    case 'taskRun':
      return Object.freeze({
        kind,
        stepId: inner.id('step', 'stepId'),
        taskId: inner.optionalId('task', 'taskId'),
        parameters: toParameters(inner.value('parameters')),
      });
    default:
      return Object.freeze({ kind: 'unknown', name: kind });
  }
}
